package program

import (
	"math"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/vbscript"
)

func (l *vbLowering) list(xs []vbscript.Expr) []*Expr {
	if len(xs) == 0 {
		return nil
	}
	out := l.exprLists.Make(len(xs))
	for _, x := range xs {
		out = append(out, l.expr(x))
	}
	return out
}

// optional lowers an expression that may be absent.
func (l *vbLowering) optional(x vbscript.Expr) *Expr {
	if x == nil {
		return nil
	}
	return l.expr(x)
}

func (l *vbLowering) expr(x vbscript.Expr) *Expr {
	switch x := x.(type) {
	case *vbscript.Ident:
		e := l.node(ExprName, x)
		e.str = l.ref(x.Name)
		return e
	case *vbscript.Literal:
		return l.literal(x)
	case *vbscript.Embedded:
		return l.literal(x.Literal)
	case *vbscript.Me:
		return l.node(ExprMe, x)
	case *vbscript.WithSubject:
		return l.node(ExprWith, x)
	case *vbscript.Omitted:
		return l.node(ExprOmitted, x)
	case *vbscript.Member:
		return l.member(x)
	case *vbscript.Call:
		return l.call(x)
	case *vbscript.Paren:
		e := l.expr(x.X)
		e.Paren = true
		return e
	case *vbscript.Unary:
		e := l.node(ExprUnary, x)
		e.str = l.ref(vbOp(x.Op))
		if x.Op == vbscript.Name {
			e.str = l.ref(Fold(x.Word))
		}
		e.X = l.expr(x.X)
		return e
	case *vbscript.Binary:
		return l.binary(x)
	case *vbscript.New:
		e := l.node(ExprNew, x)
		e.str = l.ref(x.Class.Name)
		e.setStrAt(vbSpan(x.Class))
		return e
	case *vbscript.NamedArg:
		e := l.node(ExprNamedArg, x)
		e.str = l.ref(x.Name.Name)
		e.setStrAt(vbSpan(x.Name))
		e.X = l.expr(x.X)
		return e
	case nil:
		return &Expr{Kind: ExprBad}
	}
	return l.node(ExprBad, x)
}

func (l *vbLowering) member(x *vbscript.Member) *Expr {
	if x.Bang {
		e, key := l.node(ExprCall, x), l.node(ExprString, x.Name)
		key.str = l.ref(x.Name.Name)
		e.X = l.expr(x.X)
		return l.with(e, []*Expr{key})
	}
	e := l.node(ExprMember, x)
	e.X = l.expr(x.X)
	e.str = l.ref(x.Name.Name)
	e.setStrAt(vbSpan(x.Name))
	return e
}

// with gives an expression its arguments.
func (l *vbLowering) with(e *Expr, args []*Expr) *Expr {
	if len(args) > 0 {
		e.args = l.args.New()
		*e.args = args
	}
	return e
}

func (l *vbLowering) call(x *vbscript.Call) *Expr {
	if in := embedded(x); in != nil && in.X != nil { // Eval
		e := l.expr(in.X)
		e.Paren = true
		return e
	}
	e := l.node(ExprCall, x)
	e.X = l.expr(x.X)
	return l.with(e, l.list(x.Args))
}

// embedded returns the code in the only argument of Execute and its kin.
func embedded(x *vbscript.Call) *vbscript.Embedded {
	if len(x.Args) != 1 {
		return nil
	}
	arg := x.Args[0]
	if p, ok := arg.(*vbscript.Paren); ok {
		arg = p.X
	}
	e, _ := arg.(*vbscript.Embedded)
	return e
}

// longChain is the number of operands above which a chain is balanced.
const longChain = 16

func (l *vbLowering) binary(x *vbscript.Binary) *Expr {
	operands := l.list(x.Operands)
	if len(operands) > longChain && x.Associative() {
		return l.balanced(x, operands)
	}
	left := operands[0]
	for i, op := range x.Ops {
		left = l.join(x, vbOp(op), left, operands[i+1])
	}
	return left
}

// balanced builds a tree of the least depth over the operands.
func (l *vbLowering) balanced(x *vbscript.Binary, operands []*Expr) *Expr {
	if len(operands) == 1 {
		return operands[0]
	}
	half := (len(operands) + 1) / 2
	return l.join(x, vbOp(x.Ops[0]), l.balanced(x, operands[:half]), l.balanced(x, operands[half:]))
}

func (l *vbLowering) join(n vbscript.Node, op string, x, y *Expr) *Expr {
	e := l.node(ExprBinary, n)
	e.str, e.X, e.Y = l.ref(op), x, y
	e.Span = Span{x.Span.Pos, y.Span.End}
	return e
}

// vbOp is the operator in the spelling of Expr.Op. The frequent ones need no
// new string.
func vbOp(k vbscript.Kind) string {
	switch k {
	case vbscript.Amp:
		return "&"
	case vbscript.Eq:
		return "="
	case vbscript.Ne:
		return "<>"
	case vbscript.Plus:
		return "+"
	case vbscript.KwAnd:
		return "and"
	case vbscript.KwOr:
		return "or"
	case vbscript.KwNot:
		return "not"
	case vbscript.Name:
		return "like"
	}
	return strings.ToLower(strings.Trim(k.String(), "'"))
}

func (l *vbLowering) literal(x *vbscript.Literal) *Expr {
	switch x.Kind {
	case vbscript.String:
		e := l.node(ExprString, x)
		e.str = l.ref(x.Value())
		return e
	case vbscript.Int, vbscript.Float:
		e := l.node(ExprNumber, x)
		e.str = l.ref(x.Raw)
		return e
	case vbscript.Date:
		e := l.node(ExprDate, x)
		e.str = l.ref(x.Raw)
		return e
	case vbscript.KwTrue:
		e := l.node(ExprBool, x)
		e.Index = 1
		return e
	case vbscript.KwFalse:
		return l.node(ExprBool, x)
	case vbscript.KwNull:
		return l.node(ExprNull, x)
	case vbscript.KwNothing:
		return l.node(ExprNothing, x)
	}
	return l.node(ExprEmpty, x)
}

// vbNumber is the value of a number literal. Hexadecimal and octal literals
// are signed: &HFFFF is -1, &HFFFF& is 65535, &H80040111 is -2147221231.
func vbNumber(raw string) float64 {
	if raw == "" || raw[0] != '&' {
		v, err := strconv.ParseFloat(strings.TrimRight(raw, "&!#@%"), 64)
		if err != nil {
			return math.Inf(1) // VBScript rejects the literal: overflow
		}
		return v
	}
	digits, base := raw[1:], 8
	switch {
	case strings.HasPrefix(digits, "h"), strings.HasPrefix(digits, "H"):
		digits, base = digits[1:], 16
	case strings.HasPrefix(digits, "o"), strings.HasPrefix(digits, "O"):
		digits = digits[1:]
	}
	long := strings.HasSuffix(digits, "&")
	v, err := strconv.ParseUint(strings.TrimRight(digits, "&!#@%"), base, 32)
	switch {
	case err != nil:
		return math.Inf(1)
	case v <= math.MaxUint16 && !long:
		return float64(int16(v))
	}
	return float64(int32(v))
}
