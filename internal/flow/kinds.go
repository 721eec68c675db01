package flow

import "github.com/cdolint/cdolint/internal/program"

// kindTest is the condition `TypeName(x) = "Nothing"`, `VarType(x) = vbObject`,
// JScript's `typeof x == "object"` and their kin; nil for any other comparison.
func (m *machine) kindTest(b *program.Expr, x, y *Val) *Val {
	e, c := b.X, y
	if of := m.kindOf(e); of == "" {
		e, c = b.Y, x
	}
	how := m.kindOf(e)
	if how == "" || b.Op() != "=" && b.Op() != "<>" {
		return nil
	}
	of := e.X
	if e.Kind == program.ExprCall {
		of = e.Args()[0]
	}
	v := m.load(m.variable(of.Str()))
	if v == nil {
		return nil
	}
	kind, ok := c.Exact()
	if !ok {
		return nil
	}
	switch {
	case how == "vartype":
		kind = typeNames()[kind]
	case how == "typeof" && kind == "undefined":
		kind = "empty"
	case how == "typeof" && kind != "object":
		return nil
	}
	var out *Val
	switch kind = program.Fold(kind); kind {
	case "nothing":
		out = compare("is", v, kindVal(Nothing))
	case "empty", "null", "object":
		out = presenceOf("is"+kind, v)
	case "", "string", "boolean", "integer", "long", "single", "double", "date", "currency", "decimal", "byte", "error", "variant()":
		return nil
	default: // the name of a class
		out = negate("not", compare("is", v, kindVal(Nothing)))
	}
	if b.Op() == "<>" {
		return negate("not", out)
	}
	return out
}

// kindOf is "typename" or "vartype" for a call of that function with a variable,
// "typeof" for that operator before one, else "".
func (m *machine) kindOf(e *program.Expr) string {
	if e.Kind == program.ExprUnary && e.Op() == "typeof" && e.X.Kind == program.ExprName {
		return "typeof"
	}
	if e.Kind != program.ExprCall || e.X.Kind != program.ExprName || len(e.Args()) != 1 || e.Args()[0] == nil || e.Args()[0].Kind != program.ExprName {
		return ""
	}
	switch name := program.Fold(e.X.Str()); name {
	case "typename", "vartype":
		if m.procedure(name) == nil {
			return name
		}
	}
	return ""
}

// typeNames are the kinds that VarType tells apart, by its numbers.
func typeNames() map[string]string {
	return map[string]string{"0": "Empty", "1": "Null", "8": "String", "9": "Object", "11": "Boolean"}
}
