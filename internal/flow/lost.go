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
		for _, p := range m.protocols() {
			if !p.Tracks(a.Obj) || !slices.ContainsFunc(m.states(a.Obj, p), p.Open) || m.held(a.Obj, c) {
				continue
			}
			e := m.emit(&Event{Kind: Lost, At: m.place(span), Object: a.Obj, Member: "end"})
			if e == nil {
				continue
			}
			for _, s := range m.states(a.Obj, p) {
				e.note(a.Obj, p, s)
			}
			m.env.set(stateKey(a.Obj, p), stateVal([]State{{}}))
		}
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
