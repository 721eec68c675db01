package cli

import (
	"bufio"
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/terminal"
)

// checkFlags are the flags of check, and of commands that analyse the same way.
// One that changes what is found has a part in lint.Options.Memo: see runWith.
type checkFlags struct {
	root, config   string
	rules, ignore  []string
	packs          []string
	jobs           int
	noPrefilter    bool
	format, output string
	failOn         string
	strict         bool
	showCleared    bool
	showSuppressed bool
	color          string
	quiet          bool
	verbose        bool
	since          string
	staged         bool
	whole          bool
	stdinFilename  string
	stats          bool
	baseline       string
	writeBaseline  string
	known          *finding.Baseline // what baseline holds; nil: none was given
	cache          cacheFlags
	edits          editFlags
}

func (f *checkFlags) analysis(c *cobra.Command) {
	c.Flags().StringVar(&f.root, "root", "", "the `DIR` that everything is relative to (default: the git work tree, else the folder given)")
	c.Flags().StringVar(&f.config, "config", "", "configuration `FILE` (default: the nearest .cdolint.yaml)")
	c.Flags().StringSliceVar(&f.rules, "rules", nil, "switch on `PACK|ID,...` in addition")
	c.Flags().StringSliceVar(&f.ignore, "ignore", nil, "switch off `ID,...`")
	c.Flags().StringSliceVar(&f.packs, "packs", nil, "rule packs of your own (`FILE,...`)")
	c.Flags().IntVar(&f.jobs, "jobs", 0, "read `N` files side by side (0: one for each processor)")
	c.Flags().BoolVar(&f.noPrefilter, "no-prefilter", false, "parse every file, not only those that hold a word of interest")
	f.cache.flags(c)
}

func (a *app) checkCommand() *cobra.Command {
	f := &checkFlags{}
	c := &cobra.Command{
		Use:   "check [PATH…]",
		Short: "Analyse folders or files and report findings",
		Long: `Analyses folders and reports findings. For a file, the pages that contain it are
reported: it may be an include, or configuration. The whole git work tree that
it lies in, else the folder that you are in, is looked at.

With --staged or --since, what the changes introduce is reported: findings that
were not there before, on pages whose code or configuration contains a changed
file. --staged reads content from the index; files that are named and not staged
are checked as they are. --since compares the work tree with the commit where
HEAD has left REV.`,
		Example: `  cdolint check                          # the folder that you are in
  cdolint check --fail-on error intranet/mail
  cdolint check lib/logon.inc            # the pages that contain the file
  cdolint check --staged                 # what the next commit introduces
  cdolint check --since origin/main      # what a branch introduces
  cdolint check --format sarif -o out.sarif site
  cdolint check --stdin-filename mail/inbox.asp < buffer.txt
  cdolint check --fix=basic-ssl --dry-run
  cdolint check --suppress CDO103 --reason "the component logs off" lib`,
		RunE: func(_ *cobra.Command, args []string) error { return a.check(f, args) },
	}
	f.analysis(c)
	f.changes(c)
	f.edits.flags(c)
	c.Flags().StringVar(&f.format, "format", "", "write as `FORMAT`: "+strings.Join(report.Formats(), "|")+" (default: by the name of the output file, else text)")
	c.Flags().StringVarP(&f.output, "output", "o", "", "write to `FILE`, - for standard output")
	c.Flags().StringVar(&f.failOn, "fail-on", "", "exit with 1 from this `LEVEL` on: error|warning|note|never (default: warning)")
	c.Flags().BoolVar(&f.strict, "strict", false, "exit with 3 if anything could not be read or parsed; every page is parsed for that")
	c.Flags().BoolVar(&f.showCleared, "show-cleared", false, "show logons that are cleared, too")
	c.Flags().BoolVar(&f.showSuppressed, "show-suppressed", false, "show suppressed findings, too")
	c.Flags().StringVar(&f.color, "color", "auto", "use colours `WHEN`: auto|always|never")
	c.Flags().BoolVar(&f.quiet, "quiet", false, "one line for each finding, no progress")
	c.Flags().StringVar(&f.baseline, "baseline", "", "leave out what the baseline `FILE` (SARIF) knows")
	c.Flags().StringVar(&f.writeBaseline, "write-baseline", "", "write all findings to `FILE` as a baseline")
	c.Flags().BoolVar(&f.stats, "stats", false, "say on standard error what was done and how long it took")
	c.Flags().BoolVar(&f.verbose, "verbose", false, "list everything that is cut short otherwise")
	return c
}

// validate finds what is wrong with flags before any work is done.
func (f *checkFlags) validate() error {
	levels := []string{"error", "warning", "note", "never"}
	if f.failOn != "" {
		if err := oneOf("fail-on", f.failOn, levels); err != nil {
			return err
		}
	}
	if f.format == "" {
		format, err := formatOf(f.output)
		if err != nil {
			return err
		}
		f.format = format
	}
	if f.writeBaseline != "" && (f.staged || f.since != "" || f.stdinFilename != "") {
		return usagef("--write-baseline does not go with --staged, --since and --stdin-filename: a baseline of changes would forget all else")
	}
	return cmp.Or(
		oneOf("format", f.format, report.Formats()),
		oneOf("color", f.color, []string{"auto", "always", "never"}),
		checkOutput("output", f.output),
		checkOutput("write-baseline", f.writeBaseline),
	)
}

// formatOf is the format that the name of an output file says: text, if none.
func formatOf(output string) (string, error) {
	name := strings.ToLower(filepath.Base(output))
	switch filepath.Ext(name) {
	case ".sarif":
		return "sarif", nil
	case ".json":
		if strings.HasSuffix(name, ".sarif.json") {
			return "sarif", nil
		}
		return "json", nil
	case ".jsonl":
		return "jsonl", nil
	case ".html", ".htm":
		return "html", nil
	case ".md":
		return "markdown", nil
	case ".xml":
		return "", usagef("--output %s: XML of what kind? Say --format checkstyle or --format junit", output)
	}
	return "text", nil
}

func (a *app) check(f *checkFlags, args []string) error {
	if err := f.validate(); err != nil {
		return err
	}
	if err := f.validateEdits(); err != nil {
		return err
	}
	if err := f.openBaseline(); err != nil {
		return err
	}
	if f.edits.any() {
		return a.edit(f, args)
	}
	start := time.Now()
	res, err := a.analyse(f, args)
	if err != nil {
		return err
	}
	analysed := time.Since(start)
	if f.stats {
		s := res.Site.Stats
		_, _ = fmt.Fprintf(a.err, "%s listed, %d read (%.1f MB), %d parsed, %s, %s in %v; cache: %s\n",
			english.Count(s.Listed, "file"), s.Read, float64(s.Bytes)/1e6, s.Compiled, english.Count(len(res.Site.Pages), "page"), english.Count(len(res.Report.Findings), "finding"), analysed.Round(time.Millisecond), cached(&f.cache, res.Site))
	}
	if f.format == "sarif" {
		provenance(res.Report)
	}
	if f.writeBaseline != "" {
		if err := writeFile(f.writeBaseline, func(w io.Writer) error {
			return report.Write(w, "sarif", res.Report, report.Options{Baseline: true})
		}); err != nil {
			return err
		}
		if !f.quiet {
			a.note("wrote %s: --baseline %[1]s leaves out what is found now", f.writeBaseline)
		}
	}
	if err := a.write(f, res.Report); err != nil {
		return err
	}
	if f.stats {
		a.note("%s", phaseTimes(res.Phases, analysed, time.Since(start)-analysed))
	}
	if a.status = status(f, res.Report); a.status == exitFindings && f.staged && f.format == "text" && !f.quiet {
		a.waysOn(res.Report)
	}
	return nil
}

// phaseTimes says where the time went. What is in none of the phases is the
// configuration, and with --staged and --since the earlier state.
func phaseTimes(phases []lint.Phase, analysed, written time.Duration) string {
	var b strings.Builder
	for _, p := range phases {
		fmt.Fprintf(&b, "%s %v, ", p.Name, p.Took.Round(time.Millisecond))
		analysed -= p.Took
	}
	fmt.Fprintf(&b, "all else %v, report %v", analysed.Round(time.Millisecond), written.Round(time.Millisecond))
	return b.String()
}

// provenance adds to a report what the repository of the analysed tree tells of it.
func provenance(r *finding.Report) {
	if gittree.Top(r.Root) != r.Root {
		return
	}
	p := gittree.ProvenanceOf(r.Root)
	r.RepositoryURI, r.Revision, r.Branch = p.URI, p.Revision, p.Branch
}

// hold reads every source that the report will show.
func hold(r *finding.Report) {
	for i := range r.Findings {
		f := &r.Findings[i]
		for _, s := range f.Steps {
			_, _ = r.Sources.Source(s.At.Path) // what cannot be read is shown without code
		}
		for _, rel := range f.Related {
			_, _ = r.Sources.Source(rel.At.Path)
		}
	}
	for _, n := range r.Notifications {
		if n.At.End > 0 {
			_, _ = r.Sources.Source(n.At.Path)
		}
	}
}

func (a *app) write(f *checkFlags, r *finding.Report) error {
	if s := report.Unsaid(f.format, r); s != "" {
		a.note("cdolint: %s", s)
	}
	o := report.Options{
		Color: terminal.Color(f.color, a.out), Width: terminal.Width(a.out), Quiet: f.quiet,
		Verbose: f.verbose, ShowSuppressed: f.showSuppressed, Base: base(r.Root),
	}
	if f.output == "" || f.output == stdout {
		w := bufio.NewWriterSize(a.out, 16<<10)
		if err := report.Write(w, f.format, r, o); err != nil {
			return failure{err}
		}
		if err := w.Flush(); err != nil {
			return failure{err}
		}
		return nil
	}
	o.Width = 0
	o.Color = f.color == "always"
	return writeFile(f.output, func(w io.Writer) error { return report.Write(w, f.format, r, o) })
}

// base is what to call the root of a report where that is not the folder that
// we are in.
func base(root string) string {
	wd, err := os.Getwd()
	if err != nil || !inside(root, wd) {
		return root
	}
	rel, err := filepath.Rel(wd, root)
	if err != nil || rel == "." {
		return ""
	}
	return rel
}

// status is the exit status for a report.
func status(f *checkFlags, r *finding.Report) int {
	if f.strict && len(r.Notifications) > 0 {
		return exitFailed
	}
	least := finding.ParseLevel(f.failOn)
	if least == 0 {
		return exitClean
	}
	for i := range r.Findings {
		if x := &r.Findings[i]; x.Open() && x.Level >= least {
			return exitFindings
		}
	}
	return exitClean
}
