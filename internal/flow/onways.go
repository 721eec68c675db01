package flow

import "slices"

// on are the values of a variable on each of the ways, nil if it is another one
// since. The states of objects go on changing on each way by itself, and what a
// variable was may be handed on to others.
func (p *paths) on(c *cell) []*Val {
	switch {
	case c.v == p.merged[c]:
		return p.vals[c]
	case c.v != nil:
		return c.v.splitBy(p)
	}
	return nil
}

// maxCopies bounds the variables, the last ones, that are known to have got what
// another one was on the ways that met.
const maxCopies = 16

// handOn notes that a variable got a value that is told apart on ways that met:
// what narrows those ways narrows the variable.
func (c *cell) handOn() {
	for s := c.v.split; s != nil; s = s.earlier {
		p := s.paths
		if s.vals == nil || p.vals[c] != nil || slices.Contains(p.copies, c) {
			continue
		}
		if len(p.copies) == maxCopies {
			p.copies = slices.DeleteFunc(p.copies, func(d *cell) bool { return d.gone })
		}
		if len(p.copies) == maxCopies {
			p.copies = slices.Delete(p.copies, 0, 1)
		}
		p.copies = append(p.copies, c)
	}
}

// knowOn notes what a condition comes to on a way, if that tells something of
// the states of objects.
func (t *Test) knowOn(way int, on *Test) {
	if on == nil || !on.onState() {
		return
	}
	if t.on == nil {
		t.on = make([]*Test, t.paths.ways)
	}
	t.on[way] = on
}

// onWay is what a condition that holds, or does not, comes to on one of the ways
// that met, nil for nothing.
func (t *Test) onWay(p *paths, way int, holds bool) *Test {
	switch t.Op {
	case TestNot:
		return t.X.onWay(p, way, !holds)
	case TestAgree:
		return both(t.X.onWay(p, way, holds), t.Y.onWay(p, way, holds))
	case TestAnd, TestOr:
		x, y := t.X.onWay(p, way, holds), t.Y.onWay(p, way, holds)
		switch {
		case (t.Op == TestAnd) == holds: // both X and Y, or neither of them
			return both(x, y)
		case x != nil && y != nil:
			return connected(TestOr, x, y)
		}
	case TestWhen:
		if t.paths != p || t.on == nil || t.on[way] == nil {
			return nil
		}
		if holds {
			return t.on[way]
		}
		return not(t.on[way])
	case TestIs, TestHas, TestAny, TestError, TestGone:
	}
	return nil
}

// known is whether a condition holds on a way, by what was known of Err there.
func (m *machine) known(t *Test, p *paths, way int) Verdict {
	switch t.Op {
	case TestNot:
		return m.known(t.X, p, way).opposite()
	case TestAnd:
		return m.known(t.X, p, way).and(m.known(t.Y, p, way))
	case TestOr:
		return m.known(t.X, p, way).or(m.known(t.Y, p, way))
	case TestAgree: // where the two contradict each other, the way cannot be
		x, y := m.known(t.X, p, way), m.known(t.Y, p, way)
		if x == Maybe || y == Fails {
			return y
		}
		return x
	case TestError:
		if list := p.on(m.env.cell(answerKey(t.at))); way < len(list) && list[way].isBool() {
			return list[way].definite()
		}
	case TestIs, TestHas, TestAny, TestGone, TestWhen:
	}
	return Maybe
}

func (v *Val) isBool() bool { return len(v.Atoms) == 1 && v.Atoms[0].Kind == Bool }

// wayTests narrow the states of objects on each of the ways that met.
type wayTests struct {
	tests []*Test
	of    map[*cell]func(list []State, t *Test) []State
}

// onWays are the conditions that hold on each of the ways where t holds, nil for
// none.
func (m *machine) onWays(p *paths, t *Test) *wayTests {
	var w *wayTests
	for i := range p.ways {
		on := t.onWay(p, i, true)
		if on == nil {
			continue
		}
		if w == nil {
			w = &wayTests{tests: make([]*Test, p.ways), of: map[*cell]func([]State, *Test) []State{}}
		}
		w.tests[i] = on
	}
	if w == nil {
		return nil
	}
	for _, o := range m.tracked() {
		for _, p := range m.protocols() {
			if p.Tracks(o) {
				w.of[m.env.cell(stateKey(o, p))] = func(list []State, t *Test) []State { return narrow(p, o, list, t, true) }
			}
		}
	}
	return w
}

// on is the value of a variable on a way, narrowed if it is that of states.
func (w *wayTests) on(c *cell, way int, v *Val) *Val {
	if w == nil || w.tests[way] == nil || w.of[c] == nil {
		return v
	}
	return stateVal(w.of[c](statesOf(v), w.tests[way]))
}
