package cli

import (
	"os"
	"slices"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
)

// openBaseline reads the file that --baseline names.
func (f *checkFlags) openBaseline() error {
	if f.baseline == "" {
		return nil
	}
	file, err := os.Open(f.baseline)
	if err != nil {
		return usagef("--baseline %s: %w", f.baseline, unwrapPath(err))
	}
	defer func() { _ = file.Close() }()
	if f.known, err = finding.ReadBaseline(file); err != nil {
		return usagef("--baseline %s: %w", f.baseline, err)
	}
	if f.known.Len() == 0 && f.known.Skipped > 0 {
		return usagef("--baseline %s: none of its %s is one that cdolint can find again; --write-baseline writes a baseline", f.baseline, english.Count(f.known.Skipped, "result"))
	}
	return nil
}

// compareBaseline marks the findings of a run that the baseline knows. It needs
// the files: what is gone may have been renamed. affected tells the files whose
// findings are reported; nil means all of the scopes.
func (f *checkFlags) compareBaseline(r *run, scopes []string, affected func(path string) bool) {
	if f.known == nil {
		return
	}
	asked := func(p string) bool {
		return slices.ContainsFunc(scopes, func(scope string) bool { return filetree.Within(p, scope) }) && !r.conf.Skip(p)
	}
	r.Report.Fixed = f.known.Apply(r.Report.Findings, finding.ApplyOptions{
		Sources:  r.Report.Sources,
		Analysed: func(p string) bool { return asked(p) || r.Site.Files[p] != nil },
		Reported: func(rule, p string) bool {
			return asked(p) && (affected == nil || affected(p)) && r.On(rule, p)
		},
	})
}
