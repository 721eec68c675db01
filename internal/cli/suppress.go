package cli

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/suppress"
	"github.com/cdolint/cdolint/rules"
)

// suppress writes comments for the findings of some rules.
func (a *app) suppress(f *checkFlags, t *target, r *run) error {
	wanted, err := f.wanted(r)
	if err != nil {
		return err
	}
	all := *f
	all.showSuppressed = true
	plan, err := suppress.Plan(suppress.Request{
		Report: r.Report, Reason: f.edits.reason,
		Wanted: func(x *finding.Finding) bool { return wanted[x.Rule] },
		Try: func(edits []finding.Edit) (*finding.Report, error) {
			again, err := a.tryEdits(&all, t, r, edits)
			if err != nil {
				return nil, err
			}
			r.closed = append(r.closed, again.closed...)
			return again.Report, nil
		},
	})
	if err != nil {
		return err
	}
	// Comments only: git need not be able to bring the file back.
	res, err := fix.Apply(t.root, plan.Edits, fix.Options{Sources: r.Report.Sources, Force: true, DryRun: f.edits.dryRun})
	if err != nil {
		return failure{fmt.Errorf("nothing was changed\n%w", err)}
	}
	if f.edits.dryRun {
		a.showChanges(r.Report, res.Changes)
	}
	a.reportSuppressed(f, r.Report, plan, len(res.Changes))
	return nil
}

// wanted are the ids that --suppress names.
func (f *checkFlags) wanted(r *run) (map[string]bool, error) {
	out := map[string]bool{}
	for _, name := range f.edits.suppress {
		rule := rules.Find(r.rules, name)
		if rule == nil {
			return nil, usagef("--suppress %s: no such rule%s", name, lookUp(didYouMean("", name, append(rules.IDs(r.rules), rules.Names(r.rules)...)), "cdolint rules"))
		}
		out[rule.ID] = true
	}
	return out, nil
}

func (a *app) reportSuppressed(f *checkFlags, r *finding.Report, plan *suppress.Result, files int) {
	verb := "suppressed"
	if f.edits.dryRun {
		verb = "would be suppressed"
	}
	for _, x := range plan.Refused {
		why := "no comment can stand there that does it; write it by hand, or cdolint:ignore-file"
		if f, ok := plan.Foreign[x.At.Path]; ok {
			why = fmt.Sprintf("the file is stored as %s, which has no %s; give the reason in other letters", f.Encoding, strings.Join(strings.Split(f.Characters, ""), " "))
		}
		a.printf("%s: %s is not suppressed: %s\n", at(r, &x), x.Rule, why)
	}
	switch {
	case len(plan.Done)+len(plan.Refused) == 0:
		a.printf("There is nothing to suppress.\n")
	default:
		a.printf("%d of %s %s, in %s.\n", len(plan.Done), english.Count(len(plan.Done)+len(plan.Refused), "finding"), verb, english.Count(files, "file"))
	}
	if len(plan.Refused) > 0 {
		a.status = exitFindings
	}
}

// at is the place of a finding, for a line of text.
func at(r *finding.Report, x *finding.Finding) string {
	name := report.Line(x.At.Path)
	file, err := r.Sources.Source(x.At.Path)
	if err != nil {
		return name
	}
	p := file.Position(x.At.Pos)
	return fmt.Sprintf("%s:%d:%d", name, p.Line, p.UTF16)
}
