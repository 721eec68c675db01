package rules

import (
	"github.com/expr-lang/expr/ast"
	"github.com/expr-lang/expr/parser"
)

// Needs reports whether the rule holds for no fact in which a field, as its
// expressions name it, is false: the field is one of the conditions that `when`
// joins by `and`. Who looks for facts need not look for others.
func (r *Rule) Needs(field string) bool {
	if r.When == "" {
		return false
	}
	tree, err := parser.Parse(r.When)
	return err == nil && needs(tree.Node, field)
}

func needs(n ast.Node, field string) bool {
	switch n := n.(type) {
	case *ast.IdentifierNode:
		return n.Value == field
	case *ast.BinaryNode:
		return (n.Operator == "and" || n.Operator == "&&") && (needs(n.Left, field) || needs(n.Right, field))
	default:
		return false
	}
}
