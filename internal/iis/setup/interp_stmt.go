package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
	"github.com/cdolint/cdolint/internal/source"
)

// statement follows one statement. Conditions set nothing: an "=" in them compares.
func (in *interp) statement(s []script.Token) {
	const deepest = 50 // "else else else …"
	if in.nested++; len(s) == 0 || in.nested > deepest {
		in.nested--
		return
	}
	defer func() { in.nested-- }()
	if s[0].Kind == script.Name && !s[0].Variable {
		switch strings.ToLower(s[0].Text) {
		case "if", "elseif":
			in.branch(s)
			return
		case "else", "do", "try", "finally", "return":
			in.statement(s[1:])
			return
		case "with":
			e := in.evaluator(s[1:])
			in.with = append(in.with, e.expr())
			return
		case "end":
			if len(s) > 1 && isName(s[1], "with") && len(in.with) > 0 {
				in.with = in.with[:len(in.with)-1]
			}
			return
		case "for", "foreach":
			in.loop(s)
			return
		case "using":
			if in.lang == script.C && len(s) > 1 && s[1].Text == "(" {
				in.statement(inBrackets(s[1:]))
				return
			}
			in.statement(s[1:])
			return
		case "while", "until", "loop", "wend", "case", "select", "switch", "exit", "on", "option", "next", "catch", "import", "imports", "namespace", "class":
			return
		case "const":
			if len(s) > 1 && s[1].Kind == script.Name {
				in.declaration(s[1:])
				in.keepConstants(s[1:])
				return
			}
		case "set", "let", "call", "var", "dim", "private", "public", "static", "redim", "readonly", "internal", "protected":
			if len(s) > 1 && (s[1].Kind == script.Name || s[1].Text == ".") {
				in.declaration(s[1:])
				return
			}
		}
	}
	in.simple(s)
}

// declaration follows "a = 1, b = 2".
func (in *interp) declaration(s []script.Token) {
	depth, from, assigned := 0, 0, false
	for i, t := range s {
		if t.Kind != script.Punct {
			continue
		}
		switch t.Text {
		case "(", "[":
			depth++
		case ")", "]":
			depth--
		case "=":
			assigned = true
		case ",":
			if depth == 0 && i > from && assigned {
				in.statement(s[from:i])
				from, assigned = i+1, false
			}
		}
	}
	in.statement(s[from:])
}

// keepConstants notes what Const declares: what nothing can change, unlike a
// variable, decides conditions.
func (in *interp) keepConstants(s []script.Token) {
	if in.lang != script.Basic || len(in.frames) > 0 {
		return
	}
	for i, t := range s {
		if i+1 < len(s) && s[i+1].Text == "=" && t.Kind == script.Name {
			name := strings.ToLower(t.Text)
			in.constants[name] = in.vars[name]
		}
	}
}

// branch follows what stands behind the condition of an If in the same statement.
func (in *interp) branch(s []script.Token) {
	if in.lang != script.Basic {
		if len(s) > 1 && s[1].Text == "(" {
			rest := s[1:]
			in.statement(rest[len(inBrackets(rest))+min(2, len(rest)-len(inBrackets(rest))):])
		}
		return
	}
	then := slices.IndexFunc(s, func(t script.Token) bool { return isName(t, "then") })
	if then < 0 {
		return
	}
	rest, other := s[then+1:], []script.Token(nil)
	if i := slices.IndexFunc(rest, func(t script.Token) bool { return isName(t, "else") }); i >= 0 {
		rest, other = rest[:i], rest[i+1:]
	}
	w := newWays(s[0].Pos)
	if !w.follow(in, in.outcome(s[1:then]), func() { in.statement(rest) }) && len(other) > 0 {
		w.follow(in, always, func() { in.statement(other) })
	}
}

// eachWay follows a statement once for each value that a variable in it may hold,
// within the branch that gives it that one; it reports false if there is none.
func (in *interp) eachWay(s []script.Token, follow func()) bool {
	const deepest = 3 // variables of one statement
	if len(in.sure.either) == 0 || len(in.chosen) >= deepest || in.deeper > 0 {
		return false
	}
	name, list := in.undecided(s)
	if len(list) == 0 {
		return false
	}
	arms, last := in.arms, in.vars[name]
	in.chosen = append(in.chosen, name)
	for _, a := range list {
		if in.budget -= len(s); in.budget < 0 {
			break
		}
		in.vars[name], in.arms = a.val, a.within(arms)
		follow()
	}
	in.chosen = in.chosen[:len(in.chosen)-1]
	in.arms = arms
	if !in.sure.wasGiven(name, list) {
		in.vars[name] = last
	}
	return true
}

// undecided is the first variable of a statement that may hold several values.
func (in *interp) undecided(s []script.Token) (name string, list []alternative) {
	for i, t := range s {
		if i == 0 && len(s) > 1 && s[1].Text == "=" { // its target
			continue
		}
		names := []string{t.Text}
		if t.Kind == script.String {
			names = names[:0]
			for _, p := range t.Parts {
				names = append(names, p.Variable)
			}
		} else if t.Kind != script.Name || i > 0 && s[i-1].Text == "." {
			continue
		}
		for _, n := range names {
			lower := strings.ToLower(n)
			if in.sure.either[lower] == nil || slices.Contains(in.chosen, lower) || in.isParameter(lower) {
				continue
			}
			if list := in.sure.choices(lower, in.arms); list != nil {
				return lower, list
			}
		}
	}
	return "", nil
}

// inBrackets are the tokens between the bracket that s begins with and its closing one.
func inBrackets(s []script.Token) []script.Token {
	depth := 0
	for i, t := range s {
		switch t.Text {
		case "(":
			depth++
		case ")":
			if depth--; depth == 0 {
				return s[1:i]
			}
		}
	}
	return s[1:]
}

func (in *interp) evaluator(s []script.Token) *evaluator { return &evaluator{in: in, toks: s} }

// simple follows an assignment or a call.
func (in *interp) simple(s []script.Token) {
	if len(s) == 0 {
		return
	}
	if in.eachWay(s, func() { in.simple(s) }) {
		return
	}
	in.at = source.Place{Path: in.f.Path, Pos: s[0].Pos, End: s[len(s)-1].End}
	in.rawPos = s[0].Pos
	in.valueAt = source.Place{}
	if at := assignAt(s); at > 0 {
		in.valueAt = in.literal(trimEnd(s[at+1:]))
		in.assign(s[:at], s[at+1:])
		return
	}
	if at := slices.IndexFunc(s, func(t script.Token) bool { return t.Kind == script.Punct && (t.Text == "|=" || t.Text == "&=") }); at > 0 && in.lang == script.C {
		// x |= y is x = x | y.
		value := append(slices.Clone(s[:at]), script.Token{Kind: script.Punct, Text: s[at].Text[:1], Pos: s[at].Pos, End: s[at].End})
		in.assign(s[:at], append(value, s[at+1:]...))
		return
	}
	if at := slices.IndexFunc(s, func(t script.Token) bool { return isName(t, "as") }); at > 0 && at+1 < len(s) && isName(s[at+1], "new") {
		e := in.evaluator(s[at+1:])
		in.set(s[at-1].Text, e.expr())
		return
	}
	in.callStatement(s)
}

// assignAt finds the "=" of an assignment, outside of brackets.
func assignAt(s []script.Token) int {
	depth := 0
	for i, t := range s {
		if t.Kind != script.Punct {
			continue
		}
		switch t.Text {
		case "(", "[", "{":
			depth++
		case ")", "]", "}":
			depth--
		case "=":
			if depth == 0 {
				return i
			}
		}
	}
	return -1
}

// assign follows target = value. The target is a name, perhaps with a type
// before it, or a chain of members that begins the statement.
func (in *interp) assign(target, value []script.Token) {
	if at := slices.IndexFunc(target, func(t script.Token) bool { return isName(t, "as") }); at > 0 {
		target = target[:at]
	}
	last := target[len(target)-1]
	if last.Kind == script.Name && (len(target) == 1 || target[len(target)-2].Text != "." && in.lang != script.Basic) {
		e := in.evaluator(value)
		in.set(last.Text, e.expr())
		in.doubt(last.Text, value)
		return
	}
	head, member, index, ok := in.lastLink(target)
	if !ok {
		return
	}
	e := in.evaluator(value)
	v := e.expr()
	h := in.evaluator(head)
	object := h.expr()
	if h.i < len(head) && h.peek().Kind != script.End {
		return // not one chain: "Response.Write x.y = z"
	}
	if len(head) == 0 {
		object = in.withObject()
	}
	if index != nil {
		i := in.evaluator(index)
		in.assignIndex(object, i.args(), v)
		return
	}
	in.assignMember(object, member.Text, member.Pos, v)
}

// doubt notes of a variable that was assigned what other variables may not hold.
func (in *interp) doubt(name string, value []script.Token) {
	name = strings.ToLower(name)
	v := in.vars[name]
	if !v.known() || in.sure.loose[name] {
		return
	}
	e := in.evaluator(trimEnd(value))
	e.strict = true
	if s := e.expr(); e.i < len(e.toks) || !s.known() || s.text != v.text {
		in.sure.gives(name, in.arms, false)
	}
}

// lastLink takes the last member or index off a chain.
func (in *interp) lastLink(s []script.Token) (head []script.Token, member script.Token, index []script.Token, ok bool) {
	n := len(s)
	last := s[n-1]
	switch {
	case last.Kind == script.Name && n >= 2 && s[n-2].Text == ".":
		return s[:n-2], last, nil, true
	case last.Text == ")" || last.Text == "]":
		depth := 0
		for i := n - 1; i > 0; i-- {
			switch s[i].Text {
			case ")", "]":
				depth++
			case "(", "[":
				if depth--; depth == 0 {
					return s[:i], script.Token{}, s[i:], true
				}
			}
		}
	}
	return nil, script.Token{}, nil, false
}

// callStatement follows a call: a.b(c), or a.b c of Basic.
func (in *interp) callStatement(s []script.Token) {
	in.valueAt = in.literal(lastArgument(s))
	e := in.evaluator(s)
	p := in.proc(strings.ToLower(s[0].Text))
	if p != nil && s[0].Kind == script.Name && len(s) > 1 && s[1].Text != "." {
		e.i = 1
		args := e.bareArgs()
		if len(args) == 1 && args[0].kind == valList {
			args = args[0].list
		}
		in.call(p, in.selfOf(p), args)
		return
	}
	if p != nil && len(s) == 1 {
		in.call(p, in.selfOf(p), nil)
		return
	}
	if in.lang != script.Basic {
		e.expr()
		return
	}
	if len(s) > 1 && (isName(s[0], "execute") || isName(s[0], "executeglobal")) && p == nil {
		e.i = 1
		if args := e.bareArgs(); len(args) > 0 {
			in.execute(args[0])
		}
		return
	}
	// a.b "x", 1: the last member before the first token that is no link.
	end := chainEnd(s)
	if end == len(s) || end < 2 || s[end-1].Kind != script.Name || s[end-2].Text != "." {
		e.expr()
		return
	}
	h := in.evaluator(s[:end-2])
	object := h.expr()
	if end == 2 {
		object = in.withObject()
	}
	e.i = end
	in.member(object, s[end-1], e.bareArgs(), true)
}

// lastArgument are the tokens behind the last comma, a closing bracket left out.
func lastArgument(s []script.Token) []script.Token {
	s = trimEnd(s)
	if n := len(s); n > 0 && s[n-1].Text == ")" {
		s = s[:n-1]
	}
	for i := len(s) - 1; i >= 0; i-- {
		if s[i].Kind == script.Punct && (s[i].Text == "," || s[i].Text == "(") {
			return s[i+1:]
		}
	}
	return nil
}

// chainEnd is the length of the chain of members and indices at the start of s.
func chainEnd(s []script.Token) int {
	depth := 0
	for i, t := range s {
		switch {
		case t.Text == "(" && t.Kind == script.Punct:
			if depth == 0 && i > 0 && s[i-1].End != t.Pos {
				return i // a.b (x), y
			}
			depth++
		case t.Text == ")" && t.Kind == script.Punct:
			depth--
		case depth > 0:
		case t.Kind == script.Name && i > 0 && s[i-1].Text != ".":
			return i
		case t.Kind == script.Name, t.Kind == script.Punct && t.Text == ".":
		default:
			return i
		}
	}
	return len(s)
}

// bareArgs evaluates arguments up to the end of the statement. In brackets
// they are the arguments as well.
func (e *evaluator) bareArgs() []val {
	if e.punct("(") && closes(e.toks[e.i:]) {
		return e.args()
	}
	return e.argsTo("")
}

// closes reports whether the bracket at the start is closed by the last token.
func closes(s []script.Token) bool {
	return len(inBrackets(s))+2 == len(s)
}
