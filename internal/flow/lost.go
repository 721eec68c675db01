package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// A place in a loop makes a new object in each round, and flow has one for all of
// them. What became of the one before is out of reach where the variable that held
// it gets the new one and nothing else holds it.

// replace notes that a variable gets an object that was made just now, by a place
// that has made one before which is still in an open state.
func (m *machine) replace(c *cell, v *Val, span program.Span) {
	if c.k.scope < 0 { // a field: each instance has its own
		return
	}
	for i := range v.Atoms {
		a := &v.Atoms[i]
		if a.Kind != Ref || a.Obj.Kind != COM || a.How == nil || a.How.Kind != Created || a.How.Prev != nil {
			continue
		}
		m.lose(a.Obj, c, span)
		if c.v == nil {
			continue
		}
		for _, old := range c.v.Objects() {
			if old != a.Obj && old.At == a.Obj.At {
				m.lose(old, c, span)
			}
		}
	}
}

// lose notes that an object in an open state is lost if nothing but the variable
// holds it, which gets another one.
func (m *machine) lose(o *Object, c *cell, span program.Span) {
	for _, p := range m.protocols() {
		if !p.Tracks(o) || !slices.ContainsFunc(m.states(o, p), p.Open) || m.held(o, c) {
			continue
		}
		e := m.emit(&Event{Kind: Lost, At: m.place(span), Object: o, Member: "end"})
		if e == nil {
			continue
		}
		for _, s := range m.states(o, p) {
			e.note(o, p, s)
		}
		m.env.set(stateKey(o, p), stateVal([]State{{}}))
	}
}

// held reports whether anything but the variable holds the object.
func (m *machine) held(o *Object, but *cell) bool {
	tracked := m.env.cell(trackedKey())
	for _, c := range m.env.cells {
		if c != but && c != tracked && c.v != nil && slices.Contains(c.v.Objects(), o) {
			return true
		}
	}
	for _, f := range m.frame.with {
		if slices.Contains(f.Objects(), o) {
			return true
		}
	}
	return false
}
