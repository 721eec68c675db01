package site

import (
	"slices"
	"sort"
	"strings"
	"sync"

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
// There are as many bags as statements, and some names in each: what belongs to
// a bag is a piece of a list that all share.
type slice struct {
	bags    []bag // with an empty one behind the last
	names   []slot
	targets []slot
	items   []itemID

	procs  []slicedProc
	slots  []slotInfo
	folded map[string]slot
	asRead map[string]slot // the same, by names as written

	assigns  lists  // slot -> bags that give it a value
	mentions lists  // slot -> bags that it stands in
	params   lists  // slot -> procedures that it is a parameter of
	ofProcs  []slot // the parameters of all procedures, one behind the other

	kept    itemSet // known to keep objects
	known   []bool  // by slot
	reached []bool  // by slot
	queue   []int32
	found   itemSet
}

// itemSet is a set of items; any if the names of some are not literal.
type itemSet struct {
	items map[itemID]bool
	any   bool
}

func newItemSet() itemSet { return itemSet{items: map[itemID]bool{}} }

func (s itemSet) empty() bool { return !s.any && len(s.items) == 0 }

// slot is the number of a name in its scope: what all procedures share, or a
// variable of one.
type slot int32

// none is no slot, or no procedure.
const none = -1

type slotInfo struct {
	local  bool
	member bool // the files give the name to a member of their own
	// first is the first procedure of the name; see slicedProc.next.
	first int32
	// own is the slot of the variable that the procedure owner has by the name.
	own   slot
	owner int32
}

// bag is what stands in one statement, or in the head of one. Its names,
// targets and items begin at these places of the lists, and end where those of
// the next bag begin.
type bag struct {
	names, targets, items int32

	proc    int32
	anyItem bool // an item whose name is not literal
	trigger bool // also the use of an object that is kept in an item
	request bool // a server variable, or the like
	keeps   bool // an object may be put into the items
	tainted bool // the request or an item has a part in it
	object  bool // it has to do with an object of interest
	marked  bool // it matters
}

func (s *slice) namesOf(b int32) []slot   { return s.names[s.bags[b].names:s.bags[b+1].names] }
func (s *slice) targetsOf(b int32) []slot { return s.targets[s.bags[b].targets:s.bags[b+1].targets] }
func (s *slice) itemsOf(b int32) []itemID { return s.items[s.bags[b].items:s.bags[b+1].items] }
func (s *slice) usesItem(b int32) bool    { return s.bags[b].anyItem || len(s.itemsOf(b)) > 0 }
func (s *slice) bagCount() int32          { return int32(len(s.bags)) - 1 }

func (s *slice) addItems(to *itemSet, b int32) {
	to.any = to.any || s.bags[b].anyItem
	for _, i := range s.itemsOf(b) {
		to.items[i] = true
	}
}

type slicedProc struct {
	proc       *program.Proc
	name       slot    // none if it has no name
	next       int32   // the next of the same name, none behind the last
	params     []slot  // side by side with those of proc
	conditions []int32 // bags
	leaves     bool    // it ends the page
	reaches    bool    // it leads to a trigger
	judged     bool    // its conditions were marked
}

// lists are a list of numbers for each slot, one behind the other.
type lists struct {
	from []int32 // by slot, and where the last list ends
	all  []int32
}

func (l *lists) of(n slot) []int32 { return l.all[l.from[n]:l.from[n+1]] }

// fill sorts pairs into a list for each slot: each calls add with all pairs, in
// the same order whenever it is called.
func (l *lists) fill(slots int, each func(add func(n slot, i int32))) {
	l.from = cleared(l.from, slots+1)
	each(func(n slot, _ int32) { l.from[n]++ })
	sum := int32(0)
	for n := range l.from {
		sum += l.from[n]
		l.from[n] = sum // the end of the list, which add moves to its beginning
	}
	l.all = cleared(l.all, int(sum))
	each(func(n slot, i int32) {
		l.from[n]--
		l.all[l.from[n]] = i
	})
}

// sliced are slices that were released: the next uses their memory.
var sliced = sync.Pool{New: func() any { return &slice{folded: map[string]slot{}, asRead: map[string]slot{}} }}

// release makes the memory of a slice, which counts as gone, that of others.
func (s *slice) release() {
	clear(s.procs) // whose programs may go
	clear(s.items)
	clear(s.folded)
	clear(s.asRead)
	*s = slice{
		bags: s.bags[:0], names: s.names[:0], targets: s.targets[:0], items: s.items[:0],
		procs: s.procs[:0], slots: s.slots[:0], folded: s.folded, asRead: s.asRead,
		assigns: s.assigns, mentions: s.mentions, params: s.params, ofProcs: s.ofProcs[:0],
		known: s.known, reached: s.reached, queue: s.queue[:0],
	}
	sliced.Put(s)
}

// cleared is a list of n zeros, in the memory of another where that is enough.
func cleared[T int32 | bool](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
}

// newSlice reads the files of an application. kept are the items that are
// known to keep objects of interest: to use one is a trigger.
func newSlice(files []*File, kept itemSet) *slice {
	s, _ := sliced.Get().(*slice)
	s.kept = kept
	for _, n := range intrinsics() {
		s.slot(n)
	}
	for _, f := range files {
		s.declare(f.Program)
	}
	at := 0
	for _, f := range files {
		at = s.read(f, at)
	}
	s.addBag(bag{})
	s.link()
	return s
}

// link makes the lists by slot.
func (s *slice) link() {
	n := len(s.slots)
	s.mentions.fill(n, func(add func(slot, int32)) {
		for b := range s.bagCount() {
			for _, n := range s.namesOf(b) {
				add(n, b)
			}
		}
	})
	s.assigns.fill(n, func(add func(slot, int32)) {
		for b := range s.bagCount() {
			for _, n := range s.targetsOf(b) {
				add(n, b)
			}
		}
	})
	s.params.fill(n, func(add func(slot, int32)) {
		for i := range s.procs {
			for _, n := range s.procs[i].params {
				add(n, int32(i))
			}
		}
	})
}

// needed are the items that matter to what is done about a trigger.
func (s *slice) needed() itemSet {
	s.known, s.found = cleared(s.known, len(s.slots)), newItemSet()
	s.spread(func(b int32) bool { return s.bags[b].request || s.usesItem(b) }, func(b int32) *bool { return &s.bags[b].tainted })
	s.follow()
	return s.found
}

// objects are the items that may keep an object of interest.
func (s *slice) objects() itemSet {
	out := newItemSet()
	s.spread(func(b int32) bool { return s.bags[b].trigger }, func(b int32) *bool { return &s.bags[b].object })
	for i := range s.bagCount() {
		if b := &s.bags[i]; b.object && b.keeps {
			s.addItems(&out, i)
		}
	}
	return out
}

// declare makes the procedures of a file known; its main code counts as one.
func (s *slice) declare(f *program.File) {
	for _, p := range procsOf(f) {
		i := int32(len(s.procs))
		q := slicedProc{proc: p, name: none, next: none}
		if p.Name != "" {
			q.name = s.slot(p.Name)
			q.next = s.slots[q.name].first
			s.slots[q.name].first, s.slots[q.name].member = i, true
		}
		from := len(s.ofProcs)
		for _, param := range p.Params {
			s.ofProcs = append(s.ofProcs, s.variable(i, p, param.Name))
		}
		q.params = s.ofProcs[from:len(s.ofProcs):len(s.ofProcs)]
		s.procs = append(s.procs, q)
	}
	for _, c := range f.Classes {
		for _, n := range c.Fields {
			s.slots[s.slot(n)].member = true
		}
	}
}

func procsOf(f *program.File) []*program.Proc {
	return append([]*program.Proc{f.Main}, f.Procs...)
}

// slot is that of a name that all procedures share.
func (s *slice) slot(name string) slot {
	if n, ok := s.asRead[name]; ok {
		return n
	}
	folded := program.Fold(name)
	n, ok := s.folded[folded]
	if !ok {
		n = s.newSlot(false)
		s.folded[folded] = n
	}
	s.asRead[name] = n
	return n
}

func (s *slice) newSlot(local bool) slot {
	s.slots = append(s.slots, slotInfo{local: local, first: none, own: none, owner: none})
	return slot(len(s.slots) - 1)
}

// variable is the slot of a variable of a procedure. Functions in JScript see
// those of the functions around them: there all of one name are one.
func (s *slice) variable(proc int32, p *program.Proc, name string) slot {
	n := s.slot(name)
	if p.Language == program.JScript {
		return n
	}
	if s.slots[n].owner != proc {
		own := s.newSlot(true)
		s.slots[n].own, s.slots[n].owner = own, proc
	}
	return s.slots[n].own
}

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

// spread marks the bags that from holds for, and all that what stands in them flows to.
func (s *slice) spread(from func(b int32) bool, mark func(b int32) *bool) {
	for i := range s.bagCount() {
		if from(i) {
			s.queue = append(s.queue, i)
		}
	}
	s.reached = cleared(s.reached, len(s.slots))
	reach := func(n slot) {
		if !s.reached[n] {
			s.reached[n] = true
			s.queue = append(s.queue, s.mentions.of(n)...)
		}
	}
	for at := 0; at < len(s.queue); at++ {
		b := s.queue[at]
		marked := mark(b)
		if *marked {
			continue
		}
		*marked = true
		for _, n := range s.targetsOf(b) {
			reach(n)
		}
		for _, n := range s.namesOf(b) { // arguments
			for p := s.slots[n].first; p != none; p = s.procs[p].next {
				for _, q := range s.procs[p].params {
					reach(q)
				}
			}
		}
	}
	s.queue = s.queue[:0]
}

// follow marks what matters, from the triggers on.
func (s *slice) follow() {
	var reaching []int32
	for i := range s.bagCount() {
		if s.bags[i].trigger {
			s.mark(i)
			reaching = append(reaching, s.bags[i].proc)
		}
	}
	for i := range s.procs {
		if p := &s.procs[i]; p.proc.Kind == program.ProcMain || p.leaves {
			s.markConditions(p)
		}
	}
	// What calls a procedure that leads to a trigger leads to it, too.
	for at := 0; at < len(reaching); at++ {
		p := &s.procs[reaching[at]]
		if p.reaches {
			continue
		}
		p.reaches = true
		s.markConditions(p)
		if p.name == none {
			continue
		}
		for _, b := range s.mentions.of(p.name) {
			s.mark(b)
			reaching = append(reaching, s.bags[b].proc)
		}
	}
	for at := 0; at < len(s.queue); at++ {
		b := s.queue[at]
		s.addItems(&s.found, b)
		s.markConditions(&s.procs[s.bags[b].proc])
		for _, n := range s.namesOf(b) {
			s.know(n)
		}
	}
	s.queue = s.queue[:0]
}

// mark notes that bags matter.
func (s *slice) mark(list ...int32) {
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
			s.mark(i)
		}
	}
}

// know notes that the value of a name matters.
func (s *slice) know(n slot) {
	if s.known[n] {
		return
	}
	s.known[n] = true
	s.mark(s.assigns.of(n)...)
	for _, i := range s.params.of(n) { // what is passed
		if name := s.procs[i].name; name != none {
			s.mark(s.mentions.of(name)...)
		}
	}
	for i := s.slots[n].first; i != none; i = s.procs[i].next {
		p := &s.procs[i]
		s.markConditions(p) // what a function returns depends on them
		for _, out := range p.params {
			if len(s.assigns.of(out)) > 0 {
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

// intrinsics are names that every page has, and that keep nothing that is asked
// for here. Their slots are the first.
func intrinsics() [intrinsicSlots]string {
	return [...]string{"request", "session", "application", "response", "server", "err", "wscript"}
}

// Slots of intrinsics.
const (
	requestSlot slot = iota
	sessionSlot
	applicationSlot

	intrinsicSlots = 7
)

func isIntrinsic(n slot) bool { return n < intrinsicSlots }

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
