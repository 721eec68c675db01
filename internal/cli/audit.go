package cli

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/archive"
	"github.com/cdolint/cdolint/internal/audit"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/version"
)

// auditFlags are the flags of audit beside those of every analysis.
type auditFlags struct {
	checkFlags

	rev string
}

func (a *app) auditCommand() *cobra.Command {
	f := &auditFlags{}
	c := &cobra.Command{
		Use:   "audit [PATH|ARCHIVE|-]…",
		Short: "Write a report on whole code bases: what is affected, why, and what it takes to change it",
		Long: `Write a report on whole code bases: how much of them uses CDO 1.21 and what of
that fails, how their pages are authenticated, everything that has to do with
mail, and a migration plan for each application.

Each argument is a code base of its own: a folder, or an archive (.zip, .tar,
.tar.gz), which is read where it is and not unpacked; - reads an archive from
standard input. The report is one file that needs nothing else. The exit status
is 0 whatever is found.`,
		Example: `  cdolint audit                            # the folder that you are in, to cdolint-audit.html
  cdolint audit -o report.html wwwroot intranet.zip
  cdolint audit --rev v2.1 --format json -o - .
  curl -s https://example.com/site.tgz | cdolint audit -`,
		RunE: func(_ *cobra.Command, args []string) error { return a.audit(f, args) },
	}
	f.analysis(c)
	c.Flags().StringVarP(&f.output, "output", "o", "", "write to `FILE`, - for standard output (default: cdolint-audit.html, .json, .csv)")
	c.Flags().StringVar(&f.format, "format", "", "write as `FORMAT`: "+strings.Join(audit.Formats(), "|")+" (default: by the name of the output file, else html)")
	c.Flags().StringVar(&f.rev, "rev", "", "read folders as they were at the git revision `REV`")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "do not say what was written")
	return c
}

func (a *app) audit(f *auditFlags, args []string) error {
	if err := f.destination(); err != nil {
		return err
	}
	if len(args) == 0 {
		args = []string{"."}
	}
	f.showCleared = true
	var inputs []audit.Input
	var runs []*run
	defer func() {
		for _, r := range runs {
			r.close()
		}
	}()
	if err := areThere(args); err != nil {
		return err
	}
	for _, arg := range args {
		in, r, err := a.auditOne(f, arg)
		var lost *unopenedError
		switch {
		case errors.As(err, &lost) && len(args) > 1: // of many backups one is damaged
			a.note("cdolint: %v", err)
			a.status = exitFailed
			in.Unread = lost.why.Error()
		case err != nil:
			return err
		default:
			runs = append(runs, r)
			in.Result = r.Result
			if len(r.Site.Pages) == 0 {
				a.note("cdolint: no page was found in %s", report.Line(arg))
			}
		}
		inputs = append(inputs, in)
	}
	if len(runs) == 0 {
		return failure{errors.New("none of them could be read")}
	}
	distinguish(inputs)
	date, err := today()
	if err != nil {
		return err
	}
	r, err := audit.New(inputs, audit.Options{Version: version.Semantic(), Date: date})
	if err != nil {
		return failure{err}
	}
	write := func(w io.Writer) error { return audit.Write(w, f.format, r) }
	if f.output == stdout {
		if err := write(a.out); err != nil {
			return failure{err}
		}
		return nil
	}
	if err := writeFile(f.output, write); err != nil {
		return err
	}
	if !f.quiet {
		s := &r.Summary
		unread := ""
		if n := len(r.Unread); n > 0 {
			unread = "; " + english.Count(n, "notification") + " of what could not be analysed"
		}
		a.printf("%s: %s, %d affected; %s, %s, %s%s\n", f.output, english.Count(s.Logons, "CDO 1.21 logon"), s.Affected,
			english.Count(s.Errors, "error"), english.Count(s.Warnings, "warning"), english.Count(s.Notes, "note"), unread)
	}
	return nil
}

// destination settles format and output file, each from the other if need be.
func (f *auditFlags) destination() error {
	if f.format == "" {
		switch ext := strings.TrimPrefix(strings.ToLower(filepath.Ext(f.output)), "."); {
		case slices.Contains(audit.Formats(), ext):
			f.format = ext
		case ext == "", ext == "htm", f.output == stdout:
			f.format = audit.Formats()[0]
		default:
			return usagef("--output %s: the report is written as %s; give the file such a name, or say --format", f.output, english.List(audit.Formats(), "or"))
		}
	}
	if err := oneOf("format", f.format, audit.Formats()); err != nil {
		return err
	}
	if f.output == "" {
		f.output = "cdolint-audit." + f.format
	}
	return checkOutput("output", f.output)
}

// areThere reports the first argument that names nothing, before work is done.
func areThere(args []string) error {
	for _, arg := range args {
		if arg == "-" {
			continue
		}
		if _, err := os.Stat(arg); err != nil {
			return usagef("%s: %w", arg, unwrapPath(err))
		}
	}
	return nil
}

// auditOne analyses one argument. Close the run.
func (a *app) auditOne(f *auditFlags, arg string) (audit.Input, *run, error) {
	flags := f.checkFlags // the configuration of one is no default of the next
	in := audit.Input{Label: label(arg)}
	if arg != "-" {
		info, err := os.Stat(arg)
		if err != nil {
			return in, nil, usagef("%s: %w", arg, unwrapPath(err))
		}
		if info.IsDir() {
			r, err := a.auditFolder(f, &flags, arg, &in)
			return in, r, err
		}
	}
	if f.rev != "" {
		return in, nil, usagef("--rev is for folders in a git repository, and %s is none", arg)
	}
	in.Kind = "archive"
	tree, err := a.openArchive(arg)
	if err != nil {
		return in, nil, err
	}
	r, err := a.run(&flags, &target{root: arg, scopes: []string{"."}}, fromArchive(tree), audit.Kinds()...)
	if err != nil {
		_ = tree.Close()
	}
	return in, r, err
}

func (a *app) auditFolder(f *auditFlags, flags *checkFlags, arg string, in *audit.Input) (*run, error) {
	root := f.root
	if root == "" {
		root = arg // what is named is the code base, whatever repository it lies in
	}
	t, err := locate([]string{arg}, root)
	if err != nil {
		return nil, err
	}
	in.Kind = "folder"
	if f.rev == "" {
		if err := bareError(t); err != nil {
			return nil, err
		}
		return a.run(flags, t, fromFolder(t.root), audit.Kinds()...)
	}
	repo, err := gittree.Open(t.root)
	if err != nil {
		return nil, usagef("--rev %s: %s: %w", f.rev, arg, err)
	}
	commit, err := repo.Commit(f.rev)
	if err != nil {
		return nil, usagef("--rev %w", err)
	}
	tree, err := repo.Revision(commit, source.DefaultMaxSize)
	if err != nil {
		return nil, failure{err}
	}
	in.Kind, in.Label = "revision", in.Label+" at "+f.rev
	r, err := a.run(flags, t, fromGit(t.root, tree), audit.Kinds()...)
	if err != nil {
		_ = tree.Close()
		return nil, err
	}
	r.Report.Revision = commit[:min(len(commit), 12)]
	return r, nil
}

// unopenedError is what is wrong with an archive as a whole. It is wrong usage
// or a failure.
type unopenedError struct{ kind, why error }

// Error implements error.
func (e *unopenedError) Error() string { return e.kind.Error() }

// Unwrap gives the wrong usage or the failure.
func (e *unopenedError) Unwrap() error { return e.kind }

// openArchive opens a file, or reads standard input. The error is an
// [*unopenedError].
func (a *app) openArchive(arg string) (*archive.Tree, error) {
	var tree *archive.Tree
	var err error
	if arg == "-" {
		arg = "standard input"
		tree, err = archive.Read(a.in, archive.Limits{})
	} else {
		tree, err = archive.Open(arg, archive.Limits{})
	}
	var path *fs.PathError
	switch {
	case err == nil:
		return tree, nil
	case errors.Is(err, archive.ErrFormat), errors.As(err, &path):
		why := unwrapPath(err)
		return nil, &unopenedError{usagef("%s: %w", arg, why), why}
	}
	return nil, &unopenedError{failure{fmt.Errorf("%s: %w", arg, err)}, err}
}

// label is what an argument is called in the report.
func label(arg string) string {
	if arg == "-" {
		return "standard input"
	}
	if abs, err := filepath.Abs(arg); err == nil {
		arg = abs
	}
	return filepath.Base(arg)
}

// distinguish makes labels different.
func distinguish(inputs []audit.Input) {
	seen := map[string]int{}
	for i := range inputs {
		l := inputs[i].Label
		seen[l]++
		if n := seen[l]; n > 1 {
			inputs[i].Label = l + " (" + strconv.Itoa(n) + ")"
		}
	}
}

// today is the date of the report: that of SOURCE_DATE_EPOCH
// (reproducible-builds.org) where it is set.
func today() (string, error) {
	now := time.Now()
	if s := os.Getenv("SOURCE_DATE_EPOCH"); s != "" {
		n, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return "", usagef("SOURCE_DATE_EPOCH=%q is not a number of seconds", s)
		}
		now = time.Unix(n, 0).UTC()
	}
	return now.Format(time.DateOnly), nil
}
