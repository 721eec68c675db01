package flow

import (
	"slices"
	"strings"
)

// met is where ways meet: what holds at the end of each of them, and what held
// before they parted.
type met struct {
	guards []*Guard
	before *Guard
	// all: no alternative of those that a condition chose from has left the
	// page or the procedure.
	all bool
	// told are what the condition told at the end of each way; see branch.
	told []func(add answering)
	// oneOf returns those of which one was told there; see branch.
	oneOf []func() []func(add answering)
	// counter is what a loop counted with, which is told of although it was
	// written; nil for none.
	counter *cell
}

// way is one of those that meet: an alternative, or one of the ways that met in it.
type way struct {
	*layer
	number int // of the alternative
	of     *paths
	index  int                 // in of
	told   func(add answering) // of several things that the condition may have told; nil for none
}

// maxApart bounds the ways that are still told apart where those that met before
// meet others.
const maxApart = 16

// mostOf is how many ways of each alternative are still told apart where all of
// them are too many: a few, as long as that leaves room for others.
func mostOf(alternatives int) int {
	const few = 4
	if most := maxApart / alternatives; most >= few || alternatives*few > maxPaths/2 {
		return most
	}
	return few
}

// waysOf are the ways on which a point is reached. The ways that met in an
// alternative are still told apart, unless there are too many of them.
func waysOf(alternatives []*layer, at met) []way {
	all, around, told := 0, 0, 0
	oneOf := make([][]func(add answering), len(alternatives))
	for i, l := range alternatives {
		if i < len(at.oneOf) && at.oneOf[i] != nil {
			oneOf[i] = at.oneOf[i]()
		}
		all, around = all+l.paths.count(), around+l.apart().count()
		told += l.apart().count() * max(1, len(oneOf[i]))
	}
	out := make([]way, 0, told)
	for i, l := range alternatives {
		of := l.apart()
		if around > maxApart {
			of = of.fewer(mostOf(len(alternatives)))
			if of == nil && all <= maxApart {
				of = l.paths
			}
		}
		list := []way{{layer: l, number: i}}
		if of != nil {
			list = make([]way, of.ways)
			for j := range list {
				list[j] = way{layer: l, number: i, of: of, index: j}
			}
		}
		for _, w := range list {
			if len(oneOf[i]) == 0 || told > maxApart {
				out = append(out, w)
				continue
			}
			before := len(out)
			for _, w.told = range oneOf[i] {
				if !w.denies() {
					out = append(out, w)
				}
			}
			if len(out) == before { // it cannot be, and yet it is
				w.told = nil
				out = append(out, w)
			}
		}
	}
	return out
}

// denies reports whether what is told cannot be on the way.
func (w way) denies() bool {
	if w.of == nil {
		return false
	}
	denied := false
	w.told(func(q question, holds bool) {
		list := w.of.vals[q.c]
		if list == nil || w.of.merged[q.c] != q.c.v {
			return
		}
		s := &split{paths: w.of, vals: list}
		c := q.condition()
		yes, no := s.possible(c, s.assumed(c), w.index)
		denied = denied || yes != no && yes != holds
	})
	return denied
}

// apart are the ways that are told apart in a layer: those that met in it, else
// those around it.
func (l *layer) apart() *paths {
	if l.paths != nil {
		return l.paths
	}
	return l.around
}

// value is what a variable is on the way; of an alternative that does not write
// it, what it was before.
func (w way) value(c *cell) *Val {
	v, ok := w.get(c)
	if !ok {
		v = c.v
	}
	if w.of != nil && w.of.vals[c] != nil && w.of.merged[c] == v {
		return w.of.vals[c][w.index]
	}
	if w.of != nil && v != nil { // it was handed on since: `ok = OpenMailbox()`
		if vals := v.splitBy(w.of); vals != nil {
			return vals[w.index]
		}
	}
	return orEmpty(v)
}

// asks reports whether something may hold on some of the ways besides what held
// before.
func (at met) asks(alternatives []*layer) bool {
	return slices.ContainsFunc(at.guards, func(g *Guard) bool { return g != at.before }) ||
		slices.ContainsFunc(alternatives, func(l *layer) bool { return l.paths != nil && l.paths.tests != nil })
}

// tests are what holds on each of the ways besides what held before; nil if that
// is nothing on all of them.
func (at met) tests(list []way) []*Test {
	var out []*Test
	for i, w := range list {
		var t *Test
		if w.number < len(at.guards) {
			t = at.guards[w.number].since(at.before)
		}
		if w.of != nil {
			t = both(t, w.of.test(w.index))
		}
		if t != nil {
			if out == nil {
				out = make([]*Test, len(list))
			}
			out[i] = t
		}
	}
	return out
}

// mergedPerStep is how many variables are merged in the time of a statement.
const mergedPerStep = 32

// merge joins alternative layers as env.merge does, and remembers which was
// which where that matters.
func (m *machine) merge(alternatives []*layer, at met) {
	for _, l := range alternatives {
		m.merged += len(l.vars)
	}
	m.steps += m.merged / mergedPerStep
	m.merging += m.merged / mergedPerStep
	m.merged %= mergedPerStep
	if len(alternatives) == 1 {
		m.env.merge(alternatives, false, m.read)
		if l := alternatives[0]; l.paths != nil {
			m.env.paths = l.paths
		}
		return
	}
	p, told := m.meet(alternatives, at)
	var kept map[*cell]bool
	if at.all {
		kept = forget(alternatives)
	}
	m.env.merge(alternatives, false, m.read)
	if p != nil {
		m.bindPaths(p, kept)
		m.remember(p, told, kept, at.counter)
		m.env.paths, m.apart = p, true
	}
}

// meet are the ways that meet, and what is told of values on each of them; nil if
// nothing is gained by telling them apart.
func (m *machine) meet(alternatives []*layer, at met) (*paths, []telling) {
	differ := m.differInState(alternatives)
	if !differ && !at.asks(alternatives) {
		return nil, nil
	}
	list := waysOf(alternatives, at)
	if m.tooMuchApart(alternatives, len(list)) {
		return nil, nil
	}
	tests := at.tests(list)
	if len(list) < 2 || len(list) > maxPaths || tests == nil && !differ {
		return nil, nil
	}
	p := &paths{ways: len(list), merged: map[*cell]*Val{}, vals: map[*cell][]*Val{}, tests: tests}
	for _, l := range alternatives {
		for _, w := range l.vars {
			if p.vals[w.c] == nil {
				p.vals[w.c] = onEach(w.c, list)
				p.order = append(p.order, w.c)
			}
		}
	}
	return p.distinct(m.told(list, at))
}

// maxApartValues bounds the values that are told apart on a page, each of which
// is kept: what a block has written is told apart anew at the end of each block
// around it.
const maxApartValues = 1_000_000

// tooMuchApart counts what variables are on each of so many ways.
func (m *machine) tooMuchApart(alternatives []*layer, ways int) bool {
	for _, l := range alternatives {
		m.apartValues += len(l.vars) * ways
	}
	over := m.apartValues > maxApartValues
	m.limited = m.limited || over
	return over
}

// onEach are the values of a variable on each way.
func onEach(c *cell, list []way) []*Val {
	out := make([]*Val, len(list))
	for i, w := range list {
		out[i] = w.value(c)
	}
	return out
}

// bindPaths lets the merged values know what they were on each way. Those that
// were kept know it of earlier ways, too.
func (m *machine) bindPaths(p *paths, kept map[*cell]bool) {
	for _, c := range p.order {
		list, v := p.vals[c], c.v
		if v == nil {
			continue
		}
		if !sameAll(list) {
			s := &split{paths: p, vals: list}
			if kept[c] {
				s.vals, s.earlier = unsplit(list), v.split
				v = v.splitOn(s)
				m.env.learn(c, v)
			} else {
				v = v.splitOn(s)
				m.env.write(c, v)
			}
		}
		p.merged[c] = v
	}
}

// unsplit are the values alone: of what they were earlier, the list that they
// come into knows.
func unsplit(list []*Val) []*Val {
	out := make([]*Val, len(list))
	for i, v := range list {
		out[i] = &Val{Atoms: v.Atoms, Open: v.Open}
	}
	return out
}

func sameAll(list []*Val) bool {
	for _, v := range list[1:] {
		if !v.same(list[0]) {
			return false
		}
	}
	return true
}

// isState reports the keys that hold states: no name of a program has a $.
func isState(k key) bool { return k.scope < 0 && strings.HasPrefix(k.name, "$") && k.name != "$proto" }

// differInState reports whether the layers disagree on the state of an object.
func (m *machine) differInState(alternatives []*layer) bool {
	if len(m.protocols()) == 0 {
		return false
	}
	for _, l := range alternatives {
		for _, w := range l.vars {
			if isState(w.c.k) {
				return true
			}
		}
	}
	return false
}
