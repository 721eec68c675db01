package lint_test

import (
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// FuzzRun holds for any site, an archive of text files, that it has the same
// findings with and without the prefilter and for any number of workers, that all
// places of a finding lie in a file, and that every format can show them.
func FuzzRun(f *testing.F) {
	all := flag.Lookup("test.fuzz").Value.String() != "" // else other tests look at all
	for _, glob := range []string{"../../testdata/rules/*/*.txtar", "testdata/prefilter/*.txtar"} {
		list, err := filepath.Glob(glob)
		if err != nil || len(list) == 0 {
			f.Fatal("no seeds", err)
		}
		for i, p := range list {
			if !all && i%10 > 0 {
				continue
			}
			raw, err := os.ReadFile(p)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(raw)
		}
	}
	f.Fuzz(func(t *testing.T, site []byte) {
		const largest, most = 1 << 16, 64 // bytes, files
		files := map[string][]byte{}
		for _, a := range txtar.Parse(site).Files {
			if fs.ValidPath(a.Name) {
				files[a.Name] = a.Data
			}
		}
		if len(site) > largest || len(files) > most {
			return
		}
		r := reported(t, files, true)
		for i := range r.Findings {
			inside(t, r, &r.Findings[i])
		}
		for _, name := range report.Formats() {
			if err := report.Write(io.Discard, name, r, report.Options{ShowSuppressed: true}); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		want := findings(t, &filetree.Memory{Files: files}, allRules, false, 1)
		for _, line := range differing(want, findings(t, &filetree.Memory{Files: files}, allRules, true, 2)) {
			t.Error(line)
		}
	})
}

// reported is the report on a site, with all rules.
func reported(t *testing.T, files map[string][]byte, prefilter bool) *finding.Report {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree := &filetree.Memory{Files: files}
	o := lint.Options{Packs: packs, Prefilter: prefilter, ShowCleared: true, Switch: allRules}
	if o.Config, err = config.OpenTree(tree, ""); err != nil {
		t.Skip("the site's .cdolint.yaml is refused:", err)
	}
	res, err := lint.Run(tree, o)
	if err != nil {
		t.Skip("the site is refused:", err)
	}
	return res.Report
}

// inside reports an error for each place of a finding that lies in no file.
func inside(t *testing.T, r *finding.Report, f *finding.Finding) {
	t.Helper()
	places := []source.Place{f.At}
	for _, s := range f.Steps {
		places = append(places, s.At)
	}
	for _, x := range f.Related {
		places = append(places, x.At)
	}
	for _, w := range f.Workarounds {
		for _, e := range w.Edits {
			places = append(places, e.At)
		}
	}
	for _, at := range places {
		if at.Path == "" {
			continue // of no file: what the user asserts on the command line
		}
		src, err := r.Sources.Source(at.Path)
		switch {
		case err != nil:
			t.Errorf("%s: %v", f.Rule, err)
		case at.Pos < 0 || at.End < at.Pos || at.End > len(src.Text):
			t.Errorf("%s: place %d to %d of %d bytes of %s", f.Rule, at.Pos, at.End, len(src.Text), at.Path)
		case strings.Contains(f.Message, "%!"):
			t.Errorf("%s: %s", f.Rule, f.Message)
		}
	}
}
