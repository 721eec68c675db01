// Package claimtest holds the readers of configuration to fixtures that show in
// one look what a reader understands: files as people write them, and beneath
// each line, behind "⇒", what the reader takes from it.
//
//	cscript adsutil.vbs SET W3SVC/1/ROOT/mail/AuthNTLM TRUE
//	⇒ windows=true for site 1, /mail; "TRUE"
//
// A line without one beneath it sets nothing. What is in quotes is what a patch
// would replace. [Run] takes the lines with the arrow away, has the rest read,
// and compares; with -update it writes them.
package claimtest

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

const arrow = "⇒ "

// Run holds a reader to the archives testdata/*.txtar of its package. read is
// given each of their files.
func Run(t *testing.T, update bool, read func(file, text string) *claim.Fragment) {
	t.Helper()
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for i, f := range archive.Files {
				text := Bare(f.Data)
				got := annotate(text, read(f.Name, text))
				if update {
					archive.Files[i].Data = []byte(got)
				} else if diff := cmp.Diff(string(f.Data), got); diff != "" {
					t.Errorf("%s: -want +got\n%s", f.Name, diff)
				}
			}
			if !update {
				return
			}
			if err := os.WriteFile(name, txtar.Format(archive), 0o600); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// Bare is the text of a file of a fixture, as its reader is given it.
func Bare(data []byte) string {
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, arrow) {
			b.WriteString(line)
		}
	}
	return b.String()
}

// annotate puts what a fragment says beneath the lines that say it.
func annotate(text string, f *claim.Fragment) string {
	notes := map[int][]string{} // by number of the line
	last := strings.Count(text, "\n")
	add := func(pos, end int, note string) {
		line := last
		if at := max(pos, end-1); at >= 0 && at < len(text) {
			line = strings.Count(text[:at], "\n")
		}
		notes[line] = append(notes[line], note)
	}
	for _, g := range groups(f.Claims) {
		add(g.At.Pos, g.At.End, g.words(text))
	}
	for _, m := range f.Mounts {
		add(m.At.Pos, m.At.End, mountWords(m))
	}
	for _, l := range f.Locks {
		verb := "locks "
		if l.Allow {
			verb = "unlocks "
		}
		add(l.At.Pos, l.At.End, verb+l.Section+" for "+scopeWords(l.Scope))
	}
	for _, r := range f.Refs {
		add(-1, -1, "uses "+r.Name+" for "+scopeWords(r.Scope))
	}
	for _, p := range f.Problems {
		add(p.At.Pos, p.At.End, p.ID+": "+p.Message)
	}
	var b strings.Builder
	n := 0
	for line := range strings.Lines(text) {
		b.WriteString(line)
		writeNotes(&b, notes[n])
		n++
	}
	writeNotes(&b, notes[n])
	return b.String()
}

// writeNotes writes each note once: loops and calls say things again.
func writeNotes(b *strings.Builder, notes []string) {
	for i, note := range notes {
		if slices.Contains(notes[:i], note) {
			continue
		}
		b.WriteString(arrow + note)
		times := 0
		for _, other := range notes {
			if other == note {
				times++
			}
		}
		if times > 1 {
			fmt.Fprintf(b, " (%d times)", times)
		}
		b.WriteString("\n")
	}
}
