package yamltree

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/cdolint/cdolint/internal/source"
)

// FuzzParse: places lie in the text, a plain scalar is the text at its place,
// errors say where, and an independent decoder sees the same keys, lists and
// texts.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		"a: b\nc: [d, 'e', \"f\\n\"]\n", "- a\n- b: c\n  d: e\n", "{a: {b: [c]}}", "a: |\n  x\nb: >-\n  y\n z\n",
		"a: &x {b: c}\nd: *x\n", "a:\n\tb: c\n", "a: *.asp\n", "x: [!y]\n", "\ufeffa: b\r\nc: d\r", "a: b\n---\nc: d\n",
		"? a\n: b\n", "a: 'it''s'\n\"b\": ~\n", laughs(3), "a: b # c\n#d\n", "日本: é\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<14 {
			return
		}
		file := source.New("x.yaml", raw, source.Options{})
		n, err := Parse(file)
		if err != nil {
			var e *Error
			if !errors.As(err, &e) || e.Message == "" || e.Pos < 0 || e.End > len(file.Text)+1 || e.Pos > e.End {
				t.Fatalf("%#v", err)
			}
			for _, r := range e.Error() + strings.ReplaceAll(e.Frame(), "\n", "") {
				if r < ' ' {
					t.Fatalf("%q holds a control character", e.Error()+e.Frame())
				}
			}
			return
		}
		check(t, file, n, 0)
		var other any
		text := strings.ReplaceAll(strings.ReplaceAll(file.Text, "\r\n", "\n"), "\r", "\n") // it keeps some CRs
		if yaml.Unmarshal([]byte(text), &other) != nil {
			return // it is stricter about values: dates, numbers, merges
		}
		same(t, n, other)
	})
}

func check(t *testing.T, f *source.File, n *Node, depth int) {
	if depth > maxDepth {
		t.Fatal("too deep")
	}
	if n.Pos < 0 || n.Pos > n.End || n.End > len(f.Text) {
		t.Fatalf("%v at %d-%d of %d bytes", n.Kind, n.Pos, n.End, len(f.Text))
	}
	// A plain scalar is the text at its place; unless the library changed it,
	// as it does with tabs and line ends within one.
	line := f.Line(f.Position(n.Pos).Line)
	if n.Kind == Scalar && !n.Quoted && strings.Contains(line, n.Text) && !strings.Contains(line, "\t") && f.Text[n.Pos:n.End] != n.Text {
		t.Fatalf("scalar %q at %q", n.Text, f.Text[n.Pos:n.End])
	}
	for _, field := range n.Fields {
		check(t, f, field.Key, depth+1)
		check(t, f, field.Value, depth+1)
	}
	for _, item := range n.Items {
		check(t, f, item, depth+1)
	}
}

func same(t *testing.T, n *Node, other any) {
	switch o := other.(type) {
	case map[string]any:
		if n.Kind != Mapping || len(n.Fields) < len(o) {
			t.Fatalf("%v of %d keys, the other has %v", n.Kind, len(n.Fields), o)
		}
		if len(n.Fields) > len(o) {
			return // 0 and 00 are one key there, and the last counts
		}
		for _, f := range n.Fields {
			v, ok := o[f.Key.Text]
			if !ok {
				if f.Key.Quoted {
					t.Fatalf("the other lacks key %q: %v", f.Key.Text, o)
				}
				continue // a number or null as key is written differently there
			}
			same(t, f.Value, v)
		}
	case []any:
		if n.Kind != Sequence || len(n.Items) != len(o) {
			t.Fatalf("%v of %d items, the other has %v", n.Kind, len(n.Items), o)
		}
		for i := range o {
			same(t, n.Items[i], o[i])
		}
	case string:
		if n.Kind != Scalar || n.Text != o {
			t.Fatalf("%v %q, the other has %q", n.Kind, n.Text, o)
		}
	case nil:
		if n.Kind != Null {
			t.Fatalf("%v %q, the other has nothing", n.Kind, n.Text)
		}
	default:
		if n.Kind != Scalar {
			t.Fatalf("%v, the other has %s", n.Kind, fmt.Sprint(o))
		}
	}
}
