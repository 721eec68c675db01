package xdt_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/iis/xdt"
	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

var update = flag.Bool("update", false, "rewrite the fixtures")

// Each archive in testdata has a web.config and transforms of it, each followed
// by what it makes of the web.config, element by element, and by what it says.
func TestTransforms(t *testing.T) {
	archives, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		base, rest := archive.Files[0], archive.Files[1:]
		out := []txtar.File{base}
		for _, f := range rest {
			if strings.HasPrefix(f.Name, "→") {
				continue
			}
			out = append(out, f, txtar.File{Name: "→ " + f.Name, Data: []byte(transformed(string(base.Data), f.Name, string(f.Data)))})
		}
		got := txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: out})
		if *update {
			if err := os.WriteFile(name, got, 0o600); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(txtar.Format(archive)), string(got)); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

func transformed(base, file, transform string) string {
	root := xmltree.Parse("web.config", base).Root()
	problems := xdt.Apply(root, xmltree.Parse(file, transform).Root(), file, &xdt.Budget{})
	var b strings.Builder
	show(&b, root, 0)
	for _, p := range problems {
		fmt.Fprintf(&b, "! line %d: %s\n", 1+strings.Count(transform[:min(max(p.At.Pos, 0), len(transform))], "\n"), p.Message)
	}
	return b.String()
}

// show writes an element a line: those that an attribute is of another file
// than its element show that each keeps its place.
func show(b *strings.Builder, e *xmltree.Element, depth int) {
	b.WriteString(strings.Repeat("  ", depth) + e.Name)
	for i := range e.Attrs {
		fmt.Fprintf(b, " %s=%q", e.Attrs[i].Name, e.Attrs[i].Value)
	}
	if e.Path != "web.config" {
		b.WriteString("  (of the transform)")
	}
	b.WriteString("\n")
	for _, c := range e.Children {
		show(b, c, depth+1)
	}
}

// A transform changes the tree and nothing else: the places of what it brings
// along are in its own file.
func ExampleApply() {
	root := xmltree.Parse("web.config", `<configuration><access sslFlags="None" /></configuration>`).Root()
	transform := xmltree.Parse("web.Release.config", `<configuration xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform">
  <access sslFlags="Ssl" xdt:Transform="SetAttributes(sslFlags)" />
</configuration>`).Root()
	problems := xdt.Apply(root, transform, "web.Release.config", &xdt.Budget{})
	a := root.Child("access").Attr("sslFlags")
	fmt.Println(a.Value, "from", a.Path, len(problems))
	// Output:
	// Ssl from web.Release.config 0
}
