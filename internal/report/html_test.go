package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// htmlShape lists the elements of a page with the names of their attributes.
func htmlShape(t *testing.T, page []byte) (shape []string, text string) {
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
			}
			shape = append(shape, s)
		case html.TextNode:
			b.WriteString(n.Data)
		case html.CommentNode:
			t.Errorf("a comment: %q", n.Data)
		default:
		}
	}
	return shape, b.String()
}

func htmlReport(payload string) *finding.Report {
	m := memory{}
	name := "a" + payload + ".asp"
	m[name] = source.New(name, []byte("<%\n' "+payload+"\ns.Logon\n%>"), source.Options{})
	at := m.at(name, "s.Logon", 0)
	rules := testRules()
	rules[0].Name = payload
	return &finding.Report{Sources: m, Rules: rules, Version: payload, Findings: []finding.Finding{{
		Rule: "CDO001", Level: finding.Error, Confidence: finding.High, At: at, Message: payload, Application: payload, Suppressed: payload,
		Steps:       []finding.Step{{At: at, Text: payload, Kind: payload}},
		Related:     []finding.Related{{At: at, Text: payload, Page: true}, {At: at, Text: payload}},
		Workarounds: []finding.Workaround{{ID: payload, Title: payload, Summary: payload, Text: payload, Commands: []string{payload}}},
	}}, Notifications: []finding.Notification{{ID: payload, At: at, Message: payload}}}
}

func TestNothingFromAFileBecomesMarkup(t *testing.T) {
	want, _ := htmlShape(t, written(t, "html", htmlReport("harmless"), Options{ShowSuppressed: true}))
	for _, payload := range []string{
		"<script>alert(1)</script>", "</style><script>alert(1)</script>", "</title><img src=x onerror=alert(1)>", "\"><svg onload=alert(1)>",
		"' onmouseover='alert(1)", "\" autofocus onfocus=\"alert(1)", "javascript:alert(1)", "<a href=javascript:alert(1)>x</a>", "<!-- -->", "--><script>",
		"<![CDATA[x]]>", "</pre></article></main><iframe src=//evil.example>", "{{.Version}}", "&lt;script&gt;", "&#60;script&#62;", "<base href=//evil.example>",
		"<meta http-equiv=refresh content=0>", "\u2028<b>", "<math><mi//xlink:href=\"data:x,<script>\">", "<style>@import '//evil.example'</style>", "</details><details open ontoggle=alert(1)>",
		"`${alert(1)}`", "<template><script>", "<form action=//evil.example><input>",
	} {
		page := written(t, "html", htmlReport(payload), Options{ShowSuppressed: true})
		got, text := htmlShape(t, page)
		if !slices.Equal(got, want) {
			t.Errorf("%q changed the page:\n%v\nwant\n%v", payload, got, want)
		}
		if shown := line(payload); strings.Count(text, shown) < 10 {
			t.Errorf("%q is shown %d times", payload, strings.Count(text, shown))
		}
	}
}

func TestThePolicyAllowsTheStyleAndNothingElse(t *testing.T) {
	page := written(t, "html", testReport(t), Options{})
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	policy, style := "", ""
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		for _, a := range n.Attr {
			switch {
			case n.Data == "meta" && a.Key == "content" && strings.HasPrefix(a.Val, "default-src"):
				policy = a.Val
			case a.Key == "style" || a.Key == "src" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("<%s> has %s=%q", n.Data, a.Key, a.Val)
			}
		}
		if n.Data == "style" {
			style = n.FirstChild.Data
		}
		if n.Data == "script" || n.Data == "link" {
			t.Errorf("the page has a <%s>", n.Data)
		}
	}
	sum := sha256.Sum256([]byte(style))
	want := fmt.Sprintf("default-src 'none'; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'", base64.StdEncoding.EncodeToString(sum[:]))
	if policy != want {
		t.Errorf("policy %q, want %q", policy, want)
	}
}
