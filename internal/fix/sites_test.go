package fix_test

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

var update = flag.Bool("update", false, "write the golden folders")

// basicSSL analyses a site and returns the edits of the first workaround, with
// the findings that they are for.
func basicSSL(t *testing.T, root string) (edits []finding.Edit, report *finding.Report) {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := filetree.OpenFolder(root, source.DefaultMaxSize)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tree.Close() })
	res, err := lint.Run(tree, lint.Options{
		Packs: packs, Switch: func(r *rules.Rule) (on, decided bool) { return r.Pack.Name == "kb918710", true },
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range res.Report.Findings {
		for _, w := range f.Workarounds {
			if w.ID == "basic-ssl" {
				edits = append(edits, w.Edits...)
			}
		}
	}
	return edits, res.Report
}

// TestSites applies the first workaround to whole sites: before and after are
// folders, compared byte by byte.
func TestSites(t *testing.T) {
	sites, err := filepath.Glob("testdata/sites/*")
	if err != nil || len(sites) < 5 {
		t.Fatal("sites are missing", err)
	}
	for _, dir := range sites {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			root := t.TempDir()
			if err := os.CopyFS(root, os.DirFS(filepath.Join(dir, "before"))); err != nil {
				t.Fatal(err)
			}
			edits, report := basicSSL(t, root)
			if len(edits) == 0 {
				t.Fatal("there is nothing to edit")
			}
			res, err := fix.Apply(root, edits, fix.Options{Sources: report.Sources})
			if err != nil {
				t.Fatal(err)
			}
			after := filepath.Join(dir, "after")
			if *update {
				if err := os.RemoveAll(after); err != nil {
					t.Fatal(err)
				}
				if err := os.CopyFS(after, os.DirFS(root)); err != nil {
					t.Fatal(err)
				}
			}
			sameTree(t, after, root)
			for _, c := range res.Changes {
				if bytes.Count(c.After, []byte("\n"))-bytes.Count(c.Before, []byte("\n")) > 4 {
					t.Errorf("%s: the edit adds more lines than it needs", c.Path)
				}
			}
			// Once more: what is mended is not found, and nothing is left to edit.
			again, report := basicSSL(t, root)
			if len(again) != 0 {
				t.Errorf("there are edits left: %+v", again)
			}
			for _, f := range report.Findings {
				if !f.Pass && f.Level == finding.Error {
					t.Errorf("still found: %s %s", f.Rule, f.Message)
				}
			}
		})
	}
}

// sameTree compares the files of two folders.
func sameTree(t *testing.T, want, got string) {
	t.Helper()
	for _, pair := range [][2]string{{want, got}, {got, want}} {
		err := fs.WalkDir(os.DirFS(pair[0]), ".", func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			a, err := os.ReadFile(filepath.Join(pair[0], p))
			if err != nil {
				return err
			}
			b, err := os.ReadFile(filepath.Join(pair[1], p))
			if err != nil || !bytes.Equal(a, b) {
				t.Errorf("%s differs:\n%s", p, b)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
