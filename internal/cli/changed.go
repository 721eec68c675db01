package cli

import (
	"errors"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// changes are the flags that limit a check to what changed.
func (f *checkFlags) changes(c *cobra.Command) {
	c.Flags().BoolVar(&f.staged, "staged", false, "report what the staged changes introduce; content is read from the index")
	c.Flags().StringVar(&f.since, "since", "", "report what was introduced since `REV`: since HEAD has left it")
	c.Flags().BoolVar(&f.whole, "whole", false, "with --staged or --since: all findings of the pages that the changes affect, old ones, too")
	c.Flags().StringVar(&f.stdinFilename, "stdin-filename", "", "read the file `NAME` from standard input instead of from disk")
}

// comparison is what --staged and --since compare.
type comparison struct {
	repo *gittree.Repo
	head origin
	// bases are the commits that the changes start from; empty before the
	// first one.
	bases   []string
	changes []gittree.Change
	modules []string // submodules
}

// analyseChanges finds what changes introduce: findings that are in no base,
// on pages whose code or configuration contains a changed file.
func (a *app) analyseChanges(f *checkFlags, args []string, kinds ...string) (*lint.Result, error) {
	if f.staged && f.since != "" {
		return nil, usagef("--staged and --since exclude each other")
	}
	t, err := locate(args, f.root)
	if err != nil {
		return nil, err
	}
	repo, err := gittree.Open(t.root)
	if errors.Is(err, gittree.ErrNotRepository) && len(args) > 1 {
		return nil, usagef("%s, in which these paths lie, is in no git repository; --staged and --since look at one repository at a time", report.Line(t.root))
	}
	if err != nil {
		return nil, gitError(err)
	}
	if repo.Bare() {
		return nil, usagef("%s is a bare repository: it has no index and no work tree whose changes could be checked", t.root)
	}
	var c *comparison
	if from := preCommitFrom(); f.since != "" || from != "" {
		c, err = since(repo, t, f.since+from)
	} else {
		c, err = staged(repo, t)
	}
	if err != nil {
		return nil, err
	}
	if c == nil { // files were named that are not staged
		g := *f
		g.staged, g.since, g.whole = false, "", false
		res, err := a.analyse(&g, args, kinds...)
		f.failOn = g.failOn
		return res, err
	}
	return a.compare(f, t, c, kinds...)
}

// preCommitFrom is the revision of `pre-commit run --from-ref`, and of its
// pre-push hook: then nothing is staged, and the work tree is what counts.
func preCommitFrom() string {
	if os.Getenv("PRE_COMMIT") == "" {
		return ""
	}
	return os.Getenv("PRE_COMMIT_FROM_REF")
}

func gitError(err error) error {
	if errors.Is(err, gittree.ErrNoGit) {
		return failure{err}
	}
	return usageError{err}
}

// since compares the work tree with the commit where HEAD has left a revision.
func since(repo *gittree.Repo, t *target, rev string) (*comparison, error) {
	base, err := repo.MergeBase(rev)
	if err != nil {
		return nil, gitError(err)
	}
	c := &comparison{repo: repo, head: fromFolder(t.root), bases: []string{base}}
	if c.changes, err = repo.Changed(base); err != nil {
		return nil, failure{err}
	}
	c.only(t.only)
	return c, nil
}

// only leaves the changes of what was named, if anything was, and of files that
// are gone, which nobody can name.
func (c *comparison) only(names []string) {
	if len(names) == 0 {
		return
	}
	named := newTouched(names...)
	c.changes = slices.DeleteFunc(c.changes, func(ch gittree.Change) bool { return ch.Path != "" && !named.holds(ch.Path) })
}

// staged compares the index with HEAD. It returns nil if files were named that
// are not staged: pre-commit passes all files to a hook for `--all-files`.
func staged(repo *gittree.Repo, t *target) (*comparison, error) {
	head, err := repo.Head()
	if err != nil {
		return nil, failure{err}
	}
	c := &comparison{repo: repo}
	if c.changes, err = repo.Staged(head); err != nil {
		return nil, failure{err}
	}
	for _, name := range t.only {
		one := newTouched(name)
		if !slices.ContainsFunc(c.changes, func(ch gittree.Change) bool { return ch.Path != "" && one.holds(ch.Path) }) {
			return nil, nil
		}
	}
	c.only(t.only)
	merged, err := repo.MergeHead()
	if err != nil {
		return nil, failure{err}
	}
	for _, id := range []string{head, merged} {
		if id != "" {
			c.bases = append(c.bases, id)
		}
	}
	index, err := repo.Index(source.DefaultMaxSize)
	if err != nil {
		return nil, failure{err}
	}
	c.head, c.modules = fromGit(t.root, index), index.Submodules()
	return c, nil
}

func (a *app) compare(f *checkFlags, t *target, c *comparison, kinds ...string) (*lint.Result, error) {
	if !relevant(c.changes) {
		c.head.tree = noFiles
	}
	files := newTouched(c.modules...)
	for _, ch := range c.changes {
		files.add(ch.Path)
		files.add(ch.Old)
	}
	far, err := c.reachFar()
	if err != nil {
		return nil, err
	}
	if !far && len(kinds) == 0 {
		c.head.concern = func(s *site.Site, packs []string) func(page string) bool { return files.affectedIn(s, packs, nil) }
	}
	now, err := a.run(f, t, c.head, kinds...)
	if err != nil {
		return nil, err
	}
	defer now.close()
	pages := map[string]bool{}
	known := make([]bool, len(now.Report.Findings))
	affected := files.affected(now, nil)
	need := needsEarlier(now, files, affected, far)
	for _, id := range c.bases {
		if !need {
			break
		}
		if err := a.compareWith(f, t, c, id, now, files, pages, known); err != nil {
			return nil, err
		}
	}
	for i := range now.Report.Findings {
		sayNewPages(&now.Report.Findings[i])
	}
	if len(pages) > 0 {
		affected = files.affected(now, pages)
	}
	f.compareBaseline(now, t.scopes, affected)
	if !f.whole {
		kept := now.Report.Findings[:0]
		for i, x := range now.Report.Findings {
			if !known[i] {
				kept = append(kept, x)
			}
		}
		now.Report.Findings = kept
	}
	files.filter(now, affected)
	hold(now.Report)
	return now.Result, nil
}

// needsEarlier reports whether the earlier state has to be analysed: there are
// findings to compare on pages that the changes affect, or the changed files
// may have affected other pages before. What a page contains now or did before
// differs only by changed files, so that pages need no second look; but files
// that are gone, and configuration that speaks of other folders, do.
func needsEarlier(now *run, files *touched, affected func(path string) bool, far bool) bool {
	return slices.ContainsFunc(now.Report.Findings, func(x finding.Finding) bool {
		return !x.Pass && (far || files.concerns(&x, affected))
	})
}

// reachFar reports whether the changed files may have had to do with pages
// that they have nothing to do with now: then all pages are followed.
func (c *comparison) reachFar() (bool, error) {
	if !relevant(c.changes) {
		return false, nil
	}
	var old []string
	for _, ch := range c.changes {
		if ch.Old != "" {
			old = append(old, ch.Old)
		}
	}
	if len(old) == 0 {
		return false, nil
	}
	for _, id := range c.bases {
		tree, err := c.repo.Revision(id, source.DefaultMaxSize, old...)
		if err != nil {
			return false, failure{err}
		}
		far := slices.ContainsFunc(c.changes, func(ch gittree.Change) bool { return reachedFar(tree, ch) })
		_ = tree.Close()
		if far {
			return true, nil
		}
	}
	return false, nil
}

// reachedFar reports whether a changed file may have had to do with pages that
// it has nothing to do with now.
func reachedFar(before *gittree.Tree, c gittree.Change) bool {
	if c.Old == "" {
		return false
	}
	if c.Path != c.Old {
		return maybeText(c.Old)
	}
	raw, err := before.Read(c.Old)
	if err != nil {
		return true // it was a submodule, too large, or is not here
	}
	switch iis.Classify(c.Old, raw) {
	case "", iis.FromWebConfig, iis.FromTransform: // of its folder
		return path.Base(c.Old) == config.FileName // may have mapped folders
	}
	return true
}

// compareWith finds out which findings a base has already, and which pages the
// changed files affect there: those that are gone now affect none any more.
func (a *app) compareWith(f *checkFlags, t *target, c *comparison, id string, now *run, files *touched, pages map[string]bool, known []bool) error {
	tree, err := c.repo.Revision(id, source.DefaultMaxSize)
	if err != nil {
		return failure{err}
	}
	from := fromGit(t.root, tree)
	if c.head.concern != nil { // what is compared has to be there
		from.concern = func(s *site.Site, packs []string) func(page string) bool {
			affected := files.affectedIn(s, packs, nil)
			return func(page string) bool { return affected(page) || now.Site.Followed(page) }
		}
	}
	before, err := a.run(f, t, from)
	var mistake usageError
	if errors.As(err, &mistake) {
		// Its configuration has mistakes: that of now stands for it.
		from.config = c.head.config
		before, err = a.run(f, t, from)
	}
	if err != nil {
		_ = tree.Close()
		return err
	}
	defer before.close()
	if tree.Lacking() {
		return failure{errors.New("git does not have all files of the earlier state here: a partial clone; fetch them first, " +
			`for example with "git fetch --refetch --filter=blob:limit=10m"`)}
	}
	for p := range before.Site.Affected(files.holds) {
		pages[p] = true
	}
	earlier := finding.Earlier(now.Report.Findings, now.Report.Sources, before.Report.Findings, before.Report.Sources)
	for i, was := range earlier {
		if was != nil && !worse(&now.Report.Findings[i], was, c.changes) {
			known[i] = true
		}
	}
	return nil
}

// worse reports whether a finding that was there before holds for more pages
// now, or at a higher level. The pages that are new are marked.
func worse(now, was *finding.Finding, changes []gittree.Change) bool {
	before := map[string]string{was.At.Path: ""}
	for _, r := range was.Related {
		if r.Page {
			before[r.At.Path] = r.Text
		}
	}
	for _, c := range changes {
		if text, ok := before[c.Old]; ok && c.Path != "" {
			before[c.Path] = text
		}
	}
	grown := false
	for i := range now.Related {
		r := &now.Related[i]
		if !r.Page {
			continue
		}
		text, was := before[r.At.Path]
		// A verdict that holds for the page now and did not is said behind
		// the text that all pages have.
		if !was || text != "" && text != r.Text && strings.HasPrefix(r.Text, text) {
			if !strings.HasSuffix(r.Text, newPage) { // in the other base, too
				r.Text += newPage
			}
			grown = true
		}
	}
	return grown || now.Level > was.Level
}
