package rules_test

import (
	"io/fs"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/rules"
)

// TestRules checks every rule against its fixtures: testdata/rules/ID/*.txtar.
func TestRules(t *testing.T) {
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	root := filepath.Join("..", "testdata", "rules")
	seen := map[string]bool{}
	err = filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(p) != ".txtar" {
			return err
		}
		rel, _ := filepath.Rel(root, p)
		name := filepath.ToSlash(strings.TrimSuffix(rel, ".txtar"))
		seen[strings.Split(name, "/")[0]] = true
		t.Run(name, func(t *testing.T) {
			f, err := ruletest.Read(p)
			if err != nil {
				t.Fatal(err)
			}
			bad, err := f.Check(packs)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range bad {
				t.Error(m)
			}
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		for _, r := range p.Rules {
			if !seen[r.ID] {
				t.Errorf("%s has no fixture in testdata/rules/%s", r.ID, r.ID)
			}
		}
	}
}

// TestHelpIsComplete holds every rule to the sections of a rule page.
func TestHelpIsComplete(t *testing.T) {
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		for _, r := range p.Rules {
			if r.Pass {
				continue
			}
			for _, s := range []struct{ section, text string }{
				{"summary", r.Help.Summary},
				{"what", r.Help.What},
				{"why", r.Help.Why},
				{"example", r.Help.Example},
				{"fix", r.Help.Fix},
				{"unless", r.Help.Unless},
				{"precision", r.Precision},
			} {
				if strings.TrimSpace(s.text) == "" {
					t.Errorf("%s: the help has no %q", r.ID, s.section)
				}
			}
			for _, ref := range r.Help.References {
				if strings.Contains(ref, "OWN") || strings.Contains(ref, "[S") {
					t.Errorf("%s: reference %q is not for readers", r.ID, ref)
				}
			}
		}
	}
}
