package setup

import (
	"maps"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/command"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// psReader follows a PowerShell script: its expressions by [interp], its
// commands here.
type psReader struct {
	*interp
	shell     *Shell
	functions map[string]*psFunction
	// pipe is what the element before hands on in a pipeline.
	pipe val
	// dir is the current location, where it is one of IIS:\.
	dir    string
	blocks []*dscBlock // of a DSC configuration
	depth  int
	loops  int
	// anybody: a command is run whose name is not known, or a script.
	anybody bool
}

// psFunction is a function of the script.
type psFunction struct {
	params []string
	head   []script.Token // with the defaults of the parameters
	body   []script.Statement
	called bool
}

// ReadPowerShell reads a script of PowerShell from pos to end of text, which
// is the whole file, or has a place of its own, fixed, where everything stands.
func ReadPowerShell(f *claim.Fragment, text string, pos, end int, fixed source.Place) {
	newPowerShell(f, text, fixed).script(pos, end)
}

// newPowerShell makes a reader; fixed, if valid, is where everything stands.
func newPowerShell(f *claim.Fragment, text string, fixed source.Place) *psReader {
	in := newInterp(f, text, script.PowerShell)
	in.fixed = fixed
	sh := NewShell(f, text, fixed)
	sh.vars = in.vars
	return &psReader{interp: in, functions: map[string]*psFunction{}, shell: sh}
}

// powershell follows powershell.exe [-options] [-Command] text.
func (s *Shell) powershell(args []command.Arg) {
	for i, a := range args {
		option := strings.ToLower(strings.TrimLeft(a.Text, "-/"))
		switch {
		case !strings.HasPrefix(a.Text, "-") && !strings.HasPrefix(a.Text, "/"):
		case strings.HasPrefix(option, "c"): // -c, -Command
			args = args[i+1:]
			s.powershellText(args)
			return
		case strings.HasPrefix(option, "f") && i+1 < len(args): // -File
			s.notePowerShell(args[i+1], args[i+2:])
			return
		case strings.HasPrefix(option, "f"), strings.HasPrefix(option, "enc"): // encoded text
			return
		default:
			continue
		}
		if i > 0 && takesValue(args[i-1].Text) {
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
func (s *Shell) powershellText(args []command.Arg) {
	const deepest = 4
	if len(args) == 0 || s.depth >= deepest {
		return
	}
	at := s.PlaceOf(args[0])
	if !s.At.IsValid() {
		at.End = args[len(args)-1].End
		pos, end := at.Pos, at.End
		if len(args) == 1 && end-pos > 2 && s.Text[pos] == '"' {
			pos, end = pos+1, end-1
		}
		if slice := s.Text[pos:end]; !strings.ContainsAny(slice, "%^") && (len(args) > 1 || slice == args[0].Text) {
			r := newPowerShell(s.Fragment, s.Text, source.Place{})
			r.shell.depth = s.depth + 1
			r.script(pos, end)
			return
		}
	}
	texts := make([]string, len(args))
	for i, a := range args {
		texts[i] = a.Text
	}
	text := strings.Join(texts, " ")
	r := newPowerShell(s.Fragment, text, at)
	r.shell.depth = s.depth + 1
	r.script(0, len(text))
}

// script follows a script, then its functions that nothing in it called.
func (r *psReader) script(pos, end int) {
	list := script.Statements(r.text[pos:end], pos)
	r.learnStatements(list)
	if given := r.f.Given; given != nil && pos == 0 && end == len(r.text) && !r.fixed.IsValid() {
		r.given(given, list)
	} else {
		r.statements(list)
	}
	acted, own := r.acted(), r.outside(list)
	names := slices.Sorted(maps.Keys(r.functions))
	for _, name := range names {
		if f := r.functions[name]; !f.called {
			r.uncalled = acted && !r.anybody && !own.holds(name)
			r.shell.Uncalled = r.uncalled
			r.callFunction(f, nil, nil, true)
		}
	}
	if !acted && !r.anybody {
		library(r.f, names, len(own.words) > 0)
	}
}

func (r *psReader) statements(list []script.Statement) {
	header := ""
	depth := 0
	for i := 0; i < len(list); i++ {
		s := list[i]
		switch s.Kind {
		case script.OpenBlock:
			depth++
			r.openBlock(header)
			header = ""
		case script.CloseBlock:
			depth--
			r.closeBlock()
		case script.Run:
			if r.budget -= s.End - s.Pos; r.budget < 0 {
				return
			}
			header = r.text[s.Pos:s.End]
			if depth == 0 && r.running+r.loops+r.branches == 0 && ends(header) {
				if word, _, more := strings.Cut(header, " "); more { // exit (Invoke-Setup)
					r.value(s.Pos+len(word), s.End)
				}
				return
			}
			if n := r.function(list[i:]); n > 0 {
				i += n
				continue
			}
			if n := r.scriptBlock(list[i:]); n > 0 {
				i += n
				continue
			}
			if n := r.foreach(list[i:]); n > 0 {
				i += n
				continue
			}
			if n := r.forEachObject(list[i:]); n > 0 {
				i += n
				continue
			}
			if n := r.conditional(list[i:]); n > 0 {
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

// ends reports whether a statement that stands in no block ends the script.
func ends(statement string) bool {
	word, _, _ := strings.Cut(strings.ToLower(statement), " ")
	return word == "exit" || word == "return"
}

// statementText follows one statement: an assignment, a command or an expression.
func (r *psReader) statementText(pos, end int) val {
	tokens := script.Scan(r.text[pos:end], script.PowerShell, pos)
	if len(tokens) == 0 {
		return val{}
	}
	if !isName(tokens[0], "param") && !isName(tokens[0], "foreach") && !isControl(tokens[0]) {
		var v val
		outer := r.shell.Arms
		if r.eachWay(tokens, func() { r.shell.Arms = r.arms; v = r.statementText(pos, end) }) {
			r.shell.Arms = outer
			return v
		}
	}
	if isName(tokens[0], "param") {
		r.defaults(tokens)
		if inner := len(inBrackets(tokens[1:])); len(tokens) > inner+3 && tokens[inner+3].Kind != script.End { // param($x) & …
			return r.statementText(tokens[inner+3].Pos, end)
		}
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
			r.set(last.Text, v)
			r.doubt(last.Text, tokens[at+1:])
			return val{}
		}
		r.valueAt = r.literal(trimEnd(tokens[at+1:]))
		r.assignValue(r.leadingCommand(tokens[:at]), v)
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

// leadingCommand follows the command of "(Get-X …).Member" and puts its result
// in its place.
func (r *psReader) leadingCommand(tokens []script.Token) []script.Token {
	if len(tokens) < 4 || tokens[0].Text != "(" || tokens[1].Kind != script.Name || tokens[1].Variable {
		return tokens
	}
	inner := inBrackets(tokens)
	if len(inner) == 0 || len(inner)+2 > len(tokens) {
		return tokens
	}
	const result = "\x01"
	r.vars[result] = r.value(inner[0].Pos, inner[len(inner)-1].End)
	head := script.Token{Kind: script.Name, Text: result, Variable: true, Pos: tokens[0].Pos, End: tokens[len(inner)+1].End}
	return append([]script.Token{head}, tokens[len(inner)+2:]...)
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
		name := strings.ToLower(t.Text)
		if n := len(r.frames); t.Variable && n > 0 && i >= 2 && tokens[i-1].Text == "]" && isName(tokens[i-2], "switch") && slices.Contains(r.frames[n-1].absent, name) {
			r.vars[name] = textVal("false")
			continue
		}
		if !t.Variable || i+1 >= len(tokens) || tokens[i+1].Text != "=" {
			continue
		}
		if _, given := r.bound[name]; given {
			continue
		}
		e := r.evaluator(tokens[i+2:])
		r.vars[name] = e.expr()
	}
}
