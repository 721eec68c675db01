package outline_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/outline"
)

// show writes nodes: keys with their values in quotes, items as "-", what is
// below in brackets.
func show(list []*outline.Node) string {
	var b strings.Builder
	for i, n := range list {
		if i > 0 {
			b.WriteString(" ")
		}
		key := n.Key
		if key == "" {
			key = "-"
		}
		b.WriteString(key)
		if n.Value != "" {
			fmt.Fprintf(&b, "=%q", n.Value)
		}
		if len(n.Children) > 0 {
			b.WriteString("(" + show(n.Children) + ")")
		}
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"keys below keys", "a:\n  b: c\n  d: e # f\ng: h\n", `a(b="c" d="e") g="h"`},
		{"items as deep as their key", "a:\n- b: 1\n  c: 2\n- d\nx: y", `a(-(b="1" c="2") -="d") x="y"`},
		{"items within items", "- - a\n  - b\n- c", `-(-="a" -="b") -="c"`},
		{"quotes", "a: \"x\\\\y \\\"z\\\"\"\n'b c': 'it''s' # no", `a="x\\y \"z\"" b c="it's"`},
		{"a block", "a: |-\n  one\n\n   two\nb: c", `a="one\n\n   two" b="c"`},
		{"a folded block", "a: >\r\n  one\r\n  two\r\nb: c", `a="one    two" b="c"`},
		{"a block of an item", "- |\n  x: y\n- z", `-="x: y" -="z"`},
		{"values over several lines", "a: one\n  two\n  three\nb: c", `a="one two three" b="c"`},
		{"flow", "a: {b: \"c, d\", e: f}\ng: [h, 'i']\nj: {{ k }}", `a(b="c, d" e="f") g(-="h" -="i") j="{{ k }}"`},
		{"comments, markers and empty lines", "---\n# a: b\n\nc: d\n...", `c="d"`},
		{"colons in values", "a: C:\\x\nb: http://c", `a="C:\\x" b="http://c"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(outline.Parse(tt.text)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// The oracle: places lie in the text, and what stands there is the value
// unless the node says otherwise.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"a: b", "- a: |\n  b\n  c\n", "a: \"b\\\"c\"", "{a: b}", "a: >\n b\n", "a: [b, 'c']", "a:\n - b\n   c"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var check func(list []*outline.Node)
		check = func(list []*outline.Node) {
			for _, n := range list {
				if n.Pos < 0 || n.End < n.Pos || n.End > len(text) {
					t.Fatalf("%+v of %d bytes", n, len(text))
				}
				if held := text[n.Pos:n.End]; n.Block == '|' && held != n.Value {
					t.Errorf("%q stands on %q", n.Value, held)
				}
				check(n.Children)
			}
		}
		check(outline.Parse(text))
	})
}
