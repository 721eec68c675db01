package flow

import (
	"slices"
	"strings"
)

// onLength is the answer to a question like `Len(Trim(x)) > 0` for a value.
func (q question) onLength(v *Val) Verdict {
	if !q.asksLength() || v.Open || len(v.Atoms) == 0 {
		return Maybe
	}
	ofEmpty := q.ofEmpty()
	if ofEmpty == Maybe {
		return Maybe
	}
	var out Verdict
	for i := range v.Atoms {
		answer := ofEmpty
		switch text, known := v.Atoms[i].text(); {
		case !known:
			return Maybe
		case slices.ContainsFunc(text, func(g Seg) bool { return g.Kind == Literal && strings.TrimSpace(g.Text) != "" }):
			answer = verdict(ofEmpty == Fails)
		default:
			if s, exact := text.Exact(); !exact || s != "" {
				return Maybe
			}
		}
		if out != 0 && out != answer {
			return Maybe
		}
		out = answer
	}
	return out
}

// onPresence is the question as a condition on whether there is a text at all.
func (q question) onPresence() condition {
	c := condition{passes: func(a *Atom) Verdict { return q.onLength(one(*a)) }}
	if q.asksLength() {
		c.present = q.ofEmpty().opposite()
	}
	if c.present == Maybe {
		c.present = 0
	}
	return c
}

// asksLength reports a question on the length of a text, or of one that has other
// blanks at its ends or other letters.
func (q question) asksLength() bool {
	of, ok := strings.CutPrefix(q.of, "len(")
	for ok && of != "" {
		var name string
		name, of, _ = strings.Cut(of, "(")
		switch name {
		case "trim", "ltrim", "rtrim", "lcase", "ucase", "cstr", "string":
		default:
			ok = false
		}
	}
	return ok
}

// ofEmpty is the answer to a question on the length of a text for the empty one,
// if every other text has the opposite answer.
func (q question) ofEmpty() Verdict {
	if q.op == "" {
		return Fails
	}
	if q.than == nil {
		return Maybe
	}
	n, ok := q.than.Const()
	switch {
	case ok && q.op == ">" && n == 0:
		return Fails
	case ok && (q.op == "=" && n == 0 || q.op == "<" && n == 1):
		return Holds
	}
	return Maybe
}
