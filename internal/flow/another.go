package flow

import (
	"slices"
	"strconv"

	"github.com/cdolint/cdolint/internal/program"
)

// One place makes one object, as far as a page is followed. A function that opens
// a session and hands it back makes another one in each call, though: where what it
// made for one call is still open, and something holds it, a call from elsewhere
// makes an object of its own.

// makeCalled makes an object of a component, or finds the one that the place makes.
func (m *machine) makeCalled(o Object) *Object {
	first := m.objects.make(o)
	if m.frame.outer == nil || m.frame.proc.Language == program.JScript || len(m.protocols()) == 0 { // JScript's variables outlive their calls
		return first
	}
	if first.madeBy == nil {
		first.madeBy = m.calls
	}
	if first.madeBy.same(m.calls) {
		return first
	}
	o.Calls = m.calls.text()
	if made := m.objects.byKey[keyOf(&o)]; made == nil && (m.objects.again[o.At] == maxAgain || !m.isOpen(first) || !m.held(first, nil)) {
		return first
	}
	return m.objects.make(o)
}

// maxAgain bounds the objects of one place that are told apart by their calls.
const maxAgain = 8

// supersede is for a variable that gets what the same place made in another call. It
// held one before that may be open, and nothing else does: the page may have found
// that it is none, in a way that is not understood, and tried again.
func (m *machine) supersede(c *cell, v *Val) {
	if c.v == nil || len(m.protocols()) == 0 {
		return
	}
	for _, old := range c.v.Atoms {
		if old.Kind != Ref || old.Obj.madeBy == nil && old.Obj.Calls == "" {
			continue
		}
		again := slices.ContainsFunc(v.Atoms, func(a Atom) bool { return a.Kind == Ref && a.Obj.At == old.Obj.At && a.Obj != old.Obj })
		if again && m.isOpen(old.Obj) && !m.held(old.Obj, c) {
			m.release(old.Obj)
		}
	}
}

// release leaves an object in no open state.
func (m *machine) release(o *Object) {
	for _, p := range m.protocols() {
		if !p.Tracks(o) {
			continue
		}
		k := stateKey(o, p)
		if v := m.load(k).mapStates(func(list []State) []State { return mapStates(list, p.Gone) }); v != nil {
			m.env.set(k, v)
		}
	}
}

// isOpen reports whether an object may be in an open state.
func (m *machine) isOpen(o *Object) bool {
	return slices.ContainsFunc(m.protocols(), func(p Protocol) bool {
		return p.Tracks(o) && slices.ContainsFunc(m.states(o, p), p.Open)
	})
}

// same reports whether two chains are the same calls.
func (c *Chain) same(d *Chain) bool {
	for ; c != d; c, d = c.Outer, d.Outer {
		if c == nil || d == nil || c.At != d.At {
			return false
		}
	}
	return true
}

// maxCalls bounds the calls that tell objects of one place apart, the innermost ones.
const maxCalls = 8

func (c *Chain) text() string {
	out := ""
	for range maxCalls {
		if c == nil {
			break
		}
		out += c.At.Path + ":" + strconv.Itoa(c.At.Pos) + "|"
		c = c.Outer
	}
	return out
}
