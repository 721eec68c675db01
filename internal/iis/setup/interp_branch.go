package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// longestBranch bounds the statements that are looked at for the end of an If.
const longestBranch = 1000

// deepestBranch bounds the branches within branches whose condition is known.
const deepestBranch = 20

// decided follows If … Then … Else … End If of Basic whose condition hangs on
// literals, constants and what a caller passed alone, and returns the number of statements to pass
// over; 0 if nothing is known, and all branches are taken.
func (in *interp) decided(list [][]script.Token) int {
	if in.lang != script.Basic || in.branches >= deepestBranch {
		return 0
	}
	if isName(list[0][0], "select") {
		return in.selected(list)
	}
	cond, ok := blockIf(list[0], "if")
	if !ok {
		return 0
	}
	holds, known := in.truth(cond)
	if !known {
		return 0
	}
	marks := branchMarks(list)
	if marks == nil {
		return 0
	}
	in.branches++
	defer func() { in.branches-- }()
	arm := 0
	for i, from := range marks[:len(marks)-1] {
		switch {
		case i == 0:
		case isName(list[from][0], "else"):
			holds, known = true, true
			if len(list[from]) > 1 {
				in.statement(list[from][1:])
			}
		default:
			cond, _ = blockIf(list[from], "elseif")
			holds, known = in.truth(cond)
		}
		if known && !holds {
			continue
		}
		arm = in.runArm(list[0][0].Pos, arm, known, list[from+1:marks[i+1]])
		if known {
			break
		}
	}
	return marks[len(marks)-1]
}

// selected follows Select Case … End Select, likewise.
func (in *interp) selected(list [][]script.Token) int {
	if len(list[0]) < 3 {
		return 0
	}
	e := in.evaluator(trimEnd(list[0][2:]))
	e.strict = true
	value := e.expr()
	if !value.known() || e.i < len(e.toks) {
		return 0
	}
	var marks []int
	depth, end := 0, 0
	for i, s := range list[:min(len(list), longestBranch)] {
		switch {
		case isName(s[0], "select"):
			depth++
		case isName(s[0], "end") && len(s) > 1 && isName(s[1], "select"):
			depth--
		case depth == 1 && isName(s[0], "case"):
			marks = append(marks, i)
		}
		if depth == 0 {
			end = i
			break
		}
	}
	if end == 0 {
		return 0
	}
	in.branches++
	defer func() { in.branches-- }()
	arm := 0
	for n, from := range append(marks, end)[:len(marks)] {
		holds, known := in.matches(list[from][1:], value)
		if known && !holds {
			continue
		}
		arm = in.runArm(list[0][0].Pos, arm, known, list[from+1:append(marks, end)[n+1]])
		if known {
			break
		}
	}
	return end
}

// matches reports whether one of the values behind Case is the one that is
// looked for; Else always is.
func (in *interp) matches(s []script.Token, value val) (holds, known bool) {
	s = trimEnd(s)
	if len(s) > 0 && isName(s[0], "else") {
		return true, true
	}
	e := in.evaluator(s)
	e.strict = true
	known = true
	for e.i < len(s) {
		before := e.i
		same := compare("=", value, e.expr())
		if same.kind == valUnknown {
			known = false
		} else if same.text == "true" {
			return true, true
		}
		if e.punct(",") || e.i == before {
			e.i++
		}
	}
	return false, known
}

// blockIf is the condition of "If … Then" with nothing behind it.
func blockIf(s []script.Token, word string) ([]script.Token, bool) {
	s = trimEnd(s)
	if len(s) < 3 || !isName(s[0], word) || !isName(s[len(s)-1], "then") {
		return nil, false
	}
	return s[1 : len(s)-1], true
}

// branchMarks are the indices of If, of each ElseIf and Else that belongs to
// it, and of End If; nil if that is missing.
func branchMarks(list [][]script.Token) []int {
	marks := []int{0}
	depth := 0
	for i, s := range list[:min(len(list), longestBranch)] {
		if _, opens := blockIf(s, "if"); opens {
			depth++
			continue
		}
		switch {
		case isName(s[0], "end") && len(s) > 1 && isName(s[1], "if"):
			if depth--; depth == 0 {
				return append(marks, i)
			}
		case depth == 1 && (isName(s[0], "elseif") || isName(s[0], "else")):
			marks = append(marks, i)
		}
	}
	return nil
}

// truth evaluates a condition; known only if it hangs on literals, constants and
// parameters of the procedure that it stands in, which nothing has changed.
func (in *interp) truth(cond []script.Token) (holds, known bool) {
	e := in.evaluator(trimEnd(cond))
	e.strict = true
	v := e.expr()
	if e.i < len(e.toks) || !v.known() {
		return false, false
	}
	return claim.ParseBool(v.text)
}

// passed is the value of a parameter that is still what the caller passed.
func (in *interp) passed(name string) (val, bool) {
	n := len(in.frames)
	if n == 0 || !slices.Contains(in.frames[n-1].params, name) || slices.Contains(in.frames[n-1].changed, name) {
		return val{}, false
	}
	v := in.vars[name]
	if v.kind == valUnknown && slices.Contains(in.frames[n-1].absent, name) {
		return textVal("false"), true
	}
	return v, v.known()
}

// compare evaluates a = b and a <> b of text, numbers and truth values.
func compare(op string, a, b val) val {
	if !a.known() || !b.known() {
		return val{}
	}
	equal := strings.EqualFold(a.text, b.text)
	if x, ok := claim.ParseBool(a.text); ok && !equal {
		if y, ok := claim.ParseBool(b.text); ok {
			equal = x == y
		}
	}
	switch op {
	case "=", "==", "===", "eq":
		return textVal(claim.BoolText(equal))
	case "<>", "!=", "!==", "ne":
		return textVal(claim.BoolText(!equal))
	}
	return val{}
}
