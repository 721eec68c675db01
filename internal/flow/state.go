package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Protocol is a typestate: the states that objects go through, followed along
// every path of a page, through calls and early exits. A protocol is
// stateless; its methods must depend on their arguments alone.
type Protocol interface {
	// Name tells protocols apart.
	Name() string
	// Tracks reports whether the protocol is about the object.
	Tracks(o *Object) bool
	// Next is the state after an event. The event calls, reads or sets a
	// member of the object, or of something got from it, or of Err.
	Next(s State, e *Event) State
	// Assume is the state in a branch that is taken only where Err.Number is
	// not zero (failed), or only where it is zero.
	Assume(s State, failed bool) State
	// Gone is the state in a branch that is taken only where what holds the
	// object turns out not to hold it.
	Gone(s State) State
	// Open reports a state in which the object should not be left.
	Open(s State) bool
}

// State of an object under a protocol. The zero State is the one it is made in.
type State struct {
	Name string
	// Since is the event that began it, as the protocol chose.
	Since *Event
	// Exit is the early exit of a procedure behind which the object is left in
	// this state while other ways out of the procedure lead to another one.
	Exit *Exit
}

// Exit is a statement that leaves a procedure.
type Exit struct {
	At   source.Place
	Text string // "Exit Function"
}

// ObjectState is the state that an object is in at an event.
type ObjectState struct {
	Object   *Object
	Protocol string
	State
}

// trackedKey holds the objects that have been in a state. It is a variable
// like others, so that what a call does is remembered together with the
// objects that it knew.
func trackedKey() key { return key{scopeGlobal, "$tracked"} }

func stateKey(o *Object, p Protocol) key { return key{-o.ID, "$" + p.Name()} }

// protocols that the machine follows.
func (m *machine) protocols() []Protocol { return m.items.protocols }

// tracked are the objects that may be in a state.
func (m *machine) tracked() []*Object {
	if len(m.protocols()) == 0 {
		return nil
	}
	v := m.load(trackedKey())
	if v == nil {
		return nil
	}
	return v.Objects()
}

// states are those that the object may be in.
func (m *machine) states(o *Object, p Protocol) []State {
	return statesOf(m.load(stateKey(o, p)))
}

func statesOf(v *Val) []State {
	if v == nil || len(v.Atoms) == 0 {
		return []State{{}}
	}
	out := make([]State, 0, len(v.Atoms))
	for i := range v.Atoms {
		var s State // an Empty atom: made, and nothing more
		if a := &v.Atoms[i]; a.Kind == InState {
			s = *a.State
		}
		out = append(out, s)
	}
	return out
}

func stateVal(list []State) *Val {
	v := &Val{}
	for _, s := range list {
		a := Atom{Kind: InState, State: &s}
		if !a.in(v.Atoms) && len(v.Atoms) < maxAtoms {
			v.Atoms = append(v.Atoms, a)
		}
	}
	return v
}

// mapStates is a value of states after f has changed each list of them: all, and
// those on each of the ways that met. It is nil if nothing has changed.
func (v *Val) mapStates(f func(list []State) []State) *Val {
	before := statesOf(v)
	after := f(before)
	if within(after, before) && within(before, after) {
		return nil
	}
	out := stateVal(after)
	if v != nil {
		out.split = v.split.mapStates(f)
	}
	return out
}

func (s *split) mapStates(f func(list []State) []State) *split {
	if s == nil {
		return nil
	}
	out := &split{paths: s.paths, vals: make([]*Val, len(s.vals)), earlier: s.earlier.mapStates(f)}
	for i, v := range s.vals {
		out.vals[i] = stateVal(f(statesOf(v)))
	}
	return out
}

// track notes that the object may be in a state.
func (m *machine) track(o *Object) {
	k := trackedKey()
	v := refVal(o, nil)
	if w := m.load(k); w != nil {
		v = join(w, v)
	}
	m.env.set(k, v)
}

func within(list, other []State) bool {
	return !slices.ContainsFunc(list, func(s State) bool { return !slices.Contains(other, s) })
}

// advance moves objects on by an event and notes the states that they were
// in. No objects: all that are tracked.
func (m *machine) advance(e *Event, objects ...*Object) {
	if e == nil || len(m.protocols()) == 0 {
		return
	}
	if len(objects) == 0 {
		objects = m.tracked()
	}
	for _, o := range objects {
		if o.Root != nil {
			o = o.Root
		}
		for _, p := range m.protocols() {
			if !p.Tracks(o) {
				continue
			}
			before := m.load(stateKey(o, p))
			for _, s := range statesOf(before) {
				e.note(o, p, s)
			}
			next := func(list []State) []State { return mapStates(list, func(s State) State { return p.Next(s, e) }) }
			if v := before.mapStates(next); v != nil {
				m.track(o)
				m.env.set(stateKey(o, p), v)
			}
		}
	}
}

// note adds a state to the event: the same event may be seen more than once.
func (e *Event) note(o *Object, p Protocol, s State) {
	if s == (State{}) {
		return
	}
	os := ObjectState{Object: o, Protocol: p.Name(), State: s}
	if !slices.Contains(e.States, os) {
		e.States = append(e.States, os)
	}
}

// noteAll notes the states of all objects, for the end of a page.
func (m *machine) noteAll(e *Event) {
	if e == nil {
		return
	}
	for _, o := range m.tracked() {
		for _, p := range m.protocols() {
			for _, s := range m.states(o, p) {
				e.note(o, p, s)
			}
		}
	}
}

// holdsTracked reports whether an array, dictionary or object holds objects that
// have been in a state: a loop over it does not pass them by.
func (m *machine) holdsTracked(v *Val) bool {
	tracked := m.tracked()
	if len(tracked) == 0 {
		return false
	}
	for _, o := range v.Objects() {
		for _, n := range m.objects.keys[o.ID] {
			w := m.load(key{-o.ID, n})
			if w != nil && slices.ContainsFunc(w.Atoms, func(a Atom) bool { return a.Kind == Ref && slices.Contains(tracked, a.Obj) }) {
				return true
			}
		}
	}
	return false
}

// assume narrows the states to what is possible where the test holds.
func (m *machine) assume(t *Test) {
	if t == nil || !t.onState() {
		return
	}
	t = m.reminded(t)
	if !m.answer(t, true) {
		m.calm()
		return
	}
	done := map[*paths]bool{}
	t.eachPaths(func(p *paths) {
		if done[p] || len(done) >= maxMeetings {
			return
		}
		done[p] = true
		set := t.ways(p, true)
		for i := range p.ways {
			if on := t.onWay(p, i, true); on != nil && m.known(on, p, i) == Fails {
				set &^= 1 << i
			}
		}
		if set == 0 {
			m.calm()
			return
		}
		m.restrict(p, set, t)
	})
	for _, o := range m.tracked() {
		for _, p := range m.protocols() {
			if p.Tracks(o) {
				k := stateKey(o, p)
				if v := m.load(k).settled().mapStates(func(list []State) []State { return narrow(p, o, list, t, true) }); v != nil {
					m.env.learn(m.env.cell(k), v)
				}
			}
		}
	}
}

// settled is a value of states that knows no more than the ways that met: where a
// condition was asked and both of its branches went on, what it told is settled,
// and a later one, which may ask for something else, does not tell it again.
func (v *Val) settled() *Val {
	if v == nil || v.split == nil || v.split.vals == nil {
		return v
	}
	var out *Val
	for _, w := range v.split.vals {
		out = join(out, w)
	}
	if out.same(v) || len(out.Atoms) == maxAtoms {
		return v
	}
	w := *out
	w.split = v.split
	return &w
}

// calm is for a branch that is never taken: no object is in any state there.
func (m *machine) calm() {
	for _, o := range m.tracked() {
		for _, p := range m.protocols() {
			if p.Tracks(o) {
				k := stateKey(o, p)
				if v := m.load(k).mapStates(func(list []State) []State { return mapStates(list, p.Gone) }); v != nil {
					m.env.learn(m.env.cell(k), v)
				}
			}
		}
	}
}

// narrow are the states that are possible where t holds, or does not.
func narrow(p Protocol, o *Object, list []State, t *Test, holds bool) []State {
	switch t.Op {
	case TestNot:
		return narrow(p, o, list, t.X, !holds)
	case TestAgree:
		return narrow(p, o, narrow(p, o, list, t.X, holds), t.Y, holds)
	case TestAnd, TestOr:
		if (t.Op == TestAnd) == holds { // both X and Y, or neither of them
			return narrow(p, o, narrow(p, o, list, t.X, holds), t.Y, holds)
		}
		return oneHolds(p, list, narrow(p, o, list, t.X, holds), narrow(p, o, list, t.Y, holds))
	case TestError:
		return mapStates(list, func(s State) State { return p.Assume(s, holds) })
	case TestGone:
		if holds && slices.Contains(t.Objects, o) {
			return mapStates(list, p.Gone)
		}
	case TestIs, TestHas, TestAny, TestWhen:
	}
	return slices.Clone(list)
}

// oneHolds are the states that are possible where one of two conditions does: those
// that each of them leaves.
func oneHolds(p Protocol, list, x, y []State) []State {
	if slices.Equal(x, list) || slices.Equal(y, list) {
		// One of the two tells nothing, so neither do both: what the other
		// narrows the states to is among them already.
		return slices.Clone(list)
	}
	// Where Err may tell of a failure, or of none, it has told nothing yet:
	// `If Err.Number <> 0 And Err.Number <> 424 Then`, where that does not hold.
	if settles(p, list, x, false) && settles(p, list, y, true) || settles(p, list, x, true) && settles(p, list, y, false) {
		return slices.Clone(list)
	}
	return append(x, y...)
}

// settles reports that states were narrowed to what a look at Err leaves of them.
func settles(p Protocol, list, to []State, failed bool) bool {
	return slices.Equal(to, mapStates(list, func(s State) State { return p.Assume(s, failed) }))
}

func mapStates(list []State, f func(State) State) []State {
	out := make([]State, len(list))
	for i, s := range list {
		out[i] = f(s)
	}
	return out
}

// markExits notes which early exits of a procedure leave an object in an open
// state that other ways out do not. exits stand beside layers; nil for the end
// of the body.
func (m *machine) markExits(layers []*layer, exits []*Exit) {
	if len(layers) < 2 || len(exits) == 0 {
		return
	}
	objects := m.tracked()
	known := m.env.cell(trackedKey())
	for _, l := range layers { // those that the call itself began to track
		if v, ok := l.get(known); ok {
			for _, o := range v.Objects() {
				if !slices.Contains(objects, o) {
					objects = append(objects, o)
				}
			}
		}
	}
	for _, o := range objects {
		for _, p := range m.protocols() {
			if p.Tracks(o) {
				m.markExit(o, p, layers, exits)
			}
		}
	}
}

func (m *machine) markExit(o *Object, p Protocol, layers []*layer, exits []*Exit) {
	c := m.env.cell(stateKey(o, p))
	lists := make([][]State, len(layers))
	for i, l := range layers {
		v, ok := l.get(c)
		if !ok {
			v = m.read(c)
		}
		lists[i] = statesOf(v)
	}
	for i, l := range layers {
		if i >= len(exits) || exits[i] == nil {
			continue
		}
		changed := false
		marked := mapStates(lists[i], func(s State) State {
			other := slices.ContainsFunc(lists, func(list []State) bool { return !slices.Contains(list, s) })
			if p.Open(s) && s.Exit == nil && other {
				s.Exit, changed = exits[i], true
			}
			return s
		})
		if changed {
			l.set(c, stateVal(marked))
		}
	}
}

// exitText names a statement that leaves a procedure.
func exitText(p *program.Proc) string {
	if p.Language == program.JScript {
		return "return"
	}
	switch p.Kind {
	case program.ProcSub:
		return "Exit Sub"
	case program.ProcGet, program.ProcLet, program.ProcSet:
		return "Exit Property"
	case program.ProcMain, program.ProcFunction, program.ProcLambda:
	}
	return "Exit Function"
}
