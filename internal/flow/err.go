package flow

import (
	"github.com/cdolint/cdolint/internal/program"
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

// receiver is the value before a dot.
func (m *machine) receiver(e *program.Expr) (*Val, bool) {
	if e != nil && e.Kind == program.ExprName && equalFold(e.Str, "err") {
		if v := m.load(m.variable(e.Str)); v == nil && m.linked.procs["err"] == nil {
			return refVal(m.objects.intrinsic("err"), nil), true
		}
	}
	return m.eval(e)
}

// errTest is the condition `Err.Number op n` or `Err.Description op ""`.
func errTest(op string, y *Val) *Test {
	if text, ok := y.Exact(); !ok || text != "" {
		n, known := y.Const()
		if !known {
			return nil
		}
		if n != 0 { // one error of many: that it is another one tells nothing
			failed := &Test{Op: TestAnd, X: &Test{Op: TestError}, Y: &Test{Op: TestAny}}
			switch op {
			case "=":
				return failed
			case "<>":
				return not(failed)
			}
			return nil
		}
	}
	switch op {
	case "=", "<=":
		return not(&Test{Op: TestError})
	case "<>", ">":
		return &Test{Op: TestError}
	case "<":
		return &Test{Op: TestAnd, X: &Test{Op: TestError}, Y: &Test{Op: TestAny}}
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
