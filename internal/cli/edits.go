package cli

import (
	"strings"
	"unicode"

	"github.com/spf13/cobra"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/suppress"
	"github.com/cdolint/cdolint/internal/terminal"
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
			with string
		}{{"--force", e.force, "--fix"}, {"--dry-run", e.dryRun, "--fix or --suppress"}, {"--reason", e.reason != "", "--suppress"}} {
			if flag.set {
				return usagef("%s goes with %s", flag.name, flag.with)
			}
		}
		return nil
	case f.stdinFilename != "" || f.staged || f.since != "":
		return usagef("--fix and --suppress change the files of the work tree; they do not go with --staged, --since or --stdin-filename")
	case e.fix != "" && len(e.suppress) > 0:
		return usagef("--fix and --suppress are two steps; take one after the other")
	case e.fix != "" && e.reason != "":
		return usagef("--reason goes with --suppress")
	case e.fix == finding.WebDAV || e.fix == finding.HostOnExchange:
		return usagef("--fix %s: this workaround cannot be applied by edits of settings; the report shows what there is to do", e.fix)
	case e.fix != "" && e.fix != finding.BasicSSL:
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
		tree: func(here *config.Config) (filetree.Tree, func() error, error) {
			tree, done, err := disk.tree(here)
			return &filetree.Overlay{Tree: tree, Content: changed}, done, err
		},
	})
}

// showChanges prints changes as a unified diff. Into a file or a pipe it goes as
// the files are stored, line ends and encoding, for git apply; to a terminal, or
// where there is something to hide, it goes as text for people: secrets are
// masked, and what a terminal would act upon is spelled out.
func (a *app) showChanges(r *finding.Report, changes []fix.Change) {
	secrets := finding.NewSecretIndex(r.SecretTexts())
	for _, c := range changes {
		var text strings.Builder
		plain := true
		for line := range strings.Lines(c.Preview()) {
			shown := readable(strings.TrimSuffix(line, "\n"), secrets) + "\n"
			plain = plain && shown == line
			text.WriteString(shown)
		}
		if patch := c.Patch(); plain && !terminal.Is(a.out) && !hasControls(patch) {
			a.printf("%s", patch)
			continue
		}
		a.printf("%s", text.String())
		if !terminal.Is(a.out) {
			a.note("%s: shown as text for people, since it holds a password or what a terminal acts upon; git apply does not take it", report.Line(c.Path))
		}
	}
}

// readable is a line of a diff fit for people.
func readable(line string, secrets *finding.SecretIndex) string {
	var b strings.Builder
	end := 0
	for _, s := range secrets.In(line) {
		if s.End > end {
			b.WriteString(line[min(end, s.Pos):s.Pos])
			b.WriteString(strings.Repeat(string(finding.Mask), s.End-max(s.Pos, end)))
			end = s.End
		}
	}
	line = b.String() + line[end:]
	if line = finding.Redact(line); strings.ContainsFunc(line, func(c rune) bool { return c != '\t' && !unicode.IsPrint(c) }) {
		line = report.Line(line)
	}
	return line
}

// hasControls reports whether stored text holds bytes that a terminal acts upon,
// line ends and tabs apart; UTF-16 does.
func hasControls(text []byte) bool {
	for i, c := range text {
		switch {
		case c == '\t', c == '\n', c == '\r' && i+1 < len(text) && text[i+1] == '\n':
		case c < ' ', c == 0x7f:
			return true
		}
	}
	return false
}
