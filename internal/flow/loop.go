package flow

import (
	"github.com/cdolint/cdolint/internal/program"
)

type loop struct {
	exits  exits
	guards *Guard // common to the ways out so far
	exited bool
}

// leave notes what holds on one of the ways out of the loop.
func (l *loop) leave(g *Guard) {
	if l.exited {
		g = common(l.guards, g)
	}
	l.guards, l.exited = g, true
}

// rounds is what is known of a loop before it runs.
type rounds struct {
	atLeastOnce bool
	once        bool // exactly
	forever     bool // unless something in it leaves it
}

// roundsOf tells how often a loop runs: `Do … Loop` until it is left, `Do … Loop
// While False` and `For i = 1 To 1` once. bounds are those of a For.
func roundsOf(s *program.Stmt, bounds [2]*Val) rounds {
	from := s.Detail().From
	goes := Holds // without a condition
	switch {
	case s.Each:
		return rounds{}
	case from != nil:
		return rounds{atLeastOnce: counts(bounds), once: counts(bounds) && counts([2]*Val{bounds[1], bounds[0]})}
	case s.Value != nil:
		if goes = Maybe; s.Value.Kind == program.ExprBool || s.Value.Kind == program.ExprNumber {
			goes = verdict((s.Value.Num() != 0) != s.Until)
		}
	case s.AtLeastOnce: // its condition could not be read
		goes = Maybe
	}
	return rounds{
		atLeastOnce: s.AtLeastOnce || goes == Holds,
		once:        s.AtLeastOnce && goes == Fails,
		forever:     goes == Holds,
	}
}

// maxLoops is in how many loops one is followed from round to round. What a loop
// writes is merged with what was there at each level, so that hundreds of them in
// each other would take the third power of their number.
const maxLoops = 4

// loopStmt runs the body twice: a value that one round makes reaches the
// next. Inside the second pass inner loops run once, so that nesting costs a
// sum and not a product; so do those in many others. What leaves the loop by an
// exit does not come to the next round: it meets the others behind the loop.
func (m *machine) loopStmt(s *program.Stmt) bool {
	var bounds [2]*Val
	for i, e := range [...]*program.Expr{s.Detail().From, s.Detail().To} {
		if e != nil && !s.Each {
			var alive bool
			if bounds[i], alive = m.eval(e); !alive {
				return false
			}
		}
	}
	element := Unknown
	r := roundsOf(s, bounds)
	if from := s.Detail().From; s.Each && from != nil {
		v, alive := m.eval(from)
		if !alive {
			return false
		}
		element = m.elements(v)
		r.atLeastOnce = m.holdsTracked(v)
		if m.frame.proc.Language == program.JScript { // for…in goes over the names
			element = m.names(v)
		}
	}
	m.count(s)
	passes := 2
	if m.repeating || r.once || m.looped >= maxLoops {
		passes = 1
	}
	was := m.repeating
	before, paths := m.guards, m.env.paths
	after := before
	l := &loop{exits: exits{base: len(m.env.layers)}}
	m.frame.loops = append(m.frame.loops, l)
	m.looped++
	m.env.push()
	ends := false // the rounds come to an end by themselves
	for pass := range passes {
		m.repeating = was || pass > 0
		body, around := m.round(s, element, r)
		if body != nil && around == nil {
			after = m.guards
		}
		m.guards = before
		if body == nil {
			ends = ends || around != nil
			if around != nil {
				m.merge([]*layer{around}, met{})
			}
			break
		}
		ends = !s.AtLeastOnce || s.Value == nil // else they ended behind a round
		if r.forever {
			ends = !l.exited // by something that is not seen
		}
		layers := []*layer{body}
		if around != nil {
			layers = append(layers, around)
		}
		changes := m.changes(layers[:1])
		m.merge(layers, met{})
		if !changes {
			break
		}
	}
	m.repeating = was
	m.looped--
	m.frame.loops = m.frame.loops[:len(m.frame.loops)-1]
	rounds := m.env.pop()
	m.env.paths = paths
	layers := l.exits.layers
	m.env.close(&l.exits)
	if ends {
		layers = append(layers, rounds)
		l.leave(after)
	}
	if len(layers) == 0 {
		return false
	}
	m.guards = l.guards
	at := met{}
	if ends {
		m.tellEnd(s, bounds, len(layers), &at)
	}
	m.merge(layers, at)
	return true
}

// tellEnd tells where a loop has counted beyond a known number, as it has where
// it has come to its end and not where it was left by an exit: `If i > 3`.
func (m *machine) tellEnd(s *program.Stmt, bounds [2]*Val, ways int, at *met) {
	if bounds[0] == nil || bounds[1] == nil || s.Target == nil || s.Target.Kind != program.ExprName {
		return
	}
	from, okFrom := bounds[0].Const()
	to, okTo := bounds[1].Const()
	if !okFrom || !okTo || from > to {
		return
	}
	c := m.env.cell(m.variable(s.Target.Str()))
	at.counter = c
	for i := range ways {
		ended := i == ways-1
		at.told = append(at.told, func(add answering) {
			last, next := one(Atom{Kind: Number, Num: to}), one(Atom{Kind: Number, Num: to + 1})
			add(question{c: c, op: ">", than: last}, ended)
			add(question{c: c, op: "<", than: next}, !ended)
			add(question{c: c, op: "=", than: next}, ended)
		})
	}
}

// round runs the body of a loop once. It returns what the round wrote where the
// page goes on behind it, nil if it does not, and what holds where the loop ends
// without the round, nil if there always is one. A loop whose condition stands at
// its end is left there, where it fails, and goes on where it holds.
func (m *machine) round(s *program.Stmt, element *Val, r rounds) (body, around *layer) {
	paths := m.env.paths
	defer func() { m.env.paths = paths }()
	if !r.atLeastOnce {
		m.env.push()
		m.until(s, false)
		around = m.env.pop()
		m.env.paths = paths
	}
	m.env.push()
	if s.Target != nil {
		m.assign(s.Target, element, s.Target.Span, true)
	}
	visits := m.visits
	ok := m.until(s, true) && m.run(s.Body)
	if m.visits != visits {
		around = nil // it goes over what holds the objects
	}
	switch {
	case !ok || s.Value == nil:
	case s.AtLeastOnce && r.forever:
	case s.AtLeastOnce:
		l := m.frame.loops[len(m.frame.loops)-1]
		m.env.push()
		if within := m.env.paths; m.decide(s, false) {
			m.env.exit(&l.exits)
			l.leave(m.guards)
			m.env.pop()
			m.env.paths = within
		} else {
			m.env.pop()
		}
		ok = m.decide(s, true)
	default:
		ok = m.until(s, false)
	}
	if body = m.env.pop(); !ok {
		body = nil
	}
	return body, around
}

// until evaluates the condition of a loop where it goes on, or where it ends. It
// is false if the page does not go on behind it.
func (m *machine) until(s *program.Stmt, goes bool) bool {
	if s.Value == nil || goes && s.AtLeastOnce {
		return true
	}
	return m.decide(s, goes)
}

// decide is until, at whichever end of the loop the condition stands.
func (m *machine) decide(s *program.Stmt, goes bool) bool {
	v, alive := m.eval(s.Value)
	if !alive {
		return false
	}
	t := v.truth().onPaths(m.recollect(s.Value))
	if t == nil {
		return true
	}
	if s.Until == goes {
		t = not(t)
	}
	if goes {
		m.guards = m.guards.and(t, m.place(s.Value.Span))
	}
	m.assume(t)
	return true
}

// changes reports whether the layers hold anything new.
func (m *machine) changes(layers []*layer) bool {
	for _, l := range layers {
		for _, w := range l.vars {
			if v := w.c.v; v == nil || !v.same(w.v) {
				return true
			}
		}
	}
	return false
}

// counts reports whether a loop is known to run at least once: it goes from a
// number to one that is not less.
func counts(bounds [2]*Val) bool {
	if bounds[0] == nil || bounds[1] == nil {
		return false
	}
	from, okFrom := bounds[0].Const()
	to, okTo := bounds[1].Const()
	return okFrom && okTo && from <= to
}

// visit notes that an element of an array, dictionary or list was read that holds
// objects in states, at a place that the page computes. A loop that does so goes
// over all of them, and over none only where there are none.
func (m *machine) visit(o *Object, index []Arg) {
	if len(m.protocols()) > 0 && !isFixed(index) && m.holdsTracked(refVal(o, nil)) {
		m.visits++
	}
}

// isFixed reports an index that is written as a literal.
func isFixed(index []Arg) bool {
	for _, a := range index {
		if a.Expr == nil || a.Expr.Kind != program.ExprNumber && a.Expr.Kind != program.ExprString {
			return false
		}
	}
	return len(index) > 0
}
