package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// variable is the key that a name stands for in the current procedure.
func (m *machine) variable(name string) key {
	f := m.frame
	p := f.proc
	folded := p.fold(name)
	if p.Kind == program.ProcMain {
		return key{scopeGlobal, folded}
	}
	if k, ok := f.aliases[folded]; ok {
		return k
	}
	if p.declares(folded) || isFunction(p.Kind) && p.Language != program.JScript && folded == program.Fold(p.Name) {
		return key{f.scope, folded}
	}
	if p.Language == program.JScript {
		return m.lexical(folded)
	}
	if f.this != nil && f.this.Class != nil && f.this.Class.hasField(folded) {
		return key{-f.this.ID, folded}
	}
	if m.linked.mentioned[folded] || m.load(key{scopeGlobal, folded}) != nil {
		return key{scopeGlobal, folded}
	}
	// Undeclared and used by no module-level code: VBScript makes it local.
	return key{f.scope, folded}
}

func isFunction(k program.ProcKind) bool {
	return k == program.ProcFunction || k == program.ProcGet
}

// lexical finds a JScript variable in the enclosing function. Of several
// enclosing functions only the innermost call is known.
func (m *machine) lexical(name string) key {
	f := m.frame
	file, outer := f.proc.File, f.proc.Outer
	if outer < 0 || int(outer) >= len(file.Procs) || f.lexical <= 0 {
		return key{scopeGlobal, name}
	}
	k := key{f.lexical, name}
	if m.declaredBy(file.Procs[outer], name) || m.env.get(k) != nil {
		return k
	}
	return key{scopeGlobal, name}
}

// declaredBy reports whether an enclosing function declares the variable.
func (m *machine) declaredBy(p *program.Proc, name string) bool {
	q := m.linked.byProc[p]
	return q != nil && q.declares(name)
}

func (c *Class) hasField(folded string) bool {
	for _, n := range c.Fields {
		if n == folded {
			return true
		}
	}
	return false
}

// name is the value of a bare name: a variable, a procedure called without
// arguments, a constant, or an object of ASP.
func (m *machine) name(e *program.Expr) (*Val, bool) {
	k := m.variable(e.Str())
	if v := m.load(k); v != nil {
		return v, true
	}
	if k.scope > 0 && m.frame.proc.declares(k.name) {
		return kindVal(Empty), true
	}
	if v, alive, ok := m.own(e, nil); ok {
		return v, alive
	}
	if m.isArguments(e.Str()) {
		return m.arguments(), true
	}
	if p := m.procedure(e.Str()); p != nil {
		if p.Language == program.JScript {
			return one(Atom{Kind: Func, Proc: &Closure{Proc: p}}), true
		}
		return m.invoke(p, nil, nil, e.Span)
	}
	if v := constant(program.Fold(e.Str()), m.place(e.Span)); v != nil {
		return v, true
	}
	if o := m.intrinsic(e.Str()); o != nil {
		if o.Name == "err" {
			return m.bareErr(e.Span), true
		}
		return refVal(o, nil), true
	}
	if v, ok := m.builtin(program.Fold(e.Str()), nil, e); ok {
		return v, true
	}
	m.external(e.Str(), nil, e.Span)
	return kindVal(Empty), true
}

func (m *machine) isArguments(name string) bool {
	return name == "arguments" && m.frame.proc.Language == program.JScript && m.frame.outer != nil
}

// arguments is the array of what a JScript function was called with.
func (m *machine) arguments() *Val {
	o := m.objects.make(Object{Kind: Array, At: placeOfProc(m.frame.proc), Path: "arguments" + strconv.Itoa(int(m.frame.scope))})
	for i, v := range m.frame.args {
		m.setElement(o, []Arg{{Val: numVal(float64(i), o.At)}}, v)
	}
	return refVal(o, nil)
}

// fold brings a name of a variable into the form of its language: VBScript
// does not care about letter case, JScript does.
func (p *Proc) fold(name string) string {
	if p.Language == program.JScript {
		return name
	}
	return program.Fold(name)
}

// procedure is the procedure that a name means in the current procedure's language.
func (m *machine) procedure(name string) *Proc {
	p := m.linked.procs[program.Fold(name)]
	if p != nil && p.Name != name && m.frame.proc.Language == program.JScript {
		return nil
	}
	return p
}

// intrinsic is the ASP object that a name means in the current procedure's language.
func (m *machine) intrinsic(name string) *Object {
	if m.frame.proc.Language == program.JScript && (name == "" || name[0] < 'A' || name[0] > 'Z') {
		return nil
	}
	return m.objects.intrinsic(program.Fold(name))
}

// own calls a method or property of the class whose code is running.
func (m *machine) own(e *program.Expr, args []Arg) (*Val, bool, bool) {
	this := m.frame.this
	if this == nil || this.Class == nil {
		return nil, true, false
	}
	c := this.Class.members[program.Fold(e.Str())]
	if c == nil {
		return nil, true, false
	}
	p := c.call
	if p == nil {
		p = c.get
	}
	if p == nil {
		return nil, true, false
	}
	v, alive := m.invoke(p, this, args, e.Span)
	return v, alive, true
}

// load reads a variable, and notes the read for the memo of the calls that it
// comes from outside of.
func (m *machine) load(k key) *Val {
	c := m.env.cells[k]
	if c == nil {
		if m.frame == nil || m.frame.outer == nil || k.scope == m.frame.scope && k.scope > 0 {
			return nil // nobody depends on it
		}
		c = m.env.cell(k)
	}
	return m.read(c)
}

func (m *machine) read(c *cell) *Val {
	outermost, innermost := c.outermost, c.innermost
	for f := m.frame; f != nil && f.outer != nil && int(c.layer) < f.exits.base; f = f.outer {
		if c.k.scope > 0 && c.k.scope >= f.scope {
			break
		}
		if f.scope >= outermost && f.scope <= innermost { // noted before, there and in the calls around
			c.outermost = outermost
			break
		}
		if f == m.frame {
			c.innermost = f.scope
		}
		c.outermost = f.scope
		if !f.reads.add(c) {
			break
		}
	}
	return c.v
}

func (m *machine) assignName(name string, v *Val) { m.env.set(m.target(name), v) }

// fromLibrary is the value of a name that nothing on the page assigns: a constant
// of a type library, where a METADATA tag names one.
func (m *machine) fromLibrary(e *program.Expr, v *Val) *Val {
	if e.Kind != program.ExprName || !onlyEmpty(v) || len(v.Atoms) == 0 || m.load(m.variable(e.Str())) != nil {
		return v
	}
	for _, f := range m.page.Closure {
		if f.Program != nil && len(f.Program.TypeLibs) > 0 {
			return Unknown
		}
	}
	if g := m.page.App; g != nil && g.GlobalASA != nil && g.GlobalASA.Program != nil && len(g.GlobalASA.Program.TypeLibs) > 0 {
		return Unknown
	}
	return v
}

// target is the variable that is assigned to.
func (m *machine) target(name string) key {
	k, p := m.variable(name), m.frame.proc
	if m.assigned != nil && k.scope >= 0 && p.Kind != program.ProcMain && !p.own[k.name] && !(isFunction(p.Kind) && k.name == program.Fold(p.Name)) {
		m.assigned[k.name] = true
	}
	return k
}

// constant is a constant of the language.
func constant(folded string, at source.Place) *Val {
	switch folded {
	case "vblf":
		return textVal("\n", at)
	case "vbcrlf", "vbnewline":
		return textVal("\r\n", at)
	case "vbcr":
		return textVal("\r", at)
	case "vbtab":
		return textVal("\t", at)
	case "vbnullchar":
		return textVal("\x00", at)
	case "vbnullstring":
		return textVal("", at)
	case "vbtrue":
		return boolVal(true)
	case "vbfalse":
		return boolVal(false)
	case "undefined":
		return kindVal(Empty)
	case "vbobjecterror":
		return numVal(-2147221504, at)
	case "vbtextcompare", "vbnull":
		return numVal(1, at)
	case "vbobject":
		return numVal(9, at)
	case "vbempty":
		return numVal(0, at)
	case "vbbinarycompare":
		return numVal(0, at)
	}
	return nil
}

// assign stores a value in a variable, field, element, item or property.
func (m *machine) assign(target *program.Expr, v *Val, span program.Span, set bool) bool {
	if target == nil {
		return true
	}
	switch target.Kind {
	case program.ExprName:
		return m.assignVariable(target.Str(), v, span)
	case program.ExprMember:
		if m.meansItself(target) {
			return m.assignVariable(target.Str(), v, span)
		}
		return m.assignMember(target, nil, v, span, set)
	case program.ExprCall:
		return m.assignCall(target, v, span, set)
	default:
		_, alive := m.eval(target)
		return alive
	}
}

func (m *machine) assignVariable(name string, v *Val, span program.Span) bool {
	c := m.env.cell(m.target(name))
	c.assigned = true
	m.replace(c, v, span)
	m.supersede(c, v)
	v = v.via(Assigned, m.place(span), name)
	m.env.write(c, v)
	if v.split != nil {
		c.handOn()
	}
	return true
}

// meansItself reports whether a name within JScript's with (…) {…} that its
// file does not declare is one of the page: a procedure or variable of another
// file, unless the object is known to have such a member.
func (m *machine) meansItself(e *program.Expr) bool {
	if e.X.Kind != program.ExprWith || e.X.Span.IsValid() || m.frame.proc.Language != program.JScript {
		return false
	}
	if m.procedure(e.Str()) == nil && m.load(m.variable(e.Str())) == nil {
		return false
	}
	if w := m.frame.with; len(w) > 0 {
		for _, o := range w[len(w)-1].Objects() {
			if slices.Contains(m.objects.keys[o.ID], program.Fold(e.Str())) {
				return false
			}
		}
	}
	return true
}

// assignCall is x(…) = v: an element, an item, or a property with arguments.
func (m *machine) assignCall(target *program.Expr, v *Val, span program.Span, set bool) bool {
	args, alive := m.args(target.Args())
	if !alive {
		return false
	}
	if target.X.Kind == program.ExprMember {
		return m.assignMember(target.X, args, v, span, set)
	}
	recv, alive := m.holder(target.X)
	if !alive {
		return false
	}
	for _, o := range recv.Objects() {
		if !m.store(o, "", args, v, span, set, target.Span) {
			return false
		}
	}
	return true
}

// holder is the value of the expression before the parentheses of x(…) = v.
// A variable that holds nothing yet becomes an array.
func (m *machine) holder(e *program.Expr) (*Val, bool) {
	if e.Kind != program.ExprName {
		return m.eval(e)
	}
	k := m.variable(e.Str())
	if v := m.load(k); v != nil && len(v.Objects()) > 0 {
		return v, true
	}
	if o := m.intrinsic(e.Str()); o != nil {
		return refVal(o, nil), true
	}
	if v, alive, ok := m.own(e, nil); ok {
		return v, alive
	}
	o := m.objects.make(Object{Kind: Array, At: m.place(e.Span), Path: k.name})
	v, c := refVal(o, nil), m.env.cell(m.target(e.Str()))
	c.assigned = true
	m.env.write(c, v)
	return v, true
}

func (m *machine) dim(s *program.Stmt) {
	if m.frame.proc.Kind == program.ProcMain {
		return
	}
	for _, n := range s.Detail().Names {
		k := key{m.frame.scope, m.frame.proc.fold(n)}
		if m.env.get(k) == nil {
			m.env.set(k, kindVal(Empty))
		}
	}
}

// elements is what a loop over the value may yield.
func (m *machine) elements(v *Val) *Val {
	var out *Val
	for _, o := range v.Objects() {
		switch o.Kind {
		case Array, Dictionary, Plain:
			out = join(out, m.fields(o))
		case COM, Member:
			out = join(out, refVal(m.objects.member(o, "item", nil), nil))
		case Instance, Intrinsic, Collection:
		}
	}
	for i := range v.Atoms { // Request.Form("box") has an element for each that was ticked
		if a := &v.Atoms[i]; a.Kind == Text && len(a.Str.taint()) > 0 {
			out = join(out, one(Atom{Kind: Text, Str: a.Str.derived(), How: a.How}))
		}
	}
	if out == nil {
		return Unknown
	}
	return out.opened()
}

// names are the names of the elements that a value may have.
func (m *machine) names(v *Val) *Val {
	var out *Val
	for _, o := range v.Objects() {
		if o.Kind != Plain {
			continue
		}
		for _, n := range m.objects.keys[o.ID] {
			if n != anyName {
				out = join(out, textVal(n, o.At))
			}
		}
	}
	if out == nil {
		return Unknown
	}
	return out.opened()
}

// fields is the join of all elements of an array or dictionary.
func (m *machine) fields(o *Object) *Val {
	var out *Val
	for _, n := range m.objects.keys[o.ID] {
		out = join(out, m.load(key{-o.ID, n}))
	}
	return out
}

func elementName(args []Arg) (string, bool) {
	var b strings.Builder
	for i, a := range args {
		s, ok := a.Val.Exact()
		if !ok {
			return "", false
		}
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strings.ToLower(s))
	}
	return "(" + b.String() + ")", true
}
