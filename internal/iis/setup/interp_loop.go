package setup

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// loop follows the head of a loop: the variable of For Each is some element.
func (in *interp) loop(s []script.Token) {
	head := s[1:]
	if len(head) > 0 && head[0].Text == "(" {
		inner := inBrackets(head)
		defer in.statement(head[min(len(head), len(inner)+2):])
		head = inner
	}
	at := slices.IndexFunc(head, func(t script.Token) bool { return isName(t, "in") })
	if at < 1 {
		if len(head) > 0 && head[0].Kind == script.Name {
			delete(in.vars, strings.ToLower(head[0].Text))
		}
		return
	}
	e := in.evaluator(head[at+1:])
	in.set(head[at-1].Text, elementOf(e.expr()))
}

// forEach follows For Each x In Array("a", "b") … Next for each element, where
// they are known, and returns the number of statements to pass over.
func (in *interp) forEach(list [][]script.Token) int {
	head := list[0]
	if in.lang != script.Basic || len(head) < 5 || !isName(head[0], "for") || !isName(head[1], "each") || !isName(head[3], "in") {
		return 0
	}
	e := in.evaluator(head[4:])
	over := e.expr()
	if over.kind != valList {
		return 0
	}
	const longest = 1000 // statements of a loop's body
	depth := 0
	for end, s := range list[:min(len(list), longest)] {
		switch {
		case isName(s[0], "for"):
			depth++
		case isName(s[0], "next"):
			depth--
		}
		if depth > 0 {
			continue
		}
		for _, element := range over.list[:min(len(over.list), MostRounds)] {
			in.set(head[2].Text, element)
			in.sure.round(head[2].Text)
			in.run(list[1:end])
			in.sure.endRound()
		}
		return end
	}
	return 0
}

// elementOf is some element of a collection: a child of a key.
func elementOf(v val) val {
	if v.is(objKey) && !strings.HasSuffix(v.obj.key, "*") {
		return objVal(object{kind: objKey, key: v.obj.key + "/" + claim.Unknown})
	}
	if v.is(objKey) {
		return objVal(object{kind: objKey, key: strings.TrimSuffix(v.obj.key, "*")})
	}
	return val{}
}
