package cli

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/heap"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/version"
	"github.com/cdolint/cdolint/rules"
)

// run is an analysis whose files can still be read.
type run struct {
	*lint.Result

	conf   *config.Set
	tree   filetree.Tree
	rules  []*rules.Pack
	packs  []string // files of the user's own packs, relative to the root
	closed []func() error
}

func (r *run) close() {
	for _, c := range r.closed {
		_ = c() // it was only read
	}
}

// analyse loads and checks what the arguments name.
func (a *app) analyse(f *checkFlags, args []string, kinds ...string) (*lint.Result, error) {
	switch {
	case f.stdinFilename != "":
		return a.analyseStdin(f, args, kinds...)
	case f.staged || f.since != "":
		return a.analyseChanges(f, args, kinds...)
	case f.whole:
		return nil, usagef("--whole goes with --staged or --since")
	}
	t, err := locate(args, f.root)
	if err != nil {
		return nil, err
	}
	if err := cmp.Or(archiveError(t), bareError(t)); err != nil {
		return nil, err
	}
	a.settingsAbove(f, t)
	from := fromFolder(t.root)
	from.concern = concernOf(t, kinds)
	r, err := a.run(f, t, from, kinds...)
	if err != nil {
		return nil, err
	}
	defer r.close()
	a.leftOut(t, r)
	f.limit(t, r)
	a.partly(t, r, f.quiet)
	hold(r.Report)
	if len(kinds) > 0 {
		holdFacts(r.Result)
	}
	return r.Result, nil
}

// leftOut says which of the files that are named were not looked at, though they
// were asked for: no finding in them would mean nothing.
func (a *app) leftOut(t *target, r *run) {
	for _, name := range t.scopes {
		if !r.Site.ListsFolder(name) {
			a.note("cdolint: %s is left out: .gitignore names it", report.Line(name))
		}
	}
	for _, name := range t.only {
		if r.Site.Files[name] != nil || r.Site.Lists(name) || slices.ContainsFunc(r.Report.Notifications, func(n finding.Notification) bool { return n.At.Path == name }) {
			continue
		}
		if info, err := os.Stat(filepath.Join(t.root, filepath.FromSlash(name))); err != nil || info.IsDir() {
			continue
		}
		why := ".gitignore names it"
		if r.conf.Skip(name) {
			why = "the configuration excludes it"
		}
		a.note("cdolint: %s is left out: %s", report.Line(name), why)
	}
}

// concernOf is what a run is asked about whose findings limit then leaves. Facts
// are told of all pages.
func concernOf(t *target, kinds []string) func(s *site.Site, packs []string) func(page string) bool {
	if len(t.only) == 0 || len(kinds) > 0 {
		return nil
	}
	return func(s *site.Site, packs []string) func(page string) bool {
		return newTouched(t.only...).affectedIn(s, packs, nil)
	}
}

// limit leaves what a run found in what the command line names, and takes the
// baseline into account.
func (f *checkFlags) limit(t *target, r *run) {
	if len(t.only) == 0 {
		f.compareBaseline(r, t.scopes, nil)
		return
	}
	files := newTouched(t.only...)
	affected := files.affected(r, nil)
	f.compareBaseline(r, t.scopes, affected)
	files.filter(r, affected)
}

// run analyses what an origin holds. Close the result.
func (a *app) run(f *checkFlags, t *target, from origin, kinds ...string) (*run, error) {
	if f.jobs < 0 {
		return nil, usagef("--jobs takes a number from 1 on, or 0 for one for each processor, not %d", f.jobs)
	}
	conf, err := from.config(f.config)
	if err != nil {
		return nil, fromHere(configError(err), t.root, f.config)
	}
	r := &run{conf: conf, closed: []func() error{conf.Close}}
	if err := a.runWith(r, f, t, conf, from, kinds...); err != nil {
		r.close()
		return nil, fromHere(err, t.root, append(f.packs, f.config)...)
	}
	return r, nil
}

// fromHere names the files of mistakes in configuration and packs, which are
// relative to the root, as they are found from the folder that we are in; but
// for those that the command line names, which are called what it calls them.
func fromHere(err error, root string, named ...string) error {
	rename := func(file string) string {
		if slices.Contains(named, file) || root == stdout {
			return file
		}
		return path.Join(filepath.ToSlash(base(root)), file)
	}
	var mistakes config.Errors
	var inPacks rules.Errors
	switch {
	case errors.As(err, &mistakes):
		mistakes.Rename(rename)
	case errors.As(err, &inPacks):
		inPacks.Rename(rename)
	}
	return err
}

// configError is a mistake in the configuration, or that no configuration can
// be looked for.
func configError(err error) error {
	var mistakes config.Errors
	if errors.As(err, &mistakes) {
		return usageError{err}
	}
	return failure{err}
}

func (a *app) runWith(r *run, f *checkFlags, t *target, conf *config.Set, from origin, kinds ...string) error {
	here := conf.Focus(t.scopes[0])
	packs, err := allPacks(conf, here.Packs(), f.packs)
	if err != nil {
		return err
	}
	r.rules = packs
	for _, p := range here.Packs() {
		r.packs = append(r.packs, p.Name())
	}
	if err := conf.CheckRules(ruleNames(packs)); err != nil {
		return usageError{err}
	}
	switcher, err := newSwitch(packs, f)
	if err != nil {
		return err
	}
	if f.failOn == "" {
		f.failOn = here.FailOn()
	}
	tree, done, err := from.tree(here)
	if err != nil {
		return failure{err}
	}
	r.tree, r.closed = tree, append(r.closed, done)
	o := lint.Options{
		Config: conf, Packs: packs, Switch: switcher, Prefilter: !f.noPrefilter, ShowCleared: f.showCleared, Parsed: heap.CollectParsed,
	}
	if from.factsOnly {
		o.Switch = func(*rules.Rule) (on, decided bool) { return false, true }
	}
	o.Site.Scopes = t.scopes
	o.Site.Jobs = f.jobs
	o.Site.Whole = f.strict
	if from.concern != nil {
		o.Site.Concern = func(s *site.Site) func(page string) bool { return from.concern(s, r.packs) }
	}
	f.cache.use(&o.Site, from.kind, t.root)
	if len(here.Packs())+len(f.packs) == 0 && !from.factsOnly {
		o.Memo = []string{fmt.Sprintf("%q %q %q %t %t %t", t.scopes, f.rules, f.ignore, f.showCleared, f.noPrefilter, f.strict)}
	}
	p := a.progress(f)
	r.Result, err = lint.Run(p.watch(tree), o, kinds...)
	p.stop()
	if err != nil {
		return failure{err}
	}
	if t, ok := tree.(interface{ Err() error }); ok && t.Err() != nil {
		return failure{t.Err()}
	}
	if err := conf.Err(); err != nil { // files further down are read on the way
		return usageError{err}
	}
	for _, n := range conf.Notices() {
		r.Report.Notifications = append(r.Report.Notifications, configNotice(n))
	}
	r.Report.Version = version.Semantic()
	r.Report.Root = t.root
	return nil
}

// configNotice is a notice of the configuration as a notification. A file
// outside of the root is named in the text: it is no place of the report.
func configNotice(n config.Notice) finding.Notification {
	out := finding.Notification{ID: "config-error", Level: finding.Warning, Message: n.Message}
	if filepath.IsLocal(n.At.File) {
		out.At = source.Place{Path: n.At.File, Pos: n.At.Pos, End: n.At.End}
	} else {
		out.Message = n.At.String() + ": " + n.Message
	}
	return out
}
