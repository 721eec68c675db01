package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// callExpr is x(args): a call, an index or a default member.
func (m *machine) callExpr(e *program.Expr) (*Val, bool) {
	if m.writes(e) {
		for _, a := range e.Args() {
			if !m.effects(a) {
				return nil, false
			}
		}
		return Unknown, true
	}
	args, alive := m.args(e.Args())
	if !alive {
		return nil, false
	}
	switch e.X.Kind {
	case program.ExprMember:
		if m.meansItself(e.X) {
			return m.callName(e, args)
		}
		if args == nil {
			args = []Arg{}
		}
		return m.memberSpan(e.X, args, true, e.Span)
	case program.ExprName:
		return m.callName(e, args)
	default:
		v, ok := m.eval(e.X)
		if !ok {
			return nil, false
		}
		return m.apply(v, e, args)
	}
}

// writes reports a call of Response.Write, which tells of nothing: of what it
// writes, nobody wants to know the value.
func (m *machine) writes(e *program.Expr) bool {
	if e.X.Kind != program.ExprMember || e.X.X == nil || e.X.X.Kind != program.ExprName || !equalFold(e.X.Str(), "write") || !equalFold(e.X.X.Str(), "response") {
		return false
	}
	v, _ := m.eval(e.X.X)
	return v != nil && len(v.Atoms) == 1 && !v.Open && v.Atoms[0].Kind == Ref && v.Atoms[0].Obj.Kind == Intrinsic
}

// effects evaluates an expression for what happens on the way, and reports
// whether the page goes on behind it.
func (m *machine) effects(e *program.Expr) bool {
	var chain []*program.Expr // grows to the left, see binary
	for e != nil && e.Kind == program.ExprBinary && (e.Op() == "&" || e.Op() == "+") {
		chain = append(chain, e)
		e = e.X
	}
	for i := len(chain); ; i-- {
		if i < len(chain) {
			e = chain[i].Y
		}
		switch {
		case e == nil, e.Kind == program.ExprString, e.Kind == program.ExprNumber, e.Kind == program.ExprOmitted:
		default:
			if _, alive := m.eval(e); !alive {
				return false
			}
		}
		if i == 0 {
			return true
		}
	}
}

func (m *machine) callName(e *program.Expr, args []Arg) (*Val, bool) {
	k := m.variable(e.X.Str())
	self := k.scope > 0 && equalFold(k.name, m.frame.proc.Name) && isFunction(m.frame.proc.Kind) // recursion
	if !self {
		if v := m.load(k); v != nil && (len(v.Atoms) > 0 || v.Open) && !onlyEmpty(v) {
			return m.apply(v, e, args)
		}
		if v, alive, ok := m.own(e.X, args); ok {
			return v, alive
		}
		if m.isArguments(e.X.Str()) {
			return m.apply(m.arguments(), e, args)
		}
	}
	if p := m.procedure(e.X.Str()); p != nil {
		return m.invoke(p, nil, args, e.Span)
	}
	if v, ok := m.builtin(program.Fold(e.X.Str()), args, e); ok {
		return v, v != nil
	}
	if o := m.intrinsic(e.X.Str()); o != nil {
		return m.dispatch(o, "", args, true, e.Span, e.X.Span)
	}
	m.mayFail()
	m.external(e.X.Str(), args, e.Span)
	return Unknown, true
}

func onlyEmpty(v *Val) bool {
	for _, a := range v.Atoms {
		if a.Kind != Empty {
			return false
		}
	}
	return !v.Open
}

// apply is v(args): an element, a default member, or a call of a function value.
func (m *machine) apply(v *Val, e *program.Expr, args []Arg) (*Val, bool) {
	if !v.sure() {
		defer m.mayFail()
	}
	var out *Val
	alive := v.Open
	some := false
	for _, a := range v.Atoms {
		var w *Val
		var ok bool
		switch a.Kind {
		case Ref:
			w, ok = m.dispatch(a.Obj, "", args, true, e.Span, e.X.Span)
		case Func:
			w, ok = m.invokeClosure(a.Proc, args, e.Span)
		case Text: // Request.QueryString("x")(1), Request.Cookies("x")("key")
			if len(a.Str.taint()) == 0 {
				continue
			}
			w, ok = strVal(a.Str.derived(), m.place(e.Span)), true
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
		return Unknown, true
	}
	if v.Open {
		out = out.opened()
	}
	return out, true
}

func (m *machine) invokeClosure(c *Closure, args []Arg, span program.Span) (*Val, bool) {
	return m.invokeIn(c.Proc, c.This, args, span, c.scope)
}

// invoke runs a procedure with arguments.
func (m *machine) invoke(p *Proc, this *Object, args []Arg, span program.Span) (*Val, bool) {
	return m.invokeIn(p, this, args, span, 0)
}

func (m *machine) invokeIn(p *Proc, this *Object, args []Arg, span program.Span, lexical int32) (*Val, bool) {
	at := m.place(span)
	if m.tooDeep(p) {
		m.mayFail()
		return Unknown, true
	}
	m.called[p.Proc] = true
	vals := m.bind(p, args, at)
	if p.Language == program.JScript { // what has no parameter is among its arguments
		for _, a := range args[min(len(p.Params), len(args)):] {
			vals = append(vals, a.Val)
		}
	}
	c := call{proc: p, this: this, vals: vals, lexical: lexical, at: at, aliases: m.aliasesOf(p, args)}
	if c.aliases.of != nil && !m.aliased(c) {
		c.aliases = aliases{}
	}
	mm := m.memoOf(c)
	hit := m.recall(mm, vals)
	switch {
	case hit != nil:
		if hit != mm.general {
			by, ways := hit.by(vals)
			m.retell(hit, ways)
			hit = by
		}
		m.repeat(hit)
	case m.affords(mm):
		hit = m.runContext(mm, c)
	default:
		hit = m.runGeneral(mm, c)
	}
	m.copyOut(p, args, hit.out, span)
	return hit.result, hit.alive
}

// call is what a procedure is called with.
type call struct {
	proc    *Proc
	this    *Object
	vals    []*Val
	lexical int32
	at      source.Place
	aliases aliases
}

// runCall runs the body of a procedure, and returns what it did.
func (m *machine) runCall(c call) *memoEntry {
	p := c.proc
	m.scopes++
	f := &frame{
		proc: p, scope: m.scopes, outer: m.frame, this: c.this, file: p.File, site: m.siteFile(p.File),
		exits: exits{base: len(m.env.layers)}, reads: m.takeReads(), lexical: c.lexical, aliases: c.aliases.of,
	}
	entry := m.guards
	first, visits := len(m.events), m.visits
	calls, paths, around := m.calls, m.env.paths, m.env.around
	if m.env.around = m.env.apart(); m.env.around != nil && m.env.around.tests != nil {
		m.env.around = nil
	}
	m.env.paths = nil
	m.calls = m.calls.push(c.at, p.Name)
	m.frame = f
	m.env.push()
	for i, q := range p.Params {
		k := key{f.scope, p.fold(q.Name)}
		if _, ok := f.aliases[k.name]; ok {
			continue
		}
		if m.env.set(k, c.vals[i]); c.vals[i].split != nil {
			m.env.cell(k).handOn()
		}
	}
	m.hoist(p, f.scope)
	m.constants(p.constants())
	f.args = c.vals
	alive := m.run(p.Body)
	layers := f.exits.layers
	body := m.env.pop()
	m.env.close(&f.exits)
	after := f.guards
	if alive {
		layers = append(layers, body)
		f.ends = append(f.ends, m.guards)
		after = m.guards
		if f.exited {
			after = common(f.guards, m.guards)
		}
	}
	m.calls, m.env.paths, m.env.around = calls, paths, around
	out := &memoEntry{entry: entry, args: c.vals, result: Unknown, visits: m.visits != visits, events: eventRange{first, len(m.events)}}
	left := &layer{}
	m.guards = entry
	if len(layers) > 0 {
		m.guards = after
		m.markExits(layers, f.exitAt)
		m.env.push()
		m.merge(layers, met{guards: f.ends, before: entry})
		out.result, out.out = m.results(p, f.scope, c.vals)
		out.alive, out.guards = true, after
		left = m.env.pop()
	}
	m.frame = f.outer // what the ways out have in common with what was before is read, too
	out.reads = m.giveBack(f.reads)
	out.writes = make([]written, 0, len(left.vars))
	for _, w := range left.vars {
		if k := w.c.k; k.scope > 0 && k.scope >= f.scope && !m.captured(p) {
			m.env.drop(k) // the call's own variables
			continue
		}
		m.env.write(w.c, w.v)
		out.writes = append(out.writes, w)
	}
	return out
}

// captured reports whether functions inside p may outlive the call.
func (m *machine) captured(p *Proc) bool {
	return p.Language == program.JScript
}

func (m *machine) tooDeep(p *Proc) bool {
	if m.exhausted {
		return true
	}
	depth, same := 0, 0
	for f := m.frame; f != nil; f = f.outer {
		depth++
		if f.proc == p {
			same++
		}
	}
	return depth > maxCallDepth || same >= maxRecursion
}

// bind gives each parameter the value of its argument.
func (m *machine) bind(p *Proc, args []Arg, at source.Place) []*Val {
	vals := make([]*Val, len(p.Params))
	for i, q := range p.Params {
		name := program.Fold(q.Name)
		var a *Arg
		if i < len(args) && args[i].Name == "" {
			a = &args[i]
		}
		for j := range args {
			if args[j].Name == name && name != "" {
				a = &args[j]
			}
		}
		switch {
		case a != nil && !a.Omitted:
			vals[i] = a.Val.via(Passed, a.At, q.Name)
		case m.uncalledRoot(args):
			vals[i] = Unknown
		case q.Default != nil:
			vals[i], _ = m.eval(q.Default)
		default:
			vals[i] = kindVal(Empty)
		}
	}
	_ = at
	return vals
}

// uncalledRoot: the procedure is run although nobody calls it, with arguments
// that nobody knows.
func (m *machine) uncalledRoot(args []Arg) bool {
	return m.uncalled && args == nil && m.frame.outer == nil
}

// hoist binds the named functions inside a JScript function.
func (m *machine) hoist(p *Proc, scope int32) {
	for _, n := range m.linked.nested[p.Proc] {
		m.env.set(key{scope, n.fold(n.Name)}, one(Atom{Kind: Func, Proc: &Closure{Proc: n, scope: scope}}))
	}
}

// results are the value of the call and of its parameters afterwards.
func (m *machine) results(p *Proc, scope int32, vals []*Val) (*Val, []*Val) {
	result := m.env.get(key{scope, resultName})
	if isFunction(p.Kind) && p.Language != program.JScript {
		result = m.env.get(key{scope, program.Fold(p.Name)})
	}
	if result == nil {
		result = kindVal(Empty)
	}
	at, ok := m.codeAt[p.File]
	if !ok {
		at = source.Place{Path: p.File.Path, Pos: int(p.NameAt.Pos), End: int(p.NameAt.End)}
	}
	result = result.via(Returned, at, p.Name)
	out := make([]*Val, len(p.Params))
	for i, q := range p.Params {
		if c := m.env.cells[key{scope, p.fold(q.Name)}]; !q.ByVal && c != nil && c.assigned && c.v != nil && c.v != vals[i] {
			out[i] = c.v
		}
	}
	return result, out
}

// copyOut writes changed ByRef parameters back to the variables passed.
func (m *machine) copyOut(p *Proc, args []Arg, out []*Val, span program.Span) {
	for i, v := range out {
		if v == nil || i >= len(args) || args[i].Expr == nil {
			continue
		}
		e := args[i].Expr
		if e.Paren || e.Kind != program.ExprName && e.Kind != program.ExprCall {
			continue
		}
		if e.Kind == program.ExprName && (m.procedure(e.Str()) != nil || m.intrinsic(e.Str()) != nil) {
			continue
		}
		if e.Kind == program.ExprCall && (e.X.Kind != program.ExprName || m.procedure(e.X.Str()) != nil) {
			continue
		}
		m.assign(e, v, span, true)
	}
	_ = p
}
