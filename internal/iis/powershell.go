package iis

import (
	"maps"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// psReader follows a PowerShell script: its expressions by [interp], its
// commands here.
type psReader struct {
	*interp
	shell     *shell
	functions map[string]*psFunction
	// pipe is what the element before hands on in a pipeline.
	pipe val
	// dir is the current location, where it is one of IIS:\.
	dir    string
	blocks []*dscBlock // of a DSC configuration
	depth  int
	loops  int
}

// psFunction is a function of the script.
type psFunction struct {
	params []string
	head   []script.Token // with the defaults of the parameters
	body   []script.Statement
	called bool
}

// readPowerShell reads text, which is the whole file, from pos to end.
func readPowerShell(f *Fragment, text string, pos, end int) {
	newPowerShell(f, text, source.Place{}, variables{}).script(pos, end)
}

// newPowerShell makes a reader; fixed, if valid, is where everything stands.
func newPowerShell(f *Fragment, text string, fixed source.Place, vars variables) *psReader {
	in := newInterp(f, text, script.PowerShell)
	in.vars, in.fixed = vars, fixed
	return &psReader{interp: in, functions: map[string]*psFunction{}, shell: &shell{f: f, text: text, at: fixed, vars: vars}}
}

// powershell follows powershell.exe [-options] [-Command] text.
func (s *shell) powershell(args []arg) {
	for i, a := range args {
		option := strings.ToLower(strings.TrimLeft(a.text, "-/"))
		switch {
		case !strings.HasPrefix(a.text, "-") && !strings.HasPrefix(a.text, "/"):
		case strings.HasPrefix(option, "c"): // -c, -Command
			args = args[i+1:]
			s.powershellText(args)
			return
		case strings.HasPrefix(option, "f"), strings.HasPrefix(option, "enc"): // a file, encoded text
			return
		default:
			continue
		}
		if i > 0 && takesValue(args[i-1].text) {
			continue
		}
		s.powershellText(args[i:])
		return
	}
}

func takesValue(option string) bool {
	option = strings.ToLower(strings.TrimLeft(option, "-/"))
	return strings.HasPrefix(option, "ex") || option == "ep" || strings.HasPrefix(option, "w") || strings.HasPrefix(option, "v")
}

// powershellText follows the script that the arguments are. Where they stand
// in the file as they are, so do the places of what they set.
func (s *shell) powershellText(args []arg) {
	const deepest = 4
	if len(args) == 0 || s.depth >= deepest {
		return
	}
	at := s.placeOf(args[0])
	if !s.at.IsValid() {
		at.End = args[len(args)-1].end
		pos, end := at.Pos, at.End
		if len(args) == 1 && end-pos > 2 && s.text[pos] == '"' {
			pos, end = pos+1, end-1
		}
		if slice := s.text[pos:end]; !strings.ContainsAny(slice, "%^") && (len(args) > 1 || slice == args[0].text) {
			r := newPowerShell(s.f, s.text, source.Place{}, variables{})
			r.shell.depth = s.depth + 1
			r.script(pos, end)
			return
		}
	}
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = a.text
	}
	text := strings.Join(texts, " ")
	r := newPowerShell(s.f, text, at, variables{})
	r.shell.depth = s.depth + 1
	r.script(0, len(text))
}

// script follows a script, then its functions that nothing in it called.
func (r *psReader) script(pos, end int) {
	r.statements(script.Statements(r.text[pos:end], pos))
	names := make([]string, 0, len(r.functions))
	for name := range r.functions {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		if f := r.functions[name]; !f.called {
			r.callFunction(f, nil, nil)
		}
	}
}

func (r *psReader) statements(list []script.Statement) {
	header := ""
	for i := 0; i < len(list); i++ {
		s := list[i]
		switch s.Kind {
		case script.OpenBlock:
			r.openBlock(header)
			header = ""
		case script.CloseBlock:
			r.closeBlock()
		case script.Run:
			if r.budget -= s.End - s.Pos; r.budget < 0 {
				return
			}
			header = r.text[s.Pos:s.End]
			if n := r.function(list[i:]); n > 0 {
				i += n
				continue
			}
			if n := r.foreach(list[i:]); n > 0 {
				i += n
				continue
			}
			r.at = source.Place{Path: r.f.Path, Pos: s.Pos, End: s.End}
			r.rawPos, r.valueAt = s.Pos, source.Place{}
			if !s.Piped {
				r.pipe = val{}
			}
			r.pipe = r.statementText(s.Pos, s.End)
		}
	}
}

// function notes a function and returns the number of statements to pass over.
func (r *psReader) function(list []script.Statement) int {
	head := list[0]
	words := script.Scan(r.text[head.Pos:head.End], script.PowerShell, head.Pos)
	if len(words) < 2 || !isName(words[0], "function") && !isName(words[0], "filter") || len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	name := ""
	f := &psFunction{}
	for i, w := range words[1:] {
		if w.Text == "(" {
			f.head = words[i+1:]
			f.params = paramNames(f.head)
			break
		}
		name += w.Text // Verb-Noun is three tokens
	}
	end := blockEnd(list)
	if end > 0 {
		f.body = list[2:end]
		r.functions[strings.ToLower(name)] = f
	}
	return end
}

// blockEnd is the index of the "}" that closes the "{" at list[1], 0 if there is none.
func blockEnd(list []script.Statement) int {
	if list[1].Length == 0 || 1+list[1].Length >= len(list) {
		return 0
	}
	return 1 + list[1].Length
}

// mostRounds of a loop over a list that the script spells out.
const mostRounds = 50

// foreach follows foreach ($x in 'a','b') { … } for each element, where they
// are known, and returns the number of statements to pass over.
func (r *psReader) foreach(list []script.Statement) int {
	head := list[0]
	tokens := trimEnd(script.Scan(r.text[head.Pos:head.End], script.PowerShell, head.Pos))
	if len(tokens) < 6 || !isName(tokens[0], "foreach") || tokens[1].Text != "(" || !tokens[2].Variable || !isName(tokens[3], "in") ||
		len(list) < 2 || list[1].Kind != script.OpenBlock {
		return 0
	}
	const deepest = 10 // loops within loops
	over := r.value(tokens[4].Pos, tokens[len(tokens)-1].Pos)
	end := blockEnd(list)
	if over.kind != valList || end == 0 || r.loops >= deepest {
		return 0
	}
	r.loops++
	defer func() { r.loops-- }()
	for _, element := range over.list[:min(len(over.list), mostRounds)] {
		r.vars[strings.ToLower(tokens[2].Text)] = element
		r.statements(list[2:end])
	}
	return end
}

// callFunction follows the body of a function.
func (r *psReader) callFunction(f *psFunction, named map[string]psArg, positional []psArg) {
	const deepest = 6
	if r.running >= deepest {
		return
	}
	f.called = true
	params := f.params
	if len(f.body) > 0 {
		params = append(slices.Clone(params), r.paramNames(f.body[0])...)
	}
	bound := variables{}
	for i, p := range params {
		if a, ok := named[p]; ok {
			bound[p] = a.val
		} else if i < len(positional) {
			bound[p] = positional[i].val
		}
	}
	at, rawPos, valueAt, pipe := r.at, r.rawPos, r.valueAt, r.pipe
	r.running++
	saved := variables{}
	for _, p := range params {
		if v, ok := r.vars[p]; ok {
			saved[p] = v
			delete(r.vars, p)
		}
	}
	maps.Copy(r.vars, bound)
	r.bound = bound
	r.defaults(f.head)
	r.statements(f.body)
	r.bound = nil
	r.running--
	r.at, r.rawPos, r.valueAt, r.pipe = at, rawPos, valueAt, pipe
	maps.Copy(r.vars, saved)
}

// paramNames are the names of a param(…) statement.
func (r *psReader) paramNames(s script.Statement) []string {
	tokens := script.Scan(r.text[s.Pos:s.End], script.PowerShell, s.Pos)
	if len(tokens) == 0 || !isName(tokens[0], "param") {
		return nil
	}
	return paramNames(tokens)
}

// paramNames are the variables of ([type]$name = value, …) that no value uses.
func paramNames(tokens []script.Token) []string {
	var names []string
	depth := 0
	for i, t := range tokens {
		switch t.Text {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		}
		if t.Variable && depth == 1 && (i == 0 || tokens[i-1].Text != "=") {
			names = append(names, strings.ToLower(t.Text))
		}
	}
	return names
}

// statementText follows one statement: an assignment, a command or an expression.
func (r *psReader) statementText(pos, end int) val {
	tokens := script.Scan(r.text[pos:end], script.PowerShell, pos)
	if len(tokens) == 0 {
		return val{}
	}
	if isName(tokens[0], "param") {
		r.defaults(tokens)
		return val{}
	}
	if isName(tokens[0], "foreach") {
		r.loop(trimEnd(tokens))
		return val{}
	}
	if isControl(tokens[0]) {
		return val{}
	}
	if at := assignAt(tokens); at > 0 && (tokens[0].Variable || tokens[0].Kind == script.Punct) {
		last := tokens[at-1]
		v := r.value(tokens[at].End, end)
		if last.Variable {
			r.vars[strings.ToLower(last.Text)] = v
			return val{}
		}
		r.valueAt = r.literal(trimEnd(tokens[at+1:]))
		r.assignValue(tokens[:at], v)
		return val{}
	}
	if len(tokens) > 1 && tokens[0].Kind == script.Name && !tokens[0].Variable && tokens[1].Text == "=" {
		r.property(tokens[0].Text, tokens[1].End, end)
		return val{}
	}
	r.valueAt = r.literal(lastArgument(tokens))
	return r.value(pos, end)
}

// assignValue follows target = value where the value was worked out already.
func (r *psReader) assignValue(target []script.Token, v val) {
	r.vars["\x00"] = v
	r.assign(target, []script.Token{{Kind: script.Name, Text: "\x00", Variable: true}})
	delete(r.vars, "\x00")
}

func trimEnd(tokens []script.Token) []script.Token {
	if n := len(tokens); n > 0 && tokens[n-1].Kind == script.End {
		return tokens[:n-1]
	}
	return tokens
}

func isControl(t script.Token) bool {
	if t.Kind != script.Name || t.Variable {
		return false
	}
	switch strings.ToLower(t.Text) {
	case "if", "elseif", "else", "for", "while", "do", "until", "switch", "try", "catch", "finally", "return", "throw",
		"begin", "process", "end", "configuration", "node", "import-dscresource", "class", "enum", "break", "continue":
		return true
	}
	return false
}

// defaults follows param([type]$name = value, …).
func (r *psReader) defaults(tokens []script.Token) {
	for i, t := range tokens {
		if !t.Variable || i+1 >= len(tokens) || tokens[i+1].Text != "=" {
			continue
		}
		name := strings.ToLower(t.Text)
		if _, given := r.bound[name]; given {
			continue
		}
		e := r.evaluator(tokens[i+2:])
		r.vars[name] = e.expr()
	}
}

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
	e := r.evaluator(tokens)
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
