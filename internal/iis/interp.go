package iis

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// interp follows what a setup script does, statement by statement in text
// order: variables that hold text, objects of the server, procedures of
// Basic. Branches are all taken; of two assignments the later counts.
type interp struct {
	f    *Fragment
	text string
	lang script.Language
	vars variables
	// with holds the objects of the open With blocks.
	with []val
	// procs are procedures of Basic and functions of JScript by name in
	// lower case; running guards against recursion.
	procs   map[string]*proc
	running int
	copies  copies
	nested  int // statements within the one that is followed
	// budget is the number of tokens that may still be looked at: procedures
	// are followed at each call.
	budget int
	// at is the statement that is being followed, rawPos the place in it
	// that is worth quoting.
	at     source.Place
	rawPos int
	// valueAt is the value that the statement assigns, if it is a literal.
	valueAt source.Place
	// fixed, if valid, is where everything stands, whatever at says: the
	// text is the value of a string in the file.
	fixed source.Place
	// bound are the parameters that the caller of a PowerShell function gave.
	bound  variables
	mounts map[string]int // metabase key, lower case, to index in f.Mounts
}

// proc is a procedure.
type proc struct {
	name   string
	params []string
	body   [][]script.Token
	called bool
}

func newInterp(f *Fragment, text string, lang script.Language) *interp {
	return &interp{
		f: f, text: text, lang: lang, vars: variables{}, procs: map[string]*proc{},
		mounts: map[string]int{}, budget: 50_000 + 4*len(text),
	}
}

// runScript follows a whole script of Basic or C.
func (in *interp) runScript(tokens []script.Token) {
	main := in.split(tokens)
	in.run(main)
	for _, p := range in.sortedProcs() {
		if !p.called {
			in.call(p, nil)
		}
	}
	in.commitLate()
}

// run follows statements in order.
func (in *interp) run(statements [][]script.Token) {
	for i := 0; i < len(statements); i++ {
		s := statements[i]
		if in.budget -= len(s); in.budget < 0 {
			return
		}
		if n := in.forEach(statements[i:]); n > 0 {
			i += n
			continue
		}
		in.statement(s)
	}
}

// call follows the body of a procedure with its parameters set.
func (in *interp) call(p *proc, args []val) val {
	const deepest = 8
	if in.running >= deepest || in.budget < 0 {
		return val{}
	}
	p.called = true
	saved := make([]val, len(p.params))
	for i, name := range p.params {
		saved[i] = in.vars[name]
		if i < len(args) {
			in.vars[name] = args[i]
		} else {
			delete(in.vars, name)
		}
	}
	at, rawPos, valueAt, with := in.at, in.rawPos, in.valueAt, in.with
	nested := in.nested
	in.nested = 0
	in.running++
	in.run(p.body)
	in.running--
	in.nested = nested
	in.at, in.rawPos, in.valueAt, in.with = at, rawPos, valueAt, with
	result := in.vars[p.name]
	for i, name := range p.params {
		in.vars[name] = saved[i]
	}
	return result
}

// isFunction reports whether a bare name with brackets is a call that matters.
func (in *interp) isFunction(name string) bool {
	switch name {
	case "getobject", "createobject", "activexobject", "array", "ucase", "lcase", "trim",
		"cstr", "clng", "cint", "cbool", "cbyte", "cobj", "ctype", "directcast", "string", "number", "parseint":
		return true
	}
	return in.procs[name] != nil
}

func (in *interp) callFunction(name string, args []val) val {
	if p := in.procs[name]; p != nil {
		return in.call(p, args)
	}
	if len(args) == 0 {
		return val{}
	}
	switch name {
	case "array":
		return val{kind: valList, list: args}
	case "getobject":
		return in.getObject(args[0])
	case "createobject", "activexobject":
		return in.create(args[0].text, args[1:])
	case "ucase":
		return mapText(args[0], strings.ToUpper)
	case "lcase":
		return mapText(args[0], strings.ToLower)
	case "trim":
		return mapText(args[0], strings.TrimSpace)
	}
	return args[0]
}

func mapText(v val, f func(string) string) val {
	if v.kind == valText {
		v.text = f(v.text)
	}
	return v
}

func (in *interp) withObject() val {
	if len(in.with) == 0 {
		return val{}
	}
	return in.with[len(in.with)-1]
}

// raw is the statement as a person would quote it, blanks made single.
func (in *interp) raw() string {
	return strings.Join(strings.Fields(in.text[min(in.rawPos, in.at.End):in.at.End]), " ")
}

// quoted is raw without the value of a secret, and with the value where the
// script says it elsewhere.
func (in *interp) quoted(prop, value string) string {
	if isSecret(prop) {
		return prop + " = …"
	}
	raw := in.raw()
	if !strings.Contains(strings.ToLower(raw), strings.ToLower(value)) && !strings.Contains(raw, "|") && !strings.Contains(raw, " Or ") {
		raw += " (" + value + ")"
	}
	return raw
}

// literal is the place of a value if the tokens are one that is written out:
// a number, a truth value, a string, or flags joined by an operator.
func (in *interp) literal(tokens []script.Token) source.Place {
	if len(tokens) == 0 || in.fixed.IsValid() {
		return source.Place{}
	}
	for _, t := range tokens {
		switch t.Kind {
		case script.Number, script.String:
			if t.Parts != nil {
				return source.Place{}
			}
		case script.Name:
			if _, ok := parseBool(t.Text); !ok && !strings.EqualFold(t.Text, "or") {
				return source.Place{}
			}
		case script.Punct:
			if t.Text != "|" {
				return source.Place{}
			}
		case script.End:
			return source.Place{}
		}
	}
	at := source.Place{Path: in.f.Path, Pos: tokens[0].Pos, End: tokens[len(tokens)-1].End}
	if len(tokens) == 1 && tokens[0].Kind == script.String && at.End-at.Pos > 2 {
		at.Pos, at.End = at.Pos+1, at.End-1
	}
	return at
}

// place is where the statement stands in the file.
func (in *interp) place() source.Place {
	if in.fixed.IsValid() {
		return in.fixed
	}
	return in.at
}

// claim adds a setting that the statement makes.
func (in *interp) claim(c Claim) { in.f.Claims = append(in.f.Claims, in.placed(c)) }

func (in *interp) placed(c Claim) Claim {
	c.At = in.place()
	if c.Origin == "" {
		c.Origin = in.f.Origin
	}
	return c
}
