package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// proc is a procedure, or a method of a class.
type proc struct {
	name   string
	params []string
	body   [][]script.Token
	called bool
	class  *class // nil for a procedure
	order  int    // in the text
}

// class of VBScript, Visual Basic, C# or, as far as functions with methods are
// that, JScript.
type class struct {
	name    string
	body    [][]script.Token // declarations and initial values
	fields  []string
	methods map[string]*proc // of properties, "get x" and "let x"
	// standard is the member that brackets behind an object call, lower case.
	standard string
	// static is the object that the name itself stands for.
	static *object
}

// splitter cuts tokens into statements and sets procedures and classes apart.
type splitter struct {
	in   *interp
	main [][]script.Token
	// open are the procedures, classes and, in C, other blocks that are open,
	// behind what stands outside of them.
	open []scope
	// literal is the name that an object literal of JScript is given.
	literal string
}

// scope is what a statement belongs to: a procedure, a class, or neither.
// Other blocks of C belong to what they stand in, between statements that are a
// brace.
type scope struct {
	proc  *proc
	class *class
	block bool
}

// split cuts tokens into statements and sets procedures apart.
func (in *interp) split(tokens []script.Token) [][]script.Token {
	x := &splitter{in: in, open: []scope{{}}}
	from, lists := 0, 0
	for i, t := range tokens {
		brace := in.lang == script.C && t.Kind == script.Punct && (t.Text == "{" || t.Text == "}")
		switch {
		case brace && t.Text == "{" && i > 0 && tokens[i-1].Text == "]": // new object[] { … }
			lists++
			continue
		case brace && t.Text == "}" && lists > 0:
			lists--
			continue
		}
		if t.Kind != script.End && !brace {
			continue
		}
		s := tokens[from:i]
		from = i + 1
		switch {
		case brace && t.Text == "{":
			x.opening(s)
		case brace:
			x.add(s)
			x.close()
		case in.lang == script.Basic:
			x.basic(s)
		default:
			x.add(s)
		}
	}
	x.add(tokens[from:])
	return x.main
}

// basic takes a statement of Basic, which may be the head or the end of a
// procedure or a class.
func (x *splitter) basic(s []script.Token) {
	switch {
	case len(s) == 2 && isName(s[0], "end") && isName(s[1], "class"):
		if x.top().proc != nil { // an End that is missing
			x.close()
		}
		x.close()
	case len(s) == 2 && isName(s[0], "end") && (isProcWord(s[1]) || isName(s[1], "property")):
		if x.top().proc != nil {
			x.close()
		}
	case x.top().proc != nil:
		if p := procHead(s); p == nil { // an End that is missing
			x.add(s)
			return
		}
		x.close()
		x.basic(s)
	default:
		if p := procHead(s); p != nil {
			x.openProc(p, x.top().class)
			if x.top().class != nil && slices.ContainsFunc(s[:behindModifiers(s)], func(t script.Token) bool { return isName(t, "default") }) {
				x.top().class.standard = p.name
			}
			return
		}
		if c := classHead(s); c != "" {
			x.openClass(c)
			return
		}
		x.add(s)
	}
}

// opening takes what stands before a "{" of C.
func (x *splitter) opening(s []script.Token) {
	s = behindComma(s)
	if c := classHead(s); c != "" {
		x.openClass(c)
		return
	}
	if p := procHead(s); p != nil {
		x.openProc(p, nil)
		return
	}
	if p := x.methodHead(s); p != nil {
		x.openProc(p, x.top().class)
		return
	}
	if p, of := x.functionValue(s); p != nil {
		var c *class
		if of != "" {
			c = x.in.classOf(of)
		}
		x.openProc(p, c)
		return
	}
	x.literal = ""
	if n := len(s); n >= 2 && s[n-1].Text == "=" { // var Setup = {, Setup.prototype = {
		x.literal = strings.ToLower(s[n-2].Text)
		if n >= 4 && isName(s[n-2], "prototype") {
			x.literal = strings.ToLower(s[n-4].Text)
		}
	}
	x.add(s)
	x.add([]script.Token{{Kind: script.Punct, Text: "{"}})
	inner := x.top()
	inner.block = true
	x.open = append(x.open, inner)
}

func behindComma(s []script.Token) []script.Token {
	for len(s) > 0 && (s[0].Text == "," || s[0].Text == ")") {
		s = s[1:]
	}
	return s
}

// add puts a statement where it belongs.
func (x *splitter) add(s []script.Token) {
	if len(s) == 0 {
		return
	}
	switch sc := x.top(); {
	case sc.proc != nil:
		sc.proc.body = append(sc.proc.body, s)
	case sc.class != nil && x.in.lang == script.Basic:
		sc.class.body = append(sc.class.body, s)
		sc.class.fields = append(sc.class.fields, declared(s)...)
	default:
		x.main = append(x.main, s)
	}
}

func (x *splitter) close() {
	n := len(x.open)
	if n == 1 {
		return
	}
	block := x.top().block
	if x.open = x.open[:n-1]; block {
		x.add([]script.Token{{Kind: script.Punct, Text: "}"}})
	}
}

// top is what a statement belongs to that comes next.
func (x *splitter) top() scope { return x.open[len(x.open)-1] }

func (x *splitter) openProc(p *proc, c *class) {
	p.class = c
	x.in.procCount++
	p.order = x.in.procCount
	if c != nil {
		c.methods[p.name] = p
	} else {
		x.in.procs[p.name] = p
	}
	x.open = append(x.open, scope{proc: p, class: c})
}

func (x *splitter) openClass(name string) {
	x.open = append(x.open, scope{class: x.in.classOf(name)})
}

// classOf is the class of that name, made if need be.
func (in *interp) classOf(name string) *class {
	c := in.classes[name]
	if c == nil {
		c = &class{name: name, methods: map[string]*proc{}}
		in.classes[name] = c
	}
	return c
}

// classHead is the name, in lower case, of the class whose head s is.
func classHead(s []script.Token) string {
	i := behindModifiers(s)
	if i+1 < len(s) && isName(s[i], "class") && s[i+1].Kind == script.Name && (len(s) == i+2 || s[i+2].Text == ":" || s[i+2].Text == "<") {
		return strings.ToLower(s[i+1].Text)
	}
	return ""
}

// behindModifiers is the index of the first token that is none.
func behindModifiers(s []script.Token) int {
	i := 0
	for i < len(s) && s[i].Kind == script.Name && isModifier(s[i].Text) {
		i++
	}
	return i
}

// procHead recognises the head of a procedure that says so: Sub, Function,
// Property Get.
func procHead(s []script.Token) *proc {
	i := behindModifiers(s)
	if i+1 >= len(s) || s[i+1].Kind != script.Name {
		return nil
	}
	prefix := ""
	switch {
	case isProcWord(s[i]):
	case isName(s[i], "property") && i+2 < len(s) && s[i+2].Kind == script.Name:
		if isName(s[i+1], "get") {
			prefix = "get "
		} else if isName(s[i+1], "let") || isName(s[i+1], "set") {
			prefix = "let "
		} else {
			return nil
		}
		i++
	default:
		return nil
	}
	return &proc{name: prefix + strings.ToLower(s[i+1].Text), params: parameters(s[i+2:])}
}

// methodHead recognises the head of a method of C#: modifiers, type, name,
// parameters; of a constructor, which is called "new".
func (x *splitter) methodHead(s []script.Token) *proc {
	c := x.top().class
	if c == nil || x.top().proc != nil {
		return nil
	}
	open := slices.IndexFunc(s, func(t script.Token) bool { return t.Text == "(" })
	if open < 2 || s[open-1].Kind != script.Name || slices.ContainsFunc(s[:open], func(t script.Token) bool { return t.Text == "=" || t.Text == "." && t.Kind == script.Punct }) {
		return nil
	}
	name := strings.ToLower(s[open-1].Text)
	if name == c.name {
		name = "new"
	}
	return &proc{name: name, params: parameters(s[open:])}
}

// functionValue recognises a function of JScript that is given a name:
// var f = function (…), this.f = function (…) in the function of a class,
// X.prototype.f = function (…), f: function (…) in an object literal.
func (x *splitter) functionValue(s []script.Token) (p *proc, class string) {
	at := slices.IndexFunc(s, func(t script.Token) bool { return isName(t, "function") })
	if x.in.lang != script.C || at < 2 || s[at-2].Kind != script.Name || at+1 >= len(s) || s[at+1].Text != "(" && at+2 < len(s) && s[at+2].Text != "(" {
		return nil, ""
	}
	p = &proc{name: strings.ToLower(s[at-2].Text), params: parameters(s[at+1:])}
	switch {
	case s[at-1].Text == ":" && at == 2:
		return p, x.literal
	case s[at-1].Text != "=":
		return nil, ""
	case at >= 4 && s[at-3].Text == "." && isName(s[at-4], "this"):
		if of := x.top().proc; of != nil {
			return p, of.name
		}
		return nil, ""
	case at >= 6 && s[at-3].Text == "." && isName(s[at-4], "prototype"):
		return p, strings.ToLower(s[at-6].Text)
	case at >= 4 && s[at-3].Text == ".": // Setup.enable = function (…)
		return p, strings.ToLower(s[at-4].Text)
	}
	return p, ""
}

// parameters are the names of (a, ByVal b As String, string c = "x").
func parameters(s []script.Token) []string {
	var names []string
	name, depth, done := "", 0, false
	for _, t := range s {
		switch {
		case t.Text == "(" || t.Text == "[" || t.Text == "<":
			depth++
		case t.Text == ")" || t.Text == "]" || t.Text == ">":
			depth--
		case depth == 1 && t.Text == ",":
			names = append(names, name)
			name, done = "", false
		case isName(t, "as") || t.Text == "=":
			done = true
		case depth == 1 && t.Kind == script.Name && !done:
			name = strings.ToLower(t.Text)
		}
		if depth == 0 {
			break
		}
	}
	if name != "" {
		names = append(names, name)
	}
	return names
}

// declared are the names that a declaration in a class declares, in lower case.
func declared(s []script.Token) []string {
	i := 0
	for i < len(s) && s[i].Kind == script.Name && (isModifier(s[i].Text) || isName(s[i], "dim") || isName(s[i], "const")) {
		i++
	}
	if i == 0 {
		return nil
	}
	var names []string
	depth, fresh := 0, true
	for _, t := range s[i:] {
		switch {
		case t.Text == "(" || t.Text == "{":
			depth++
		case t.Text == ")" || t.Text == "}":
			depth--
		case t.Text == "," && depth == 0:
			fresh = true
		case fresh && t.Kind == script.Name:
			names = append(names, strings.ToLower(t.Text))
			fresh = false
		}
	}
	return names
}

func isProcWord(t script.Token) bool {
	return isName(t, "sub") || isName(t, "function")
}

func isModifier(word string) bool {
	switch strings.ToLower(word) {
	case "public", "private", "friend", "protected", "shared", "static", "byval", "byref", "optional", "default", "internal",
		"override", "overrides", "overridable", "virtual", "async", "partial", "sealed", "abstract", "readonly", "mustinherit", "notinheritable":
		return true
	}
	return false
}

func isName(t script.Token, word string) bool {
	return t.Kind == script.Name && !t.Variable && strings.EqualFold(t.Text, word)
}
