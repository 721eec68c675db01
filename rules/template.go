package rules

import (
	"fmt"
	"strings"

	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/fact"
)

// template is text with {{ expressions }} over the fields of a fact.
type template struct {
	parts []part
}

// part is text, or an expression.
type part struct {
	text string
	expr *expression
}

// The bounds of one message.
const (
	maxMessage = 8192 // bytes
	maxInserts = 50   // expressions
)

// parseTemplate takes the text of a scalar apart.
func parseTemplate(in scalar, s string) (*template, error) {
	t := &template{}
	if len(s) > maxMessage {
		return nil, in.errorf(0, len(s), "a message has at most %d characters", maxMessage)
	}
	for at := 0; at < len(s); {
		open := strings.Index(s[at:], "{{")
		if open < 0 {
			if i := strings.Index(s[at:], "}}"); i >= 0 {
				return nil, in.errorf(at+i, at+i+2, "}} closes nothing; an expression begins with {{")
			}
			t.parts = append(t.parts, part{text: s[at:]})
			break
		}
		open += at
		end := closing(s, open+2)
		if end < 0 {
			return nil, in.errorf(open, open+2, "this {{ is not closed; an expression ends with }}")
		}
		if len(t.parts) >= 2*maxInserts {
			return nil, in.errorf(open, open+2, "a message has at most %d expressions", maxInserts)
		}
		t.parts = append(t.parts, part{text: s[at:open]}, part{expr: &expression{text: s[open+2 : end], in: in, offset: open + 2}})
		at = end + 2
	}
	return t, nil
}

// closing is where the }} of an expression stands, -1 if it is missing. In
// quotes it is text.
func closing(s string, from int) int {
	quote := byte(0)
	for i := from; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0 && c == '\\' && quote != '`':
			i++
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'', c == '`':
			quote = c
		case c == '}' && strings.HasPrefix(s[i:], "}}"):
			return i
		}
	}
	return -1
}

// compile checks the expressions.
func (t *template) compile(kinds *kindsOfFacts, zero fact.Fact) error {
	for _, p := range t.parts {
		if p.expr == nil {
			continue
		}
		if err := p.expr.compile(kinds, zero, wantText); err != nil {
			return err
		}
	}
	return nil
}

// cost is what the expressions take, in operands and operators.
func (t *template) cost() int {
	n := 0
	for _, p := range t.parts {
		if p.expr != nil {
			n += p.expr.cost
		}
	}
	return n
}

// run makes the text for a fact.
func (t *template) run(machine *vm.VM, f fact.Fact) (string, error) {
	var b strings.Builder
	for _, p := range t.parts {
		if p.expr == nil {
			b.WriteString(p.text)
			continue
		}
		v, err := p.expr.run(machine, f)
		if err != nil {
			return "", err
		}
		if v != nil {
			fmt.Fprint(&b, v)
		}
	}
	return strings.Join(strings.Fields(b.String()), " "), nil // empty expressions leave blanks
}
