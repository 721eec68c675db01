package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/report"
)

// fix applies the edits of a workaround.
func (a *app) fix(f *checkFlags, args []string, t *target, r *run) error {
	var edits []finding.Edit
	for _, x := range r.Report.Findings {
		if !x.Open() || x.Level == finding.Note { // a note says what works as it is
			continue
		}
		for _, w := range x.Workarounds {
			if w.ID == f.edits.fix {
				edits = append(edits, w.Edits...)
			}
		}
	}
	res, err := fix.Apply(t.root, edits, fix.Options{Sources: r.Report.Sources, Force: f.edits.force, DryRun: f.edits.dryRun})
	if err != nil {
		if errors.Is(err, fix.ErrDirty) {
			return usagef("nothing was changed; commit or stage first, or say --force\n%w", err)
		}
		return failure{fmt.Errorf("nothing was changed\n%w", err)}
	}
	if f.edits.dryRun {
		a.showChanges(r.Report, res.Changes)
		a.status = status(f, r.Report)
		if len(res.Dirty) > 0 {
			a.note("without --dry-run nothing would be changed; commit or stage first, or say --force\n%v", errors.Join(res.Dirty...))
		}
		if len(res.Changes) == 0 {
			a.note("nothing to change: %s", whyNothing(edits))
			return nil
		}
		return a.foresee(f, t, r, edits)
	}
	if len(res.Changes) == 0 {
		a.note("nothing to change: %s", whyNothing(edits))
	}
	for _, c := range res.Changes {
		a.note("changed %s", report.Line(c.Path))
	}
	if len(res.Changes) > 0 {
		for _, command := range f.commands(r.Report) {
			a.note("to run on the web server: %s", report.Line(command))
		}
	}
	f.edits = editFlags{}
	return a.check(f, args)
}

// commands are what the workaround that is applied needs beside the edits, in the
// order in which the findings have them.
func (f *checkFlags) commands(r *finding.Report) []string {
	var out []string
	for _, x := range r.Findings {
		if !x.Open() || x.Level == finding.Note {
			continue
		}
		for _, w := range x.Workarounds {
			if w.ID != f.edits.fix || len(w.Edits) == 0 {
				continue
			}
			for _, c := range w.Commands {
				if !slices.Contains(out, c) {
					out = append(out, c)
				}
			}
		}
	}
	return out
}

// foresee says what edits would leave to do: a script that turns Basic on and
// does not require SSL needs a second step, by hand.
func (a *app) foresee(f *checkFlags, t *target, r *run, edits []finding.Edit) error {
	after, err := a.tryEdits(f, t, r, edits)
	if err != nil {
		return err
	}
	defer after.close()
	if len(t.only) > 0 {
		newTouched(t.only...).filter(after, nil)
	}
	left := map[string]int{}
	for _, x := range after.Report.Findings {
		if x.Open() && x.Level != finding.Note && len(x.Workarounds) > 0 {
			left[x.Rule]++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(left)) {
		a.note("after these changes %s would be reported (%d in all); cdolint explain %s says what is left to do", id, left[id], id)
	}
	return nil
}

func whyNothing(edits []finding.Edit) string {
	if len(edits) > 0 {
		return "the files have the edits already"
	}
	return "no setting in the repository is in the way of a finding; where a finding has commands for the web server, the report shows them"
}
