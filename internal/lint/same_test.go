package lint_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// The same site has the same findings whether the pages that hold nothing of
// interest are parsed or not, and whatever the number of workers.
func TestFindingsAreTheSameHoweverTheyAreFound(t *testing.T) {
	for name, tree := range trees(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			want := findings(t, tree, allRules, false, 1)
			for _, mode := range []struct {
				prefilter bool
				jobs      int
			}{{true, 1}, {true, 2}, {true, 8}, {false, 3}} {
				for _, line := range differing(want, findings(t, tree, allRules, mode.prefilter, mode.jobs)) {
					t.Errorf("prefilter %v, %d workers: %s", mode.prefilter, mode.jobs, line)
				}
			}
			// With rules that want to know of every object no application is quiet.
			for _, line := range differing(findings(t, tree, defaultRules, false, 1), findings(t, tree, defaultRules, true, 2)) {
				t.Errorf("default rules: %s", line)
			}
		})
	}
}

// TestPrefilterOnCorpora does so for check-outs of public code: the folders in
// the one that CDOLINT_CORPORA names.
func TestPrefilterOnCorpora(t *testing.T) {
	root := os.Getenv("CDOLINT_CORPORA")
	if root == "" {
		t.Skip("CDOLINT_CORPORA is not set")
	}
	dirs, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range dirs {
		t.Run(d.Name(), func(t *testing.T) {
			tree, err := filetree.OpenFolder(filepath.Join(root, d.Name()), source.DefaultMaxSize)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = tree.Close() }()
			for _, line := range differing(findings(t, tree, defaultRules, false, 1), findings(t, tree, defaultRules, true, 2)) {
				t.Error(line)
			}
		})
	}
}

// trees are all fixtures: those of rules, whole sites, and those that are hard
// for the prefilter.
func trees(t *testing.T) map[string]filetree.Tree {
	t.Helper()
	out := map[string]filetree.Tree{}
	add := func(p string) {
		f, err := ruletest.Read(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.ToSlash(p)] = &filetree.Memory{Files: f.Files}
	}
	for _, dir := range []string{"../../testdata/rules", "testdata/prefilter"} {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && filepath.Ext(p) == ".txtar" {
				add(p)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	sites, err := filepath.Glob("../../testdata/sites/*")
	if err != nil || len(sites) == 0 {
		t.Fatal("no sites in testdata", err)
	}
	for _, p := range sites {
		if info, err := os.Stat(p); err == nil && info.IsDir() { // beside them lies what is said of them
			add(p)
		}
	}
	return out
}

// differing are the lines that one of two reports has more than the other.
func differing(want, got []string) []string {
	var out []string
	short := func(s string) string { return s[:min(len(s), 400)] }
	for _, l := range want {
		if !slices.Contains(got, l) {
			out = append(out, "missing: "+short(l))
		}
	}
	for _, l := range got {
		if !slices.Contains(want, l) {
			out = append(out, "added: "+short(l))
		}
	}
	if len(out) == 0 && !slices.Equal(want, got) {
		out = append(out, "the order differs")
	}
	return out
}

// allRules and defaultRules say which rules are on.
func allRules(*rules.Rule) (on, decided bool)       { return true, true }
func defaultRules(r *rules.Rule) (on, decided bool) { return r.Pack.Enabled, true }

// findings are those of some rules, as lines of JSON. Notifications are left
// out: files that are not parsed have no syntax errors.
func findings(t *testing.T, tree filetree.Tree, on func(*rules.Rule) (on, decided bool), prefilter bool, jobs int) []string {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := lint.Options{
		Packs: packs, Prefilter: prefilter, ShowCleared: true, Switch: on,
	}
	if m, ok := tree.(*filetree.Memory); ok {
		if o.Config, err = config.OpenTree(m, ""); err != nil {
			t.Fatal(err)
		}
	}
	o.Site.Jobs = jobs
	res, err := lint.Run(tree, o)
	if err != nil {
		return []string{"error: " + err.Error()}
	}
	res.Report.Notifications = nil
	var b bytes.Buffer
	if err := report.Write(&b, "jsonl", res.Report, report.Options{ShowSuppressed: true}); err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(b.String()), "\n")
}
