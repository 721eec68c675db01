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
		out = append(out, u.binding+" "+text[u.pos:u.end])
	}
	return out
}

func TestFindReadsCodeAndNotComments(t *testing.T) {
	for _, c := range []struct {
		name, path, text string
		want             []string
	}{
		{"a class of the interop assembly", "a.cs", `var s = new MAPI.SessionClass();`, []string{"interop new MAPI.SessionClass()"}},
		{"with a namespace before it", "a.cs", `new Interop.MAPI.Session()`, []string{"interop new Interop.MAPI.Session()"}},
		{"of a variable of that class", "a.cs", `MAPI.Session s = new();`, []string{"interop new()"}},
		{"a variable without a session", "a.cs", `MAPI.Session s = null; MAPI.Session t = x.New();`, nil},
		{"imported", "a.cs", "using MAPI;\nnew Session();", []string{"interop new Session()"}},
		{"imported in Visual Basic", "a.vb", "Imports Interop.MAPI\nDim s As New SessionClass", []string{"interop New SessionClass"}},
		{"of another namespace", "a.cs", `new Web.Session(); new Session();`, nil},
		{"by its name", "a.vb", `x = CreateObject("MAPI.Session.1")`, []string{`late CreateObject("MAPI.Session.1")`}},
		{"by its name among other arguments", "a.cs", `var s = Activator.CreateInstance(Type.GetTypeFromProgID(progID: "MAPI.Session", true), new object[]{ 1 });`, []string{`late Type.GetTypeFromProgID(progID: "MAPI.Session", true)`}},
		{"by its class ID", "a.cs", `new Guid("{3fa7deb3-6438-101b-acc1-00aa00423326}")`, []string{`late new Guid("{3fa7deb3-6438-101b-acc1-00aa00423326}")`}},
		{"by the type of its class ID", "a.cs", `Type.GetTypeFromCLSID(new Guid("3FA7DEB3-6438-101B-ACC1-00AA00423326"))`, []string{`late Type.GetTypeFromCLSID(new Guid("3FA7DEB3-6438-101B-ACC1-00AA00423326"))`}},
		{"by a helper", "a.cs", `ComFactory.Activate<ISession>(1); ComFactory.CreateLate("MAPI.Session");`, []string{`late ComFactory.CreateLate("MAPI.Session")`}},
		{"by a variable", "a.cs", `string id = "MAPI.Session"; var t = Type.GetTypeFromProgID(id); use(id);`, []string{"late Type.GetTypeFromProgID(id)"}},
		{"by a constant of Visual Basic", "a.vb", "Const ID As String = \"MAPI.Session\"\nDim s = CreateObject(Me.Id)", []string{"late CreateObject(Me.Id)"}},
		{"kept for code elsewhere", "a.cs", `public const string Id = "MAPI.Session"; string F() { return "MAPI.Session"; } string G => "MAPI.Session"; void H(string a = "MAPI.Session") {}`, []string{
			`late "MAPI.Session"`, `late "MAPI.Session"`, `late "MAPI.Session"`, `late "MAPI.Session"`,
		}},
		{"printed", "a.cs", `Console.WriteLine("MAPI.Session"); log.Error(x, "MAPI.Session"); throw new InvalidOperationException("MAPI.Session");`, nil},
		{"compared", "a.cs", `if (id == "MAPI.Session") f(); switch (id) { case "MAPI.Session": g(); } id.Equals("MAPI.Session"); id != "MAPI.Session";`, nil},
		{"compared in Visual Basic", "a.vb", "If id = \"MAPI.Session\" Then\nSelect Case id\nCase \"MAPI.Session\"", nil},
		{"a comment of C#", "a.cs", "// new MAPI.Session()\n/* \"MAPI.Session\" */", nil},
		{"a comment of Visual Basic", "a.vb", "' New MAPI.Session\nRem \"MAPI.Session\"", nil},
		{"an apostrophe in C#", "a.cs", `char c = '"'; new MAPI.Session();`, []string{"interop new MAPI.Session()"}},
		{"an escaped quote", "a.cs", `x = "\"MAPI.Session"; y = "MAPI.Session";`, []string{`late "MAPI.Session"`}},
		{"a string that spans lines", "a.cs", "x = @\"a\\\"; new MAPI.Session();", []string{"interop new MAPI.Session()"}},
		{"a page", "a.aspx", `<%@ Page Language="C#" %><p>new MAPI.Session()</p><% new MAPI.Session(); %>`, []string{"interop new MAPI.Session()"}},
		{"a script of the browser", "a.aspx", `<script>new ActiveXObject("MAPI.Session")</script>`, nil},
		{"a comment of a page", "a.aspx", `<%-- new MAPI.Session --%>`, nil},
		{"a handler", "a.ashx", "<%@ WebHandler Language=\"C#\" %>\nnew MAPI.Session();", []string{"interop new MAPI.Session()"}},
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

// One call around very many names, and one name for very many calls, cost what
// the file is long.
func TestManyNamesAreFoundOnce(t *testing.T) {
	const n = 20_000
	for unit, want := range map[string]int{
		`id = "MAPI.Session"; CreateObject(id); `: n, // each call, and no name
		`Guid(`:                         1,
		`a[`:                            0,
		`CreateObject("MAPI.Session", `: n,
	} {
		text := strings.Repeat(unit, n)
		if !strings.Contains(unit, "MAPI") {
			text += `"MAPI.Session"`
			if want == 1 {
				text = strings.ReplaceAll(text, "MAPI.Session", "3FA7DEB3-6438-101B-ACC1-00AA00423326")
			}
		}
		if got := len(find(source.New("a.cs", []byte(text), source.Options{}))); got != want {
			t.Errorf("%q: %d found, want %d", unit, got, want)
		}
	}
}
