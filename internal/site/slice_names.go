package site

import "github.com/cdolint/cdolint/internal/program"

// slot is the number of a name in its scope: what all procedures share, or a
// variable of one.
type slot int32

// none is no slot, or no procedure.
const none = -1

type slotInfo struct {
	member bool // the files give the name to a member of their own
	// first is the first procedure of the name; see slicedProc.next.
	first int32
	// own is the slot of the variable that the procedure owner has by the name.
	own   slot
	owner int32
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

// cleared is a list of n zeros, in the memory of another where that is enough.
func cleared[T int32 | bool](list []T, n int) []T {
	if cap(list) < n {
		return make([]T, n)
	}
	list = list[:n]
	clear(list)
	return list
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

// declare makes the procedures of a file known; its main code counts as one.
func (s *slice) declare(f *program.File) {
	first := len(s.procs)
	for _, p := range procsOf(f) {
		s.procs = append(s.procs, slicedProc{proc: p, name: none, next: none})
	}
	for _, inc := range f.Includes {
		s.procs[first+1+int(inc.InProc)].includes = inc.InProc >= 0
	}
	for i := int32(first); int(i) < len(s.procs); i++ {
		q := &s.procs[i]
		p := q.proc
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
		n = s.newSlot()
		s.folded[folded] = n
	}
	s.asRead[name] = n
	return n
}

func (s *slice) newSlot() slot {
	s.slots = append(s.slots, slotInfo{first: none, own: none, owner: none})
	return slot(len(s.slots) - 1)
}

// variable is the slot of a variable of a procedure. Functions in JScript see
// those of the functions around them, and what a procedure includes sees its own:
// there all of one name are one.
func (s *slice) variable(proc int32, p *program.Proc, name string) slot {
	n := s.slot(name)
	if p.Language == program.JScript || s.procs[proc].includes {
		return n
	}
	if s.slots[n].owner != proc {
		own := s.newSlot()
		s.slots[n].own, s.slots[n].owner = own, proc
	}
	return s.slots[n].own
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
