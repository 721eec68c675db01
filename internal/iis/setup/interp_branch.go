package setup

import (
	"slices"
	"strconv"
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
	o := in.outcome(cond)
	if o == perhaps {
		return 0
	}
	marks := branchMarks(list)
	if marks == nil {
		return 0
	}
	in.branches++
	defer func() { in.branches-- }()
	w := newWays(list[0][0].Pos)
	for i, from := range marks[:len(marks)-1] {
		body := list[from+1 : marks[i+1]]
		switch {
		case i == 0:
		case isName(list[from][0], "else"):
			o = always
			if len(list[from]) > 1 {
				body = append([][]script.Token{list[from][1:]}, body...)
			}
		default:
			cond, _ = blockIf(list[from], "elseif")
			o = in.outcome(cond)
		}
		if w.follow(in, o, func() { in.run(body) }) {
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
	w := newWays(list[0][0].Pos)
	for n, from := range append(marks, end)[:len(marks)] {
		o := outcomeOf(in.matches(list[from][1:], value))
		if w.follow(in, o, func() { in.run(list[from+1 : append(marks, end)[n+1]]) }) {
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

// truth evaluates a condition; known only if it hangs on literals, constants,
// parameters of the procedure that it stands in, which nothing has changed, and
// variables that are certain.
func (in *interp) truth(cond []script.Token) (holds, known bool) {
	e := in.evaluator(trimEnd(cond))
	e.strict = true
	v := e.expr()
	if e.i < len(e.toks) || !v.known() {
		return false, false
	}
	return claim.ParseBool(v.text)
}

// isParameter reports whether a name, lower case, is a parameter of the procedure
// that is being followed.
func (in *interp) isParameter(name string) bool {
	n := len(in.frames)
	return n > 0 && slices.Contains(in.frames[n-1].params, name)
}

// certainly is the text of a variable that decides.
func (in *interp) certainly(name string) (string, bool) {
	name = strings.ToLower(name)
	if v, ok := in.passed(name); ok {
		return v.text, true
	}
	if first, _, _ := strings.Cut(name, "."); in.isParameter(first) || !in.sure.holds(first, in.arms) {
		return "", false
	}
	return in.vars.lookup(name)
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

// compare evaluates a = b and a <> b of text, numbers and truth values, and a < b
// and the like of numbers.
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
	x, err := strconv.Atoi(a.text)
	y, err2 := strconv.Atoi(b.text)
	if err != nil || err2 != nil {
		return val{}
	}
	switch op {
	case "<", "lt":
		return textVal(claim.BoolText(x < y))
	case ">", "gt":
		return textVal(claim.BoolText(x > y))
	case "<=", "le":
		return textVal(claim.BoolText(x <= y))
	case ">=", "ge":
		return textVal(claim.BoolText(x >= y))
	}
	return val{}
}

// isTruthValue reports whether a value is True or False.
func (v val) isTruthValue() bool {
	return v.kind == valText && !v.number && isTruth(strings.ToLower(v.text))
}

// and is a And b; what is false with anything is false.
func and(a, b val) val {
	for _, v := range []val{a, b} {
		if v.isTruthValue() && strings.EqualFold(v.text, "false") {
			return textVal("false")
		}
	}
	if a.isTruthValue() && b.isTruthValue() {
		return textVal("true")
	}
	return val{}
}

// or is a Or b, likewise.
func or(a, b val) val {
	for _, v := range []val{a, b} {
		if v.isTruthValue() && strings.EqualFold(v.text, "true") {
			return textVal("true")
		}
	}
	if a.isTruthValue() && b.isTruthValue() {
		return textVal("false")
	}
	return val{}
}
