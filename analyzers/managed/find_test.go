package managed

import (
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/source"
)

func found(path, text string) []string {
	var out []string
	for _, u := range find(source.New(path, []byte(text), source.Options{})) {
		out = append(out, u.binding+" "+u.text)
	}
	return out
}

func TestFindReadsCodeAndNotComments(t *testing.T) {
	for _, c := range []struct {
		name, path, text string
		want             []string
	}{
		{"a class of the interop assembly", "a.cs", `var s = new MAPI.SessionClass();`, []string{"interop MAPI.SessionClass"}},
		{"with a namespace before it", "a.cs", `new Interop.MAPI.Session()`, []string{"interop Interop.MAPI.Session"}},
		{"imported", "a.cs", "using MAPI;\nnew Session();", []string{"interop Session"}},
		{"imported in Visual Basic", "a.vb", "Imports Interop.MAPI\nDim s As New SessionClass", []string{"interop SessionClass"}},
		{"of another namespace", "a.cs", `new Web.Session(); new Session();`, nil},
		{"by its name", "a.vb", `CreateObject("MAPI.Session.1")`, []string{"late MAPI.Session.1"}},
		{"by its class ID", "a.cs", `new Guid("{3fa7deb3-6438-101b-acc1-00aa00423326}")`, []string{"late {3fa7deb3-6438-101b-acc1-00aa00423326}"}},
		{"a comment of C#", "a.cs", "// new MAPI.Session()\n/* \"MAPI.Session\" */", nil},
		{"a comment of Visual Basic", "a.vb", "' New MAPI.Session\nRem \"MAPI.Session\"", nil},
		{"an apostrophe in C#", "a.cs", `char c = '"'; new MAPI.Session();`, []string{"interop MAPI.Session"}},
		{"an escaped quote", "a.cs", `x = "\"MAPI.Session"; y = "MAPI.Session";`, []string{"late MAPI.Session"}},
		{"a string that spans lines", "a.cs", "x = @\"a\\\"; new MAPI.Session();", []string{"interop MAPI.Session"}},
		{"a page", "a.aspx", `<%@ Page Language="C#" %><p>new MAPI.Session()</p><% new MAPI.Session(); %>`, []string{"interop MAPI.Session"}},
		{"a script of the browser", "a.aspx", `<script>new ActiveXObject("MAPI.Session")</script>`, nil},
		{"a comment of a page", "a.aspx", `<%-- new MAPI.Session --%>`, nil},
		{"a handler", "a.ashx", "<%@ WebHandler Language=\"C#\" %>\nnew MAPI.Session();", []string{"interop MAPI.Session"}},
	} {
		if got := found(c.path, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// The places of the tokens cover nothing twice, and each lies in the text.
func FuzzScan(f *testing.F) {
	for _, s := range []string{`a "b" 'c' @"d""e" // f`, "/* g", `'\''`, `"h`, "Rem x\r\ny", "@", `\`, "é.ü"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, vb bool) {
		lang := cSharp
		if vb {
			lang = visualBasic
		}
		last := 0
		for _, k := range scan(text, lang) {
			if k.pos < last || k.end <= k.pos || k.end > len(text) {
				t.Fatalf("token %+v after %d in %q", k, last, text)
			}
			if k.kind != str && text[k.pos:k.end] != k.text || k.kind == str && !strings.Contains(text[k.pos:k.end], k.text) {
				t.Fatalf("token %+v is not the text %q", k, text[k.pos:k.end])
			}
			last = k.end
		}
	})
}
