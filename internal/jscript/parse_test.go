package jscript

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

// TestPagesReadAsExpected compares what was understood of each page, printed
// again, and what was reported, with the golden file beside it.
func TestPagesReadAsExpected(t *testing.T) {
	files, err := filepath.Glob("testdata/parse/*.*s*")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range files {
		if filepath.Ext(name) == ".golden" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			src := string(data)
			chunks := []Chunk{{Kind: ChunkCode, End: len(src)}}
			if filepath.Ext(name) == ".asp" {
				chunks = split(src)
			}
			f := Parse(src, chunks, JScript)
			checkPlaces(t, f, src)
			got := describe(f, src)
			golden := strings.TrimSuffix(name, filepath.Ext(name)) + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// split cuts a page into chunks, well enough for fixtures.
func split(src string) []Chunk {
	var chunks []Chunk
	add := func(k ChunkKind, pos, end int) {
		if pos < end || k == ChunkExpr {
			chunks = append(chunks, Chunk{k, pos, end})
		}
	}
	html := 0
	for i := 0; i < len(src); {
		rest := src[i:]
		switch {
		case strings.HasPrefix(rest, "<!--#"):
			end := i + strings.Index(rest, "-->") + 3
			add(ChunkHTML, html, i)
			add(ChunkInclude, i, end)
			i, html = end, end
		case strings.HasPrefix(rest, "<%"):
			end := i + strings.Index(rest, "%>")
			add(ChunkHTML, html, i)
			switch src[i+2] {
			case '@':
			case '=':
				add(ChunkExpr, i+3, end)
			default:
				add(ChunkCode, i+2, end)
			}
			i, html = end+2, end+2
		default:
			i++
		}
	}
	add(ChunkHTML, html, len(src))
	return chunks
}

// describe prints a tree with its chunks told apart, and what was reported.
func describe(f *File, src string) string {
	var b strings.Builder
	text, chunks := Print(f)
	for _, c := range chunks {
		switch part := text[c.Pos:c.End]; c.Kind {
		case ChunkCode:
			b.WriteString(strings.TrimLeft(part, "\n"))
		case ChunkExpr:
			fmt.Fprintf(&b, "<%%= %s %%>\n", part)
		case ChunkHTML:
			fmt.Fprintf(&b, "HTML %q\n", part)
		case ChunkInclude:
			fmt.Fprintf(&b, "INCLUDE %s\n", part)
		}
	}
	section(&b, "errors", len(f.Errors))
	for _, e := range f.Errors {
		fmt.Fprintf(&b, "%s %s\n", lineColumn(src, e.Pos), e)
	}
	section(&b, "edges", len(f.Edges))
	for _, e := range f.Edges {
		fmt.Fprintf(&b, "%s %q open=%v head=%q\n", lineColumn(src, e.From), src[e.From:e.To], e.Open, e.Head)
	}
	section(&b, "comments", len(f.Comments))
	for _, c := range f.Comments {
		fmt.Fprintf(&b, "%s %q\n", lineColumn(src, c.From), c.Text)
	}
	return b.String()
}

func section(b *strings.Builder, name string, n int) {
	if n > 0 {
		fmt.Fprintf(b, "--- %s\n", name)
	}
}

func lineColumn(src string, p Pos) string {
	before := src[:p]
	return fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), len(before)-strings.LastIndex(before, "\n"))
}
