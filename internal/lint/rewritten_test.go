package lint_test

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// A page that is written in another way and does the same has the same findings,
// at the same statements. Each rewrite is applied to all pages in VBScript of a
// fixture, wherever it can be.
func TestFindingsAreTheSameHoweverAPageIsWritten(t *testing.T) {
	for name, tree := range trees(t) {
		m, ok := tree.(*filetree.Memory)
		if !ok {
			t.Fatalf("%s is no tree in memory", name)
		}
		original := written(m.Files)
		if original == nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := original.findings(t)
			for _, r := range rewrites() {
				again, changed := original.rewrite(r.do)
				if !changed {
					continue
				}
				for _, line := range differing(want, again.findings(t)) {
					t.Errorf("%s: %s\n%s", r.name, line, again.shown(original, line))
				}
			}
		})
	}
}

// pages are the files of a site; of each byte of a page is known in which line of
// which file it stood before it was rewritten.
type pages struct {
	files map[string][]byte
	from  map[string][]int32 // indexes of lines
	lines []string           // "file:line"
}

// written are files as they are; nil if there is nothing to rewrite, or lines have
// to stay where they are.
func written(files map[string][]byte) *pages {
	p := &pages{files: files, from: map[string][]int32{}}
	for name, text := range files {
		if strings.Contains(string(text), "cdolint:ignore") {
			return nil
		}
		switch path.Ext(name) {
		case ".asp", ".asa", ".inc":
		default:
			continue
		}
		if !utf8.Valid(text) || strings.HasPrefix(string(text), "\ufeff") {
			continue
		}
		from := make([]int32, len(text)+1)
		for i, line := 0, 1; i <= len(text); i++ {
			if i == 0 || text[i-1] == '\n' {
				p.lines = append(p.lines, fmt.Sprintf("%s:%d", name, line))
				line++
			}
			from[i] = int32(len(p.lines) - 1)
		}
		p.from[name] = from
	}
	if len(p.from) == 0 {
		return nil
	}
	return p
}

// rewrite applies a rewrite to all pages; changed is false if it changes nothing.
func (p *pages) rewrite(do func(d *draft)) (out *pages, changed bool) {
	out = &pages{files: map[string][]byte{}, from: map[string][]int32{}, lines: p.lines}
	for name, text := range p.files {
		out.files[name] = text
		if p.from[name] == nil {
			continue
		}
		out.from[name] = p.from[name]
		d := newDraft(out, name, string(text), p.from[name])
		if d == nil {
			continue
		}
		if do(d); len(d.edits) > 0 {
			changed = true
			d.save(name, piece{0, len(text)})
		}
	}
	return out, changed
}

// findings are rule, level and confidence, by the line in which it stood.
func (p *pages) findings(t *testing.T) []string {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree := &filetree.Memory{Files: p.files}
	o := lint.Options{Packs: packs, Prefilter: true, ShowCleared: true, Switch: defaultRules}
	if o.Config, err = config.OpenTree(tree, ""); err != nil {
		t.Fatal(err)
	}
	res, err := lint.Run(tree, o)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range res.Report.Findings {
		src, err := res.Report.Sources.Source(f.At.Path)
		if err != nil {
			t.Fatal(err)
		}
		at := place(src, f.At.Pos)
		if from := p.from[f.At.Path]; f.At.Pos < len(from) {
			at = p.lines[from[f.At.Pos]]
		}
		out = append(out, fmt.Sprintf("%s: %s %v, confidence %v, cleared %v", at, f.Rule, f.Level, f.Confidence, f.Pass))
	}
	slices.Sort(out)
	return out
}

func place(src *source.File, pos int) string {
	return fmt.Sprintf("%s:%d", src.Path, src.Position(pos).Line)
}

// shown are the pages that a difference is about, if they are not as they were.
func (p *pages) shown(before *pages, difference string) string {
	var b strings.Builder
	for name, text := range p.files {
		if !bytes.Equal(text, before.files[name]) && strings.Contains(difference, " "+name+":") {
			fmt.Fprintf(&b, "-- %s --\n%s\n", name, text)
		}
	}
	return b.String()
}
