package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// try is a try statement of JScript with a finally block, while it is run.
type try struct {
	finally []*program.Stmt
	loops   int  // that were open where it began
	left    bool // by an exit that ran the block
}

// maxFinally is the number of statements, of all finally blocks of a page, from
// which on exits run none: many exits and a long block would cost their product.
const maxFinally = 50_000

func (m *machine) tryStmt(s *program.Stmt) bool {
	f, finally := m.frame, s.Detail().Finally
	t := &try{finally: finally, loops: len(f.loops)}
	if len(finally) > 0 {
		f.tries = append(f.tries, t)
	}
	list := []branch{{body: s.Body}}
	catches := len(s.Detail().Else) > 0 || s.Detail().Name != ""
	if catches {
		// The catch block may run after any part of the body.
		list = append(list, branch{body: s.Detail().Else})
	}
	before := f.catches
	var closed []written
	if catches {
		closed = m.closesFirst(s.Body)
	}
	alive := m.branches(list, m.place(s.Span), func(i int) {
		f.catches = before
		if i == 0 && catches {
			f.catches++
		}
		if i > 0 {
			for _, w := range closed {
				m.env.write(w.c, w.v)
			}
		}
		if i > 0 && s.Detail().Name != "" {
			m.assignName(s.Detail().Name, Unknown)
		}
	})
	f.catches = before
	if len(finally) > 0 {
		f.tries = f.tries[:len(f.tries)-1]
	}
	if !alive {
		if !t.left { // it was left by an error: finally runs all the same
			m.env.push()
			m.run(finally)
			m.env.pop()
		}
		return false
	}
	return m.run(finally)
}

// closesFirst are the states of objects that the first statement of a try block takes
// out of an open state: `try { s.Logoff(); } catch (e) {}`. Nothing before it can
// fail, and if it does so itself, there is nothing left to do about it.
func (m *machine) closesFirst(body []*program.Stmt) []written {
	objects := m.tracked()
	if len(objects) == 0 || len(body) == 0 {
		return nil
	}
	first := body[0]
	if inner := first.Body; first.Kind == program.StmtIf && len(inner) == 1 && len(first.Detail().Else) == 0 {
		first = inner[0]
	}
	if first.Kind != program.StmtExpr {
		return nil
	}
	guards, paths, around := m.guards, m.env.paths, m.env.around
	m.frame.catches++
	m.env.push()
	m.stmt(body[0])
	after := m.env.pop()
	m.frame.catches--
	m.guards, m.env.paths, m.env.around = guards, paths, around
	var out []written
	for _, o := range objects {
		for _, p := range m.protocols() {
			c := m.env.cell(stateKey(o, p))
			v, wrote := after.get(c)
			if wrote && p.Tracks(o) && !slices.ContainsFunc(statesOf(v), p.Open) {
				out = append(out, written{c, v})
			}
		}
	}
	return out
}

// runFinally runs the finally blocks of the try statements that an exit leaves, the
// innermost first: those inside the innermost of so many loops, or all of the
// call. It is false if one of them leaves by another way.
func (m *machine) runFinally(loops int) bool {
	f := m.frame
	open := f.tries
	defer func() { f.tries = open }()
	for n := len(open) - 1; n >= 0 && open[n].loops >= loops; n-- {
		t := open[n]
		if f.finishing || m.finally >= maxFinally {
			continue
		}
		t.left = true
		f.tries, f.finishing = open[:n:n], true
		began := m.steps
		alive := m.run(t.finally)
		m.finally += m.steps - began
		f.finishing = false
		if !alive {
			return false
		}
	}
	return true
}

// unwind runs the finally blocks around the end of a page. Whether the server
// still runs them behind Response.End is documented nowhere, so what they log off
// does not count as left on.
func (m *machine) unwind() {
	ends := m.frame
	for f := ends; f != nil && !f.finishing; f = f.outer {
		m.frame = f
		if !m.runFinally(0) {
			break
		}
	}
	m.frame = ends
}
