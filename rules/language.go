package rules

import (
	"fmt"
	"reflect"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/file"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/nearest"
)

// The bounds of one expression. A pack may come with the repository that is
// analysed: whatever it says, evaluating it must cost little.
const (
	maxExpression = 4096 // bytes
	maxParts      = 500  // operands and operators
	maxRange      = 1000 // numbers in from..to
	maxPattern    = 500  // bytes of a regular expression
	maxStates     = 2000 // of its automaton
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

// shape is what is known of a value before there is one.
type shape struct {
	typ    reflect.Type // nil: not known
	values []string     // all that a text can be; nil: not known
	letter string       // the case of a text, as of a Field
	field  string       // the name of the field
}

func shapeOf(f Field) shape { return shape{f.typ, f.Values, f.Case, f.Name} }

// checker holds an expression to the language of packs, and knows the fields
// well enough to say what was meant by a wrong one.
type checker struct {
	kind   string // of facts
	fields []Field
	// element is that of the list that a predicate looks at.
	element *shape
	cost    int
	mistake *mistake
}

// mistake is one at characters from to to of an expression.
type mistake struct {
	at      file.Location
	message string
}

func (c *checker) fail(n ast.Node, format string, args ...any) shape {
	if c.mistake == nil {
		c.mistake = &mistake{n.Location(), fmt.Sprintf(format, args...)}
	}
	return shape{}
}

// check walks an expression. What it does not complain about, expr itself
// checks for types.
func (c *checker) check(n ast.Node) shape {
	c.cost++
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return c.identifier(n)
	case *ast.StringNode:
		return shape{typ: reflect.TypeFor[string]()}
	case *ast.IntegerNode, *ast.FloatNode:
		return shape{typ: reflect.TypeFor[int]()}
	case *ast.BoolNode:
		return shape{typ: reflect.TypeFor[bool]()}
	case *ast.NilNode:
		return shape{}
	case *ast.UnaryNode:
		return c.check(n.Node)
	case *ast.BinaryNode:
		return c.binary(n)
	case *ast.ChainNode:
		return c.check(n.Node)
	case *ast.MemberNode:
		return c.member(n)
	case *ast.SliceNode:
		c.optional(n.From)
		c.optional(n.To)
		return c.check(n.Node)
	case *ast.PointerNode:
		return c.pointer(n)
	case *ast.ConditionalNode:
		c.check(n.Cond)
		yes, no := c.check(n.Exp1), c.check(n.Exp2)
		if yes.typ != no.typ {
			return shape{}
		}
		return shape{typ: yes.typ}
	case *ast.ArrayNode:
		for _, x := range n.Nodes {
			c.check(x)
		}
		return shape{}
	case *ast.BuiltinNode:
		return c.call(n, n.Name, n.Arguments)
	case *ast.CallNode:
		if callee, ok := n.Callee.(*ast.IdentifierNode); ok {
			return c.call(callee, callee.Value, n.Arguments)
		}
		return c.fail(n, "only functions can be called, and fields are none")
	case *ast.VariableDeclaratorNode:
		return c.fail(n, "there are no variables (let) in a rule")
	case *ast.SequenceNode:
		return c.fail(n, "one expression is expected; a semicolon begins a second one")
	case *ast.MapNode:
		return c.fail(n, "braces are of no use here")
	}
	return c.fail(n, "this is not part of the language of rules")
}

func (c *checker) optional(n ast.Node) {
	if n != nil {
		c.check(n)
	}
}

func (c *checker) identifier(n *ast.IdentifierNode) shape {
	if f, ok := find(c.fields, n.Value); ok {
		return shapeOf(f)
	}
	if _, ok := isAllowed(n.Value); ok {
		return c.fail(n, "%s is a function: %s(…)", n.Value, n.Value)
	}
	return c.fail(n, "%s has no field %q; %s", c.kind, n.Value, c.meant(n.Value, c.fields))
}

// meant is the field that was probably meant.
func (c *checker) meant(name string, fields []Field) string {
	if near := nearest.Of(name, names(fields)); near != "" {
		return fmt.Sprintf("did you mean %q?", near)
	}
	for _, f := range fields { // scheme for auth.scheme
		for _, inner := range f.Fields() {
			if inner.Name == name && f.typ.Kind() != reflect.Slice {
				return fmt.Sprintf("did you mean %q?", f.Name+"."+name)
			}
		}
	}
	if len(fields) > 12 {
		return "docs/packs.md lists its fields"
	}
	return "it has " + english.List(names(fields), "and")
}

func (c *checker) member(n *ast.MemberNode) shape {
	base := c.check(n.Node)
	name, isName := n.Property.(*ast.StringNode)
	if !isName {
		c.check(n.Property)
		if base.typ != nil && base.typ.Kind() != reflect.Slice && base.typ.Kind() != reflect.String {
			return c.fail(n, "%s is no list; write the name of the field behind a dot", described(base))
		}
		if base.typ != nil && base.typ.Kind() == reflect.Slice {
			return elementOf(base)
		}
		return shape{}
	}
	if base.typ == nil {
		return shape{}
	}
	fields := fieldsOf(base.typ)
	if len(fields) == 0 {
		if base.typ.Kind() == reflect.Slice {
			return c.fail(n, "%s is a list; take one element of it, such as %s[0].%s, or any(%s, .%s …)", described(base), base.field, name.Value, base.field, name.Value)
		}
		return c.fail(n, "%s is a %s and has no fields", described(base), typeName(base.typ))
	}
	if f, ok := find(fields, name.Value); ok {
		return shapeOf(f)
	}
	return c.fail(n, "%s has no field %q; %s", described(base), name.Value, c.meant(name.Value, fields))
}

// elementOf a list.
func elementOf(list shape) shape {
	out := shape{typ: list.typ.Elem()}
	if list.field != "" {
		out.field = "an element of " + list.field
	}
	return out
}

func described(s shape) string {
	if s.field != "" {
		return s.field
	}
	return "this"
}

func (c *checker) pointer(n *ast.PointerNode) shape {
	switch {
	case c.element == nil:
		return c.fail(n, "# stands for an element of a list, in any, all, filter and the like")
	case n.Name == "":
		return *c.element
	case n.Name == "index":
		return shape{typ: reflect.TypeFor[int]()}
	}
	return c.fail(n, "there is no #%s; # is the element and #index its number", n.Name)
}

func (c *checker) binary(n *ast.BinaryNode) shape {
	left, right := c.check(n.Left), c.check(n.Right)
	text := shape{typ: reflect.TypeFor[string]()}
	truth := shape{typ: reflect.TypeFor[bool]()}
	switch n.Operator {
	case "==", "!=":
		c.possible(left, n.Right)
		c.possible(right, n.Left)
		return truth
	case "in":
		if list, ok := n.Right.(*ast.ArrayNode); ok {
			for _, x := range list.Nodes {
				c.possible(left, x)
			}
		}
		return truth
	case "matches":
		c.pattern(n.Right)
		return truth
	case "..":
		from, isFrom := n.Left.(*ast.IntegerNode)
		to, isTo := n.Right.(*ast.IntegerNode)
		if !isFrom || !isTo || to.Value-from.Value >= maxRange || to.Value < from.Value {
			return c.fail(n, "a range is two numbers, such as 1..3, and holds at most %d", maxRange)
		}
		return shape{typ: reflect.TypeFor[[]int]()}
	case "+":
		if left.typ == text.typ || right.typ == text.typ {
			return text
		}
	case "contains", "startsWith", "endsWith":
		c.inCase(left, n.Right)
		return truth
	case "and", "or", "&&", "||", "<", ">", "<=", ">=":
		return truth
	}
	return shape{}
}

// inCase: a text that is compared with one in lower case has no capitals, or the
// comparison means nothing. What holds a class ID in braces, in capitals, is in
// lower case but for that.
func (c *checker) inCase(s shape, n ast.Node) {
	text, ok := n.(*ast.StringNode)
	if !ok || s.letter == "" {
		return
	}
	what, letter, right := s.field, s.letter, strings.ToLower(text.Value)
	switch {
	case strings.HasPrefix(text.Value, "{"):
		what, letter, right = "a class ID", "upper", strings.ToUpper(text.Value)
	case s.letter == "upper":
		right = strings.ToUpper(text.Value)
	}
	if right != text.Value {
		c.fail(n, "%s is in %s case; compare with %q", what, letter, right)
	}
}

// possible: a text that is compared with a field whose values are known is one
// of them, or the comparison means nothing.
func (c *checker) possible(s shape, n ast.Node) {
	c.inCase(s, n)
	text, ok := n.(*ast.StringNode)
	if !ok || s.values == nil || slices.Contains(s.values, text.Value) {
		return
	}
	hint := "it is " + english.List(quoted(s.values), "or")
	if near := nearest.Of(text.Value, s.values); near != "" {
		hint = fmt.Sprintf("did you mean %q?", near)
	}
	c.fail(n, "%s is never %q; %s", s.field, text.Value, hint)
}

// pattern: a regular expression is written out, so that it is compiled, and
// found wrong, once.
func (c *checker) pattern(n ast.Node) {
	text, ok := n.(*ast.StringNode)
	if !ok {
		c.fail(n, "the pattern behind matches is written out in quotes")
		return
	}
	if len(text.Value) > maxPattern {
		c.fail(n, "a pattern has at most %d characters", maxPattern)
		return
	}
	re, err := syntax.Parse(text.Value, syntax.Perl)
	if err != nil {
		c.fail(n, "the pattern is no regular expression: %s", strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		return
	}
	automaton, err := syntax.Compile(re.Simplify())
	if err != nil || len(automaton.Inst) > maxStates {
		c.fail(n, "the pattern repeats too much")
		return
	}
	c.cost += len(automaton.Inst)
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

func quoted(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%q", s)
	}
	return out
}
