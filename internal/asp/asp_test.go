package asp_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/asp"
)

func TestLanguage(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		want asp.Lang
	}{
		{"", asp.VBScript},
		{"VBScript", asp.VBScript},
		{" VBSCRIPT ", asp.VBScript},
		{"vbs", asp.VBScript},
		{"JScript", asp.JScript},
		{"JavaScript", asp.JScript},
		{"javascript1.2", asp.JScript},
		{"ECMAScript", asp.JScript},
		{"VBScript.Encode", asp.EncodedScript},
		{"JScript.Encode", asp.EncodedScript},
		{"PerlScript", asp.OtherLanguage},
		{"C#", asp.OtherLanguage},
	}
	for _, tt := range tests {
		if got := asp.Language(tt.name); got != tt.want {
			t.Errorf("Language(%q) = %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestCodeKnowsItsLanguage(t *testing.T) {
	t.Parallel()
	const page = `<%@ Language=JScript %><% js() %><script runat=server>js2()</script>
<script runat=server language=VBScript>vb1<!--#include file="x"-->vb2</script><%= js3() %>`
	p := asp.Split(page)
	var got []string
	for s, lang := range p.Code() {
		got = append(got, fmt.Sprintf("%d %s", lang, strings.TrimSpace(page[s.Body:s.BodyEnd])))
	}
	want := "2 js()|2 js2()|1 vb1|1 vb2|2 js3()"
	if strings.Join(got, "|") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	for range p.Code() { // and stops when told to
		break
	}
}

func TestProblemsAreKeptInBounds(t *testing.T) {
	t.Parallel()
	p := asp.Split(strings.Repeat("<!--#include-->", 250))
	if len(p.Problems) != 100 || p.MoreProblems != 150 {
		t.Errorf("%d problems and %d more, want 100 and 150", len(p.Problems), p.MoreProblems)
	}
}

func Example() {
	const page = `<%@ Language="VBScript" %>
<!--#include virtual="/lib/logon.inc"-->
<h1><%= Session("user") %></h1>
<% objSession.Logoff %>
`
	p := asp.Split(page)
	fmt.Println("language:", p.Language)
	for i := range p.Segments {
		s := &p.Segments[i]
		switch s.Kind {
		case asp.Code, asp.Expr:
			fmt.Printf("%s: %s\n", s.Kind, strings.TrimSpace(page[s.Body:s.BodyEnd]))
		case asp.Include:
			path, virtual := s.Path()
			fmt.Printf("include: %s (virtual: %v)\n", path.Value, virtual)
		default:
		}
	}
	// Output:
	// language: VBScript
	// include: /lib/logon.inc (virtual: true)
	// expr: Session("user")
	// code: objSession.Logoff
}

func ExampleProblem() {
	p := asp.Split(`<!--#include file="top.inc"
<p>`)
	for _, pr := range p.Problems {
		fmt.Printf("%s: %s\n", pr.Code, pr.Message)
	}
	// Output:
	// ASP 0127: the include directive has no closing -->
}

func BenchmarkSplit(b *testing.B) {
	const row = `<tr class="odd"><td align="right">12</td><td><a href="message.asp?id=4711">Room calendar</a></td></tr>` + "\r\n"
	benchmarks := []struct{ name, text string }{
		{"html", strings.Repeat(row, 10000)},
		{"text", strings.Repeat("It is plain text, in long lines, as in a license or a policy.\n", 16000)},
		{"page", strings.Repeat(row+`<% If x Then %><td><%= rs("subject") %></td><% End If %>`+"\r\n", 5000)},
		{"script", "<script runat=server>" + strings.Repeat("  x = rs(\"subject\") & \"<br>\" ' a comment\r\n", 20000) + "</script>"},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.text)))
			b.ReportAllocs()
			for b.Loop() {
				asp.Split(bm.text)
			}
		})
	}
}
