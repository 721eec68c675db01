package site

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// read collects the statements of a file, whose first procedure is number at.
func (s *slice) read(f *File, at int) (next int) {
	for _, p := range procsOf(f.Program) {
		r := sliceReader{slice: s, file: f, index: int32(at), jscript: p.Language == program.JScript}
		if p.Kind != program.ProcMain && !r.jscript {
			for i, q := range p.Params {
				info := &s.slots[s.slot(q.Name)]
				info.own, info.owner = s.procs[at].params[i], r.index
			}
			for _, n := range p.Locals {
				s.variable(r.index, p, n)
			}
		}
		r.stmts(p.Body)
		at++
	}
	return at
}

// addBag opens a bag behind the others.
func (s *slice) addBag(b bag) int32 {
	b.names, b.targets, b.items = int32(len(s.names)), int32(len(s.targets)), int32(len(s.items))
	s.bags = append(s.bags, b)
	return int32(len(s.bags) - 1)
}

// sliceReader reads one procedure. What it adds, it adds to the last bag.
type sliceReader struct {
	*slice
	file    *File
	index   int32
	jscript bool
	with    []*program.Expr
}

func (r *sliceReader) bag() *bag { return &r.bags[len(r.bags)-1] }

func (r *sliceReader) stmts(list []*program.Stmt) {
	for _, st := range list {
		r.stmt(st)
	}
}

func (r *sliceReader) stmt(st *program.Stmt) {
	d := st.Detail()
	compound := len(st.Body)+len(d.Else)+len(d.Cases)+len(d.Finally) > 0
	i := r.addBag(bag{proc: r.index, trigger: !compound && r.file.triggerIn(st.Span)})
	r.head(st.Target)
	r.head(st.Value)
	r.head(d.From)
	r.head(d.To)
	for c := range d.Cases {
		for _, e := range d.Cases[c].Values {
			r.head(e)
		}
	}
	switch b := &r.bags[i]; st.Kind {
	case program.StmtAssign:
		r.target(st.Target)
		b.keeps = (st.Set || mayBeObject(st.Value)) && (b.anyItem || len(r.items) > int(b.items))
	case program.StmtLoop, program.StmtErase:
		r.target(st.Target)
	case program.StmtExpr: // a procedure may change what it is given, a method its object
		r.target(st.Value)
	default:
	}
	if !compound {
		return
	}
	p := &r.procs[r.index]
	p.conditions = append(p.conditions, i)
	if st.Kind == program.StmtWith {
		r.with = append(r.with, st.Value)
		defer func() { r.with = r.with[:len(r.with)-1] }()
	}
	r.stmts(st.Body)
	for c := range d.Cases {
		r.stmts(d.Cases[c].Body)
	}
	r.stmts(d.Else)
	r.stmts(d.Finally)
}

// mayBeObject reports an expression that may yield an object, as the analysis
// sees it: also without Set.
func mayBeObject(e *program.Expr) bool {
	switch e.Kind {
	case program.ExprName, program.ExprMember, program.ExprCall, program.ExprNew, program.ExprWith, program.ExprMe:
		return true
	default:
		return false
	}
}

func (r *sliceReader) head(e *program.Expr) {
	if e == nil {
		return
	}
	r.expr(e)
	if b := r.bag(); !b.trigger {
		b.trigger = r.file.triggerIn(e.Span)
	}
}

// here is the slot of a name where it stands.
func (r *sliceReader) here(n slot) slot {
	if info := &r.slots[n]; info.owner == r.index {
		return info.own
	}
	return n
}

// expr adds what stands in an expression to the bag.
func (r *sliceReader) expr(e *program.Expr) {
	if e == nil {
		return
	}
	switch e.Kind {
	case program.ExprName:
		r.name(r.slot(e.Str()))
	case program.ExprMember:
		if n := r.slot(e.Str()); r.isMember(n) {
			r.add(n)
		}
		if endsPage(e) {
			r.procs[r.index].leaves = true
		}
	case program.ExprString: // GetRef("f"), Eval("f(x)")
		const longest = 64 // of names
		if len(e.Str()) < longest {
			if n, ok := r.folded[program.Fold(e.Str())]; ok && r.slots[n].first != none {
				r.add(n)
			}
		}
	case program.ExprWith:
		if n := len(r.with); n > 0 {
			subject := r.with[n-1]
			r.with = r.with[:n-1] // it may be one of the With around
			r.expr(subject)
			r.with = append(r.with, subject)
		}
	case program.ExprAssign:
		r.target(e.X)
	case program.ExprCall:
		r.item(e)
		r.arguments(e)
	default:
	}
	r.expr(e.X)
	r.expr(e.Y)
	for _, a := range e.Args() {
		r.expr(a)
	}
}

func (r *sliceReader) name(n slot) {
	switch {
	case n == requestSlot:
		r.bag().request = true
	case !isIntrinsic(n):
		r.add(r.here(n))
	}
}

// isMember reports whether the files give the name to a member of their own:
// those of objects from elsewhere tell nothing. In JScript any may be.
func (r *sliceReader) isMember(n slot) bool { return r.slots[n].member || r.jscript }

func (r *sliceReader) add(n slot) {
	if !slices.Contains(r.names[r.bag().names:], n) {
		r.names = append(r.names, n)
	}
}

// arguments of a procedure of the page may be changed by it.
func (r *sliceReader) arguments(call *program.Expr) {
	x := call.X
	if x == nil || x.Kind != program.ExprName && x.Kind != program.ExprMember || r.slots[r.slot(x.Str())].first == none {
		return
	}
	for _, a := range call.Args() {
		r.target(a)
	}
}

// target notes that the bag gives the names in an expression their values.
func (r *sliceReader) target(e *program.Expr) {
	if e == nil {
		return
	}
	n := slot(none)
	switch e.Kind {
	case program.ExprName:
		if n = r.slot(e.Str()); isIntrinsic(n) {
			n = none
		} else {
			n = r.here(n)
		}
	case program.ExprMember:
		if e.X != nil && e.X.Kind == program.ExprName && isIntrinsic(r.slot(e.X.Str())) {
			return // Response.Write: nothing is kept
		}
		if m := r.slot(e.Str()); r.isMember(m) {
			n = m
		}
	default:
	}
	if n != none && !slices.Contains(r.targets[r.bag().targets:], n) {
		r.targets = append(r.targets, n)
	}
	r.target(e.X)
	r.target(e.Y)
	for _, a := range e.Args() {
		r.target(a)
	}
}

// item notes the item that a call such as Session("x") reads.
func (r *sliceReader) item(e *program.Expr) {
	x := e.X
	for x != nil && x.Kind == program.ExprMember { // Session.Contents.Item("x")
		x = x.X
	}
	if x == nil || x.Kind != program.ExprName || len(e.Args()) == 0 {
		return
	}
	n := r.slot(x.Str())
	if n != sessionSlot && n != applicationSlot {
		return
	}
	b := r.bag()
	if a := e.Args()[0]; a != nil && a.Kind == program.ExprString {
		id := itemOf(intrinsics()[n][0], a.Str())
		r.items = append(r.items, id)
		b.trigger = b.trigger || r.kept.items[id] || r.kept.any
		return
	}
	b.anyItem = true
	b.trigger = b.trigger || !r.kept.empty()
}

// endsPage reports Response.End and its kin.
func endsPage(e *program.Expr) bool {
	if e.X == nil || e.X.Kind != program.ExprName && e.X.Kind != program.ExprWith {
		return false
	}
	for _, name := range [...]string{"end", "redirect", "transfer"} {
		if strings.EqualFold(e.Str(), name) {
			return true
		}
	}
	return false
}
