package rules

import (
	"slices"

	"github.com/expr-lang/expr/ast"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
)

// aspect is the part of facts that a rule asks for: one on the arguments of a
// call is not less sure because nobody knows under whose name the call is made.
type aspect struct{ alone bool }

// aspectOf takes a rule, compiled, and a fact of its kind.
func aspectOf(r *Rule, f fact.Fact) aspect {
	whole, ok := f.(fact.Twofold)
	return aspect{ok && !r.reads(whole.Circumstances())}
}

func (a aspect) confidence(f fact.Fact) finding.Confidence {
	if a.alone {
		return confidence(f.(fact.Twofold).SureAlone())
	}
	return ConfidenceOf(f)
}

func (a aspect) steps(f fact.Fact) []fact.Step {
	if a.alone {
		return f.(fact.Twofold).StepsAlone()
	}
	return f.About().Steps
}

// reads reports whether an expression of the rule names one of the fields.
func (r *Rule) reads(fields []string) bool {
	if r.when != nil && r.when.reads(fields) {
		return true
	}
	return slices.ContainsFunc(r.message.parts, func(p part) bool { return p.expr != nil && p.expr.reads(fields) })
}

func (e *expression) reads(fields []string) bool {
	tree := e.program.Node()
	n := fieldsRead{of: fields}
	ast.Walk(&tree, &n)
	return n.found
}

// fieldsRead looks for fields of a fact in an expression.
type fieldsRead struct {
	of    []string
	found bool
}

// Visit implements ast.Visitor.
func (n *fieldsRead) Visit(node *ast.Node) { //nolint:gocritic // as the interface has it
	if id, ok := (*node).(*ast.IdentifierNode); ok && slices.Contains(n.of, id.Value) {
		n.found = true
	}
}
