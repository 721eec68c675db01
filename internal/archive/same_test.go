package archive_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/archive"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// TestTheSameFindingsFromFolderAndArchive compares whole reports, byte for byte.
func TestTheSameFindingsFromFolderAndArchive(t *testing.T) {
	dir := filepath.Join("..", "..", "testdata", "sites", "intranet")
	var files []file
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(filepath.Join(dir, p))
		files = append(files, file{name: p, content: string(raw)})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	folder, err := filetree.OpenFolder(dir, source.DefaultMaxSize)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = folder.Close() })
	want := reportOf(t, folder)
	if bytes.Count(want, []byte(`"CDO0`)) < 5 {
		t.Fatalf("not the site that this test is about:\n%s", want)
	}
	for kind, raw := range kinds(t, files...) {
		tree, err := open(t, raw, archive.Limits{})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(reportOf(t, tree))); diff != "" {
			t.Errorf("%s (-folder +archive):\n%s", kind, diff)
		}
	}
}

func reportOf(t *testing.T, tree filetree.Tree) []byte {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	res, err := lint.Run(tree, lint.Options{Packs: packs, Prefilter: true, ShowCleared: true})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := report.Write(&b, "json", res.Report, report.Options{}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
