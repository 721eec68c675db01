package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// TestOp tells tests apart.
type TestOp uint8

// The operations of a test. The zero value is invalid.
const (
	TestIs    TestOp = iota + 1 // the variable is Text
	TestHas                     // the variable contains Text
	TestNot                     // not X
	TestAnd                     // X and Y
	TestOr                      // X or Y
	TestAny                     // not known
	TestError                   // Err.Number is not zero
	TestGone                    // a value is none of Objects, although it may have been
	// TestWhen: the page came here by some of the ways that met before. X is what
	// it says of the request, Y what its opposite says; nil for nothing.
	TestWhen
	TestAgree // X and Y are the same condition: two things are known of it
)

// Test is a condition on a server variable, as the code asks it.
type Test struct {
	Op   TestOp
	Var  string // AUTH_TYPE, HTTPS, LOGON_USER …, upper case
	Text string // lower case
	X, Y *Test
	// Objects of TestGone.
	Objects []*Object
	// at is where TestError read Err.
	at source.Place
	// Of TestWhen: yes are those of the ways that met before on which the test
	// may hold, no those on which it may not.
	paths   *paths
	yes, no ways
	// on is what the condition comes to on each of these ways; nil for nothing.
	on []*Test
	// size is how many conditions it consists of, each as often as it is part of
	// one; 0 stands for one.
	size int
}

// maxTest bounds the size of a condition: conditions share their parts, so what
// asks a flag that hangs on another flag, and so on, would double at each step.
// Beyond it nothing is known.
const maxTest = 1000

// sizeOf is the number of conditions that some consist of.
func sizeOf(list ...*Test) int {
	n := 0
	for _, t := range list {
		if t != nil {
			n += max(t.size, 1)
		}
	}
	return n
}

// connected is x op y, or that nothing is known if that is too large.
func connected(op TestOp, x, y *Test) *Test {
	n := 1 + sizeOf(x, y)
	if n > maxTest {
		return &Test{Op: TestAny}
	}
	return &Test{Op: op, X: x, Y: y, size: n}
}

func (t *Test) equal(u *Test) bool {
	if t == u {
		return true
	}
	if t == nil || u == nil {
		return false
	}
	return t.Op == u.Op && t.Var == u.Var && t.Text == u.Text && t.X.equal(u.X) && t.Y.equal(u.Y) && slices.Equal(t.Objects, u.Objects) && t.at == u.at &&
		t.paths == u.paths && t.yes == u.yes && t.no == u.no && slices.EqualFunc(t.on, u.on, (*Test).equal)
}

func not(t *Test) *Test {
	switch {
	case t.Op == TestNot:
		return t.X
	case t.Op == TestAny:
		return t
	}
	return &Test{Op: TestNot, X: t, size: 1 + sizeOf(t)}
}

// Verdict of a test under assumed values.
type Verdict uint8

// The verdicts. The zero value is invalid.
const (
	Maybe Verdict = iota + 1
	Holds
	Fails
)

// Eval is the verdict when variables have the given values (upper-case name,
// lower-case value); a variable that is not given can have any.
func (t *Test) Eval(vars map[string]string) Verdict {
	switch t.Op {
	case TestIs, TestHas:
		v, ok := vars[t.Var]
		if !ok {
			return Maybe
		}
		yes := v == t.Text
		if t.Op == TestHas {
			yes = strings.Contains(v, t.Text)
		}
		if yes {
			return Holds
		}
		return Fails
	case TestNot:
		return t.X.Eval(vars).opposite()
	case TestAnd:
		return t.X.Eval(vars).and(t.Y.Eval(vars))
	case TestOr:
		return t.X.Eval(vars).or(t.Y.Eval(vars))
	case TestAgree:
		if v := t.X.Eval(vars); v != Maybe {
			return v
		}
		return t.Y.Eval(vars)
	case TestWhen:
		switch {
		case t.X != nil && t.X.Eval(vars) == Fails:
			return Fails
		case t.Y != nil && t.Y.Eval(vars) == Fails:
			return Holds
		}
	case TestAny, TestError, TestGone:
	}
	return Maybe
}

// Mentions reports whether the test asks for the variable.
func (t *Test) Mentions(name string) bool {
	switch t.Op {
	case TestIs, TestHas:
		return t.Var == name
	case TestNot:
		return t.X.Mentions(name)
	case TestAnd, TestOr, TestAgree:
		return t.X.Mentions(name) || t.Y.Mentions(name)
	case TestWhen:
		return t.X != nil && t.X.Mentions(name) || t.Y != nil && t.Y.Mentions(name)
	case TestAny, TestError, TestGone:
	}
	return false
}

// onRequest reports whether the test asks for something that says how the
// request is authenticated or encrypted.
func (t *Test) onRequest() bool {
	switch t.Op {
	case TestIs, TestHas:
		switch t.Var {
		case "AUTH_TYPE", "HTTPS", "SERVER_PORT", "SERVER_PORT_SECURE", "LOGON_USER", "AUTH_USER", "REMOTE_USER":
			return true
		}
	case TestNot:
		return t.X.onRequest()
	case TestAnd, TestOr, TestAgree:
		return t.X.onRequest() || t.Y.onRequest()
	case TestWhen:
		return t.X != nil && t.X.onRequest() || t.Y != nil && t.Y.onRequest()
	case TestAny, TestError, TestGone:
	}
	return false
}

// onState reports whether the test says something of the states of objects.
func (t *Test) onState() bool {
	switch t.Op {
	case TestError, TestGone, TestWhen:
		return true
	case TestNot:
		return t.X.onState()
	case TestAnd, TestOr, TestAgree:
		return t.X.onState() || t.Y.onState()
	case TestAny, TestIs, TestHas:
	}
	return false
}

// Guard is a list of the tests that hold at a place, innermost first.
type Guard struct {
	Test *Test
	// At is the condition that is tested.
	At    source.Place
	Outer *Guard
	// Exit: the test holds because the page or procedure is left where it
	// does not, not because of a branch around the place.
	Exit  bool
	depth int
}

func (g *Guard) and(t *Test, at source.Place) *Guard {
	if t == nil || !t.onRequest() {
		return g
	}
	n := &Guard{Test: t, At: at, Outer: g, depth: 1}
	if g != nil {
		n.depth = g.depth + 1
	}
	return n
}

// since is all that holds at g and did not at before, nil for nothing.
func (g *Guard) since(before *Guard) *Test {
	var out *Test
	for ; g != nil && g != before; g = g.Outer {
		out = both(g.Test, out)
	}
	return out
}

// behind is g and what came to hold between from and to, to being from or more.
func (g *Guard) behind(from, to *Guard) *Guard {
	switch {
	case from == g:
		return to
	case from == to || to == nil:
		return g
	}
	outer := g.behind(from, to.Outer)
	n := &Guard{Test: to.Test, Outer: outer, Exit: to.Exit, depth: 1}
	if outer != nil {
		n.depth = outer.depth + 1
	}
	return n
}

// common is what holds after either.
func common(g, h *Guard) *Guard {
	for g != h {
		switch {
		case g == nil || h == nil:
			return nil
		case g.depth > h.depth:
			g = g.Outer
		case h.depth > g.depth:
			h = h.Outer
		default:
			g, h = g.Outer, h.Outer
		}
	}
	return g
}

// same reports whether two lists say the same.
func (g *Guard) same(h *Guard) bool {
	for g != h {
		if g == nil || h == nil || g.depth != h.depth || g.Exit != h.Exit || !g.Test.equal(h.Test) {
			return false
		}
		g, h = g.Outer, h.Outer
	}
	return true
}

// Excludes reports whether the guards cannot hold when the variables have the
// given values (upper-case name, lower-case value).
func (g *Guard) Excludes(vars map[string]string) bool {
	for ; g != nil; g = g.Outer {
		if g.Test.Eval(vars) == Fails {
			return true
		}
	}
	return false
}

// Branches are the guards without those that come from an early exit.
func (g *Guard) Branches() *Guard {
	if g == nil {
		return nil
	}
	if g.Exit {
		return g.Outer.Branches()
	}
	return &Guard{Test: g.Test, At: g.At, Outer: g.Outer.Branches()}
}

// Asks is where the innermost guard that asks for one of the variables tests
// it; ok is false if none does.
func (g *Guard) Asks(names ...string) (at source.Place, ok bool) {
	for ; g != nil; g = g.Outer {
		if slices.ContainsFunc(names, g.Test.Mentions) {
			return g.At, true
		}
	}
	return source.Place{}, false
}

// Mentions reports whether a guard asks for the variable.
func (g *Guard) Mentions(name string) bool {
	for ; g != nil; g = g.Outer {
		if g.Test.Mentions(name) {
			return true
		}
	}
	return false
}

// falseText is what a server variable holds that is false as a condition.
func falseText(name string) string {
	if name == "SERVER_PORT_SECURE" {
		return "0"
	}
	return ""
}

// truth is the condition that a value stands for, nil if it is none.
func (v *Val) truth() *Test {
	if len(v.Atoms) == 0 {
		return v.when(asTruth, (*Val).valueTruth)
	}
	return v.valueTruth().onPaths(v.when(asTruth, (*Val).valueTruth))
}

// valueTruth is the same without what the ways tell that met.
func (v *Val) valueTruth() *Test {
	var out *Test
	for _, a := range v.Atoms {
		var t *Test
		switch a.Kind {
		case Truth:
			t = a.Test
		case Text:
			// A variable of the request as a condition of its own.
			if len(a.Str) == 1 && a.Str[0].Kind == ServerVar && !a.Str[0].Derived { // a part may be empty where the whole is not
				t = not(&Test{Op: TestIs, Var: a.Str[0].Text, Text: falseText(a.Str[0].Text)})
			}
			if len(a.Str) == 1 && a.Str[0].Kind == ErrPart {
				t = &Test{Op: TestError, at: a.Str[0].At}
			}
		case Ref:
			if a.Obj.Kind == COM {
				t = not(&Test{Op: TestGone, Objects: []*Object{a.Obj}})
			}
		case Number, Bool, Empty, Null, Nothing, Func, InState:
		}
		if t == nil {
			t = &Test{Op: TestAny}
		}
		if out == nil || out.equal(t) {
			out = t
		} else {
			out = connected(TestOr, out, t)
		}
	}
	if v.Open && out != nil && out.Op != TestAny {
		out = connected(TestOr, out, &Test{Op: TestAny})
	}
	return out
}
