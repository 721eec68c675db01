package rules

import (
	"fmt"
	"reflect"
	"slices"

	"github.com/expr-lang/expr/ast"

	"github.com/cdolint/cdolint/internal/nearest"
)

// function is one that expressions may call.
type function struct {
	name, use, doc string
	list           bool // looks at each element of a list
}

// functions are the functions of expr-lang that cannot read anything, make
// anything large out of little, or tell another time tomorrow.
func functions() []function {
	return []function{
		{"all", `all(args, .blank)`, "true if the condition holds for every element; in it, `.field` and `#` are of the element", true},
		{"any", `any(args, .blank)`, "… for at least one", true},
		{"none", `none(args, .blank)`, "… for none", true},
		{"one", `one(args, .blank)`, "… for exactly one", true},
		{"count", `count(args, .blank)`, "for how many elements it holds", true},
		{"filter", `filter(args, .kind == "string")`, "the elements for which it holds", true},
		{"find", `find(args, .blank)`, "the first element for which it holds, or nil", true},
		{"map", `map(args, .text)`, "the value for every element", true},
		{"len", `len(args)`, "number of elements, or of characters of a text", false},
		{"first", `first(args)`, "the first element, or nil", false},
		{"last", `last(args)`, "the last element, or nil", false},
		{"join", `join(map(args, .text), ", ")`, "texts in one; the separator is written out", false},
		{"lower", `lower(progid)`, "in lower case", false},
		{"upper", `upper(progid)`, "in upper case", false},
		{"trim", `trim(server)`, "without blanks at its ends; trim(x, \"/\") without those characters", false},
		{"trimPrefix", `trimPrefix(class, "acme.")`, "without that beginning", false},
		{"trimSuffix", `trimSuffix(page, ".asp")`, "without that end", false},
		{"hasPrefix", `hasPrefix(class, "acme.")`, "as the operator startsWith", false},
		{"hasSuffix", `hasSuffix(page, ".asp")`, "as the operator endsWith", false},
		{"indexOf", `indexOf(page, "/")`, "position from 0, or -1", false},
		{"lastIndexOf", `lastIndexOf(page, "/")`, "… of the last one", false},
		{"int", `int(args[0].text)`, "a number of a text or a number; an error for other texts", false},
		{"float", `float(args[0].text)`, "… with a fraction", false},
		{"string", `string(len(args))`, "a text of anything", false},
		{"abs", `abs(correct)`, "without its sign", false},
		{"min", `min(1, len(args))`, "the least", false},
		{"max", `max(1, len(args))`, "the greatest", false},
	}
}

func isAllowed(name string) (function, bool) {
	list := functions()
	i := slices.IndexFunc(list, func(f function) bool { return f.name == name })
	if i < 0 {
		return function{}, false
	}
	return list[i], true
}

func (c *checker) call(at ast.Node, name string, args []ast.Node) shape {
	f, ok := isAllowed(name)
	if !ok {
		var all []string
		for _, f := range functions() {
			all = append(all, f.name)
		}
		hint := "docs/packs.md lists the functions"
		if near := nearest.Of(name, all); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return c.fail(at, "there is no function %q; %s", name, hint)
	}
	if f.list {
		return c.predicate(at, name, args)
	}
	var list shape
	for i, a := range args {
		s := c.check(a)
		if i == 0 {
			list = s
		}
		if _, written := a.(*ast.StringNode); name == "join" && i == 1 && !written {
			return c.fail(a, "the separator of join is written out in quotes")
		}
	}
	switch name {
	case "first", "last":
		if list.typ != nil && list.typ.Kind() == reflect.Slice {
			return elementOf(list)
		}
		return shape{}
	case "len", "indexOf", "lastIndexOf", "int", "float", "abs", "min", "max":
		return shape{typ: reflect.TypeFor[int]()}
	}
	out := shape{typ: reflect.TypeFor[string]()}
	switch name {
	case "hasPrefix", "hasSuffix":
		if len(args) == 2 {
			c.inCase(list, args[1])
		}
	case "lower", "upper":
		out.letter, out.field = name, name+"(…)"
	case "trim", "trimPrefix", "trimSuffix":
		out.letter, out.field = list.letter, described(list)
	}
	return out
}

// predicate is a function that looks at each element of a list. One within
// another would cost the product of their lists.
func (c *checker) predicate(at ast.Node, name string, args []ast.Node) shape {
	if c.element != nil {
		return c.fail(at, "%s stands within another function over a list; that is not possible", name)
	}
	if len(args) == 0 {
		return shape{} // expr says what is missing
	}
	list := c.check(args[0])
	element := shape{}
	if list.typ != nil && list.typ.Kind() == reflect.Slice {
		element = elementOf(list)
	}
	before := c.cost
	c.element = &element
	for _, a := range args[1:] {
		if p, ok := a.(*ast.PredicateNode); ok {
			c.check(p.Node)
		} else {
			c.check(a)
		}
	}
	c.element = nil
	const usual = 8 // elements
	c.cost += usual * (c.cost - before)
	switch name {
	case "filter":
		return list
	case "find":
		return element
	case "map":
		return shape{}
	case "count":
		return shape{typ: reflect.TypeFor[int]()}
	}
	return shape{typ: reflect.TypeFor[bool]()}
}
