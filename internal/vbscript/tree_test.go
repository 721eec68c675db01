package vbscript

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden trees in testdata")

// TestTrees parses the sources of each archive in testdata and compares the
// tree with the section of the same name and .tree. What an archive is about
// is said in its comment. Pages (.asp) have chunks, .cls is VB6.
func TestTrees(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatalf("no archives: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			ar, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			out := &txtar.Archive{Comment: ar.Comment}
			want := map[string]string{}
			for _, f := range ar.Files {
				want[f.Name] = string(f.Data)
			}
			for _, f := range ar.Files {
				if strings.HasSuffix(f.Name, ".tree") {
					continue
				}
				got := dump(parseNamed(f.Name, string(f.Data)))
				out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".tree", Data: []byte(got)})
				if diff := cmp.Diff(want[f.Name+".tree"], got); diff != "" && !*update {
					t.Errorf("%s (-want +got):\n%s", f.Name, diff)
				}
			}
			if *update {
				if err := os.WriteFile(file, txtar.Format(out), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// parseNamed parses a source the way its extension says.
func parseNamed(name, src string) *File {
	switch filepath.Ext(name) {
	case ".asp":
		return Parse(src, chunksOf(src), VBScript)
	case ".cls":
		return ParseScript(src, VB6)
	}
	return ParseScript(src, VBScript)
}
