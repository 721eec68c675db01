package oracle

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/jscript"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// unit is a piece of JScript: the inline code of a page, or a script block.
type unit struct {
	path   string
	src    string
	chunks []jscript.Chunk
}

// TestFixturesHoldTheCallsThatTreeSitterFinds reads our own fixtures.
func TestFixturesHoldTheCallsThatTreeSitterFinds(t *testing.T) {
	var units []unit
	for _, pattern := range []string{"parse/*.asp", "parse/*.js", "bench/*.js"} {
		names, err := filepath.Glob("../testdata/" + pattern)
		if err != nil || len(names) == 0 {
			t.Fatal("no fixtures", err)
		}
		for _, name := range names {
			units = append(units, load(t, name)...)
		}
	}
	compare(t, units)
}

// TestCorporaHoldTheCallsThatTreeSitterFinds reads the pages below the folder
// that CDOLINT_CORPORA names.
func TestCorporaHoldTheCallsThatTreeSitterFinds(t *testing.T) {
	root := os.Getenv("CDOLINT_CORPORA")
	if root == "" {
		t.Skip("CDOLINT_CORPORA is not set")
	}
	var units []unit
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		switch strings.ToLower(filepath.Ext(name)) {
		case ".asp", ".asa", ".inc":
			if err == nil && d.Type().IsRegular() {
				units = append(units, load(t, name)...)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	compare(t, units)
}

func load(t *testing.T, name string) []unit {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	f := source.New(filepath.ToSlash(name), data, source.Options{})
	// Both read the same text; tree-sitter wants UTF-8.
	src := strings.ToValidUTF8(f.Text, "?")
	if filepath.Ext(name) == ".js" {
		return []unit{{name, src, []jscript.Chunk{{Kind: jscript.ChunkCode, End: len(src)}}}}
	}
	page := asp.Split(src)
	var units []unit
	for i := range page.Segments {
		if s := &page.Segments[i]; s.Kind == asp.Script && page.LanguageOf(s) == asp.JScript {
			units = append(units, unit{name, src, chunks(s.Parts)})
		}
	}
	if list := chunks(page.Segments); inlineIsJScript(page, src, list) {
		units = append(units, unit{name, src, list})
	}
	return units
}

func chunks(segments []asp.Segment) []jscript.Chunk {
	var list []jscript.Chunk
	for i := range segments {
		switch s := &segments[i]; s.Kind {
		case asp.HTML:
			list = append(list, jscript.Chunk{Kind: jscript.ChunkHTML, Pos: s.Pos, End: s.End})
		case asp.Include:
			list = append(list, jscript.Chunk{Kind: jscript.ChunkInclude, Pos: s.Pos, End: s.End})
		case asp.Code:
			list = append(list, jscript.Chunk{Kind: jscript.ChunkCode, Pos: s.Body, End: s.BodyEnd})
		case asp.Expr:
			list = append(list, jscript.Chunk{Kind: jscript.ChunkExpr, Pos: s.Body, End: s.BodyEnd})
		default:
		}
	}
	return list
}

// inlineIsJScript reports whether the page says so or, if it says nothing, its
// code reads as JScript and not as VBScript.
func inlineIsJScript(page *asp.Page, src string, list []jscript.Chunk) bool {
	if page.Language != "" {
		return asp.Language(page.Language) == asp.JScript
	}
	vb := make([]vbscript.Chunk, len(list))
	code := false
	for i, c := range list {
		vb[i] = vbscript.Chunk{Kind: vbscript.ChunkKind(c.Kind), Pos: c.Pos, End: c.End}
		code = code || c.Kind == jscript.ChunkCode || c.Kind == jscript.ChunkExpr
	}
	if !code {
		return false
	}
	js := jscript.Parse(src, list, jscript.JScript)
	return 4*(len(js.Errors)+js.MoreErrors) < len(vbscript.Parse(src, vb, vbscript.VBScript).Errors)
}

// compare reports each call that only one of the two finds. Units that we find
// broken have no calls that both must agree on, but tree-sitter must find them
// broken too.
func compare(t *testing.T, units []unit) {
	t.Helper()
	calls, broken, doubtful := 0, 0, 0
	for _, u := range units {
		theirs, sound, err := theirCalls(t.Context(), plain(u.src, u.chunks), u.src)
		if err != nil {
			t.Fatal(u.path, err)
		}
		f := jscript.Parse(u.src, u.chunks, jscript.Modern)
		if len(f.Errors) > 0 || len(f.Edges) > 0 {
			broken++
			t.Logf("%s: left out: %v, %d loose ends", u.path, f.Errors, len(f.Edges))
			if sound {
				t.Errorf("%s: only we find errors: %v, %d loose ends", u.path, f.Errors, len(f.Edges))
			}
			continue
		}
		if !sound {
			doubtful++
			t.Logf("%s: only tree-sitter finds an error", u.path)
		}
		ours := callsOf(f, u.src)
		calls += len(ours)
		difference(t, u, ours, theirs)
	}
	t.Logf("%d units with %d calls compared; %d units with syntax errors or loose ends left out; tree-sitter finds errors in %d of the rest",
		len(units)-broken, calls, broken, doubtful)
	if calls == 0 {
		t.Error("nothing was compared")
	}
}

func difference(t *testing.T, u unit, ours, theirs []call) {
	t.Helper()
	seen := map[call]bool{}
	for _, c := range theirs {
		seen[c] = true
	}
	for _, c := range ours {
		if !seen[c] {
			t.Errorf("%s: only we find %s", u.path, c.describe(u.src))
		}
		delete(seen, c)
	}
	for _, c := range theirs {
		if seen[c] {
			t.Errorf("%s: only tree-sitter finds %s", u.path, c.describe(u.src))
		}
	}
}
