package cli_test

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The documentation of a large package says where to find what, and forgets no file.
func TestMapsOfLargePackagesAreComplete(t *testing.T) {
	for _, dir := range []string{"../cli", "../flow", "../iis", "../site"} {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join(dir, "*.go"))
			if err != nil || len(files) == 0 {
				t.Fatal("no files", err)
			}
			var doc, docFile string
			there := map[string]bool{}
			for _, file := range files {
				if strings.HasSuffix(file, "_test.go") {
					continue
				}
				there[filepath.Base(file)] = true
				f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.PackageClauseOnly|parser.ParseComments)
				if err != nil {
					t.Fatal(err)
				}
				if f.Doc != nil {
					doc, docFile = f.Doc.Text(), filepath.Base(file)
				}
			}
			named := map[string]bool{docFile: true}
			for _, name := range regexp.MustCompile(`\b\w+\.go\b`).FindAllString(doc, -1) {
				named[name] = true
				if !there[name] {
					t.Errorf("%s names %s, which does not exist", docFile, name)
				}
			}
			for name := range there {
				if !named[name] {
					t.Errorf("%s does not say what %s is for", docFile, name)
				}
			}
		})
	}
}
