package flow

import "slices"

// condition is one that a value passes or not, atom by atom.
type condition struct {
	passes func(a *Atom) Verdict
	// present is what it comes to for a text that is not known, if there is one
	// at all: `used <> ""` asks whether there is. Zero if it hangs on the text.
	present Verdict
	// texts: present only counts for values that are known to be texts.
	texts bool
}

// asTruth is the condition that a value itself is. What is no text may be 0.
var asTruth = condition{passes: truthOf, present: Holds, texts: true}

// asksPresence is the condition that `x op c` passes.
func asksPresence(op string, c *Val) condition {
	out := condition{passes: compares(op, c)}
	if text, ok := c.Exact(); !ok || text != "" {
		return out
	}
	switch op {
	case "<>", ">":
		out.present = Holds
	case "=":
		out.present = Fails
	}
	return out
}

// assumed is what a condition comes to on each of the ways where the value is one
// that nobody knows, 0 for all others: where another way has none at all, it is
// what the page tells the ways apart by, the name of the server that answered,
// say, and so it is taken to be there. What the visitor sends may be missing.
func (s *split) assumed(c condition) []Verdict {
	if c.present == 0 || !slices.ContainsFunc(s.vals, (*Val).missing) {
		return nil
	}
	out := make([]Verdict, len(s.vals))
	for i, w := range s.vals {
		if w.obscure(c) {
			out[i] = c.present
		}
	}
	return out
}

// missing reports a value that is certain to hold nothing.
func (v *Val) missing() bool {
	if v.Open || len(v.Atoms) == 0 {
		return false
	}
	for i := range v.Atoms {
		switch a := &v.Atoms[i]; a.Kind {
		case Empty, Null, Nothing:
		case Text:
			if len(a.Str) > 0 {
				return false
			}
		default:
			return false
		}
	}
	return true
}

// obscure reports a value that is some text, which the page itself got from
// somewhere, and of which the condition does not know more.
func (v *Val) obscure(c condition) bool {
	if c.texts && len(v.Atoms) == 0 {
		return false
	}
	unknown := v.Open
	for i := range v.Atoms {
		a := &v.Atoms[i]
		switch passes := c.passes(a); {
		case c.texts && a.Kind != Text:
			return false
		case passes == c.present:
		case passes != Maybe || a.Kind != Text || len(a.Str.FromRequest()) > 0 || len(a.Str.From(ErrPart, ServerVar)) > 0:
			return false
		default:
			unknown = true
		}
	}
	return unknown
}

// keepSplit is out, which a function that hangs on its argument alone made of v,
// and knows what it made on each of the ways that met.
func (v *Val) keepSplit(out *Val, f func(w *Val) *Val) *Val {
	if v.split == nil {
		return out
	}
	w := *out
	w.split = v.split.mapVals(f)
	return &w
}

func (s *split) mapVals(f func(w *Val) *Val) *split {
	if s == nil {
		return nil
	}
	earlier := s.earlier.mapVals(f)
	if s.vals == nil { // what was told of the argument is not told of the result
		return earlier
	}
	out := &split{paths: s.paths, vals: make([]*Val, len(s.vals)), earlier: earlier}
	for i, v := range s.vals {
		out.vals[i] = f(v)
	}
	return out
}
