package setup

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// value evaluates the text from pos to end: a hash table, a command or an expression.
func (r *psReader) value(pos, end int) val {
	const deepest = 12
	if r.depth++; r.depth > deepest {
		r.depth--
		return val{}
	}
	defer func() { r.depth-- }()
	for pos < end && strings.IndexByte(" \t\r\n", r.text[pos]) >= 0 {
		pos++
	}
	if pos >= end {
		return val{}
	}
	pos += castEnd(r.text[pos:end])
	text := r.text[pos:end]
	if strings.HasPrefix(text, "@{") || strings.HasPrefix(text, "@(") {
		return r.listValue(script.Words(text, pos), end)
	}
	tokens := trimEnd(script.Scan(text, script.PowerShell, pos))
	if len(tokens) == 0 {
		return val{}
	}
	first := tokens[0]
	isCommand := first.Kind == script.Name && !first.Variable || first.Text == "&" || first.Text == "%" ||
		first.Text == "." && len(tokens) > 1 && tokens[1].Pos > first.End
	if isCommand && !isName(first, "true") && !isName(first, "false") {
		return r.command(script.Words(text, pos))
	}
	if first.Text == "(" {
		// (command).member
		if words := script.Words(text, pos); words[0].Kind == script.Group && len(words) == 1 {
			return r.value(words[0].InnerPos, words[0].InnerEnd)
		}
	}
	e := r.evaluator(r.leadingCommand(tokens))
	v := e.expr()
	for e.punct(",") {
		if v.kind != valList {
			v = val{kind: valList, list: []val{v}}
		}
		e.i++
		v.list = append(v.list, e.expr())
	}
	return v
}

// castEnd is the length of a type before a hash table or a list:
// [pscustomobject]@{ … }.
func castEnd(text string) int {
	if !strings.HasPrefix(text, "[") {
		return 0
	}
	closing := strings.IndexByte(text, ']')
	rest := strings.TrimLeft(text[closing+1:], " \t")
	if closing < 0 || !strings.HasPrefix(rest, "@{") && !strings.HasPrefix(rest, "@(") {
		return 0
	}
	return len(text) - len(rest)
}

// elements is the value of @( … ), whose elements may stand on lines of their own.
func (r *psReader) elements(pos, end int) val {
	var lines []script.Statement
	for _, s := range script.Statements(r.text[pos:end], pos) {
		if s.Kind == script.Run {
			lines = append(lines, s)
		}
	}
	if len(lines) < 2 {
		return r.value(pos, end)
	}
	list := val{kind: valList}
	for _, s := range lines {
		list.list = append(list.list, r.value(s.Pos, s.End))
	}
	return list
}

// wordValue is the value of an argument.
func (r *psReader) wordValue(w script.Word) val {
	switch w.Kind {
	case script.Hash:
		return r.hash(w.InnerPos, w.InnerEnd)
	case script.Group:
		return r.value(w.InnerPos, w.InnerEnd)
	case script.Splat:
		return r.vars[strings.ToLower(w.Parts[0].Variable)]
	}
	if w.Variable && !w.Quoted {
		if v, ok := r.chain(w); ok {
			return v
		}
	}
	return textVal(LimitText(w.Expand(r.vars.lookup)))
}

// chain is the value of a word that is a variable, a member or an element of
// one; ok is false for a word in which a variable is a piece of text.
func (r *psReader) chain(w script.Word) (v val, ok bool) {
	if len(w.Parts) == 1 {
		if v, ok := r.vars[strings.ToLower(w.Parts[0].Variable)]; ok {
			return v, true
		}
		return textOrUnknown(w.Parts[0].Variable), true
	}
	if c := w.Parts[1].Text; c == "" || c[0] != '.' && c[0] != '[' || w.End > len(r.text) {
		return val{}, false
	}
	e := r.evaluator(trimEnd(script.Scan(r.text[w.Pos:w.End], script.PowerShell, w.Pos)))
	v = e.expr()
	return v, e.i == len(e.toks) && v.kind != valUnknown
}

// listValue is the value of @{ … } or @( … ), of several with commas between
// them, or of a member of one.
func (r *psReader) listValue(words []script.Word, end int) val {
	first := words[0]
	var v val
	if first.Kind == script.Group {
		v = r.elements(first.InnerPos, first.InnerEnd)
	} else {
		v = r.wordValue(first)
	}
	if first.End < end && r.text[first.End] == '.' {
		const result = "\x02"
		r.vars[result] = v
		head := script.Token{Kind: script.Name, Text: result, Variable: true, Pos: first.Pos, End: first.End}
		e := r.evaluator(append([]script.Token{head}, trimEnd(script.Scan(r.text[first.End:end], script.PowerShell, first.End))...))
		return e.expr()
	}
	if len(words) == 1 || !strings.Contains(r.text[first.End:words[1].Pos], ",") {
		return v
	}
	list := val{kind: valList, list: []val{v}}
	for i := 1; i < len(words) && strings.Contains(r.text[words[i-1].End:words[i].Pos], ","); i++ {
		list.list = append(list.list, r.wordValue(words[i]))
	}
	return list
}

// textOrUnknown knows $true and $false.
func textOrUnknown(name string) val {
	if b, ok := claim.ParseBool(name); ok {
		return textVal(claim.BoolText(b))
	}
	return val{}
}

// hash reads the inside of @{ key = value; … }.
func (r *psReader) hash(pos, end int) val {
	v := val{kind: valHash, hash: map[string]val{}}
	for _, s := range script.Statements(r.text[pos:end], pos) {
		if s.Kind != script.Run {
			continue
		}
		key, _, ok := strings.Cut(r.text[s.Pos:s.End], "=")
		if !ok {
			continue
		}
		v.hash[strings.ToLower(strings.Trim(strings.TrimSpace(key), `'"`))] = r.value(s.Pos+len(key)+1, s.End)
	}
	return v
}
