package flow

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// What a variable holds may be unknown, and yet the page that asks twice whether
// it is "send" gets the same answer twice. Where ways meet on which objects are
// in different states, what the conditions told on each of them is remembered
// with the value that they asked about, for as long as nobody writes it.

// question is a condition on one value: `x`, `x = "send"`, `Len(Trim(x)) > 0`.
type question struct {
	c *cell
	// of are the functions around the value, "len(trim("
	of string
	// op is "" (is it true?), "=", "<", ">" or "is" (Nothing).
	op string
	// than is the constant on the other side, nil where there is none.
	than *Val
}

// answer is what was told of a value: the question without the variable.
type answer struct {
	question
	holds bool
}

// answering is called with each answer that a condition gives.
type answering func(q question, holds bool)

// same reports whether another question on the same value is the same.
func (q question) same(r question) bool {
	return q.of == r.of && q.op == r.op && (q.than == r.than || q.than != nil && r.than != nil && q.than.same(r.than))
}

// condition is the question as one that values pass.
func (q question) condition() condition {
	switch {
	case q.of != "":
		return q.onPresence()
	case q.op == "is":
		return condition{passes: isKind(Nothing, Empty)}
	case q.op == "":
		return asTruth
	}
	return asksPresence(q.op, q.than)
}

// tells is the answer to another question on the same value.
func (a answer) tells(q question) Verdict {
	switch {
	case a.of != q.of:
	case a.same(q):
		return verdict(a.holds)
	case a.op == "=" && a.holds && q.op == "":
		return truthOf(&a.than.Atoms[0])
	case a.op == "=" && a.holds && q.op != "is":
		return compares(q.op, q.than)(&a.than.Atoms[0])
	}
	return Maybe
}

// asking calls add for each answer that a condition gives where it holds, or
// where it does not.
func (m *machine) asking(e *program.Expr, holds bool, add answering) {
	for e.Kind == program.ExprUnary && e.Op() == "not" {
		e, holds = e.X, !holds
	}
	if op := e.Op(); e.Kind == program.ExprBinary && (op == "and" || op == "or") {
		if (op == "and") == holds { // both, or neither
			m.asking(e.X, holds, add)
			m.asking(e.Y, holds, add)
		}
		return
	}
	if q, negated, ok := m.question(e); ok {
		add(q, holds != negated)
	}
}

// maxOneOf bounds the conditions of which one holds that are told apart.
const maxOneOf = 6

// oneOf are the conditions of which one holds where the whole condition does, or
// does not; nil if there are not several.
func (m *machine) oneOf(e *program.Expr, holds bool) []func(add answering) {
	var out []func(add answering)
	for _, x := range alternatives(nil, e, holds) {
		out = append(out, func(add answering) { m.asking(x.e, x.holds, add) })
	}
	if len(out) < 2 || len(out) > maxOneOf {
		return nil
	}
	return out
}

// asked is a condition that holds, or does not.
type asked struct {
	e     *program.Expr
	holds bool
}

// alternatives adds the conditions of which one holds: those of the first `or`
// that is not itself one side of another.
func alternatives(out []asked, e *program.Expr, holds bool) []asked {
	for e.Kind == program.ExprUnary && e.Op() == "not" {
		e, holds = e.X, !holds
	}
	op := e.Op()
	switch {
	case e.Kind != program.ExprBinary || op != "and" && op != "or":
		return append(out, asked{e, holds})
	case (op == "or") == holds: // one of the two
		return alternatives(alternatives(out, e.X, holds), e.Y, holds)
	}
	x := alternatives(nil, e.X, holds)
	if len(x) < 2 {
		x = alternatives(nil, e.Y, holds)
	}
	if len(x) < 2 || len(out) > 0 { // of an `and` among others all is told together
		return append(out, asked{e, holds})
	}
	return x
}

// recollect is what is known of a condition from what was answered before, nil
// for nothing.
func (m *machine) recollect(e *program.Expr) *Test {
	if !m.apart {
		return nil
	}
	switch op := e.Op(); {
	case e.Kind == program.ExprUnary && op == "not":
		if t := m.recollect(e.X); t != nil {
			return not(t)
		}
		return nil
	case e.Kind == program.ExprBinary && (op == "and" || op == "or"):
		x, y := m.recollect(e.X), m.recollect(e.Y)
		if x == nil && y == nil {
			return nil
		}
		if op == "or" {
			return connected(TestOr, orAny(x), orAny(y))
		}
		return connected(TestAnd, orAny(x), orAny(y))
	}
	q, negated, ok := m.question(e)
	if !ok {
		return nil
	}
	return m.answered(q, negated)
}

// asFlag is what a variable gets that is assigned a condition: it tells what the
// condition tells, `failed = (Len(text) > 0)`.
func (m *machine) asFlag(e *program.Expr, v *Val) *Val {
	if !m.apart || !m.isCondition(e) || len(v.Atoms) > 0 && v.Atoms[0].Kind != Truth {
		return v
	}
	known := m.recollect(e)
	if known == nil {
		return v
	}
	return one(Atom{Kind: Truth, Test: v.truth().onPaths(known)})
}

func orAny(t *Test) *Test {
	if t == nil {
		return &Test{Op: TestAny}
	}
	return t
}

// answered is what earlier answers say of a question.
func (m *machine) answered(q question, negated bool) *Test {
	v := m.read(q.c)
	if v == nil {
		return nil
	}
	var out *Test
	for s := v.split; s != nil; s = s.earlier {
		assumed := s.assumed(q.onPresence())
		out = out.agreeing(s.test(func(way int) (yes, no bool, request [2]*Test) {
			told := s.tells(q, way)
			if way < len(assumed) && assumed[way] != 0 {
				told = assumed[way]
			}
			switch told {
			case Holds:
				yes = true
			case Fails:
				no = true
			case Maybe:
				yes, no = true, true
			}
			return yes, no, request
		}, nil))
	}
	if out != nil && negated {
		return not(out)
	}
	return out
}

// narrowValue leaves those alternatives of a variable that give the answer. Of a
// value that is told apart on ways that met, the ways are narrowed instead.
func (m *machine) narrowValue(q question, holds bool) {
	v := q.c.v
	if v == nil || v.split != nil || len(v.Atoms) < 2 || q.of != "" || q.op == "is" || q.than == nil {
		return
	}
	passes := compares(q.op, q.than)
	left := make([]Atom, 0, len(v.Atoms))
	for i := range v.Atoms {
		if passes(&v.Atoms[i]) != verdict(!holds) {
			left = append(left, v.Atoms[i])
		}
	}
	if len(left) > 0 && len(left) < len(v.Atoms) {
		m.env.learn(q.c, &Val{Atoms: left, Open: v.Open})
	}
}

// told are what is told of values on each of the ways: by the condition that
// chose between them, and by those before. Of a value that is written in one of
// the alternatives nothing is told.
func (m *machine) told(list []way, at met) []telling {
	var out []telling
	index := map[*cell]int{}
	add := func(way int, c *cell, answers ...answer) {
		i, ok := index[c]
		if !ok {
			i = len(out)
			index[c] = i
			out = append(out, telling{c, make([][]answer, len(list))})
		}
		for _, a := range answers {
			out[i].on[way] = withAnswer(out[i].on[way], a)
		}
	}
	for i, w := range list {
		if w.of != nil {
			for _, c := range w.of.asked {
				v, ok := w.get(c)
				if !ok {
					v = m.read(c)
				}
				if v != nil {
					if s := v.toldOn(w.of); s != nil {
						add(i, c, s.told[w.index]...)
					}
				}
			}
		}
		if w.number < len(at.told) && at.told[w.number] != nil {
			at.told[w.number](func(q question, holds bool) { add(i, q.c, answer{q, holds}) })
		}
		if w.told != nil {
			w.told(func(q question, holds bool) { add(i, q.c, answer{q, holds}) })
		}
	}
	return out
}

// tells is the answer to a question on one of the ways.
func (s *split) tells(q question, way int) Verdict {
	if s.told == nil {
		return q.onLength(s.vals[way])
	}
	for _, a := range s.told[way] {
		if v := a.tells(q); v != Maybe {
			return v
		}
	}
	return Maybe
}

// telling is what is told of a variable on each of the ways.
type telling struct {
	c  *cell
	on [][]answer
}

// maxAnswers bounds what is told of one value on one way.
const maxAnswers = 16

// withAnswer is a list with one more answer, the last ones if there are many.
func withAnswer(list []answer, a answer) []answer {
	for _, b := range list {
		if b.holds == a.holds && b.tells(a.question) == verdict(a.holds) {
			return list
		}
	}
	if len(list) == maxAnswers {
		list = slices.Delete(slices.Clone(list), 0, 1)
	}
	return append(list, a)
}

// toldOn is what was told of the value on the ways, nil for nothing.
func (v *Val) toldOn(p *paths) *split {
	for s := v.split; s != nil; s = s.earlier {
		if s.paths == p && s.told != nil {
			return s
		}
	}
	return nil
}

// remember keeps with each value what was told of it on each of the ways.
func (m *machine) remember(p *paths, told []telling, kept map[*cell]bool, counter *cell) {
	for _, t := range told {
		c := t.c
		if p.vals[c] != nil && !kept[c] && c != counter {
			continue // written on one of the ways
		}
		v := c.v
		if v == nil {
			v = Unknown // what came with the request
		}
		v = v.splitOn(&split{paths: p, told: t.on, earlier: v.split})
		m.env.learn(c, v)
		if p.merged[c] != nil {
			p.merged[c] = v
		}
		p.asked = append(p.asked, c)
	}
}
