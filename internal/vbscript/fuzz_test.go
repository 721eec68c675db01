package vbscript

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chunksOf takes a page apart simply: enough to give the parser chunks of
// every kind. A text without <% is code.
func chunksOf(src string) []Chunk {
	if !strings.Contains(src, "<%") {
		return []Chunk{{ChunkCode, 0, len(src)}}
	}
	var chunks []Chunk
	pos := 0
	for pos < len(src) {
		i := strings.Index(src[pos:], "<%")
		if i < 0 {
			i = len(src) - pos
		}
		kind := ChunkHTML
		if strings.HasPrefix(src[pos:], "<!--#") {
			kind = ChunkInclude
		}
		chunks = append(chunks, Chunk{kind, pos, pos + i})
		pos = min(pos+i+2, len(src))
		kind = ChunkCode
		if pos < len(src) && src[pos] == '=' {
			kind = ChunkExpr
			pos++
		}
		end, next := len(src), len(src)
		if i := strings.Index(src[pos:], "%>"); i >= 0 {
			end, next = pos+i, pos+i+2
		}
		chunks = append(chunks, Chunk{kind, pos, end})
		pos = next
	}
	return chunks
}

// shape strips a tree of its offsets.
func shape(f *File) []Stmt {
	WalkFile(f, func(n Node) bool {
		*n.extent() = span{}
		return true
	})
	return f.Stmts
}

// checkExtents verifies that nodes lie in the source, parents around their
// children, and siblings in order.
func checkExtents(t *testing.T, f *File) {
	t.Helper()
	var check func(n Node, lo, hi int) int
	check = func(n Node, lo, hi int) int {
		if n.Pos() < lo || n.End() < n.Pos() || n.End() > hi {
			t.Fatalf("%T at [%d,%d) not within [%d,%d): %q", n, n.Pos(), n.End(), lo, hi, f.Src)
		}
		at := n.Pos()
		first := true
		Walk(n, func(c Node) bool {
			if first {
				first = false
				return true
			}
			end := n.End()
			if _, ok := n.(*Embedded); ok {
				at = n.Pos()
			}
			at = check(c, at, end)
			return false
		})
		return n.End()
	}
	at := 0
	for _, s := range f.Stmts {
		at = check(s, at, len(f.Src))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, src string, vb6 bool) {
		mode := VBScript
		if vb6 {
			mode = VB6
		}
		file := Parse(src, chunksOf(src), mode)
		for _, e := range file.Errors {
			if e.Pos < 0 || e.End < e.Pos || e.End > len(src) || e.Error() == "" {
				t.Fatalf("bad error %+v", e)
			}
		}
		checkExtents(t, file)
		for _, e := range file.Errors {
			if e.Code != NotVBScript && e.Code != ParenthesesInCall {
				return
			}
		}
		if len(file.Edges) > 0 {
			return
		}
		text, chunks := Print(file)
		again := Parse(text, chunks, mode)
		want, got := shape(file), shape(again)
		if !reflect.DeepEqual(want, got) {
			t.Fatalf("the tree changed in printing\n--- source\n%s\n--- printed\n%s\n%v\n%s", src, text, again.Errors,
				cmp.Diff(want, got, cmp.AllowUnexported(span{}), cmp.Exporter(func(reflect.Type) bool { return true })))
		}
	})
}

func FuzzScan(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, false)
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, src string, vb6 bool) {
		mode := VBScript
		if vb6 {
			mode = VB6
		}
		chunks := chunksOf(src)
		s := NewScanner(src, chunks, mode)
		end := 0
		for range 4*len(src) + 4*len(chunks) + 4 {
			tok := s.Next()
			if tok.Pos < end || tok.End < tok.Pos || tok.End > len(src) {
				t.Fatalf("token %+v behind %d", tok, end)
			}
			if gap := uncovered(src[end:tok.Pos], end, chunks); gap != "" {
				t.Fatalf("%q between tokens of %q", gap, src)
			}
			end = tok.End
			if tok.Kind == EOF {
				if gap := uncovered(src[end:], end, chunks); gap != "" {
					t.Fatalf("%q behind the last token of %q", gap, src)
				}
				return
			}
		}
		t.Fatalf("no end: %q", src)
	})
}

// uncovered returns what of a gap between tokens is in a chunk and neither
// blank nor a continuation.
func uncovered(gap string, at int, chunks []Chunk) string {
	var rest strings.Builder
	for _, c := range chunks {
		lo, hi := max(c.Pos-at, 0), min(c.End-at, len(gap))
		if lo < hi {
			rest.WriteString(gap[lo:hi])
			rest.WriteByte('\n') // the end of a chunk, for `_` before it
		}
	}
	s := strings.NewReplacer("\uFEFF", "", "\u00A0", "", "\u3000", "", "\u200B", "", " ", "", "\t", "", "\v", "", "\f", "", "\x1A", "").Replace(rest.String())
	s = strings.NewReplacer("_\r\n", "", "_\n", "", "_\r", "").Replace(s)
	return strings.Trim(s, "\n")
}

var seeds = []string{
	"",
	scriptSample,
	"<% If a Then %>yes<% Else %>no<%= b %><% End If %>",
	"<!--#include file=\"a.inc\"--><% Select Case x %>\n<% Case 1, 2 %>a<% Case Else %>b<% End Select %>",
	"Logon , , False\nfoo (a), b\nx.y (z)\nCall f(a,b)\nSet a(1).b = New C\nLet x = 1\nf (a) & b\nf (a).b, c",
	"With a.b\n.c = 1\n.d .e, 1\nSet .f = .g(1)(2).h\nEnd With",
	"x = -2^2 + 2^-1 Mod 3 \\ 4 * 5 & \"a\"\"b\" = c Imp d Eqv Not e Xor f And g Or h Is Nothing",
	"If a Then b Else c\nIf a Then b : c Else d : e\nIf a Then b End If\nIf a Then If b Then c Else d\nIf a Then\nElseIf b Then c\nElse : d\nEnd If",
	"Class A\nPrivate x, y()\nPublic Default Property Get V(ByVal i)\nV = x\nEnd Property\nPrivate Sub Class_Initialize : x = 1 : End Sub\nEnd Class",
	"For i = 1 To 10 Step 2 : f i : Next\nFor Each x In y\nExit For\nNext\nDo While a\nLoop\nDo\nExit Do\nLoop Until b\nWhile c\nWend",
	"d = #1/1/2000# : h = &HFF& : o = &O17 : f = .5 + 1. + 1e3 + 1.5E-3\nx.Select.End = [odd name]",
	"On Error Resume Next\nOn Error GoTo 0\nOption Explicit\nRandomize\nStop\nErase a, b\nReDim Preserve a(1, 2), b(3)\nConst a = 1, b = \"2\"\nDim c, d(3), e()",
	"Execute \"x = 1 : y = \"\"a\"\" & z\"\nz = Eval(\"a + b\")\nExecuteGlobal(\"Sub f : End Sub\")",
	"VERSION 1.0 CLASS\nBEGIN\n  MultiUse = -1\nEND\nAttribute VB_Name = \"A\"\nPrivate WithEvents x As B.C\nPrivate Declare Function f Lib \"k\" (ByVal a As Long) As Long\nType T\n a As Long\nEnd Type\nEnum E\n a\nEnd Enum\n#If x Then\n#End If\nFriend Function g(Optional a$ = \"x\", ParamArray b()) As String\n10 On Error GoTo eh\nFor i& = 1 To 2: For j = 1 To 2\nNext j, i\ns.Logon ProfileInfo:=p, ShowDialog:=False\nOpen f For Input As #1\nLine Input #1, s\nPrint #1, a; b\nSelect Case a\nCase 1 To 2, Is > 5\nEnd Select\nGoTo eh\neh: Resume Next\nEnd Function",
	// What the fuzzer has found.
	"A&@&0", "A$&0", "If a Then b : # Else d : e", "Private Declare Fun", "# \x7f___", "Type T\nx",
	"With a\n.d .e, 1\nf 3 .g(1)\nEnd With",
	"x = a _\r\n + b &_\r c ' comment\nRem more\ny = \"open\n<!-- \n-->\n",
}
