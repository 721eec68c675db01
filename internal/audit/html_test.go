package audit

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/csv"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/cdolint/cdolint/internal/plain"
)

// fill sets every string that a report holds, slices with one element each.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Field(i); f.CanSet() {
				fill(f, text)
			}
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		fill(v.Index(0), text)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), text)
	case reflect.Int, reflect.Int64:
		v.SetInt(2)
	case reflect.Bool:
		v.SetBool(true)
	default:
	}
}

// hostile is a report of which every string is the payload.
func hostile(payload string) *Report {
	r := &Report{}
	fill(reflect.ValueOf(r).Elem(), payload)
	a := &r.Applications[0]
	a.Operations[0].code = payload
	a.Plan[0].text = "Text " + strings.NewReplacer("`", "", "*", "").Replace(payload)
	g := a.Graph
	g.Edges = []Edge{{From: 0, To: 1, Line: 1}}
	name := "folder/" + strings.ReplaceAll(payload, "/", "∕") // every box has a name and a folder
	g.Nodes = []Node{{Path: name, Kind: NodePage}, {Path: name, Kind: NodeKind(payload)}}
	g.layout()
	r.Findings[0].Source, r.Findings[0].Application = a.Source, a.Folder
	return r
}

func payloads() []string {
	return []string{
		"<script>alert(1)</script>", "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
		"' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>", "<!-- -->", "--><script>",
		"<![CDATA[x]]>", "</pre></article></main><iframe src=//evil.example>", "{{.Tool.Version}}", "&lt;script&gt;", "&#60;script&#62;",
		"<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "\u2028<b>", "<math><mi//xlink:href=\"data:x,<script>\">",
		"<style>@import '//evil.example'</style>", "</details><details open ontoggle=alert(1)>", "`${alert(1)}`", "<template><script>",
		"<form action=//evil.example><input>", "</svg><foreignObject><script>", "</select><script>", "url(//evil.example)",
	}
}

// shape lists the elements of a page with the names of their attributes.
func shape(t *testing.T, page []byte) (elements []string, text string) {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			s := n.Data
			for _, a := range n.Attr {
				s += " " + a.Key
				if a.Key == "href" && !strings.HasPrefix(a.Val, "#") {
					s += "=" + strings.SplitN(a.Val, ":", 2)[0] + ":"
				}
			}
			elements = append(elements, s)
		case html.TextNode:
			b.WriteString(n.Data)
		case html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		default:
		}
	}
	return elements, b.String()
}

func TestNothingFromAFileBecomesMarkup(t *testing.T) {
	page := func(payload string, findings int) []byte {
		var b bytes.Buffer
		r := hostile(payload)
		r.Findings[0].URI = "https://example.com/" // of a rule: not from a file
		r.Findings = slices.Repeat(r.Findings, findings)
		if err := Write(&b, "html", r); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for _, findings := range []int{1, fullFindings + 1} { // in full, and in short
		want, _ := shape(t, page("harmless", findings))
		if len(want) < 200 {
			t.Fatalf("%d elements: not all parts of the page are there", len(want))
		}
		for _, payload := range payloads() {
			got, text := shape(t, page(payload, findings))
			if !slices.Equal(want, got) {
				t.Errorf("%q changed the page (-want +got):\n%s", payload, cmp.Diff(want, got))
			}
			if n := strings.Count(text, plain.Visible(payload, "\n\t")); n < 40 {
				t.Errorf("%q is shown %d times", payload, n)
			}
		}
	}
}

func TestThePolicyAllowsStyleAndScriptAndNothingElse(t *testing.T) {
	var b bytes.Buffer
	if err := Write(&b, "html", hostile("x")); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	sum := func(text string) string {
		s := sha256.Sum256([]byte(text))
		return base64.StdEncoding.EncodeToString(s[:])
	}
	policy, style, script := "", "", ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case n.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "default-src"):
				policy = a.Val
			case a.Key == "style", a.Key == "src", a.Key == "srcset", strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
		switch n.Data {
		case "style":
			style += n.FirstChild.Data
		case "script":
			script += n.FirstChild.Data
		case "link", "img", "iframe", "object", "embed", "base", "use", "image":
			t.Errorf("the page has a <%s>", n.Data)
		}
	}
	want := fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'", sum(style), sum(script))
	if policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
}

// TestHeadingsAndAnchors: no heading level is left out, no ID is there twice,
// and every link within the page leads somewhere.
func TestHeadingsAndAnchors(t *testing.T) {
	r := hostile("x")
	r.Applications[0].ID, r.Findings[0].ID = "app-1", "f-1"
	r.Applications[0].Plan[0].ID, r.Findings[0].Ways[0].ID = "webdav", "webdav"
	r.Fixes[0].Applications = []string{"app-1"}
	r.Findings[0].State = StateError
	var b bytes.Buffer
	if err := Write(&b, "html", r); err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(&b)
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]bool{}
	var links []string
	level := byte('0')
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
			if n.Data[1] > level+1 {
				t.Errorf("<%s> follows <h%c>", n.Data, level)
			}
			level = n.Data[1]
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id" && ids[a.Val]:
				t.Errorf("the ID %q is there twice", a.Val)
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				links = append(links, a.Val[1:])
			case a.Key == "aria-labelledby":
				links = append(links, strings.Fields(a.Val)...)
			}
		}
	}
	for _, l := range links {
		if !ids[l] {
			t.Errorf("nothing has the ID %q", l)
		}
	}
}

func TestNoCellIsAFormula(t *testing.T) {
	for _, payload := range []string{"=HYPERLINK(\"http://evil.example\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"} {
		var b bytes.Buffer
		if err := Write(&b, "csv", hostile(payload)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\uFEFF")))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for _, cell := range row {
				if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
					t.Errorf("%q is a cell", cell)
				}
			}
		}
	}
}
