package program

import (
	"strings"

	"github.com/cdolint/cdolint/internal/jscript"
)

func (l *jsLowering) optional(x jscript.Expr) *Expr {
	if x == nil {
		return nil
	}
	return l.expr(x)
}

func (l *jsLowering) exprs(list []jscript.Expr) []*Expr {
	if len(list) == 0 {
		return nil
	}
	out := make([]*Expr, len(list))
	for i, x := range list {
		if x == nil {
			out[i] = &Expr{Kind: ExprOmitted}
		} else {
			out[i] = l.expr(x)
		}
	}
	return out
}

func (l *jsLowering) expr(x jscript.Expr) *Expr {
	span := jsSpan(x)
	switch x := x.(type) {
	case *jscript.Ident:
		return l.name(x)
	case *jscript.String:
		return &Expr{Kind: ExprString, Span: span, str: l.ref(x.Value)}
	case *jscript.Number:
		return &Expr{Kind: ExprNumber, Span: span, Index: int32(JScript), str: l.ref(x.Raw)}
	case *jscript.Bool:
		e := &Expr{Kind: ExprBool, Span: span}
		if x.Value {
			e.Index = 1
		}
		return e
	case *jscript.Null:
		return &Expr{Kind: ExprNothing, Span: span}
	case *jscript.This:
		return &Expr{Kind: ExprMe, Span: span}
	case *jscript.Regexp:
		e := &Expr{Kind: ExprNew, Span: span, str: l.ref("RegExp")}
		return e.WithArgs([]*Expr{{Kind: ExprString, Span: span, str: l.ref(x.Raw)}})
	case *jscript.Template:
		return l.template(x)
	case *jscript.Array:
		return (&Expr{Kind: ExprArray, Span: span}).WithArgs(l.exprs(x.Elems))
	case *jscript.Object:
		return l.object(x)
	case *jscript.Function:
		return l.funcExpr(x)
	case *jscript.Class:
		i, members := l.class(x, ProcLambda)
		l.scope.hoisted = append(l.scope.hoisted, members...)
		return &Expr{Kind: ExprFunc, Span: span, Index: i}
	case *jscript.Paren:
		e := l.expr(x.X)
		e.Paren = true
		return e
	case *jscript.Spread:
		return l.expr(x.X)
	case *jscript.Member:
		return l.member(l.expr(x.X), x.Name, span)
	case *jscript.Index:
		return l.index(x)
	case *jscript.Call:
		return call(span, l.expr(x.Fun), l.exprs(x.Args)...)
	case *jscript.New:
		e := (&Expr{Kind: ExprNew, Span: span, X: l.expr(x.Fun)}).WithArgs(l.exprs(x.Args))
		if e.X.Kind == ExprName {
			e.str = e.X.str
			e.setStrAt(e.X.Span)
		}
		return e
	}
	return l.operation(x, span)
}

// operation lowers what has an operator.
func (l *jsLowering) operation(x jscript.Expr, span Span) *Expr {
	switch x := x.(type) {
	case *jscript.Unary:
		return &Expr{Kind: ExprUnary, Span: span, str: l.ref(jsUnaryOp(x.Op)), X: l.optional(x.X)}
	case *jscript.Update:
		one := &Expr{Kind: ExprNumber, Span: span, str: l.ref("1")}
		return &Expr{Kind: ExprAssign, Span: span, str: l.ref(x.Op[:1]), X: l.expr(x.X), Y: one}
	case *jscript.Binary:
		return &Expr{Kind: ExprBinary, Span: span, str: l.ref(jsBinaryOp(x.Op)), X: l.expr(x.X), Y: l.expr(x.Y)}
	case *jscript.Assign:
		e := &Expr{Kind: ExprAssign, Span: span, X: l.expr(x.X), Y: l.expr(x.Y)}
		if x.Op != "=" {
			e.str = l.ref(jsBinaryOp(strings.TrimSuffix(x.Op, "=")))
		}
		return e
	case *jscript.Cond:
		e := &Expr{Kind: ExprCond, Span: span, X: l.expr(x.If), Y: l.expr(x.Then)}
		return e.WithArgs([]*Expr{l.expr(x.Else)})
	case *jscript.Seq:
		e := l.expr(x.Xs[0])
		for _, y := range x.Xs[1:] {
			e = &Expr{Kind: ExprBinary, Span: Span{e.Span.Pos, int32(y.End())}, str: l.ref(","), X: e, Y: l.expr(y)}
		}
		return e
	}
	return &Expr{Kind: ExprBad, Span: span}
}

// index lowers x[key].
func (l *jsLowering) index(x *jscript.Index) *Expr {
	if s, ok := x.Key.(*jscript.String); ok && isPlainName(s.Value) {
		at := jsSpan(s)
		if at.End-at.Pos == int32(len(s.Value))+2 { // without escapes: the name within the quotes
			at.Pos++
			at.End--
		}
		e := &Expr{Kind: ExprMember, Span: jsSpan(x), X: l.expr(x.X), str: l.ref(s.Value)}
		e.setStrAt(at)
		return e
	}
	return call(jsSpan(x), l.expr(x.X), l.expr(x.Key))
}

func isPlainName(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c == '$':
		case c >= '0' && c <= '9' && i > 0:
		default:
			return false
		}
	}
	return s != ""
}

func (l *jsLowering) object(x *jscript.Object) *Expr {
	var props []*Expr
	for _, m := range x.Props {
		name := ""
		switch k := m.Key.(type) {
		case *jscript.Ident:
			if !m.Computed {
				name = k.Name
			}
		case *jscript.String:
			name = k.Value
		case *jscript.Number:
			name = k.Raw
		}
		var v *Expr
		switch {
		case m.Value != nil && m.Kind != jscript.PropShorthand:
			v = l.expr(m.Value)
		case m.Key != nil:
			v = l.expr(m.Key)
		default:
			continue
		}
		props = append(props, &Expr{Kind: ExprNamedArg, Span: v.Span, str: l.ref(name), X: v})
	}
	return (&Expr{Kind: ExprObject, Span: jsSpan(x)}).WithArgs(props)
}

// template lowers `a${x}b` to "a" + x + "b".
func (l *jsLowering) template(x *jscript.Template) *Expr {
	span := jsSpan(x)
	text := func(i int) *Expr {
		return &Expr{Kind: ExprString, Span: span, str: l.ref(jscript.Unescape(x.Raw[i]))}
	}
	if x.Tag != nil {
		args := append([]*Expr{text(0)}, l.exprs(x.Xs)...)
		return call(span, l.expr(x.Tag), args...)
	}
	e := text(0)
	for i, y := range x.Xs {
		e = &Expr{Kind: ExprBinary, Span: span, str: l.ref("+"), X: e, Y: l.expr(y)}
		if i+1 < len(x.Raw) && x.Raw[i+1] != "" {
			e = &Expr{Kind: ExprBinary, Span: span, str: l.ref("+"), X: e, Y: text(i + 1)}
		}
	}
	return e
}

// jsBinaryOp is the name in this package of an operator of JScript. The
// bitwise ones have names of their own, since & joins strings in VBScript.
func jsBinaryOp(op string) string {
	switch op {
	case "==", "===":
		return "="
	case "!=", "!==":
		return "<>"
	case "&&":
		return "and"
	case "||", "??":
		return "or"
	case "%":
		return "mod"
	case "**":
		return "^"
	case "&":
		return "bitand"
	case "|":
		return "bitor"
	case "^":
		return "bitxor"
	}
	return op
}

func jsUnaryOp(op string) string {
	switch op {
	case "!":
		return "not"
	case "~":
		return "bitnot"
	}
	return op
}
