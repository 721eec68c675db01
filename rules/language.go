package rules

import (
	"fmt"
	"reflect"

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

func quoted(list []string) []string {
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = fmt.Sprintf("%q", s)
	}
	return out
}
