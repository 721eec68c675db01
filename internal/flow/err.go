package flow

import (
	"strconv"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Err has Number as its default property: its bare name is the number, and
// only before a dot it is the object.

// bareErr is Err used as a value.
func (m *machine) bareErr(span program.Span) *Val {
	o := m.objects.intrinsic("err")
	e := m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(span), Recv: refVal(o, nil), Member: "Number"})
	m.advance(e)
	return m.errPart("Number", span)
}

func (m *machine) errPart(name string, span program.Span) *Val {
	at := m.readErr(m.place(span))
	return strVal(Str{{Kind: ErrPart, Text: "Err." + name, At: at}}, at)
}

// errMember is Err.Number, Err.Clear …
func (m *machine) errMember(o *Object, folded, name string, args []Arg, span, at program.Span) (v *Val, alive bool) {
	e := m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(at), Recv: refVal(o, nil), Member: name, Args: args})
	m.advance(e)
	switch folded {
	case "raise":
		m.mayFail()
		return Unknown, m.raise("Err.Raise", span)
	case "clear":
		m.mayFail()
	case "number", "item":
		return m.errPart("Number", span), true
	case "description":
		return m.errPart("Description", span), true
	}
	return strVal(Str{{Kind: Opaque, Text: "Err." + name, At: m.place(span)}}, m.place(span)), true
}

// raise is an error that the page makes itself, by Err.Raise or throw. It is
// false if the code behind it is not reached: where nobody catches it, the page
// ends there, and where the caller resumes, the procedure does.
func (m *machine) raise(by string, span program.Span) bool {
	caught, resumed := false, false
	for f := m.frame; f != nil; f = f.outer {
		if !m.inPage(f.file) { // VB6 has handlers that are not followed
			return true
		}
		caught, resumed = caught || f.catches > 0, resumed || f.resume
	}
	f := m.frame
	switch {
	case f.resume:
		return true
	case !caught && !resumed:
		m.end(m.place(span), by)
		return false
	case f.outer != nil && f.outer.resume && !caught && m.runFinally(0):
		m.leave(span, by)
		return false
	}
	return true
}

// answerKey holds what is known of Err as it was read at a place: True if
// something had failed, False if nothing had.
func answerKey(at source.Place) key {
	return key{scopeGlobal, "$err " + at.Path + ":" + strconv.Itoa(at.Pos)}
}

// errKey holds the same of Err as it is now, readKey the place at which it was
// read last. Conditions tell of it until something happens that may fail.
func errKey() key  { return key{scopeGlobal, "$err"} }
func readKey() key { return key{scopeGlobal, "$err read"} }

// readErr notes what is known of Err where it is read. It returns the place where
// it was read first: until something happens that may fail, it is the same.
func (m *machine) readErr(at source.Place) source.Place {
	if len(m.protocols()) == 0 {
		return at
	}
	if v := m.load(readKey()); v != nil && !v.Open && len(v.Atoms) == 1 && v.Atoms[0].How != nil {
		return v.Atoms[0].How.At
	}
	v := m.load(errKey())
	if v == nil {
		v = Unknown
	}
	m.env.set(answerKey(at), v)
	m.env.set(readKey(), textVal(at.Path+":"+strconv.Itoa(at.Pos), at))
	return at
}

// mayFail: from here on, nothing is known of Err.
func (m *machine) mayFail() {
	if len(m.protocols()) == 0 {
		return
	}
	for i, k := range [...]key{errKey(), readKey()} {
		if m.err[i] == nil {
			m.err[i] = m.env.cell(k)
		}
		if c := m.err[i]; c.v != Unknown || c.layer != m.env.top() {
			m.env.write(c, Unknown)
		}
	}
}

// answer notes what the condition, where it holds or does not, tells of Err.
// It is false if an earlier condition told the opposite: a flag that was set
// by one reading of Err may be asked more than once.
func (m *machine) answer(t *Test, holds bool) bool {
	switch t.Op {
	case TestNot:
		return m.answer(t.X, !holds)
	case TestAgree:
		return m.answer(t.X, holds) && m.answer(t.Y, holds)
	case TestAnd, TestOr:
		return (t.Op == TestAnd) != holds || m.answer(t.X, holds) && m.answer(t.Y, holds)
	case TestError:
		k := answerKey(t.at)
		if v := m.load(k); v != nil {
			switch v.definite() {
			case verdict(holds):
				return true
			case verdict(!holds):
				return false
			}
		}
		m.env.learn(m.env.cell(k), boolVal(holds))
		if v := m.load(readKey()); v != nil {
			if last, ok := v.Exact(); ok && last == t.at.Path+":"+strconv.Itoa(t.at.Pos) {
				m.env.learn(m.env.cell(errKey()), boolVal(holds))
			}
		}
	case TestIs, TestHas, TestAny, TestGone, TestWhen:
	}
	return true
}

// reminded is a condition that knows of each look at Err what it told on the
// ways that have met.
func (m *machine) reminded(t *Test) *Test {
	switch t.Op {
	case TestNot:
		if x := m.reminded(t.X); x != t.X {
			return not(x)
		}
	case TestAnd, TestOr, TestAgree:
		if x, y := m.reminded(t.X), m.reminded(t.Y); x != t.X || y != t.Y {
			u := *t
			u.X, u.Y = x, y
			return &u
		}
	case TestError:
		if v := m.load(answerKey(t.at)); v != nil {
			return t.agreeing(v.when(condition{passes: func(a *Atom) Verdict {
				if a.Kind == Bool {
					return truthOf(a)
				}
				return Maybe
			}}, nil))
		}
	case TestIs, TestHas, TestAny, TestGone, TestWhen:
	}
	return t
}

// receiver is the value before a dot.
func (m *machine) receiver(e *program.Expr) (*Val, bool) {
	if e != nil && e.Kind == program.ExprName && equalFold(e.Str(), "err") {
		if v := m.load(m.variable(e.Str())); v == nil && m.linked.procs["err"] == nil {
			return refVal(m.objects.intrinsic("err"), nil), true
		}
	}
	return m.eval(e)
}

// errTest is the condition `Err.Number op n` or `Err.Description op ""`.
func errTest(op string, at source.Place, y *Val) *Test {
	failed := &Test{Op: TestError, at: at}
	if text, ok := y.Exact(); !ok || text != "" {
		n, known := y.Const()
		if !known && len(y.Atoms) > 0 {
			return nil
		}
		// One error of many: that it is another one tells nothing. What nobody
		// knows is the number of an error, too, for nobody looks up that of none.
		if !known || n != 0 {
			this := connected(TestAnd, failed, &Test{Op: TestAny})
			switch op {
			case "=":
				return this
			case "<>":
				return not(this)
			}
			return nil
		}
	}
	switch op {
	case "=", "<=":
		return not(failed)
	case "<>", ">":
		return failed
	case "<":
		return connected(TestAnd, failed, &Test{Op: TestAny})
	}
	return nil
}

// goneTest is the condition that a value is not one of the COM objects that
// it may be; nil if it can be none.
func goneTest(v *Val) *Test {
	var list []*Object
	for _, o := range v.Objects() {
		if o.Kind == COM {
			list = append(list, o)
		}
	}
	if len(list) == 0 {
		return nil
	}
	return &Test{Op: TestGone, Objects: list}
}

// sure reports that nothing fails when a member of the value is asked for: it is
// an object of ASP, or of a class that the page runs itself.
func (v *Val) sure() bool {
	if v.Open || len(v.Atoms) == 0 {
		return false
	}
	for i := range v.Atoms {
		if o := v.Atoms[i].Obj; o == nil || o.Kind != Intrinsic && o.Kind != Collection && o.Kind != Instance {
			return false
		}
	}
	return true
}
