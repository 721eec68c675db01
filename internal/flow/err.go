package flow

import (
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
	at := m.place(span)
	m.forgetAnswer(at)
	return strVal(Str{{Kind: ErrPart, Text: "Err." + name, At: at}}, at)
}

// errMember is Err.Number, Err.Clear …
func (m *machine) errMember(o *Object, folded, name string, args []Arg, span, at program.Span) *Val {
	e := m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(at), Recv: refVal(o, nil), Member: name, Args: args})
	m.advance(e)
	switch folded {
	case "number", "item":
		return m.errPart("Number", span)
	case "description":
		return m.errPart("Description", span)
	}
	return strVal(Str{{Kind: Opaque, Text: "Err." + name, At: m.place(span)}}, m.place(span))
}

// answerKey holds what a condition told of Err as it was read at a place.
func answerKey(at source.Place) key {
	return key{scopeGlobal, "$err " + at.Path + ":" + itoa(at.Pos)}
}

// forgetAnswer: Err is read anew.
func (m *machine) forgetAnswer(at source.Place) {
	if k := answerKey(at); m.env.get(k) != nil {
		m.env.set(k, kindVal(Empty))
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
	case TestIs, TestHas, TestAny, TestGone, TestWhen:
	}
	return true
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
		if !known {
			return nil
		}
		if n != 0 { // one error of many: that it is another one tells nothing
			this := &Test{Op: TestAnd, X: failed, Y: &Test{Op: TestAny}}
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
		return &Test{Op: TestAnd, X: failed, Y: &Test{Op: TestAny}}
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
