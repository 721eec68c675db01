package flow

import (
	"maps"
	"slices"
)

// by is what a remembered call did, for one whose arguments mean the same and
// came another way: what it hands out or leaves behind of them came that way.
// ways are those that differ, by those of the remembered call; nil for none.
func (e *memoEntry) by(vals []*Val) (out *memoEntry, ways map[*Step]*Step) {
	for i, v := range vals {
		if i >= len(e.args) || v == e.args[i] {
			continue
		}
		for k := range e.args[i].Atoms {
			a := &e.args[i].Atoms[k]
			j := slices.IndexFunc(v.Atoms, func(b Atom) bool { return a.same(&b) })
			if j >= 0 && a.How != nil && v.Atoms[j].How != nil && !a.How.same(v.Atoms[j].How) {
				if ways == nil {
					ways = map[*Step]*Step{}
				}
				ways[a.How] = v.Atoms[j].How
			}
		}
	}
	if len(ways) == 0 {
		return e, nil
	}
	on := pageSteps{known: maps.Clone(ways)}
	c := *e
	c.result = on.val(e.result)
	c.out, c.writes = nil, nil
	for _, v := range e.out {
		c.out = append(c.out, on.val(v))
	}
	for _, w := range e.writes {
		c.writes = append(c.writes, written{w.c, on.val(w.v)})
	}
	return &c, ways
}

// maxOrigins bounds the places that the arguments of a remembered call are told
// to come from.
const maxOrigins = 8

// retell repeats the events of a remembered call in which something that came
// another way has a part, if it began elsewhere: the same password may stand at
// two places, and both are to be found.
func (m *machine) retell(e *memoEntry, ways map[*Step]*Step) {
	fresh := false
	for was, is := range ways {
		from := is.origin().At
		if from == was.origin().At || slices.Contains(m.origins[e], from) || len(m.origins[e]) >= maxOrigins {
			continue
		}
		m.origins[e] = append(m.origins[e], from)
		fresh = true
	}
	if !fresh {
		return
	}
	on := pageSteps{known: maps.Clone(ways)}
	for _, old := range m.events[e.events.from:e.events.to] {
		if c := *old; on.event(&c) && len(m.events) < maxEventsPage {
			c.Seq = len(m.events)
			m.events = append(m.events, &c)
		}
	}
}

// event puts other steps into the ways of an event's values, and reports whether
// there were any to put.
func (r *pageSteps) event(e *Event) bool {
	old := e.Args
	e.Args = slices.Clone(old)
	changed := false
	for i := range e.Args {
		e.Args[i].Val = r.val(old[i].Val)
		changed = changed || e.Args[i].Val != old[i].Val
	}
	value := e.Value
	e.Value = r.val(value)
	return changed || e.Value != value
}

// origin is the first step of a way.
func (s *Step) origin() *Step {
	for s.Prev != nil {
		s = s.Prev
	}
	return s
}
