package iis

import (
	"strings"

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
	text := r.text[pos:end]
	if strings.HasPrefix(text, "@{") || strings.HasPrefix(text, "@(") {
		return r.wordValue(script.Words(text, pos)[0])
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
		v, ok := r.vars[strings.ToLower(w.Parts[0].Variable)]
		switch {
		case len(w.Parts) == 1 && ok:
			return v
		case len(w.Parts) == 1:
			return textOrUnknown(w.Parts[0].Variable)
		case strings.HasPrefix(w.Parts[1].Text, "."):
			return v.hash[strings.ToLower(strings.TrimPrefix(w.Parts[1].Text, "."))]
		case strings.HasPrefix(w.Parts[1].Text, "["):
			return v.hash[strings.ToLower(strings.Trim(w.Parts[1].Text, `[]'"`))]
		}
	}
	return textVal(limitText(w.Expand(r.vars.lookup)))
}

// textOrUnknown knows $true and $false.
func textOrUnknown(name string) val {
	if b, ok := parseBool(name); ok {
		return textVal(boolText(b))
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
