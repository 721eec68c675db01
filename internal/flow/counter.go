package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// maxCounters bounds the variables that one loop is taken to count with.
const maxCounters = 16

// count lets the variables that a loop counts with (`i = i + 1`, `i++`) be more
// than the number that they begin with, or the Empty that stands for 0: they are
// another one in each round.
func (m *machine) count(s *program.Stmt) {
	for _, name := range m.linked.countersOf(s) {
		k := m.variable(name)
		if v := m.env.get(k); v == nil || onlyEmpty(v) {
			m.env.set(k, kindVal(Empty).opened())
		} else if len(v.Atoms) == 1 && v.Atoms[0].Kind == Number {
			m.env.set(k, v.opened())
		}
	}
}

// countersOf are the variables that the body of a loop, loops inside it
// included, adds to or subtracts from. Each body is looked at once.
func (l *linked) countersOf(s *program.Stmt) []string {
	out, known := l.counters[s]
	if known {
		return out
	}
	note := func(target, value *program.Expr) {
		if target != nil && target.Kind == program.ExprName && len(out) < maxCounters && addsTo(target.Str(), value) &&
			!slices.Contains(out, target.Str()) {
			out = append(out, target.Str())
		}
	}
	program.Walk(s.Body, func(e *program.Expr) bool {
		if e.Kind == program.ExprAssign {
			if op := e.Op(); op == "+" || op == "-" {
				note(e.X, (&program.Expr{Kind: program.ExprBinary, X: e.X}).WithStr(op))
			} else {
				note(e.X, e.Y)
			}
		}
		return true
	}, func(inner *program.Stmt) bool {
		switch inner.Kind {
		case program.StmtAssign:
			note(inner.Target, inner.Value)
		case program.StmtLoop:
			for _, name := range l.countersOf(inner) {
				if len(out) < maxCounters && !slices.Contains(out, name) {
					out = append(out, name)
				}
			}
			return false
		default:
		}
		return true
	})
	l.counters[s] = out
	return out
}

// addsTo reports `name + x` and `name - x`.
func addsTo(name string, value *program.Expr) bool {
	if value == nil || value.Kind != program.ExprBinary || value.X == nil || value.X.Kind != program.ExprName {
		return false
	}
	op := value.Op()
	return (op == "+" || op == "-") && equalFold(value.X.Str(), name)
}
