package flow

import (
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// truthOf is whether an atom as a condition holds.
func truthOf(a *Atom) Verdict {
	switch a.Kind {
	case Ref, Func:
		return Holds
	case Null, Nothing:
		return Fails
	case Text:
		switch s, ok := a.Str.Exact(); {
		case !ok:
			return Maybe
		case s == "" || program.Fold(s) == "false":
			return Fails
		case program.Fold(s) == "true":
			return Holds
		}
	case Number, Bool, Empty, Truth, InState:
	}
	if n, ok := a.number(); ok {
		return verdict(n != 0)
	}
	return Maybe
}

// definite is whether the value as a condition always holds or never does: for
// constants alone.
func (v *Val) definite() Verdict {
	if v.Open || len(v.Atoms) != 1 {
		return Maybe
	}
	if a := &v.Atoms[0]; a.Kind == Bool || a.Kind == Number {
		return truthOf(a)
	}
	return Maybe
}

func verdict(holds bool) Verdict {
	if holds {
		return Holds
	}
	return Fails
}

// isKind is whether an atom is of a kind; what is no object has no kind that
// is known for sure.
func isKind(kinds ...AtomKind) func(a *Atom) Verdict {
	return func(a *Atom) Verdict {
		for _, k := range kinds {
			if a.Kind == k {
				return Holds
			}
		}
		if a.Kind == Truth {
			return Maybe
		}
		return Fails
	}
}

// compares is whether an atom stands in a relation to a constant.
func compares(op string, c *Val) func(a *Atom) Verdict {
	return func(a *Atom) Verdict {
		if text, ok := c.Exact(); ok && c.Atoms[0].Kind == Text {
			s, known := a.text()
			t, exact := s.Exact()
			if !known || !exact {
				return Maybe
			}
			return related(op, strings.Compare(t, text))
		}
		n, ok := c.Const()
		x, known := a.number()
		switch {
		case !ok || !known:
			return Maybe
		case x < n:
			return related(op, -1)
		case x > n:
			return related(op, 1)
		}
		return related(op, 0)
	}
}

// related is whether x op y holds, where order is that of x and y.
func related(op string, order int) Verdict {
	switch op {
	case "=":
		return verdict(order == 0)
	case "<>":
		return verdict(order != 0)
	case "<":
		return verdict(order < 0)
	case ">":
		return verdict(order > 0)
	case "<=":
		return verdict(order <= 0)
	case ">=":
		return verdict(order >= 0)
	}
	return Maybe
}
