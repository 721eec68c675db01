package yamltree

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/source"
)

func parse(text string) (*Node, error) {
	return Parse(source.New("x.yaml", []byte(text), source.Options{}))
}

// dump writes a tree in one line: mappings in braces, lists in brackets, quoted
// scalars in quotes, each with its line and column.
func dump(f *source.File, n *Node) string {
	var b strings.Builder
	var visit func(n *Node)
	visit = func(n *Node) {
		p := f.Position(n.Pos)
		switch n.Kind {
		case Mapping:
			b.WriteByte('{')
			for i, f := range n.Fields {
				if i > 0 {
					b.WriteString(", ")
				}
				visit(f.Key)
				b.WriteString(": ")
				visit(f.Value)
			}
			b.WriteByte('}')
		case Sequence:
			b.WriteByte('[')
			for i, item := range n.Items {
				if i > 0 {
					b.WriteString(", ")
				}
				visit(item)
			}
			b.WriteByte(']')
		case Null:
			b.WriteByte('~')
		case Scalar:
			if n.Quoted {
				fmt.Fprintf(&b, "%q", n.Text)
			} else {
				b.WriteString(n.Text)
			}
			fmt.Fprintf(&b, "@%d:%d-%d", p.Line, p.UTF16, f.Position(n.End).UTF16)
		}
	}
	visit(n)
	return b.String()
}

func TestParse(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"a mapping", "a: b\nc: d\n", "{a@1:1-2: b@1:4-5, c@2:1-2: d@2:4-5}"},
		{"a mapping of one key", "a: b", "{a@1:1-2: b@1:4-5}"},
		{"a list", "- a\n- b\n", "[a@1:3-4, b@2:3-4]"},
		{"flow form", "{a: [b, 'c'], d: {}}", `{a@1:2-3: [b@1:6-7, "c"@1:9-12], d@1:15-16: {}}`},
		{"scalars are not interpreted", "a: on\nb: 010\nc: 1_000\nd: 0x1F\ne: 5.50\nf: True\ng: .inf\n", "{a@1:1-2: on@1:4-6, b@2:1-2: 010@2:4-7, c@3:1-2: 1_000@3:4-9, d@4:1-2: 0x1F@4:4-8, e@5:1-2: 5.50@5:4-8, f@6:1-2: True@6:4-8, g@7:1-2: .inf@7:4-8}"},
		{"nothing", "a:\nb: ~\nc: null\n", "{a@1:1-2: ~, b@2:1-2: ~, c@3:1-2: ~}"},
		{"an empty file", "", "~"},
		{"comments only", "# a\n\n# b\n", "~"},
		{"a document mark before it", "---\na: b\n", "{a@2:1-2: b@2:4-5}"},
		{"escapes", `a: "x\ty\"z"`, `{a@1:1-2: "x\ty\"z"@1:4-13}`},
		{"columns are UTF-16", "\"é𝄞\": ü\n", "{\"é𝄞\"@1:1-6: ü@1:8-9}"},
		{"CRLF", "a: b\r\nc: d\r\n", "{a@1:1-2: b@1:4-5, c@2:1-2: d@2:4-5}"},
		{"CR alone", "a: b\rc: d\r", "{a@1:1-2: b@1:4-5, c@2:1-2: d@2:4-5}"},
		{"a byte-order mark", "\ufeffa: b\n", "{a@1:1-2: b@1:4-5}"},
		{"a comment behind a value", "a: b # c\n", "{a@1:1-2: b@1:4-5}"},
		{"a block", "a: |\n  x\n  y\nb: c\n", "{a@1:1-2: \"x\\ny\\n\"@1:4-5, b@4:1-2: c@4:4-5}"},
		{"aliases stand where their anchor stands", "a: &x [b]\nc: *x\n", "{a@1:1-2: [b@1:8-9], c@2:1-2: [b@1:8-9]}"},
		{"a number as key", "1: a\n", "{1@1:1-2: a@1:4-5}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := source.New("x.yaml", []byte(tt.text), source.Options{})
			n, err := Parse(f)
			if err != nil {
				t.Fatal(err)
			}
			if got := dump(f, n); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestGetAndElements(t *testing.T) {
	n, err := parse("a: x\nb: [y, z]\nc:\n")
	if err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"a": "x", "b": "y z", "c": "", "missing": ""} {
		var got []string
		for e := range n.Get(key).Elements() {
			got = append(got, e.Text)
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: got %v, want %q", key, got, want)
		}
	}
}

// laughs is a document of n levels, each ten times the one before.
func laughs(n int) string {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

func TestHostileDocumentsEndSoon(t *testing.T) {
	const mib = 1 << 20
	fill := func(s string) string { return strings.Repeat(s, mib/len(s)) }
	nested := func(n int) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String()
	}
	for _, tt := range []struct{ name, text, want string }{
		{"a billion laughs", laughs(9), "aliases make the document larger than is read"},
		{"few laughs", laughs(2), ""},
		{"an alias within its anchor", "a: &x [*x]", `"*" is an alias`},
		{"2 MiB", strings.Repeat("#", 2*mib), "larger than 1 MiB"},
		{"open brackets", fill("["), "more than is read"},
		{"open braces", fill("{a: "), "more than is read"},
		{"dashes", fill("- "), "more than is read"},
		{"keys", fill("a: b\n"), "more than is read"},
		{"anchors", fill("&a "), "more than is read"},
		{"tags", fill("!a "), "more than is read"},
		{"documents", fill("---\n"), "more than is read"},
		{"question marks", fill("? "), "more than is read"},
		{"empty lines", fill("\n"), "more than is read"},
		{"quotes", fill(`"`), "more than is read"},
		{"keys just below the bound", strings.Repeat("a: b\n", 19_000/3), "a second time"},
		{"brackets just below the bound", strings.Repeat("[", 19_000), "not found"},
		{"braces just below the bound", strings.Repeat("{a: ", 19_000/3), "could not find"},
		{"nested blocks", nested(300), "nested deeper"},
		{"nested lists", strings.Repeat("[", 300) + strings.Repeat("]", 300), "nested deeper"},
		{"nested dashes", strings.Repeat("- ", 9000) + "a", "nested deeper"},
		{"one word of a megabyte", strings.Repeat("x", mib), ""},
		{"words", fill("x "), ""},
		{"blanks", fill(" "), ""},
		{"tabs", fill("\t"), ""},
		{"comments", fill("# [{:\n"), "more than is read"},
		{"a long comment", "a: b # " + strings.Repeat("x", mib/2), ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			_, err := parse(tt.text)
			if d := time.Since(start); d > 5*time.Second {
				t.Errorf("took %v", d)
			}
			switch {
			case tt.want == "" && err != nil:
				t.Error(err)
			case tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)):
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func TestFrame(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		pos, end   int
		want       string
	}{
		{"under a word", "a: b\nsome: thing\n", 5, 9, "2 | some: thing\n  | ^^^^\n"},
		{"wide characters take two cells", "日本: x", 8, 9, "1 | 日本: x\n  |       ^\n"},
		{"a tab is a blank", "\ta: b", 1, 2, "1 |  a: b\n  |  ^\n"},
		{"a place of several lines is marked to the end of its line", "ab\ncd", 1, 5, "1 | ab\n  |  ^\n"},
		{"escape sequences are spelled out", "a\x1b[31m: b", 0, 1, "1 | a\\x1b[31m: b\n  | ^\n"},
		{"a point has one caret", "ab", 1, 1, "1 | ab\n  |  ^\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := source.New("x.yaml", []byte(tt.text), source.Options{})
			if got := NewError(f, tt.pos, tt.end, "x").Frame(); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
		})
	}
	long := source.New("x.yaml", []byte(strings.Repeat("x", 1<<20)), source.Options{})
	if got := NewError(long, 1<<19, 1<<19+3, "x").Frame(); len(got) > 3*frameWidth || strings.Count(got, "^") != 3 {
		t.Errorf("a long line is cut around the place, got %d bytes", len(got))
	}
	if got := NewError(long, 0, 0, "x").Frame(); got != "" {
		t.Errorf("the whole file has no frame, got %q", got)
	}
}

func TestErrorsWrap(t *testing.T) {
	cause := errors.New("cause")
	f := source.New("a\x1bb.yaml", nil, source.Options{})
	err := NewError(f, 0, 0, "no: %w", cause)
	if !errors.Is(err, cause) || err.Error() != `a\x1bb.yaml: no: cause` {
		t.Errorf("got %q", err)
	}
}
