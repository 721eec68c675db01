package audit

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sketch is blocks in short: p(text `code` *strong*) …
func sketch(list []block) string {
	var b strings.Builder
	line := func(s []span) {
		for _, x := range s {
			switch x.Kind {
			case "code":
				fmt.Fprintf(&b, "`%s`", x.Text)
			case "strong":
				fmt.Fprintf(&b, "*%s*", x.Text)
			default:
				b.WriteString(x.Text)
			}
		}
	}
	for _, x := range list {
		b.WriteString(x.Kind + "(")
		line(x.Spans)
		for _, item := range x.Items {
			b.WriteString("-")
			line(item)
		}
		for _, row := range x.Rows {
			for _, cell := range row {
				b.WriteString("|")
				line(cell)
			}
			b.WriteString("\n")
		}
		b.WriteString(strings.ReplaceAll(x.Code, "\n", "¶") + ")")
	}
	return b.String()
}

func TestMarkdown(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"paragraphs", "one\ntwo\n\nthree", "p(one two)p(three)"},
		{"headings", "### Head `x`\ntext", "h(Head `x`)p(text)"},
		{"lists", "- one\n  goes on\n- **two**\n\n1. a\n2. b\n", "ul(-one goes on-*two*)ol(-a-b)"},
		{"a list behind text", "these:\n- a", "p(these:)ul(-a)"},
		{"code", "```bat\nappcmd set\n\nx\n```\nafter", "pre(appcmd set¶¶x)p(after)"},
		{"code without an end", "```\na", "pre(a)"},
		{"tables", "| a | b |\n|---|---|\n| `x\\|y` | |\n", "table(|a|b\n|`x|y`|\n)"},
		{"links stay text", "see [docs](https://example.com/a) and [this], f(x)[1](y z)", "p(see docs and [this], f(x)[1](y z))"},
		{"loose marks", "a ` b ** c [d](", "p(a ` b ** c [d]()"},
		{"markup stays text", "<b>x</b> &amp;", "p(<b>x</b> &amp;)"},
		{"years are no lists", "2003. was", "p(2003. was)"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, sketch(blocks(tt.text))); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestMarkdownIsLinear(t *testing.T) {
	for _, unit := range []string{"`", "**", "[", "[a](", "- ", "|", "\n", "```\n", "1. ", "#"} {
		start := time.Now()
		blocks(strings.Repeat(unit, 1<<18))
		if d := time.Since(start); d > 2*time.Second {
			t.Errorf("%q: %s", unit, d)
		}
	}
}
