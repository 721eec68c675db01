package xmltree_test

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// The oracle: spans lie in the text and in each other; the text at an
// attribute's span is that attribute; and what encoding/xml accepts is read
// here as the same tree without a problem.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		`<a x="1" y='2'><b/>text<c>t</c></a>`,
		"<?xml version='1.0'?>\r\n<!DOCTYPE a [<!ENTITY e 'x'>]><a><!-- c --><![CDATA[<]]></a>",
		"<a><b x=\"true />\n<c y=1/></a>", `<a></b>`, `<a x="&lt;&#65;&e;">`, `<é ü="ß"/>`, `<a <b`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		doc := xmltree.Parse("x", text)
		for _, e := range doc.Elements {
			checkSpans(t, text, e, xmltree.Span{Pos: 0, End: len(text)})
		}
		for _, p := range doc.Problems {
			if p.At.Pos < 0 || p.At.End < p.At.Pos || p.At.End > len(text) {
				t.Errorf("problem %q at %v of %d bytes", p.Message, p.At, len(text))
			}
		}
		compareWithLibrary(t, text, doc)
	})
}

func checkSpans(t *testing.T, text string, e *xmltree.Element, outer xmltree.Span) {
	t.Helper()
	in := func(what string, s, outer xmltree.Span) {
		if s.Pos < outer.Pos || s.End > outer.End || s.End < s.Pos {
			t.Errorf("%s of <%s>: %v outside of %v", what, e.Name, s, outer)
		}
	}
	in("element", e.At, outer)
	in("start tag", e.Open, e.At)
	in("name", e.NameAt, e.Open)
	if text[e.NameAt.Pos:e.NameAt.End] != e.Name {
		t.Errorf("name span holds %q, name is %q", text[e.NameAt.Pos:e.NameAt.End], e.Name)
	}
	if e.Close.IsValid() {
		in("end tag", e.Close, e.At)
	}
	for _, a := range e.Attrs {
		in("attribute", a.At, e.Open)
		in("value", a.ValueAt, a.At)
		if !strings.HasPrefix(text[a.At.Pos:a.At.End], a.Name) {
			t.Errorf("attribute span holds %q, name is %q", text[a.At.Pos:a.At.End], a.Name)
		}
		if !strings.Contains(a.Value, "&") && !strings.Contains(text[a.ValueAt.Pos:a.ValueAt.End], "&") && a.Value != text[a.ValueAt.Pos:a.ValueAt.End] {
			t.Errorf("value span holds %q, value is %q", text[a.ValueAt.Pos:a.ValueAt.End], a.Value)
		}
	}
	for _, c := range e.Children {
		checkSpans(t, text, c, e.At)
	}
}

// compareWithLibrary reads text with encoding/xml, if that accepts it, as
// configuration without entities of its own is.
func compareWithLibrary(t *testing.T, text string, doc *xmltree.Document) {
	t.Helper()
	if strings.Contains(text, "<!") || strings.ContainsAny(text, "\r&") {
		return // line ends are normalised there; declarations are checked more loosely here
	}
	var want, got []string
	decoder := xml.NewDecoder(strings.NewReader(text))
	decoder.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	depth, tops := 0, 0
	for {
		token, err := decoder.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			if depth == 0 {
				tops++
			}
			depth++
			want = append(want, "<"+token.Name.Local)
			seen := map[xml.Name]bool{}
			for _, a := range token.Attr {
				if seen[a.Name] {
					return
				}
				seen[a.Name] = true
				want = append(want, a.Name.Local+"="+a.Value)
			}
		case xml.EndElement:
			depth--
			want = append(want, ">"+token.Name.Local)
		}
	}
	if depth != 0 || tops != 1 || !matched(want) || len(want) > 1000 {
		return
	}
	var walk func(e *xmltree.Element)
	walk = func(e *xmltree.Element) {
		got = append(got, "<"+localName(e.Name))
		for _, a := range e.Attrs {
			got = append(got, localName(a.Name)+"="+a.Value)
		}
		for _, c := range e.Children {
			walk(c)
		}
		got = append(got, ">"+localName(e.Name))
	}
	for _, e := range doc.Elements {
		walk(e)
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q: got %q, encoding/xml reads %q", text, got, want)
	}
}

func localName(name string) string {
	if i := strings.IndexByte(name, ':'); i > 0 && i < len(name)-1 && strings.Count(name, ":") == 1 {
		return name[i+1:]
	}
	return name
}

// matched reports whether start and end tags pair up.
func matched(tags []string) bool {
	var stack []string
	for _, tag := range tags {
		switch tag[0] {
		case '<':
			stack = append(stack, tag[1:])
		case '>':
			if len(stack) == 0 || stack[len(stack)-1] != tag[1:] {
				return false
			}
			stack = stack[:len(stack)-1]
		}
	}
	return len(stack) == 0
}

func BenchmarkParse(b *testing.B) {
	text := "<configuration>" + strings.Repeat(`
  <location path="Default Web Site/app">
    <system.webServer><security><authentication>
      <windowsAuthentication enabled="true" authPersistNonNTLM="false" />
    </authentication></security></system.webServer>
  </location>`, 1000) + "</configuration>"
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if doc := xmltree.Parse("x", text); len(doc.Problems) > 0 {
			b.Fatal(doc.Problems)
		}
	}
}
