package site

import (
	"slices"
	"sort"

	"github.com/cdolint/cdolint/internal/program"
)

// Which Session and Application items does an interesting page read in a way
// that matters? Most pages read a dozen, to greet the visitor and to remember
// what was looked at last. Those that matter are found by names alone,
// without regard to order:
//
//   - what stands in a statement with a trigger matters, and what is assigned
//     to a name that matters, or passed where it is a parameter;
//   - a condition matters if the request or an item has a part in it, and it
//     stands in the main code, in a procedure that leads to a trigger, ends
//     the page, or yields something that matters.
//
// The other way round, an item may keep an object that a trigger made if
// something is put there that has to do with the statement of one.
//
// That is more than flows, never less: variables of different procedures are
// told apart, everything else of one name is one.

// slice is the statements of some files, and what they have to do with each other.
type slice struct {
	bags     []bag
	assigns  map[slot][]int32 // bags that give a name its value
	mentions map[slot][]int32 // bags that a name stands in
	procs    []slicedProc
	byName   map[string][]int32 // indices into procs
	params   map[slot][]int32   // parameter -> its procedures
	fields   map[string]bool    // of classes

	kept  itemSet // known to keep objects
	known map[slot]bool
	queue []int32
	found itemSet
}

// itemSet is a set of items; any if the names of some are not literal.
type itemSet struct {
	items map[itemID]bool
	any   bool
}

func newItemSet() itemSet { return itemSet{items: map[itemID]bool{}} }

func (s itemSet) empty() bool { return !s.any && len(s.items) == 0 }

func (s *itemSet) add(b *bag) {
	s.any = s.any || b.anyItem
	for _, i := range b.items {
		s.items[i] = true
	}
}

// slot is a name in its scope: the index of a procedure, -1 for what all share.
type slot struct {
	proc int32
	name string
}

// bag is what stands in one statement, or in the head of one.
type bag struct {
	names   []slot
	targets []slot
	items   []itemID
	anyItem bool // an item whose name is not literal
	proc    int32
	trigger bool // also the use of an object that is kept in an item
	request bool // a server variable, or the like
	keeps   bool // an object may be put into the items
	tainted bool // the request or an item has a part in it
	object  bool // it has to do with an object of interest
	marked  bool // it matters
}

type slicedProc struct {
	proc       *program.Proc
	conditions []int32 // bags
	leaves     bool    // it ends the page
	reaches    bool    // it leads to a trigger
	judged     bool    // its conditions were marked
}

// newSlice reads the files of an application. kept are the items that are
// known to keep objects of interest: to use one is a trigger.
func newSlice(files []*File, kept itemSet) *slice {
	s := &slice{
		assigns: map[slot][]int32{}, mentions: map[slot][]int32{}, byName: map[string][]int32{}, params: map[slot][]int32{},
		fields: map[string]bool{}, kept: kept,
	}
	for _, f := range files {
		s.declare(f.Program)
	}
	at := 0
	for _, f := range files {
		at = s.read(f, at)
	}
	return s
}

// needed are the items that matter to what is done about a trigger.
func (s *slice) needed() itemSet {
	s.known, s.found = map[slot]bool{}, newItemSet()
	s.spread(func(b *bag) bool { return b.request || b.anyItem || len(b.items) > 0 }, func(b *bag) *bool { return &b.tainted })
	s.follow()
	return s.found
}

// objects are the items that may keep an object of interest.
func (s *slice) objects() itemSet {
	out := newItemSet()
	s.spread(func(b *bag) bool { return b.trigger }, func(b *bag) *bool { return &b.object })
	for i := range s.bags {
		if b := &s.bags[i]; b.object && b.keeps {
			out.add(b)
		}
	}
	return out
}

// declare makes the procedures of a file known; its main code counts as one.
func (s *slice) declare(f *program.File) {
	for _, p := range procsOf(f) {
		i := int32(len(s.procs))
		s.procs = append(s.procs, slicedProc{proc: p})
		if p.Name != "" {
			n := program.Fold(p.Name)
			s.byName[n] = append(s.byName[n], i)
		}
		for _, q := range p.Params {
			n := s.local(i, q.Name)
			s.params[n] = append(s.params[n], i)
		}
	}
	for _, c := range f.Classes {
		for _, n := range c.Fields {
			s.fields[n] = true
		}
	}
}

func procsOf(f *program.File) []*program.Proc {
	return append([]*program.Proc{f.Main}, f.Procs...)
}

// local is the slot of a variable of a procedure. Functions in JScript see
// those of the functions around them: there all of one name are one.
func (s *slice) local(proc int32, name string) slot {
	if s.procs[proc].proc.Language == program.JScript {
		proc = -1
	}
	return slot{proc, program.Fold(name)}
}

// read collects the statements of a file, whose first procedure is number at.
func (s *slice) read(f *File, at int) (next int) {
	for _, p := range procsOf(f.Program) {
		r := sliceReader{slice: s, file: f, index: int32(at), own: map[string]bool{}}
		if p.Kind != program.ProcMain && p.Language != program.JScript {
			for _, n := range p.Locals {
				r.own[program.Fold(n)] = true
			}
			for _, q := range p.Params {
				r.own[program.Fold(q.Name)] = true
			}
		}
		r.stmts(p.Body)
		at++
	}
	return at
}

// spread marks the bags that from holds for, and all that what stands in them flows to.
func (s *slice) spread(from func(*bag) bool, mark func(*bag) *bool) {
	for i := range s.bags {
		if from(&s.bags[i]) {
			s.queue = append(s.queue, int32(i))
		}
	}
	reached := map[slot]bool{}
	reach := func(n slot) {
		if !reached[n] {
			reached[n] = true
			s.queue = append(s.queue, s.mentions[n]...)
		}
	}
	for len(s.queue) > 0 {
		b := &s.bags[s.queue[0]]
		s.queue = s.queue[1:]
		marked := mark(b)
		if *marked {
			continue
		}
		*marked = true
		for _, n := range b.targets {
			reach(n)
		}
		for _, n := range b.names { // arguments
			if n.proc >= 0 {
				continue
			}
			for _, p := range s.byName[n.name] {
				for _, q := range s.procs[p].proc.Params {
					reach(s.local(p, q.Name))
				}
			}
		}
	}
}

// follow marks what matters, from the triggers on.
func (s *slice) follow() {
	var reaching []int32
	for i := range s.bags {
		if s.bags[i].trigger {
			s.mark([]int32{int32(i)})
			reaching = append(reaching, s.bags[i].proc)
		}
	}
	for i := range s.procs {
		if p := &s.procs[i]; p.proc.Kind == program.ProcMain || p.leaves {
			s.markConditions(p)
		}
	}
	// What calls a procedure that leads to a trigger leads to it, too.
	for len(reaching) > 0 {
		p := &s.procs[reaching[0]]
		reaching = reaching[1:]
		if p.reaches {
			continue
		}
		p.reaches = true
		s.markConditions(p)
		if p.proc.Name == "" {
			continue
		}
		callers := s.mentions[slot{-1, program.Fold(p.proc.Name)}]
		s.mark(callers)
		for _, b := range callers {
			reaching = append(reaching, s.bags[b].proc)
		}
	}
	for len(s.queue) > 0 {
		b := &s.bags[s.queue[0]]
		s.queue = s.queue[1:]
		s.found.add(b)
		s.markConditions(&s.procs[b.proc])
		for _, n := range b.names {
			s.know(n)
		}
	}
}

// mark notes that bags matter.
func (s *slice) mark(list []int32) {
	for _, i := range list {
		if b := &s.bags[i]; !b.marked {
			b.marked = true
			s.queue = append(s.queue, i)
		}
	}
}

// markConditions marks the conditions of a procedure that the request or an item
// has a part in. Which ones is known before the first is asked for.
func (s *slice) markConditions(p *slicedProc) {
	if p.judged {
		return
	}
	p.judged = true
	for _, i := range p.conditions {
		if s.bags[i].tainted {
			s.mark([]int32{i})
		}
	}
}

// know notes that the value of a name matters.
func (s *slice) know(n slot) {
	if s.known[n] {
		return
	}
	s.known[n] = true
	s.mark(s.assigns[n])
	for _, i := range s.params[n] { // what is passed
		s.mark(s.mentions[slot{-1, program.Fold(s.procs[i].proc.Name)}])
	}
	if n.proc >= 0 {
		return
	}
	for _, i := range s.byName[n.name] {
		p := &s.procs[i]
		s.markConditions(p) // what a function returns depends on them
		for _, q := range p.proc.Params {
			if out := s.local(i, q.Name); len(s.assigns[out]) > 0 {
				s.know(out) // what it gives back; parameters are few
			}
		}
	}
}

// triggerIn reports whether a trigger stands in a piece of the file.
func (f *File) triggerIn(at program.Span) bool {
	i := sort.Search(len(f.hits), func(i int) bool { return f.hits[i] >= at.Pos })
	return i < len(f.hits) && f.hits[i] < at.End
}

// sliceReader reads one procedure.
type sliceReader struct {
	*slice
	file  *File
	index int32
	own   map[string]bool // variables of the procedure
	with  []*program.Expr
}

func (r *sliceReader) stmts(list []*program.Stmt) {
	for _, st := range list {
		r.stmt(st)
	}
}

func (r *sliceReader) stmt(st *program.Stmt) {
	d := st.Detail()
	compound := len(st.Body)+len(st.Else)+len(d.Cases)+len(d.Finally) > 0
	i := int32(len(r.bags))
	r.bags = append(r.bags, bag{proc: r.index, trigger: !compound && r.file.triggerIn(st.Span)})
	heads := [...]*program.Expr{st.Target, st.Value, d.From, d.To}
	for _, e := range heads {
		r.head(e, i)
	}
	for c := range d.Cases {
		for _, e := range d.Cases[c].Values {
			r.head(e, i)
		}
	}
	switch st.Kind {
	case program.StmtAssign:
		r.target(st.Target, i)
		r.bags[i].keeps = (st.Set || mayBeObject(st.Value)) && (r.bags[i].anyItem || len(r.bags[i].items) > 0)
	case program.StmtLoop, program.StmtErase:
		r.target(st.Target, i)
	case program.StmtExpr: // a procedure may change what it is given, a method its object
		r.target(st.Value, i)
	default:
	}
	if compound {
		r.procs[r.index].conditions = append(r.procs[r.index].conditions, i)
	}
	if st.Kind == program.StmtWith {
		r.with = append(r.with, st.Value)
		defer func() { r.with = r.with[:len(r.with)-1] }()
	}
	r.stmts(st.Body)
	for c := range d.Cases {
		r.stmts(d.Cases[c].Body)
	}
	r.stmts(st.Else)
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

func (r *sliceReader) head(e *program.Expr, b int32) {
	if e == nil {
		return
	}
	r.expr(e, b)
	r.bags[b].trigger = r.bags[b].trigger || r.file.triggerIn(e.Span)
}

// slot of a name where it stands.
func (r *sliceReader) slot(name string) slot {
	folded := program.Fold(name)
	if r.own[folded] {
		return slot{r.index, folded}
	}
	return slot{-1, folded}
}

// expr adds what stands in an expression to a bag.
func (r *sliceReader) expr(e *program.Expr, b int32) {
	program.WalkExpr(e, func(e *program.Expr) bool {
		switch e.Kind {
		case program.ExprName:
			r.name(e, b)
		case program.ExprMember:
			if n := program.Fold(e.Str); r.isMember(n) {
				r.add(slot{-1, n}, b)
			}
			if endsPage(e) {
				r.procs[r.index].leaves = true
			}
		case program.ExprString: // GetRef("f"), Eval("f(x)")
			const longest = 64 // of names
			if n := (slot{-1, program.Fold(e.Str)}); len(e.Str) < longest && r.byName[n.name] != nil {
				r.add(n, b)
			}
		case program.ExprWith:
			if n := len(r.with); n > 0 {
				subject := r.with[n-1]
				r.with = r.with[:n-1] // it may be one of the With around
				r.expr(subject, b)
				r.with = append(r.with, subject)
			}
		case program.ExprAssign:
			r.target(e.X, b)
		case program.ExprCall:
			r.item(e, b)
			r.arguments(e, b)
		default:
		}
		return true
	})
}

func (r *sliceReader) name(e *program.Expr, b int32) {
	switch n := program.Fold(e.Str); {
	case n == "request":
		r.bags[b].request = true
	case !isIntrinsic(n):
		r.add(r.slot(e.Str), b)
	}
}

// isIntrinsic reports a name that every page has, and that keeps nothing that
// is asked for here.
func isIntrinsic(folded string) bool {
	switch folded {
	case "request", "response", "server", "session", "application", "err", "wscript":
		return true
	}
	return false
}

// isMember reports whether the files give the name to a member of their own:
// those of objects from elsewhere tell nothing. In JScript any may be.
func (r *sliceReader) isMember(folded string) bool {
	return r.fields[folded] || r.byName[folded] != nil || r.procs[r.index].proc.Language == program.JScript
}

func (r *sliceReader) add(n slot, b int32) {
	if bg := &r.bags[b]; !slices.Contains(bg.names, n) {
		bg.names = append(bg.names, n)
		r.mentions[n] = append(r.mentions[n], b)
	}
}

// arguments of a procedure of the page may be changed by it.
func (r *sliceReader) arguments(call *program.Expr, b int32) {
	x := call.X
	if x == nil || x.Kind != program.ExprName && x.Kind != program.ExprMember || r.byName[program.Fold(x.Str)] == nil {
		return
	}
	for _, a := range call.Args {
		r.target(a, b)
	}
}

// target notes that a bag gives the names in an expression their values.
func (r *sliceReader) target(e *program.Expr, b int32) {
	program.WalkExpr(e, func(e *program.Expr) bool {
		var n slot
		switch folded := program.Fold(e.Str); {
		case e.Kind == program.ExprName && isIntrinsic(folded):
			return true
		case e.Kind == program.ExprName:
			n = r.slot(e.Str)
		case e.Kind == program.ExprMember && e.X != nil && e.X.Kind == program.ExprName && isIntrinsic(program.Fold(e.X.Str)):
			return false // Response.Write: nothing is kept
		case e.Kind == program.ExprMember && r.isMember(folded):
			n = slot{-1, folded}
		default:
			return true
		}
		if bg := &r.bags[b]; !slices.Contains(bg.targets, n) {
			bg.targets = append(bg.targets, n)
			r.assigns[n] = append(r.assigns[n], b)
		}
		return true
	})
}

// item notes the item that a call such as Session("x") reads.
func (r *sliceReader) item(e *program.Expr, b int32) {
	x := e.X
	for x != nil && x.Kind == program.ExprMember { // Session.Contents.Item("x")
		x = x.X
	}
	if x == nil || x.Kind != program.ExprName || len(e.Args) == 0 {
		return
	}
	name := program.Fold(x.Str)
	if name != "session" && name != "application" {
		return
	}
	bg := &r.bags[b]
	if a := e.Args[0]; a != nil && a.Kind == program.ExprString {
		id := itemOf(name[0], a.Str)
		bg.items = append(bg.items, id)
		bg.trigger = bg.trigger || r.kept.items[id] || r.kept.any
		return
	}
	bg.anyItem = true
	bg.trigger = bg.trigger || !r.kept.empty()
}

// endsPage reports Response.End and its kin.
func endsPage(e *program.Expr) bool {
	if e.X == nil || e.X.Kind != program.ExprName && e.X.Kind != program.ExprWith {
		return false
	}
	switch program.Fold(e.Str) {
	case "end", "redirect", "transfer":
		return true
	}
	return false
}
