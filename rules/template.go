package rules

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/fact"
)

// template is text with {{ expressions }} over the fields of a fact.
type template struct {
	parts []part
}

type part struct {
	text string
	expr *vm.Program
}

func parseTemplate(s string, zero fact.Fact) (*template, error) {
	s = strings.Join(strings.Fields(s), " ")
	t := &template{}
	for s != "" {
		before, rest, found := strings.Cut(s, "{{")
		t.parts = append(t.parts, part{text: before})
		if !found {
			break
		}
		code, after, closed := strings.Cut(rest, "}}")
		if !closed {
			return nil, fmt.Errorf("{{ without }} before %q", rest)
		}
		p, err := expr.Compile(code, expr.Env(zero))
		if err != nil {
			return nil, err
		}
		t.parts = append(t.parts, part{expr: p})
		s = after
	}
	return t, nil
}

func (t *template) run(f fact.Fact) (string, error) {
	var b strings.Builder
	for _, p := range t.parts {
		if p.expr == nil {
			b.WriteString(p.text)
			continue
		}
		v, err := expr.Run(p.expr, f)
		if err != nil {
			return "", err
		}
		fmt.Fprint(&b, v)
	}
	return strings.Join(strings.Fields(b.String()), " "), nil // empty expressions leave blanks
}
