package jscript

import (
	"strings"
	"testing"
)

var seeds = []string{
	`var s = Server.CreateObject("MAPI.Session"); s.Logon("", "", false, true, 0, true, srv + "\n" + box);`,
	"if (a) {\x01html\x00} else {\x01\x02x + 1\x00}",
	"Session(\"x\") = y; Response.Cookies('a')('b') = c",
	"/*@cc_on @if (@_jscript_version >= 5) f(); @else @*/ g(); /*@end @*/",
	"var ie = /*@cc_on!@*/false, v = NaN/*@cc_on||@_jscript_version@*/;",
	"function Session::OnStart() {}\nfunction a.b.c(x, y) { return x\n+ y }",
	"for (var i = 0, n = a.length; i < n; i++) { if (!a[i]) continue; else break }",
	"l: for (k in o) { switch (k) { case 1: default: x(); break l } }",
	"try { throw e }; catch (e) { } finally { }\ndo x--; while (x)\nwith (a) b = c",
	"<!-- old browsers\nx = /[/\\]]+/gi.test('a\\'b\\u0041\\x41\\101\\\nc')\n--> done",
	"let {a, b: [c = 1, ...d]} = `x${`y${z}`}w`, f = async (q, {r}, ...s) => ({...q, get t() { return 1 }, async *[u]() { yield* v }});",
	"class A extends B { static #x = 1; constructor() { super() } get y() { return this?.z ?? 2 ** 3 } static { w() } }",
	"import a, { b as c } from \"d\"; export default function () {} export const e = 1n;",
	"a = b ? c : d, !e === ~f | g & h ^ i << 2 >>> 1; delete j.k; typeof void 0;",
	"x = new (f())(1), new a.b, new new C()(); (function () { })(); [,1,,]; ({'a': 1, 2: b, if: c,})",
	"}\nelse { a }",
	"if (x) {\nfunction f() {",
	"foo(a b, c);\nbar(\nbaz({a: 1 b: 2}); var q = ;\nok();",
	"/* never closed",
	"'never closed\nx = \"also not",
	"((((((((((1))))))))))",
	"a/* \x01 gone \x00 */b;",
	"\\u0069f = \\u{61}; caf\u00e9\u4e2d = 1",
}

// page makes chunks of a text in which byte 1 ends the code and begins HTML,
// byte 2 an expression, byte 3 an include; byte 0 begins code again.
func page(s string) []Chunk {
	var chunks []Chunk
	kind, pos := ChunkCode, 0
	for i := 0; i <= len(s); i++ {
		if i < len(s) && s[i] > 3 {
			continue
		}
		chunks = append(chunks, Chunk{kind, pos, i})
		if i < len(s) {
			kind, pos = [...]ChunkKind{ChunkCode, ChunkHTML, ChunkExpr, ChunkInclude}[s[i]], i+1
		}
	}
	return chunks
}

// FuzzParse checks that places nest and ascend, and that what was read without
// a complaint and printed is read to the same tree.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		file := Parse(s, page(s), JScript)
		checkPlaces(t, file, s)
		for _, e := range file.Errors {
			if e.Code != CodeNewer {
				return
			}
		}
		if len(file.Edges) > 0 {
			return
		}
		checkRoundTrip(t, file)
	})
}

func checkRoundTrip(t *testing.T, file *File) {
	t.Helper()
	want := dump(file)
	src, chunks := Print(file)
	again := Parse(src, chunks, Modern)
	if len(again.Errors) > 0 {
		t.Fatalf("printed text has errors: %v\n%s", again.Errors[0], src)
	}
	if got := dump(again); got != want {
		t.Fatalf("printed text reads differently:\n%s\n--- want\n%s--- got\n%s", src, want, got)
	}
}

// checkPlaces reports nodes outside of their parents or of the text.
func checkPlaces(t *testing.T, file *File, src string) {
	t.Helper()
	var up []Node
	Walk(placeVisitor{t, &up, len(src)}, file)
	last := Pos(-1)
	for _, e := range file.Edges {
		if e.From < last || e.To <= e.From || int(e.To) > len(src) {
			t.Fatalf("edge out of place: %+v", e)
		}
		last = e.From
	}
	for _, e := range file.Errors {
		if e.Pos > e.End || e.Pos < 0 || int(e.End) > len(src) {
			t.Fatalf("error out of place: %+v", e)
		}
		if e.Error() == "" || strings.Contains(e.Error(), "unknown token") {
			t.Fatalf("error without text: %+v", e)
		}
	}
	last = -1
	for _, c := range file.Comments {
		if c.From <= last || !strings.Contains(src[c.From:c.To], c.Text) {
			t.Fatalf("comment out of place: %+v", c)
		}
		last = c.From
	}
}

type placeVisitor struct {
	t  *testing.T
	up *[]Node
	n  int
}

func (v placeVisitor) Visit(n Node) Visitor {
	if n == nil {
		*v.up = (*v.up)[:len(*v.up)-1]
		return nil
	}
	if n.Pos() < 0 || n.Pos() > n.End() || int(n.End()) > v.n {
		v.t.Fatalf("%T has place %d to %d of %d bytes", n, n.Pos(), n.End(), v.n)
	}
	if len(*v.up) > 0 {
		if p := (*v.up)[len(*v.up)-1]; n.Pos() < p.Pos() || n.End() > p.End() {
			v.t.Fatalf("%T at %d to %d is outside of %T at %d to %d", n, n.Pos(), n.End(), p, p.Pos(), p.End())
		}
	}
	*v.up = append(*v.up, n)
	return v
}

// FuzzScan checks that tokens ascend, lie within the code and lose nothing but
// blanks and comments, and that the scanner comes to an end.
func FuzzScan(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		chunks := page(s)
		sc := newScanner(s, chunks)
		var comments []Comment
		sc.comments = &comments
		last := Pos(0)
		for n := 0; ; n++ {
			var tok token
			sc.scan(&tok)
			if n > 2*len(s)+2*len(chunks)+2 {
				t.Fatal("the scanner does not come to an end")
			}
			if tok.pos < last || tok.end < tok.pos || int(tok.end) > len(s) {
				t.Fatalf("%v at %d to %d behind %d", tok.kind, tok.pos, tok.end, last)
			}
			if tok.kind == tEOF {
				break
			}
			if tok.pos == tok.end && tok.kind != tWrite && tok.kind != tWriteEnd && tok.kind != tHTML && tok.kind != tInclude {
				t.Fatalf("empty %v at %d", tok.kind, tok.pos)
			}
			if !withinChunk(chunks, tok) {
				t.Fatalf("%v at %d to %d is not within one chunk", tok.kind, tok.pos, tok.end)
			}
			last = tok.end
		}
		var again token
		if sc.scan(&again); again.kind != tEOF {
			t.Fatalf("%v behind the end", again.kind)
		}
	})
}

func withinChunk(chunks []Chunk, tok token) bool {
	for _, c := range chunks {
		if int(tok.pos) >= c.Pos && int(tok.end) <= c.End {
			return true
		}
	}
	return false
}
