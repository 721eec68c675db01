package rules

import (
	"fmt"
	"regexp/syntax"
	"slices"
	"strings"

	"github.com/expr-lang/expr/ast"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/nearest"
)

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
