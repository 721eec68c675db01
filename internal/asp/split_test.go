package asp_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/source"
)

var update = flag.Bool("update", false, "rewrite the want sections of the archives")

// TestSplit splits the page of each archive of testdata and compares its
// segments with the archive's want section.
func TestSplit(t *testing.T) {
	t.Parallel()
	for _, path := range archives(t) {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if len(archive.Files) != 2 || archive.Files[1].Name != "want" {
				t.Fatal("an archive holds a page and what is wanted")
			}
			page := archive.Files[0]
			text := strings.ReplaceAll(string(page.Data), "<CR>\n", "\r")
			got := list(text, asp.Split(text))
			if *update {
				archive.Files[1].Data = []byte(got)
				if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(string(archive.Files[1].Data), got); diff != "" {
				t.Errorf("-want +got; -update rewrites it:\n%s", diff)
			}
			checkPage(t, text, asp.Split(text))
		})
	}
}

// list is a page as people can check it: a line for each segment, with its
// body and attributes, then the problems.
func list(text string, p *asp.Page) string {
	var b strings.Builder
	if p.Language != "" || p.CodePage != 0 {
		fmt.Fprintf(&b, "language %q, code page %d\n", p.Language, p.CodePage)
	}
	for i := range p.Segments {
		listSegment(&b, text, "", &p.Segments[i])
	}
	f := source.New("page.asp", []byte(text), source.Options{})
	for _, pr := range p.Problems {
		at := f.Position(pr.Pos)
		fmt.Fprintf(&b, "%d:%d: %s: %s: %s\n", at.Line, at.UTF16, cmpOr(pr.Code, "problem"), pr.Message, strconv.Quote(text[pr.Pos:pr.End]))
	}
	if p.MoreProblems > 0 {
		fmt.Fprintf(&b, "and %d more problems\n", p.MoreProblems)
	}
	return b.String()
}

func listSegment(b *strings.Builder, text, indent string, s *asp.Segment) {
	fmt.Fprintf(b, "%s%-9s", indent, s.Kind)
	if s.Kind != asp.Object || s.Body < s.BodyEnd {
		fmt.Fprintf(b, " %s", strconv.Quote(text[s.Body:s.BodyEnd]))
	}
	for _, a := range s.Attrs {
		fmt.Fprintf(b, " %s=%s", a.Name, a.Value)
	}
	if s.Unclosed {
		b.WriteString(" (unclosed)")
	}
	b.WriteString("\n")
	for i := range s.Parts {
		listSegment(b, text, indent+"    ", &s.Parts[i])
	}
}

func cmpOr(s, other string) string {
	if s == "" {
		return other
	}
	return s
}

// checkPage checks what holds for every page.
func checkPage(t *testing.T, text string, p *asp.Page) {
	t.Helper()
	checkCover(t, text, p.Segments, 0, len(text), false)
	for i := range p.Segments {
		s := &p.Segments[i]
		if s.Kind == asp.HTML && i > 0 && p.Segments[i-1].Kind == asp.HTML {
			t.Fatalf("%q: HTML beside HTML at %d", text, s.Pos)
		}
		if s.Kind == asp.Script {
			checkCover(t, text, s.Parts, s.Body, s.BodyEnd, true)
		}
	}
	for _, pr := range p.Problems {
		if pr.Pos < 0 || pr.End < pr.Pos || pr.End > len(text) || pr.Message == "" {
			t.Fatalf("%q: problem %+v", text, pr)
		}
	}
}

// checkCover checks that segments, of a page or of a script, cover the text
// from pos to end, and each of them.
func checkCover(t *testing.T, text string, segments []asp.Segment, pos, end int, script bool) {
	t.Helper()
	for i := range segments {
		s := &segments[i]
		if s.Pos != pos || s.End <= s.Pos {
			t.Fatalf("%q: segment %+v, want it to start at %d", text, s, pos)
		}
		pos = s.End
		checkSegment(t, text, s)
		checkKind(t, text, s, script)
	}
	if pos != end {
		t.Fatalf("%q: the segments end at %d, want %d", text, pos, end)
	}
}

func checkSegment(t *testing.T, text string, s *asp.Segment) {
	t.Helper()
	if s.Body < s.Pos || s.BodyEnd < s.Body || s.End < s.BodyEnd {
		t.Fatalf("%q: body of %+v", text, s)
	}
	for _, a := range s.Attrs {
		if a.Pos < s.Pos || a.ValuePos < a.Pos || a.ValueEnd < a.ValuePos || a.ValueEnd > s.End {
			t.Fatalf("%q: attribute %+v of %+v", text, a, s)
		}
		if text[a.ValuePos:a.ValueEnd] != a.Value || !strings.EqualFold(text[a.Pos:a.Pos+len(a.Name)], a.Name) {
			t.Fatalf("%q: attribute %+v is not at its place", text, a)
		}
	}
}

// checkKind checks that a segment looks like its kind.
func checkKind(t *testing.T, text string, s *asp.Segment, script bool) {
	t.Helper()
	whole, body := text[s.Pos:s.End], text[s.Body:s.BodyEnd]
	ok := true
	switch s.Kind {
	case asp.HTML:
		ok = !strings.Contains(whole, "<%")
	case asp.Code, asp.Expr, asp.Directive:
		if script {
			ok = body == whole && !strings.Contains(strings.ToLower(whole), "</script>")
			break
		}
		ok = strings.HasPrefix(whole, "<%") && !strings.Contains(body, "%>") && (text[s.BodyEnd:s.End] == "%>") != s.Unclosed
	case asp.Include, asp.TypeLib:
		ok = strings.HasPrefix(whole, "<!--") && !strings.Contains(body, "<") && (s.Unclosed || strings.HasSuffix(whole, "-->"))
		if path, _ := s.Path(); s.Kind == asp.Include && path.Value == "" {
			ok = false
		}
	case asp.Script, asp.Object:
		ok = !strings.Contains(strings.ToLower(body), "</"+s.Kind.String()+">") && strings.EqualFold(strings.TrimSpace(s.Value("runat")), "server")
	}
	if !ok {
		t.Fatalf("%q: segment %+v is not what it should be", text, s)
	}
}

func archives(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no archives", err)
	}
	return paths
}
