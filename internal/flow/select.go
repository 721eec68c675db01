package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// maxFalls is in how many switches with cases that fall into the next one those
// are followed: each runs the cases behind it once more, and their switches.
const maxFalls = 2

func (m *machine) selectStmt(s *program.Stmt) bool {
	falls := false
	if slices.ContainsFunc(s.Detail().Cases, func(c program.Case) bool { return c.Falls }) {
		falls = m.falls < maxFalls
		m.limited = m.limited || !falls
		m.falls++
		defer func() { m.falls-- }()
	}
	subject, alive := m.eval(s.Value)
	if !alive {
		return false
	}
	var list []branch
	var none *Test // what holds if no case before did
	hasElse := false
	cases := s.Detail().Cases
	for i, c := range cases {
		body := c.Body
		for j := i; falls && cases[j].Falls && j+1 < len(cases) && j < i+16; j++ { // bounded, or n falling cases cost n²
			body = append(body[:len(body):len(body)], cases[j+1].Body...)
		}
		if len(c.Values) == 0 {
			hasElse = true
			list = append(list, branch{test: none, body: body})
			continue
		}
		var t *Test
		for _, e := range c.Values {
			v, ok := m.eval(e)
			if !ok {
				return false
			}
			m.comparison((&program.Expr{Kind: program.ExprBinary, Span: e.Span, X: s.Value, Y: e}).WithStr("="), subject, v)
			u := orAny(compare("=", subject, m.fromLibrary(e, v)).truth().onPaths(m.recollectCase(s, e)))
			if t == nil {
				t = u
			} else {
				t = connected(TestOr, t, u)
			}
		}
		list = append(list, branch{test: t, body: body})
		if none == nil {
			none = not(t)
		} else {
			none = connected(TestAnd, none, not(t))
		}
	}
	if !hasElse {
		list = append(list, branch{test: none})
	}
	for i := range list {
		list[i].told = func(add answering) { m.askingCases(s, i, add) }
		list[i].narrows = list[i].told
		if i < len(s.Detail().Cases) {
			list[i].narrows = func(add answering) { m.askingCase(s, i, add) }
		}
		list[i].oneOf = func() []func(add answering) { return m.oneOfCase(s, i) }
	}
	return m.branches(list, m.place(s.Value.Span), nil)
}

// askingCases calls add for each answer that is given in a branch of a Select
// Case, the number behind the last being that of the branch that is no case.
func (m *machine) askingCases(s *program.Stmt, branch int, add answering) {
	cases := s.Detail().Cases
	for i := range cases[:min(branch+1, len(cases))] {
		values := cases[i].Values
		if i == branch && len(values) != 1 {
			continue
		}
		for _, e := range values {
			m.askingValue(s, e, i == branch, add)
		}
	}
}

// recollectCase is recollect for the condition that a value of a case is the
// subject's, which may be True, and the value a condition.
func (m *machine) recollectCase(s *program.Stmt, e *program.Expr) *Test {
	if !m.apart {
		return nil
	}
	if q, negated, ok := m.relation("=", s.Value, e); ok {
		return m.answered(q, negated)
	}
	if s.Value.Kind != program.ExprBool || !m.isCondition(e) {
		return nil
	}
	t := m.recollect(e)
	if t != nil && s.Value.Num() == 0 {
		return not(t)
	}
	return t
}

// askingValue is asking for the same condition.
func (m *machine) askingValue(s *program.Stmt, e *program.Expr, holds bool, add answering) {
	if q, negated, ok := m.relation("=", s.Value, e); ok {
		add(q, negated != holds)
	} else if s.Value.Kind == program.ExprBool && m.isCondition(e) {
		m.asking(e, holds == (s.Value.Num() != 0), add)
	}
}

// askingCase is askingCases for the case of the branch alone.
func (m *machine) askingCase(s *program.Stmt, branch int, add answering) {
	if values := s.Detail().Cases[branch].Values; len(values) == 1 {
		m.askingValue(s, values[0], true, add)
	}
}

// oneOfCase is askingCase for each of the values of a case, of which one holds.
func (m *machine) oneOfCase(s *program.Stmt, branch int) []func(add answering) {
	cases := s.Detail().Cases
	if branch >= len(cases) {
		return nil
	}
	if v := cases[branch].Values; len(v) == 1 && s.Value.Kind == program.ExprBool && m.isCondition(v[0]) {
		return m.oneOf(v[0], s.Value.Num() != 0)
	}
	if len(cases[branch].Values) < 2 || len(cases[branch].Values) > maxOneOf {
		return nil
	}
	var out []func(add answering)
	for _, e := range cases[branch].Values {
		out = append(out, func(add answering) { m.askingValue(s, e, true, add) })
	}
	return out
}
