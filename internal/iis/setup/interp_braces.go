package setup

import (
	"slices"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// braces follows if (…) … else … and switch (…) { … } of C, and passes over
// what is left of blocks. It returns how many statements were followed, 0 if
// the first is for others. A condition that hangs on literals and what a caller
// passed alone is decided; of the others each statement behind it is a branch.
func (in *interp) braces(list [][]script.Token) int {
	if in.lang != script.C {
		return 0
	}
	head := list[0]
	switch {
	case isBrace(head, "{"), isBrace(head, "}"):
		return 1
	case in.branches >= deepestBranch:
		return 0
	}
	in.branches++
	defer func() { in.branches-- }()
	switch {
	case isName(head[0], "if"):
		return in.ifElse(list)
	case isName(head[0], "catch") && len(list) > 1 && isBrace(list[1], "{"):
		end := braceEnd(list, 1)
		newWays(head[0].Pos).follow(in, failure, func() { in.run(list[1:end]) })
		return end
	case isName(head[0], "switch") && len(list) > 1 && isBrace(list[1], "{"):
		return in.switchCases(list)
	}
	return 0
}

func isBrace(s []script.Token, brace string) bool {
	return len(s) == 1 && s[0].Kind == script.Punct && s[0].Text == brace
}

// braceEnd is the index behind the block that begins at list[from], which is a
// brace; of one that is not closed the end of the list.
func braceEnd(list [][]script.Token, from int) int {
	depth := 0
	for i := from; i < len(list); i++ {
		if isBrace(list[i], "{") {
			depth++
		} else if isBrace(list[i], "}") {
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(list)
}

// ifElse follows an if and what belongs to it.
func (in *interp) ifElse(list [][]script.Token) int {
	w, taken := newWays(list[0][0].Pos), false
	i := 0
	for i < len(list) {
		head := list[i]
		if i > 0 {
			if !isName(head[0], "else") {
				break
			}
			head = head[1:]
		}
		o := always
		if len(head) > 1 && isName(head[0], "if") && head[1].Text == "(" {
			cond := inBrackets(head[1:])
			o = in.outcome(cond)
			head = head[min(len(head), len(cond)+3):]
		} else if i == 0 {
			return 0
		}
		var body [][]script.Token
		if len(head) > 0 {
			body = append(body, head)
		}
		next := i + 1
		if next < len(list) && isBrace(list[next], "{") {
			next = braceEnd(list, next)
			body = append(body, list[i+1:next]...)
		}
		i = next
		taken = taken || w.follow(in, o, func() { in.run(body) })
	}
	return i
}

// switchCases follows switch (…) { case …: … default: … }; that one case goes
// on in the next is not.
func (in *interp) switchCases(list [][]script.Token) int {
	end := braceEnd(list, 1)
	var value val
	if cond := list[0][1:]; len(cond) > 2 && cond[0].Text == "(" {
		e := in.evaluator(inBrackets(cond))
		e.strict = true
		if value = e.expr(); e.i < len(e.toks) {
			value = val{}
		}
	}
	inner := list[2:max(2, end-1)]
	w, taken, covered := newWays(list[0][0].Pos), false, false
	for i := 0; i < len(inner); {
		same, known := false, value.known()
		var body [][]script.Token
		s := inner[i]
		for at := labelEnd(s); at > 0; at = labelEnd(s) {
			if isName(s[0], "default") {
				same, covered = true, true
			} else {
				yes, sure := in.matches(s[1:at-1], value)
				same, known = same || yes, known && (sure || yes)
			}
			s = s[at:]
		}
		if len(s) > 0 {
			body = append(body, s)
		}
		for i++; i < len(inner) && labelEnd(inner[i]) == 0; {
			next := i + 1
			if isBrace(inner[i], "{") {
				next = braceEnd(inner, i)
			}
			body = append(body, inner[i:next]...)
			i = next
		}
		taken = taken || w.follow(in, outcomeOf(same, known), func() { in.run(body) })
	}
	if covered && w.n > 0 {
		in.f.Exhausts(w.pos, w.n)
	}
	return end
}

// labelEnd is the index behind a label of a switch, 0 if there is none.
func labelEnd(s []script.Token) int {
	if len(s) == 0 || !isName(s[0], "case") && !isName(s[0], "default") {
		return 0
	}
	return 1 + slices.IndexFunc(s, func(t script.Token) bool { return t.Kind == script.Punct && t.Text == ":" })
}
