package cli

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/cdolint/cdolint/internal/report"
)

// partly says what a run on folders of a work tree could not see where a finding
// speaks of it: which pages elsewhere include a file of theirs, and what else
// belongs to an application that is larger than they are; the second matters to
// advice alone.
func (a *app) partly(t *target, r *run, quiet bool) {
	inScope := func(folder string) bool {
		for _, s := range t.scopes {
			if s == "." || folder == s || strings.HasPrefix(folder, s+"/") {
				return true
			}
		}
		return false
	}
	if len(t.only) > 0 || inScope(".") {
		return
	}
	orphans := map[string]bool{}
	for _, p := range r.Site.Pages {
		if p.Orphan {
			orphans[p.File.Path] = true
		}
	}
	looked := report.Line(strings.Join(t.scopes, ", "))
	orphan, larger := "", ""
	for _, f := range r.Report.Findings {
		switch {
		case !f.Open():
		case orphans[f.At.Path]:
			orphan = f.At.Path
		case f.Application != "" && !inScope(f.Application):
			larger = f.Application
		}
	}
	switch {
	case orphan != "":
		file := filepath.Join(t.root, filepath.FromSlash(orphan))
		if wd, err := os.Getwd(); err == nil {
			file = shown(wd, file)
		}
		a.note("cdolint: pages that include files of %s were looked for there alone; cdolint check %s looks in the whole work tree", looked, report.Line(file))
	case larger != "" && !quiet:
		if larger == "." {
			larger = "the root folder"
		}
		a.note("cdolint: of the application in %s only %s was looked at; what is said of all its pages is said of these", report.Line(larger), looked)
	}
}
