package site

import (
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

func (s *slice) namesOf(b int32) []slot { return s.names[s.bags[b].names:s.bags[b+1].names] }

func (s *slice) targetsOf(b int32) []slot { return s.targets[s.bags[b].targets:s.bags[b+1].targets] }

func (s *slice) itemsOf(b int32) []itemID { return s.items[s.bags[b].items:s.bags[b+1].items] }

func (s *slice) usesItem(b int32) bool { return s.bags[b].anyItem || len(s.itemsOf(b)) > 0 }

func (s *slice) bagCount() int32 { return int32(len(s.bags)) - 1 }

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
	includes   bool    // a file, whose code is its own
	judged     bool    // its conditions were marked
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
