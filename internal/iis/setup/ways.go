package setup

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// outcome of a condition.
type outcome uint8

const (
	perhaps outcome = iota + 1 // nothing decides it
	always
	never
	// success holds unless a step before has failed, failure only then: Err.Number = 0, $?. What
	// a script does when all goes well is what sets the server up.
	success
	failure
)

// outcome works out a condition.
func (in *interp) outcome(cond []script.Token) outcome {
	if o := outcomeOf(in.truth(cond)); o != perhaps {
		return o
	}
	switch good, ok := asksForSuccess(trimEnd(cond), in.lang); {
	case ok && good:
		return success
	case ok:
		return failure
	}
	return perhaps
}

func outcomeOf(holds, known bool) outcome {
	switch {
	case !known:
		return perhaps
	case holds:
		return always
	}
	return never
}

// ways are the branches of one condition as they are followed, the first first.
type ways struct {
	pos int // of the condition
	n   int // branches that may be reached so far
	// usual: that which is reached when nothing fails was among them; unusual:
	// all of them are for failures.
	usual, unusual bool
}

func newWays(pos int) *ways { return &ways{pos: pos, unusual: true} }

// follow follows a branch; it reports whether no other one can be reached.
func (w *ways) follow(in *interp, o outcome, run func()) (last bool) {
	plain := !w.usual && w.unusual
	switch {
	case o == never:
		return false
	case (o == always || o == success) && plain:
		w.usual = true
		run()
	default:
		in.openArm(w.pos, w.n)
		run()
		in.closeArm()
		w.n++
		if o == always && !w.usual {
			in.f.Exhausts(w.pos, w.n)
		}
		w.unusual = w.unusual && o == failure
	}
	return o == always
}

// asksForSuccess knows conditions on whether a step before has failed: Err,
// Err.Number, $?, $LASTEXITCODE, x Is Nothing, x = null.
func asksForSuccess(cond []script.Token, lang script.Language) (good, ok bool) {
	negated := false
	for len(cond) > 1 {
		switch {
		case isName(cond[0], "not"), cond[0].Text == "!":
			cond, negated = cond[1:], !negated
			continue
		case cond[0].Text == "-" && isName(cond[1], "not"):
			cond, negated = cond[2:], !negated
			continue
		case cond[0].Text == "(" && closes(cond):
			cond = inBrackets(cond)
			continue
		}
		break
	}
	if len(cond) == 0 || len(cond) > 8 {
		return false, false
	}
	var b strings.Builder
	for _, t := range cond {
		if t.Kind == script.String {
			return false, false
		}
		b.WriteString(strings.ToLower(t.Text))
		if t.Kind == script.Name {
			b.WriteByte(' ')
		}
	}
	text := strings.TrimSpace(b.String())
	text = strings.TrimPrefix(text, "$")
	good, ok = plainSuccess(text, lang)
	return good != negated, ok
}

// plainSuccess judges the text of a condition without what negates it.
func plainSuccess(text string, lang script.Language) (good, ok bool) {
	switch lang {
	case script.Basic:
		if what, found := strings.CutSuffix(text, "is nothing"); found {
			return false, !strings.ContainsAny(what, "=<>&")
		}
		rest, found := strings.CutPrefix(text, "err ")
		if text == "err" {
			return false, true
		}
		rest = strings.TrimSpace(strings.TrimPrefix(rest, ".number"))
		if found {
			return zero(rest)
		}
	case script.C:
		for _, end := range []string{"==null", "===null", "!=null", "!==null"} {
			if what, found := strings.CutSuffix(strings.ReplaceAll(text, " ", ""), end); found {
				return end[0] == '!', !strings.ContainsAny(what, "=<>!&|")
			}
		}
	case script.PowerShell:
		if text == "?" {
			return true, true
		}
		if rest, found := strings.CutPrefix(text, "lastexitcode "); found {
			return zero(strings.ReplaceAll(rest, " ", ""))
		}
	}
	return false, false
}

// zero reads "= 0", "<> 0", "-ne 0" and the like.
func zero(rest string) (is, ok bool) {
	switch strings.ReplaceAll(rest, " ", "") {
	case "", "<>0", ">0", "<0", "-ne0", "-gt0":
		return false, true
	case "=0", "-eq0":
		return true, true
	}
	return false, false
}

// failed knows if [not] errorlevel n and comparisons of %errorlevel%.
func failed(words []script.Word) (fails, ok bool) {
	var b strings.Builder
	for _, w := range words {
		for _, p := range w.Parts {
			b.WriteString(strings.ToLower(p.Text + p.Variable))
		}
		b.WriteByte(' ')
	}
	text := strings.TrimPrefix(b.String(), "/i ")
	text, negated := strings.CutPrefix(text, "not ")
	text = strings.ReplaceAll(text, " ", "")
	rest, found := strings.CutPrefix(text, "errorlevel")
	if !found {
		return false, false
	}
	switch rest {
	case "==0", "equ0", "lss1":
		fails = false
	case "1", "neq0", "geq1", "gtr0", "==1", "equ1":
		fails = true
	default:
		return false, false
	}
	return fails != negated, true
}
