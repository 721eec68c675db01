package program

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden programs in testdata")

// TestPrograms compiles the sources of each archive in testdata/vbscript and
// compares the program with the section of the same name and .program.
func TestPrograms(t *testing.T) {
	files, err := filepath.Glob("testdata/vbscript/*.txtar")
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
				if strings.HasSuffix(f.Name, ".program") {
					continue
				}
				src := source.New(f.Name, f.Data, source.Options{})
				got := dump(compileNamed(src), src.Text)
				out.Files = append(out.Files, f, txtar.File{Name: f.Name + ".program", Data: []byte(got)})
				if diff := cmp.Diff(want[f.Name+".program"], got); diff != "" && !*update {
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

// compileNamed compiles a source the way its extension says.
func compileNamed(src *source.File) *File {
	switch filepath.Ext(src.Path) {
	case ".vbs":
		return CompileScript(src)
	case ".cls", ".bas":
		return CompileVB6(src)
	}
	return Compile(src)
}
