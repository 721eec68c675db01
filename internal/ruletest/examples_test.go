package ruletest_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/rules"
)

// TestOwnPacks runs the fixtures of the packs in docs/examples and
// testdata/packs, as `cdolint test-rules --packs NAME.yaml NAME` does; each of
// their rules has to be wanted somewhere.
func TestOwnPacks(t *testing.T) {
	files, err := filepath.Glob("../../docs/examples/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no packs", err)
	}
	more, err := filepath.Glob("testdata/packs/*.yaml")
	if err != nil || len(more) == 0 {
		t.Fatal("no packs", err)
	}
	files = append(files, more...)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		own, err := rules.ParsePack(filepath.Base(file), raw)
		if err != nil {
			t.Fatal(err)
		}
		packs, err := rules.Builtin()
		if err != nil {
			t.Fatal(err)
		}
		packs = append(packs, own)
		if err := lint.CheckPacks(packs); err != nil {
			t.Fatal(err)
		}
		var wanted []string
		fixtures, err := filepath.Glob(filepath.Join(strings.TrimSuffix(file, ".yaml"), "*.txtar"))
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range fixtures {
			t.Run(own.Name+"/"+filepath.Base(name), func(t *testing.T) {
				f, err := ruletest.Read(name)
				if err != nil {
					t.Fatal(err)
				}
				bad, err := f.Check(packs)
				if err != nil {
					t.Fatal(err)
				}
				if len(bad) > 0 {
					t.Errorf("%s:%d\n%s", name, f.Line(bad[0].At()), ruletest.Table(bad, 120, nil))
				}
				for path, text := range f.Files {
					list, err := ruletest.Wants(path, string(text))
					if err != nil {
						t.Fatal(err)
					}
					for _, w := range list {
						wanted = append(wanted, w.Rule)
					}
				}
			})
		}
		for _, r := range own.Rules {
			if !slices.Contains(wanted, r.ID) {
				t.Errorf("%s: no fixture wants %s", file, r.ID)
			}
		}
	}
}
