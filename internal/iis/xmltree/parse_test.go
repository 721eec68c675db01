package xmltree_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// show writes a tree in one line: name[attr=value …](children)"text".
func show(e *xmltree.Element) string {
	var b strings.Builder
	b.WriteString(e.Name)
	for _, a := range e.Attrs {
		fmt.Fprintf(&b, "[%s=%s]", a.Name, a.Value)
	}
	if e.Text != "" {
		fmt.Fprintf(&b, "%q", e.Text)
	}
	if len(e.Children) > 0 {
		b.WriteByte('(')
		for i, c := range e.Children {
			if i > 0 {
				b.WriteByte(' ')
			}
			b.WriteString(show(c))
		}
		b.WriteByte(')')
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
		problems         []string
	}{
		{"nested elements with attributes in both quotes", `<a x="1" y='2'><b/><c>t</c></a>`, `a[x=1][y=2](b c"t")`, nil},
		{"declaration, comments and instructions are skipped", "<?xml version='1.0' encoding='shift_jis'?><!-- <x> --><a><!-- - -- --><b/><?php <c> ?></a>", `a(b)`, nil},
		{"references are decoded", `<a v="&lt;&amp;&quot;&apos;&gt;&#65;&#x42;"/>`, `a[v=<&"'>AB]`, nil},
		{"entities of a document type stay as written", `<!DOCTYPE a [<!ENTITY e "x"><!ENTITY f SYSTEM "file:///etc/passwd">]><a v="&e;&f;">&e;</a>`, `a[v=&e;&f;]"&e;"`, nil},
		{"character data in CDATA", `<a><![CDATA[ <b> & ]]></a>`, `a"<b> &"`, nil},
		{"blanks around = and in end tags", "<a x =\n'1' ></a >", `a[x=1]`, nil},
		{"prefixes", `<iis:WebDir xmlns:iis="u" xdt:Transform="Insert"/>`, `iis:WebDir[xmlns:iis=u][xdt:Transform=Insert]`, nil},
		{"a missing end tag is closed by its parent's", `<a><b><c/></a>`, `a(b(c))`, []string{"<b> is not closed before </a>"}},
		{"an end tag that closes nothing is passed over", `<a></x><b/></a>`, `a(b)`, []string{"</x> closes nothing"}},
		{"letter case of an end tag", `<a><B></b><c/></a>`, `a(B c)`, []string{"expected </B>, found </b>: letter case differs"}},
		{"a tag without its > ends at the next <", "<a><b x='1'\n<c/></a>", `a(b[x=1](c))`, []string{"tag <b is not closed, expected '>' before the next '<'", "<b> is not closed before </a>"}},
		{"a forgotten quote costs its line", "<a><b x=\"true />\n<c y=\"1\"/></a>", `a(b[x=true] c[y=1])`, []string{"value of x has no closing quote"}},
		{"< in a value", `<a x="1<2"/>`, `a[x=1<2]`, []string{"value of x holds '<', which must be written &lt;"}},
		{"a value without quotes", `<a x=1 y=on/>`, `a[x=1][y=on]`, []string{"value of x stands without quotes", "value of y stands without quotes"}},
		{"an attribute without a value", `<a x y="1"/>`, `a[y=1]`, []string{"attribute x has no value, expected '='"}},
		{"an attribute given twice", `<a x="1" x="2"/>`, `a[x=1]`, []string{"attribute x is given twice; the first counts"}},
		{"text that ends in the middle", `<a><b x="1`, `a(b[x=1])`, []string{"<a> is not closed, nor is <b> in it"}},
		{"text that ends between tags", "<a><b><c><d/>\n", `a(b(c(d)))`, []string{"<a> is not closed, nor are 2 elements in it"}},
		{"text that ends in an end tag", `<a><b></b></`, `a(b)`, []string{"<a> is not closed"}},
		{"text that ends in an attribute", `<a><b x=`, `a(b[x=])`, []string{"<a> is not closed, nor is <b> in it"}},
		{"several missing end tags are one mistake", `<a><b><c><d/></a>`, `a(b(c(d)))`, []string{"<b> is not closed before </a>, nor is <c> in it"}},
		{"a comment that is not closed", `<a><b/><!-- x </a>`, `a(b)`, []string{`comment is not closed, expected "-->"`}},
		{"a lone <", `<a>1 < 2</a>`, `a"1"`, []string{"found '<' where no tag begins"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc := xmltree.Parse("web.config", tt.text)
			if got := show(doc.Root()); got != tt.want {
				t.Errorf("tree: got %s, want %s", got, tt.want)
			}
			var problems []string
			for _, p := range doc.Problems {
				problems = append(problems, p.Message)
			}
			if strings.Join(problems, "\n") != strings.Join(tt.problems, "\n") {
				t.Errorf("problems: got %q, want %q", problems, tt.problems)
			}
		})
	}
}

func TestSpansPointAtTheText(t *testing.T) {
	const text = `<a><b enabled = "tr&#117;e" other='x'>text</b></a>`
	b := xmltree.Parse("x", text).Root().Child("b")
	a := b.Attr("ENABLED")
	for _, tt := range []struct {
		what, want string
		at         xmltree.Span
	}{
		{"element", `<b enabled = "tr&#117;e" other='x'>text</b>`, b.At},
		{"start tag", `<b enabled = "tr&#117;e" other='x'>`, b.Open},
		{"end tag", `</b>`, b.Close},
		{"name", `b`, b.NameAt},
		{"character data", `text`, b.TextAt},
		{"attribute", `enabled = "tr&#117;e"`, a.At},
		{"value", `tr&#117;e`, a.ValueAt},
	} {
		if got := text[tt.at.Pos:tt.at.End]; got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.what, got, tt.want)
		}
	}
}

func TestNestingIsLimited(t *testing.T) {
	const n = 200_000
	doc := xmltree.Parse("x", strings.Repeat("<a>", n)+strings.Repeat("</a>", n)+"<b/>")
	depth := 0
	for e := doc.Root(); e != nil; e = e.Child("a") {
		depth++
	}
	if depth != xmltree.MaxDepth {
		t.Errorf("got depth %d, want %d", depth, xmltree.MaxDepth)
	}
	limits := 0
	for _, p := range doc.Problems {
		if p.Limit {
			limits++
		}
	}
	if limits != 1 || len(doc.Elements) != 2 {
		t.Errorf("got %d limit problems and %d top elements, want 1 and 2", limits, len(doc.Elements))
	}
}
