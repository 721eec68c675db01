package flow

import (
	"math"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

func equalFold(a, b string) bool { return len(a) == len(b) && strings.EqualFold(a, b) }

// eval is the value of an expression. The second result is false if the page
// does not get past it (Response.End in a function).
func (m *machine) eval(e *program.Expr) (*Val, bool) {
	if e == nil {
		return Unknown, true
	}
	switch e.Kind {
	case program.ExprName:
		return m.name(e)
	case program.ExprString, program.ExprNumber:
		return m.literal(e), true
	case program.ExprBool:
		return boolVal(e.Num() != 0), true
	case program.ExprNull:
		return kindVal(Null), true
	case program.ExprEmpty:
		return one(Atom{Kind: Empty, How: &Step{Kind: Created, At: m.place(e.Span), n: 1}}), true
	case program.ExprOmitted:
		return kindVal(Empty), true
	case program.ExprNothing:
		return kindVal(Nothing), true
	case program.ExprMember:
		if m.meansItself(e) {
			return m.name(e)
		}
		return m.memberSpan(e, nil, false, e.Span)
	case program.ExprCall:
		return m.callExpr(e)
	case program.ExprBinary:
		return m.binary(e)
	case program.ExprUnary:
		return m.unary(e)
	case program.ExprNew:
		return m.newExpr(e)
	case program.ExprMe:
		if m.frame.this != nil {
			return refVal(m.frame.this, nil), true
		}
		return Unknown, true
	case program.ExprWith:
		if w := m.frame.with; len(w) > 0 {
			return w[len(w)-1], true
		}
		return Unknown, true
	case program.ExprFunc:
		return m.funcExpr(e), true
	case program.ExprArray:
		return m.arrayExpr(e)
	case program.ExprObject:
		return m.objectExpr(e)
	case program.ExprCond:
		return m.condExpr(e)
	case program.ExprAssign:
		return m.assignExpr(e)
	case program.ExprNamedArg:
		return m.eval(e.X)
	case program.ExprDate, program.ExprBad:
	}
	return Unknown, true
}

// literal is the value of a string or a number in the source. In procedures,
// which run in many contexts, it is the same each time.
func (m *machine) literal(e *program.Expr) *Val {
	again := m.frame.outer != nil
	if v := m.items.literals[e]; again && v != nil {
		return v
	}
	var v *Val
	if at := m.place(e.Span); e.Kind == program.ExprNumber {
		v = numVal(e.Num(), at)
	} else {
		v = textVal(e.Str(), at)
	}
	if again && m.codeAt == nil { // else it may stand elsewhere for the reader the next time
		m.items.literals[e] = v
	}
	return v
}

// args evaluates arguments.
func (m *machine) args(list []*program.Expr) ([]Arg, bool) {
	if len(list) == 0 {
		return nil, true
	}
	out := make([]Arg, len(list))
	for i, e := range list {
		a := &out[i]
		a.Expr = e
		if e == nil || e.Kind == program.ExprOmitted {
			a.Omitted, a.Val = true, kindVal(Empty)
			continue
		}
		a.At = m.place(e.Span)
		if e.Kind == program.ExprNamedArg {
			a.Name = program.Fold(e.Str())
			a.At = m.place(e.X.Span)
		}
		v, alive := m.eval(e)
		if !alive {
			return nil, false
		}
		a.Val = v
	}
	return out, true
}

func (m *machine) binary(e *program.Expr) (*Val, bool) {
	// A chain of & grows to the left: go down it in a loop, not by recursion.
	var chain []*program.Expr
	for e.Kind == program.ExprBinary {
		chain = append(chain, e)
		e = e.X
	}
	x, alive := m.eval(e)
	if !alive {
		return nil, false
	}
	var own *Val // what this chain has made so far, and nobody else knows
	for i := len(chain) - 1; i >= 0; i-- {
		b := chain[i]
		y, ok := m.eval(b.Y)
		if !ok {
			return nil, false
		}
		op := b.Op()
		if op == "&" || op == "+" && !adds(x, y) {
			if i == len(chain)-1 {
				x = m.byDefault(x, e)
			}
			y = m.byDefault(y, b.Y)
			if own != x || !m.extend(b, own, y) {
				own = m.concat(b, x, y)
				if i > 0 {
					own.owned()
				}
			}
			x = own
			continue
		}
		x = m.operate(b, x, y)
	}
	return x, true
}

// byDefault is what VBScript takes for an object where it needs a value: what its
// default property yields.
func (m *machine) byDefault(v *Val, e *program.Expr) *Val {
	if len(v.Atoms) != 1 || v.Open || v.Atoms[0].Kind != Ref || m.frame.proc.Language == program.JScript {
		return v
	}
	o := v.Atoms[0].Obj
	if o.Kind != Instance || o.Class.members[defaultName] == nil || o.Class.members[defaultName].get == nil {
		return v
	}
	if w, alive := m.instanceMember(o, defaultName, nil, e.Span); alive {
		return w
	}
	return v
}

func (m *machine) operate(b *program.Expr, x, y *Val) *Val {
	switch b.Op() {
	case "&":
		return m.concat(b, x, y)
	case "+":
		if adds(x, y) {
			return plus(x, y)
		}
		return m.concat(b, x, y)
	case "=", "<>", "<", ">", "<=", ">=", "is":
		m.comparison(b, x, y)
		x, y = m.fromLibrary(b.X, x), m.fromLibrary(b.Y, y)
		if m.meansNothing(b.Y) {
			y = nothingVal
		}
		if v := m.kindTest(b, x, y); v != nil {
			return v
		}
		return compare(b.Op(), x, y)
	case "and", "or":
		if m.frame.proc.Language == program.JScript && !m.isCondition(b) {
			return either(b.Op(), x, y)
		}
		return connect(b.Op(), m.recalled(b.X, x), m.recalled(b.Y, y))
	case "/", "\\", "mod":
		m.mayFail()
		return arithmetic(b.Op(), x, y)
	case "-", "*":
		return arithmetic(b.Op(), x, y)
	case ",":
		return y
	}
	return Unknown
}

// either is JScript's x || y or x && y: one of the two, or a condition.
func either(op string, x, y *Val) *Val {
	if len(x.Objects()) > 0 || len(y.Objects()) > 0 {
		return join(x, y)
	}
	tx, ty := x.truth(), y.truth()
	if op == "or" && !x.holds(Truth) && !y.holds(Truth) { // as a condition, it is one of the two as well
		return join(x, y)
	}
	if op == "or" && (tx == nil || ty == nil || tx.Op == TestAny && ty.Op == TestAny) {
		return join(x, y)
	}
	return connect(op, x.truth(), y.truth())
}

// recalled is the condition that a value stands for, with what is known of the
// expression that it comes from.
func (m *machine) recalled(e *program.Expr, v *Val) *Test {
	t := v.truth()
	if op := e.Op(); e.Kind == program.ExprBinary && (op == "and" || op == "or") {
		return t // its sides have told
	}
	return t.onPaths(m.recollect(e))
}

func connect(op string, tx, ty *Test) *Val {
	tx, ty = orAny(tx), orAny(ty)
	if tx.Op == TestAny && ty.Op == TestAny {
		return Unknown
	}
	how := TestAnd
	if op == "or" {
		how = TestOr
	}
	t := connected(how, tx, ty)
	if t.Op == TestAny {
		return Unknown
	}
	return one(Atom{Kind: Truth, Test: t})
}

// adds reports that + adds two known numbers.
func adds(x, y *Val) bool {
	return len(x.Atoms) == 1 && len(y.Atoms) == 1 && !x.Open && !y.Open && x.Atoms[0].Kind == Number && y.Atoms[0].Kind == Number
}

func plus(x, y *Val) *Val {
	a, b := &x.Atoms[0], &y.Atoms[0]
	return one(Atom{Kind: Number, Num: a.Num + b.Num, How: a.How})
}

func arithmetic(op string, x, y *Val) *Val {
	a, okA := x.Const()
	b, okB := y.Const()
	if !okA || !okB {
		return Unknown
	}
	var how *Step
	if len(y.Atoms) > 0 {
		how = y.Atoms[0].How
	}
	switch {
	case op == "-":
		return one(Atom{Kind: Number, Num: a - b, How: how})
	case op == "*":
		return one(Atom{Kind: Number, Num: a * b, How: how})
	case op == "/" && b != 0:
		return one(Atom{Kind: Number, Num: a / b, How: how})
	}
	return Unknown
}

// concat joins every alternative with every other.
func (m *machine) concat(e *program.Expr, x, y *Val) *Val {
	at := m.place(e.Span)
	if x.split != nil {
		if text, ok := y.Exact(); ok && text == "" { // what makes "" of Null
			return mapStrings(x, at, func(s Str) Str { return s })
		}
	}
	var bufX, bufY [maxAtoms + 1]Atom // most values have one alternative or two
	xs, ys := m.asStrings(bufX[:0], x, e.X), m.asStrings(bufY[:0], y, e.Y)
	if len(xs) == 1 && len(ys) == 1 {
		return one(joinAtoms(&xs[0], &ys[0], at))
	}
	out := &Val{Atoms: make([]Atom, 0, min(len(xs)*len(ys), maxAtoms))}
	for i := range xs {
		for j := range ys {
			if len(out.Atoms) >= maxAtoms {
				out.Open = true
				return out
			}
			a := Atom{Kind: Text, Str: xs[i].Str.concat(ys[j].Str)}
			if !a.in(out.Atoms) {
				a.How = joinedAt(at, &xs[i], &ys[j])
				out.Atoms = append(out.Atoms, a)
			}
		}
	}
	return out
}

func joinAtoms(a, b *Atom, at source.Place) Atom {
	return Atom{Kind: Text, Str: a.Str.concat(b.Str), How: joinedAt(at, a, b)}
}

func joinedAt(at source.Place, a, b *Atom) *Step {
	return &Step{Kind: Joined, At: at, Prev: longer(a.How, b.How), n: 2}
}

// extend joins a text that nobody else knows with one more: of a long chain of &
// every piece is looked at once. It reports whether there is one alternative
// of each.
func (m *machine) extend(e *program.Expr, own, y *Val) bool {
	if len(own.Atoms) != 1 || own.Open || own.split != nil {
		return false
	}
	var buf [maxAtoms + 1]Atom
	ys := m.asStrings(buf[:0], y, e.Y)
	if len(ys) != 1 {
		return false
	}
	a := &own.Atoms[0]
	a.Str = a.Str.extend(ys[0].Str)
	a.How = &Step{Kind: Joined, At: m.place(e.Span), Prev: longer(a.How, ys[0].How), n: 2}
	return true
}

func longer(a, b *Step) *Step {
	if a == nil || b != nil && b.n > a.n {
		return b
	}
	return a
}

// owned makes the text of a new value one that nobody else holds.
func (v *Val) owned() {
	const more = 8 // pieces that are likely to come
	if len(v.Atoms) == 1 {
		s := v.Atoms[0].Str
		v.Atoms[0].Str = append(make(Str, 0, len(s)+more), s...)
	}
}

// asStrings adds the alternatives of a value as strings; what is not known is
// one opaque piece.
func (m *machine) asStrings(out []Atom, v *Val, e *program.Expr) []Atom {
	opaque := v.Open
	for i := range v.Atoms {
		a := &v.Atoms[i]
		if s, ok := a.text(); ok {
			out = append(out, Atom{Kind: Text, Str: s, How: a.How})
		} else {
			opaque = true
		}
	}
	if opaque {
		g := Seg{Kind: Opaque}
		if e != nil {
			g.At = m.place(e.Span)
			if e.Kind == program.ExprName || e.Kind == program.ExprMember {
				g.Text = e.Str()
			}
		}
		out = append(out, Atom{Kind: Text, Str: Str{g}})
	}
	return out
}

func (m *machine) unary(e *program.Expr) (*Val, bool) {
	// Not Not Not … goes down in a loop.
	var ops []string
	for e.Kind == program.ExprUnary {
		ops = append(ops, e.Op())
		e = e.X
	}
	v, alive := m.eval(e)
	if !alive {
		return nil, false
	}
	for i := len(ops) - 1; i >= 0; i-- {
		v = negate(ops[i], v)
	}
	return v, true
}

func negate(op string, v *Val) *Val {
	switch op {
	case "not":
		if t := v.truth(); t != nil && t.Op != TestAny {
			return one(Atom{Kind: Truth, Test: not(t)})
		}
		if n, ok := v.Const(); ok && (n == 0 || n == -1) {
			return boolVal(n == 0)
		}
	case "-":
		if n, ok := v.Const(); ok {
			return one(Atom{Kind: Number, Num: -n, How: v.Atoms[0].How})
		}
	case "+":
		return v
	}
	return Unknown
}

func (m *machine) condExpr(e *program.Expr) (*Val, bool) {
	c, alive := m.eval(e.X)
	if !alive {
		return nil, false
	}
	_ = c
	y, aliveY := m.eval(e.Y)
	z, aliveZ := m.eval(e.Args()[0])
	switch {
	case aliveY && aliveZ:
		return join(y, z), true
	case aliveY:
		return y, true
	}
	return z, aliveZ
}

func (m *machine) assignExpr(e *program.Expr) (*Val, bool) {
	v, alive := m.eval(e.Y)
	if !alive {
		return nil, false
	}
	if e.Op() != "" {
		x, ok := m.eval(e.X)
		if !ok {
			return nil, false
		}
		v = m.operate((&program.Expr{Kind: program.ExprBinary, Span: e.Span, X: e.X, Y: e.Y}).WithStr(e.Op()), x, v)
	}
	return v, m.assign(e.X, v, e.Span, true)
}

// leastCode is the least number that is taken for a code: those below are counts.
const leastCode = 1000

// comparison reports a comparison with a number or a name, for analyzers that
// look at error codes.
func (m *machine) comparison(b *program.Expr, x, y *Val) {
	if b.Op() == "is" {
		return
	}
	nx, okX := x.Const()
	ny, okY := y.Const()
	if okX == okY || math.Abs(nx) < leastCode && math.Abs(ny) < leastCode {
		return
	}
	m.emit(&Event{
		Kind: Compare, At: m.place(b.Span), Member: b.Op(),
		Args: []Arg{{Val: x, At: m.place(b.X.Span), Expr: b.X}, {Val: y, At: m.place(b.Y.Span), Expr: b.Y}},
	})
}
