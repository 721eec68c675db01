package bench

import (
	"bytes"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

// TestLarge: the page is as large as it is said to be, and the logons of all
// its classes, and the one in its library, are reached.
func TestLarge(t *testing.T) {
	const includes, lines = 21, 5_000
	files := Large(3, includes, lines)
	n := 0
	for _, text := range files {
		n += bytes.Count(text, []byte("\n"))
	}
	if len(files) != includes+1 || n < lines || n > lines*5/4 {
		t.Errorf("%d files with %d lines", len(files), n)
	}
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	res, err := lint.Run(&filetree.Memory{Files: files}, lint.Options{Packs: packs})
	if err != nil {
		t.Fatal(err)
	}
	logons := 0
	for _, f := range res.Report.Findings {
		if f.Rule == "CDO002" {
			logons++
		}
	}
	if want := 1 + (includes-1)/3; logons != want {
		t.Errorf("%d logons, want %d", logons, want)
	}
}
