package flow

import "github.com/cdolint/cdolint/internal/program"

// question reads a condition on one value; negated says that it is the opposite
// of the question.
func (m *machine) question(e *program.Expr) (q question, negated, ok bool) {
	if e.Kind != program.ExprBinary {
		q.c, q.of = m.subject(e)
		return q, false, q.c != nil
	}
	return m.relation(e.Op(), e.X, e.Y)
}

// relation is the question whether `x op y`.
func (m *machine) relation(op string, x, y *program.Expr) (q question, negated, ok bool) {
	switch op {
	case "=", "<>", "<", ">", "<=", ">=", "is":
	default:
		return q, false, false
	}
	if nothing := m.meansNothing(y); nothing || op == "is" {
		q.c, q.of = m.subject(x)
		q.op = "is"
		return q, op == "<>", q.c != nil && nothing
	}
	c := m.fixed(y)
	if c == nil {
		if c = m.fixed(x); c == nil {
			return q, false, false
		}
		x, op = y, mirror(op)
	}
	q.c, q.of = m.subject(x)
	q.op, q.than = op, c
	switch op {
	case "<>":
		q.op, negated = "=", true
	case ">=":
		q.op, negated = "<", true
	case "<=":
		q.op, negated = ">", true
	}
	if a := &c.Atoms[0]; a.Kind == Bool && q.op == "=" { // `x = True` asks what `x` asks
		q.op, q.than = "", nil
		negated = negated != (a.Num == 0)
	}
	return q, negated, q.c != nil
}

// meansNothing reports Nothing, and in JScript what is equal to null.
func (m *machine) meansNothing(e *program.Expr) bool {
	return e.Kind == program.ExprNothing || e.Kind == program.ExprEmpty && m.frame.proc.Language == program.JScript
}

// fixed is the value of a literal, of a name that holds a constant, or of a text
// that is put together of them; nil for all else.
func (m *machine) fixed(e *program.Expr) *Val { return m.fixedWithin(e, maxPieces) }

// maxPieces bounds the pieces of a text that is taken for a constant.
const maxPieces = 8

func (m *machine) fixedWithin(e *program.Expr, pieces int) *Val {
	if pieces == 0 {
		return nil
	}
	var v *Val
	switch e.Kind {
	case program.ExprBinary:
		if e.Op() != "&" {
			return nil
		}
		x, y := m.fixedWithin(e.X, pieces-1), m.fixedWithin(e.Y, pieces-1)
		if x == nil || y == nil {
			return nil
		}
		v = m.concat(e, x, y)
	case program.ExprString, program.ExprNumber:
		v = m.literal(e)
	case program.ExprBool:
		v = boolVal(e.Num() != 0)
	case program.ExprUnary:
		if v = m.fixedWithin(e.X, pieces-1); v != nil {
			v = negate(e.Op(), v)
		}
	case program.ExprName:
		if v = m.load(m.variable(e.Str())); v == nil {
			v = constant(program.Fold(e.Str()), m.place(e.Span))
		}
	default:
	}
	if v == nil || v.Open || len(v.Atoms) != 1 {
		return nil
	}
	switch a := &v.Atoms[0]; a.Kind {
	case Number, Bool:
		return v
	case Text:
		if _, exact := a.Str.Exact(); exact {
			return v
		}
	default:
	}
	return nil
}

// maxAround bounds the functions around a value that is asked about.
const maxAround = 4

// subject is the variable that an expression is made of, or what stands for a
// value that came with the request, and the functions around it; nil if the
// expression is anything else.
func (m *machine) subject(e *program.Expr) (*cell, string) {
	of := ""
	for range maxAround {
		switch e.Kind {
		case program.ExprName:
			k := m.variable(e.Str())
			if m.load(k) == nil {
				return nil, ""
			}
			return m.env.cell(k), of
		case program.ExprCall:
			args := e.Args()
			if len(args) != 1 || args[0] == nil {
				return nil, ""
			}
			if c := m.requested(e, args[0]); c != nil {
				return c, of
			}
			if e.X.Kind != program.ExprName || !pure(program.Fold(e.X.Str())) || m.procedure(e.X.Str()) != nil || m.load(m.variable(e.X.Str())) != nil {
				return nil, ""
			}
			of += program.Fold(e.X.Str()) + "("
			e = args[0]
		case program.ExprMember: // Request.Form.Count, Request.TotalBytes
			path := ""
			for ; e != nil && e.Kind == program.ExprMember; e = e.X {
				path += "." + program.Fold(e.Str())
			}
			if e == nil || e.Kind != program.ExprName || program.Fold(e.Str()) != "request" || m.load(m.variable(e.Str())) != nil {
				return nil, ""
			}
			return m.env.cell(requestKey("request"+path, "")), of
		default:
			return nil, ""
		}
	}
	return nil, ""
}

// requested stands for Request("x"), Request.Form("x"), Session("x") and their kin.
func (m *machine) requested(e, arg *program.Expr) *cell {
	name, x := "", e.X
	if x.Kind == program.ExprMember && x.X != nil {
		name, x = program.Fold(x.Str()), x.X
	}
	if x.Kind != program.ExprName || m.load(m.variable(x.Str())) != nil {
		return nil
	}
	literal := m.fixed(arg)
	if literal == nil {
		return nil
	}
	item, ok := literal.Exact()
	if !ok {
		return nil
	}
	switch of := program.Fold(x.Str()); of + "." + name {
	case "request.", "request.form", "request.querystring", "request.cookies", "request.servervariables":
		return m.env.cell(requestKey(of+name, item))
	case "session.", "session.contents", "application.", "application.contents":
		return m.env.cell(requestKey(of, item))
	}
	return nil
}

// requestKey holds what was told of a value that came with the request, or of an
// item that the page has not written.
func requestKey(of, name string) key {
	return key{scopeGlobal, "$request " + of + ":" + program.Fold(name)}
}

// pure reports a function of VBScript or JScript whose result hangs on its
// argument alone.
func pure(folded string) bool {
	switch folded {
	case "len", "trim", "ltrim", "rtrim", "lcase", "ucase", "cstr", "string", "cint", "clng", "cdbl", "cbool", "int", "number", "parseint",
		"isempty", "isnull", "isobject", "isnumeric", "isdate", "isarray":
		return true
	}
	return false
}

// isCondition reports an expression that is True or False. VBScript's Not, And and
// Or connect the bits of numbers as well, JScript's || and && choose between values.
func (m *machine) isCondition(e *program.Expr) bool { return m.isConditionWithin(e, maxConditions) }

// maxConditions bounds the conditions of one that are looked at.
const maxConditions = 16

func (m *machine) isConditionWithin(e *program.Expr, depth int) bool {
	switch {
	case e == nil || depth == 0:
		return false
	case e.Kind == program.ExprUnary && e.Op() == "not":
		return m.frame.proc.Language == program.JScript || m.isConditionWithin(e.X, depth-1)
	case e.Kind == program.ExprBinary:
		switch e.Op() {
		case "=", "<>", "<", ">", "<=", ">=", "is":
			return true
		case "and", "or":
			return m.isConditionWithin(e.Y, depth/2) && m.isConditionWithin(e.X, depth-1)
		}
	}
	return false
}
