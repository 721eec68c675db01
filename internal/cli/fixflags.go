package cli

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/suppress"
	"github.com/cdolint/cdolint/rules"
)

// editFlags are the flags of check that change files.
type editFlags struct {
	fix      string
	suppress []string
	reason   string
	force    bool
	dryRun   bool
}

func (f *editFlags) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.fix, "fix", "", "apply a workaround to the files of the repository: `basic-ssl`")
	c.Flags().StringSliceVar(&f.suppress, "suppress", nil, "write comments that suppress the findings of `ID,...`; needs --reason")
	c.Flags().StringVar(&f.reason, "reason", "", "with --suppress: the `REASON`, for the comments")
	c.Flags().BoolVar(&f.force, "force", false, "with --fix: change files that git could not bring back, too")
	c.Flags().BoolVar(&f.dryRun, "dry-run", false, "with --fix or --suppress: show the changes as a diff and make none")
}

func (f *editFlags) any() bool { return f.fix != "" || len(f.suppress) > 0 }

// validate reports flags that do not go together.
func (f *checkFlags) validateEdits() error {
	e := &f.edits
	switch {
	case !e.any():
		for _, flag := range []struct {
			name string
			set  bool
		}{{"--force", e.force}, {"--dry-run", e.dryRun}, {"--reason", e.reason != ""}} {
			if flag.set {
				return usagef("%s goes with --fix or --suppress", flag.name)
			}
		}
		return nil
	case f.stdinFilename != "" || f.staged || f.since != "":
		return usagef("--fix and --suppress change the files of the work tree; they do not go with --staged, --since or --stdin-filename")
	case e.fix != "" && len(e.suppress) > 0:
		return usagef("--fix and --suppress are two steps; take one after the other")
	case e.fix != "" && e.reason != "":
		return usagef("--reason goes with --suppress")
	case e.fix == "webdav" || e.fix == "host-on-exchange":
		return usagef("--fix %s: this workaround cannot be applied by edits of settings; the report shows what there is to do", e.fix)
	case e.fix != "" && e.fix != "basic-ssl":
		return usagef("--fix %q: the workaround that can be applied is basic-ssl", e.fix)
	case len(e.suppress) > 0 && strings.TrimSpace(e.reason) == "":
		return usagef(`--suppress needs --reason "why": a suppression without a reason has no effect`)
	case len(e.suppress) > 0:
		if err := suppress.CheckReason(e.reason); err != nil {
			return usagef("--reason: %w", err)
		}
	}
	return nil
}

// edit analyses what the arguments name and changes files: --fix, --suppress.
// Of --fix, the report that follows is that of the site as it is then.
func (a *app) edit(f *checkFlags, args []string) error {
	t, err := locate(args, f.root)
	if err != nil {
		return err
	}
	r, err := a.run(f, t, fromFolder(t.root))
	if err != nil {
		return err
	}
	defer r.close()
	f.limit(t, r)
	if len(f.edits.suppress) > 0 {
		return a.suppress(f, t, r)
	}
	return a.fix(f, args, t, r)
}

// fix applies the edits of a workaround.
func (a *app) fix(f *checkFlags, args []string, t *target, r *run) error {
	var edits []finding.Edit
	for _, x := range r.Report.Findings {
		if !x.Open() {
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
	f.edits = editFlags{}
	return a.check(f, args)
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
		if x.Open() && len(x.Workarounds) > 0 {
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
		a.printf("%s: %s is not suppressed: no comment can stand there that does it; write it by hand, or cdolint:ignore-file\n", at(r, &x), x.Rule)
	}
	switch {
	case len(plan.Done)+len(plan.Refused) == 0:
		a.printf("There is nothing to suppress.\n")
	default:
		plural := "s"
		if files == 1 {
			plural = ""
		}
		a.printf("%d of %d findings %s, in %d file%s.\n", len(plan.Done), len(plan.Done)+len(plan.Refused), verb, files, plural)
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

// tryEdits analyses the site with edits made, which stay in memory.
func (a *app) tryEdits(f *checkFlags, t *target, r *run, edits []finding.Edit) (*run, error) {
	res, err := fix.Apply(t.root, edits, fix.Options{Sources: r.Report.Sources, Force: true, DryRun: true})
	if err != nil {
		return nil, failure{err}
	}
	changed := map[string][]byte{}
	for _, c := range res.Changes {
		changed[c.Path] = c.After
	}
	disk := fromFolder(t.root)
	return a.run(f, t, origin{
		config: disk.config,
		tree: func(here *config.Config) (site.Tree, func() error, error) {
			tree, done, err := disk.tree(here)
			return &edited{Tree: tree, changed: changed}, done, err
		},
	})
}

// edited is a tree in which some files have another content.
type edited struct {
	site.Tree
	changed map[string][]byte
}

// List implements [site.Tree].
func (e *edited) List(scopes []string) (site.Listing, error) {
	l, err := e.Tree.List(scopes)
	if err != nil {
		return l, err
	}
	l.Files = slices.Clone(l.Files)
	for i := range l.Files {
		if raw, ok := e.changed[l.Files[i].Path]; ok {
			l.Files[i].Size = int64(len(raw))
		}
	}
	return l, nil
}

// Read implements [site.Tree].
func (e *edited) Read(name string) ([]byte, error) {
	if raw, ok := e.changed[name]; ok {
		return raw, nil
	}
	return e.Tree.Read(name)
}

// showChanges prints changes as a unified diff, for people: secrets are masked,
// and what a terminal would act upon is spelled out.
func (a *app) showChanges(r *finding.Report, changes []fix.Change) {
	secrets := r.SecretTexts()
	for _, c := range changes {
		for line := range strings.Lines(c.Preview()) {
			line = strings.TrimSuffix(line, "\n")
			for _, s := range secrets {
				line = strings.ReplaceAll(line, s, strings.Repeat(string(finding.Mask), len(s)))
			}
			if line = finding.Redact(line); strings.ContainsFunc(line, func(c rune) bool { return c != '\t' && !unicode.IsPrint(c) }) {
				line = report.Line(line)
			}
			a.printf("%s\n", line)
		}
	}
}

// note says something about the work, beside the report.
func (a *app) note(format string, args ...any) { _, _ = fmt.Fprintf(a.err, format+"\n", args...) }
