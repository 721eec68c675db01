package flow

import (
	"github.com/cdolint/cdolint/internal/program"
)

type loop struct {
	exits  exits
	guards *Guard
	exited bool
}

// loopStmt runs the body twice: a value that one round makes reaches the
// next. Inside the second pass inner loops run once, so that nesting costs a
// sum and not a product.
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
	atLeastOnce := s.AtLeastOnce || m.counts(s, bounds)
	if from := s.Detail().From; s.Each && from != nil {
		v, alive := m.eval(from)
		if !alive {
			return false
		}
		element = m.elements(v)
		atLeastOnce = m.holdsTracked(v)
		if m.frame.proc.Language == program.JScript { // for…in goes over the names
			element = m.names(v)
		}
	}
	m.count(s)
	passes := 2
	if m.repeating {
		passes = 1
	}
	was := m.repeating
	before, paths := m.guards, m.env.paths
	alive := true
	for pass := range passes {
		m.repeating = was || pass > 0
		l := &loop{exits: exits{base: len(m.env.layers)}}
		m.frame.loops = append(m.frame.loops, l)
		m.env.push()
		m.env.paths = nil
		if s.Target != nil {
			m.assign(s.Target, element, s.Target.Span, true)
		}
		ok := true
		if s.Value != nil && !s.AtLeastOnce {
			var v *Val
			if v, ok = m.eval(s.Value); ok {
				m.guards = m.guards.and(loopTest(v, s.Until), m.place(s.Value.Span))
			}
		}
		ok = ok && m.run(s.Body)
		if ok && s.Value != nil && s.AtLeastOnce {
			_, ok = m.eval(s.Value)
		}
		body := m.env.pop()
		m.frame.loops = m.frame.loops[:len(m.frame.loops)-1]
		m.guards, m.env.paths = before, paths
		layers := l.exits.layers
		m.env.close(&l.exits)
		if ok {
			layers = append(layers, body)
		}
		if len(layers) == 0 && s.AtLeastOnce {
			alive = false
			break
		}
		if !m.changes(layers) {
			break
		}
		m.merge(layers, !atLeastOnce, met{})
	}
	m.repeating = was
	return alive
}

func loopTest(v *Val, until bool) *Test {
	t := v.truth()
	if t != nil && until {
		return not(t)
	}
	return t
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
// number to one that is not less, or to the end of an array that objects in
// states are in.
func (m *machine) counts(s *program.Stmt, bounds [2]*Val) bool {
	if s.Each || len(m.tracked()) == 0 {
		return false
	}
	if bounds[0] != nil && bounds[1] != nil {
		from, okFrom := bounds[0].Const()
		to, okTo := bounds[1].Const()
		if okFrom && okTo {
			return from <= to
		}
	}
	return m.measuresTracked(s.Detail().From) || m.measuresTracked(s.Detail().To) || m.measuresTracked(s.Value)
}

// measuresTracked reports an expression that asks for the length of an array,
// dictionary or list that objects in states are in.
func (m *machine) measuresTracked(e *program.Expr) bool {
	found := false
	program.WalkExpr(e, func(e *program.Expr) bool {
		var of *program.Expr
		switch {
		case e.Kind == program.ExprCall && e.X.Kind == program.ExprName && len(e.Args()) > 0 && program.Fold(e.X.Str()) == "ubound":
			of = e.Args()[0]
		case e.Kind == program.ExprMember && (program.Fold(e.Str()) == "count" || e.Str() == "length"):
			of = e.X
		}
		if of != nil && of.Kind == program.ExprName {
			if v := m.load(m.variable(of.Str())); v != nil {
				found = found || m.holdsTracked(v)
			}
		}
		return !found
	})
	return found
}
