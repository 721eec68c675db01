package flow

import (
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// What only JScript has: functions as values, prototypes, object literals.

func (m *machine) funcExpr(e *program.Expr) *Val {
	file := m.frame.file
	if int(e.Index) >= len(file.Procs) || e.Index < 0 {
		return Unknown
	}
	p := m.linked.byProc[file.Procs[e.Index]]
	if p == nil {
		return Unknown
	}
	return one(Atom{Kind: Func, Proc: &Closure{Proc: p, scope: m.frame.scope}})
}

func (m *machine) arrayExpr(e *program.Expr) (*Val, bool) {
	args, alive := m.args(e.Args())
	if !alive {
		return nil, false
	}
	return m.newArray(args, e.Span), true
}

// maxElements of a list are told apart; any of the others may be what is taken
// out of it.
const maxElements = 4096

func joinArgs(args []Arg) *Val {
	v := args[0].Val
	for _, a := range args[1:] {
		v = join(v, a.Val)
	}
	return v
}

func (m *machine) newArray(args []Arg, span program.Span) *Val {
	at := m.place(span)
	o := m.objects.make(Object{Kind: Array, At: at})
	for i, a := range args {
		if i == maxElements {
			m.setElement(o, []Arg{{Val: Unknown}}, joinArgs(args[i:]))
			break
		}
		m.setElement(o, []Arg{{Val: numVal(float64(i), at)}}, a.Val)
	}
	return refVal(o, &Step{Kind: Created, At: at, n: 1})
}

func (m *machine) objectExpr(e *program.Expr) (*Val, bool) {
	args, alive := m.args(e.Args())
	if !alive {
		return nil, false
	}
	at := m.place(e.Span)
	o := m.objects.make(Object{Kind: Plain, At: at})
	for _, a := range args {
		n := program.Fold(a.Name)
		m.objects.note(o, n)
		m.env.set(key{-o.ID, n}, bound(a.Val, o))
	}
	return refVal(o, &Step{Kind: Created, At: at, n: 1}), true
}

// bound is a function value whose this is o.
func bound(v *Val, o *Object) *Val {
	for _, a := range v.Atoms {
		if a.Kind == Func && a.Proc.This == nil {
			out := &Val{Atoms: make([]Atom, len(v.Atoms)), Open: v.Open}
			for i, b := range v.Atoms {
				if b.Kind == Func && b.Proc.This == nil {
					c := *b.Proc
					c.This = o
					b.Proc = &c
				}
				out.Atoms[i] = b
			}
			return out
		}
	}
	return v
}

// funcObject is the object that holds the static members of a function.
func (m *machine) funcObject(p *Proc) *Object {
	return m.objects.make(Object{Kind: Plain, Path: "function", At: placeOfProc(p)})
}

// prototype is the object that F.prototype is.
func (m *machine) prototype(p *Proc) *Object {
	return m.objects.make(Object{Kind: Plain, Path: "prototype", At: placeOfProc(p)})
}

func (m *machine) funcMember(c *Closure, name string, args []Arg, called bool, span program.Span) (*Val, bool) {
	switch folded := program.Fold(name); folded {
	case "prototype":
		o := m.prototype(c.Proc)
		if v := m.load(key{-m.funcObject(c.Proc).ID, "prototype"}); v != nil {
			return v, true
		}
		return refVal(o, nil), true
	case "call", "apply":
		if len(args) == 0 {
			return m.invokeClosure(c, nil, span)
		}
		bound := *c
		for _, o := range args[0].Val.Objects() {
			bound.This = o
		}
		if folded == "apply" {
			return m.invokeClosure(&bound, m.spread(args[1:]), span)
		}
		return m.invokeClosure(&bound, args[1:], span)
	default:
		v := m.load(key{-m.funcObject(c.Proc).ID, folded})
		if v == nil {
			return Unknown, true
		}
		if called {
			return m.callAtoms(v, m.funcObject(c.Proc), args, span)
		}
		return v, true
	}
}

// spread are the elements of an array as arguments of a call.
func (m *machine) spread(args []Arg) []Arg {
	const most = 16
	out := []Arg{}
	for _, a := range args[:min(1, len(args))] {
		for _, o := range a.Val.Objects() {
			for i := range most {
				v := m.load(key{-o.ID, "(" + strconv.Itoa(i) + ")"})
				if v == nil || o.Kind != Array {
					break
				}
				if i == len(out) {
					out = append(out, Arg{Val: v, At: a.At})
				} else {
					out[i].Val = join(out[i].Val, v)
				}
			}
		}
	}
	return out
}

// plainMember looks a name up on the object and its prototype.
func (m *machine) plainMember(o *Object, recv *Val, folded string, args []Arg, called bool, span program.Span) (*Val, bool) {
	_ = recv
	if folded == "" { // o["name"], o("name")
		m.visit(o, args)
		name, ok := elementName(args)
		if !ok {
			if v := m.fields(o); v != nil {
				return v.opened(), true
			}
			return Unknown, true
		}
		folded, called = strings.Trim(name, "()"), false
	}
	v := m.inherited(o, folded, 0)
	if v == nil {
		if v = m.load(key{-o.ID, anyName}); v == nil {
			return Unknown, true
		}
		v = v.opened()
	}
	if !called {
		return v, true
	}
	return m.callAtoms(v, o, args, span)
}

// anyName is the member of a JScript object that stands for those whose names
// are not known: o[k] = x. It is what a name yields that nobody has written.
const anyName = "(*)"

// maxPrototypes bounds a chain of prototypes, which may be a circle.
const maxPrototypes = 8

// inherited is a member of an object or of the prototypes behind it, nil if
// none has it.
func (m *machine) inherited(o *Object, folded string, depth int) *Val {
	if v := m.load(key{-o.ID, folded}); v != nil || depth >= maxPrototypes {
		return v
	}
	for _, proto := range m.protos(o) {
		if v := m.inherited(proto, folded, depth+1); v != nil {
			return v
		}
	}
	return nil
}

func (m *machine) protos(o *Object) []*Object {
	if v := m.load(key{-o.ID, "$proto"}); v != nil {
		return v.Objects()
	}
	return nil
}

// callAtoms calls every function that v may be, with this.
func (m *machine) callAtoms(v *Val, this *Object, args []Arg, span program.Span) (*Val, bool) {
	var out *Val
	some, alive := false, v.Open
	for _, a := range v.Atoms {
		var w *Val
		var ok bool
		switch a.Kind {
		case Func:
			c := *a.Proc
			c.This = this
			w, ok = m.invokeClosure(&c, args, span)
		case Ref:
			w, ok = m.dispatch(a.Obj, "", args, true, span, span)
		default:
			continue
		}
		some = true
		if ok {
			alive = true
			out = join(out, w)
		}
	}
	if some && !alive {
		return nil, false
	}
	if out == nil {
		out = Unknown
	}
	return out, true
}

// newScript is new F(args).
func (m *machine) newScript(e *program.Expr, args []Arg) (*Val, bool) {
	at := m.place(e.Span)
	name := e.Str()
	switch name {
	case "ActiveXObject":
		if len(args) == 0 {
			return Unknown, true
		}
		return m.create(args[0].Val, "ActiveXObject", at, args[0].At), true
	case "Array":
		return m.newArray(args, e.Span), true
	case "Object":
		return refVal(m.objects.make(Object{Kind: Plain, At: at}), nil), true
	case "Enumerator":
		if len(args) == 0 {
			return Unknown, true
		}
		return m.enumerator(args[0].Val), true
	case "String":
		if len(args) > 0 {
			return args[0].Val, true
		}
	case "Date", "RegExp", "VBArray", "Error", "Number", "Boolean":
		return Unknown, true
	}
	fn := Unknown
	if name != "" {
		v, ok := m.name((&program.Expr{Kind: program.ExprName, Span: e.Span}).WithStr(name))
		if !ok {
			return nil, false
		}
		fn = v
	} else if e.X != nil {
		v, ok := m.eval(e.X)
		if !ok {
			return nil, false
		}
		fn = v
	}
	var out *Val
	for _, a := range fn.Atoms {
		if a.Kind != Func {
			continue
		}
		o := m.objects.make(Object{Kind: Plain, At: at, Path: "new"})
		proto, _ := m.funcMember(a.Proc, "prototype", nil, false, e.Span)
		m.env.set(key{-o.ID, "$proto"}, proto)
		c := *a.Proc
		c.This = o
		if _, ok := m.invokeClosure(&c, args, e.Span); !ok {
			return nil, false
		}
		out = join(out, refVal(o, &Step{Kind: Created, At: at, Name: name, n: 1}))
	}
	if out == nil {
		return Unknown, true
	}
	return out, true
}

// enumerator stands for its collection: item() is an element.
func (m *machine) enumerator(v *Val) *Val { return v }

// fromCharCode is String.fromCharCode(13, 10), nil for any other member.
func (m *machine) fromCharCode(e *program.Expr, args []Arg, span program.Span) *Val {
	if e.Str() != "fromCharCode" || e.X == nil || e.X.Kind != program.ExprName || e.X.Str() != "String" {
		return nil
	}
	var b strings.Builder
	for _, a := range args {
		n, ok := a.Val.Const()
		if !ok || n < 0 || n >= 0x10000 {
			return Unknown
		}
		b.WriteRune(rune(int(n)))
	}
	return textVal(b.String(), m.place(span))
}

// textMember is a method of a JScript string, or a property of Err in a
// procedure that it was handed to.
func (m *machine) textMember(a Atom, e *program.Expr, args []Arg) *Val {
	if len(a.Str) == 1 && a.Str[0].Kind == ErrPart && !a.Str[0].Derived {
		switch g := a.Str[0]; program.Fold(e.Str()) {
		case "number":
			return one(a)
		case "description":
			g.Text = "Err.Description"
			return strVal(Str{g}, m.place(e.Span))
		}
	}
	switch program.Fold(e.Str()) {
	case "item", "value", "submatches": // Request.QueryString("x").Item; of what Execute found
		if len(a.Str.taint()) > 0 {
			return one(a)
		}
		return Unknown
	}
	all := append([]Arg{{Val: one(a), At: m.place(e.X.Span), Expr: e.X}}, args...)
	var name string
	switch e.Str() {
	case "toLowerCase":
		name = "lcase"
	case "toUpperCase":
		name = "ucase"
	case "replace":
		name = "replace"
	case "split":
		name = "split"
	case "match":
		return m.matches(one(a), e.Span)
	case "indexOf", "lastIndexOf", "search":
		name = "indexof"
	case "substring", "slice", "substr", "charAt":
		return strVal(a.Str.derived(), m.place(e.Span))
	case "toString", "valueOf":
		return one(a)
	case "concat":
		out := one(a)
		for _, x := range args {
			out = m.concat(&program.Expr{Span: e.Span, X: e.X, Y: x.Expr}, out, x.Val)
		}
		return out
	case "length":
		return Unknown
	default:
		return Unknown
	}
	v, _ := m.builtin(name, all, (&program.Expr{Kind: program.ExprCall, Span: e.Span, X: e}).WithArgs(e.Args()))
	return v
}
