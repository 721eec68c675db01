package setup

import (
	"maps"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// interp follows what a setup script does, statement by statement in text
// order: variables that hold text, objects of the server, procedures of
// Basic. Branches are all taken; of two assignments the later counts.
type interp struct {
	f    *claim.Fragment
	text string
	lang script.Language
	vars variables
	// constants are what Const declares outside of procedures.
	constants variables
	// sure are the variables that decide, too.
	sure *certain
	// with holds the objects of the open With blocks.
	with []val
	// procs are procedures of Basic and functions of JScript by name in
	// lower case; running guards against recursion.
	procs     map[string]*proc
	classes   map[string]*class
	procCount int
	// frames are the calls that are being followed.
	frames  []frame
	running int
	// calls of procedures so far; uncalled is set once only procedures are
	// left that nothing calls.
	calls    int
	uncalled bool
	copies   copies
	nested   int         // statements within the one that is followed
	ending   []*object   // objects of classes that do something at their end
	arms     []claim.Arm // branches that the statement stands in
	deeper   int         // branches beyond those
	chosen   []string    // variables that are taken to hold one of the values that they may
	executed int         // texts within texts that are executed
	// lastName is the last of the arguments that were evaluated last, if it is a
	// bare name.
	lastName string
	// branches are those whose condition is known and that are being followed.
	branches int
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

func newInterp(f *claim.Fragment, text string, lang script.Language) *interp {
	return &interp{
		f: f, text: text, lang: lang, vars: variables{}, constants: variables{}, sure: newCertain(), procs: map[string]*proc{}, classes: map[string]*class{},
		mounts: map[string]int{}, budget: 50_000 + 4*len(text),
	}
}

// runScript follows a whole script of Basic or C: what stands outside of
// procedures, then procedures that nothing called, first those that no other
// one names. They are where a library is entered from elsewhere; in a script
// that does something by itself nothing runs them.
func (in *interp) runScript(tokens []script.Token) {
	main := in.split(tokens)
	procs := in.allProcs()
	in.learn(main, procs)
	in.run(main)
	named := in.namedElsewhere(procs)
	if entry := in.mainProc(procs); entry != nil && !entry.called {
		in.enter(entry)
	}
	in.end()
	may := in.calledByName(main, procs)
	acted := in.acted() || slices.ContainsFunc(procs, may.calls)
	for _, second := range []bool{false, true} {
		for _, p := range procs {
			if !p.called && (second || !named[p.name]) {
				in.uncalled = acted && !may.calls(p)
				in.enter(p)
			}
		}
	}
	if !acted {
		names := make([]string, len(procs))
		for i, p := range procs {
			names[i] = p.name
		}
		library(in.f, names, slices.ContainsFunc(main, func(s []script.Token) bool { return !isDeclaration(s) }))
	}
	in.end()
	in.commitLate()
}

// mainProc is where a program begins: Main, unless it has several. A script
// does not begin there by itself.
func (in *interp) mainProc(procs []*proc) *proc {
	switch strings.ToLower(path.Ext(in.f.Path)) {
	case ".vbs", ".vbe", ".js", ".jse":
		return nil
	}
	var found *proc
	for _, p := range procs {
		if p.name != "main" {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// acted reports whether the script did something by itself. What the handlers
// of a form or a component do is done when they are called from elsewhere.
func (in *interp) acted() bool {
	switch strings.ToLower(path.Ext(in.f.Path)) {
	case ".hta", ".wsc", ".frm":
		return false
	}
	return in.calls > 0 || in.copies.held > 0 || len(in.f.Claims) > 0 || len(in.f.Mounts) > 0
}

// enter follows a procedure that the script itself does not call.
func (in *interp) enter(p *proc) {
	if p.class != nil {
		in.call(p, in.instance(p.class, nil), nil)
		return
	}
	in.call(p, nil, nil)
}

// run follows statements in order.
func (in *interp) run(statements [][]script.Token) {
	open := 0 // loops and cases, whose ends are other statements
	for i := 0; i < len(statements); i++ {
		s := statements[i]
		if in.budget -= len(s); in.budget < 0 {
			return
		}
		if n := in.forEach(statements[i:]); n > 0 {
			i += n
			continue
		}
		if n := in.decided(statements[i:]); n > 0 {
			i += n
			continue
		}
		if n := in.braces(statements[i:]); n > 0 {
			i += n - 1
			continue
		}
		open += opens(s)
		if open == 0 && in.quits(s) {
			in.statement(s) // WScript.Quit Main(WScript.Arguments)
			return
		}
		in.arm(s)
		in.statement(s)
	}
}

// quits reports whether a statement of Basic ends the script for sure.
func (in *interp) quits(s []script.Token) bool {
	return in.lang == script.Basic && len(in.frames) == 0 && len(in.arms)+in.deeper == 0 &&
		len(s) > 2 && isName(s[0], "wscript") && s[1].Text == "." && isName(s[2], "quit")
}

// opens counts loops and Select Case that a statement opens, less those that it closes.
func opens(s []script.Token) int {
	if len(s) == 0 || s[0].Kind != script.Name || s[0].Variable {
		return 0
	}
	switch strings.ToLower(s[0].Text) {
	case "for", "do", "while", "select":
		return 1
	case "next", "loop", "wend":
		return -1
	case "end":
		if len(s) > 1 && isName(s[1], "select") {
			return -1
		}
	}
	return 0
}

// frame is a call that is being followed.
type frame struct {
	at      source.Place // of the call, if it hands over arguments
	self    *object      // whose method it is, nil for a procedure
	params  []string
	changed []string // parameters that were given another value
	absent  []string // parameters of PowerShell that the caller does not give
}

// call follows the body of a procedure, or of a method of self, with its
// parameters set.
func (in *interp) call(p *proc, self *object, args []val) val {
	const deepest = 8
	if in.running >= deepest || in.budget < 0 {
		return val{}
	}
	p.called = true
	in.calls++
	result := strings.TrimPrefix(p.name, "get ")
	own := append(slices.Clone(p.params), result)
	saved := variables{}
	for i, name := range own {
		if v, ok := in.vars[name]; ok {
			saved[name] = v
		}
		in.vars[name] = val{}
		if i < len(args) && i < len(p.params) {
			in.vars[name] = args[i]
		}
	}
	at, rawPos, valueAt, with := in.at, in.rawPos, in.valueAt, in.with
	nested, arms, deeper := in.nested, in.arms, in.deeper
	in.nested, in.deeper = 0, 0
	called := frame{self: self, params: own}
	if len(args) > 0 {
		called.at = in.place()
	}
	in.frames = append(in.frames, called)
	in.running++
	in.run(p.body)
	in.running--
	in.frames = in.frames[:len(in.frames)-1]
	in.nested, in.arms, in.deeper = nested, arms, deeper
	in.at, in.rawPos, in.valueAt, in.with = at, rawPos, valueAt, with
	v := in.vars[result]
	for _, name := range own {
		delete(in.vars, name)
	}
	maps.Copy(in.vars, saved)
	return v
}

// isFunction reports whether a bare name with brackets is a call that matters.
func (in *interp) isFunction(name string) bool {
	switch name {
	case "getobject", "createobject", "activexobject", "array", "ucase", "lcase", "trim",
		"cstr", "clng", "cint", "cbool", "cbyte", "cobj", "ctype", "directcast", "string", "number", "parseint", "findelement", "replace", "iif":
		return true
	}
	return in.proc(name) != nil
}

func (in *interp) callFunction(name string, args []val) val {
	if v, ok := foundElement(name, args); ok {
		return v
	}
	if p := in.proc(name); p != nil {
		return in.call(p, in.selfOf(p), args)
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
	case "replace":
		if len(args) < 3 || args[1].kind != valText || args[1].text == "" || args[2].kind != valText {
			return val{}
		}
		return mapText(args[0], func(s string) string { return LimitText(strings.ReplaceAll(s, args[1].text, args[2].text)) })
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
	if claim.IsSecret(prop) {
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
			if _, ok := claim.ParseBool(t.Text); !ok && !strings.EqualFold(t.Text, "or") {
				return source.Place{}
			}
		case script.Punct:
			if t.Text != "|" && t.Text != "+" {
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
func (in *interp) claim(c claim.Claim) { in.f.Claims = append(in.f.Claims, in.placed(c)) }

// calledAt is the call of the procedure that is being followed, if it hands over
// arguments.
func (in *interp) calledAt() source.Place {
	if n := len(in.frames); n > 0 {
		return in.frames[n-1].at
	}
	return source.Place{}
}

func (in *interp) placed(c claim.Claim) claim.Claim {
	c.At = in.place()
	c.Uncalled, c.Arms = in.uncalled, in.arms
	c.CalledAt = in.calledAt()
	if c.Origin == "" {
		c.Origin = in.f.Origin
	}
	return c
}
