package site

import "github.com/cdolint/cdolint/internal/program"

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
		p := &s.procs[i]
		if p.proc.Kind == program.ProcMain || p.leaves {
			s.markConditions(p)
		}
		if p.includes { // maybe a trigger
			reaching = append(reaching, int32(i))
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
