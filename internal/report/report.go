// Package report writes the findings of a run: for people on a terminal, for
// code scanning, for other tools. All formats show the same findings, and none
// computes any.
//
// Whatever comes from the analysed files is hostile. No format writes a control
// character or one that changes the direction of text; each escapes what its
// reader would take for markup; secrets are masked in all of them.
package report

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// Options say how a report is written. The zero value is good.
type Options struct {
	// Color uses SGR colours. Only the text format has them.
	Color bool
	// Width of the terminal in cells, 0 for 100. Only the text format wraps.
	Width int
	// Quiet leaves out all but one line for each finding. Only in text.
	Quiet bool
	// Verbose lists what text cuts short otherwise: every page, every
	// notification.
	Verbose bool
	// Base is the folder that paths are relative to, for people; "" if it is the
	// one that they are in. Only text says it.
	Base string
	// ShowSuppressed includes suppressed findings.
	ShowSuppressed bool
	// Baseline writes SARIF as a baseline: all findings whatever their
	// number, and for each file what it takes to know it again when renamed.
	Baseline bool
}

type format struct {
	name  string
	write func(*printer, *finding.Report, Options)
	// known formats show findings of the baseline too, with their state.
	known bool
	// findingsOnly formats have no place for what could not be analysed.
	findingsOnly bool
}

func formats() []format {
	return []format{
		{"text", writeText, false, false},
		{"sarif", writeSARIF, true, false},
		{"json", writeJSON, true, false},
		{"jsonl", writeJSONL, true, false},
		{"github", writeGitHub, false, false},
		{"gitlab", writeGitLab, false, true},
		{"checkstyle", writeCheckstyle, false, true},
		{"junit", writeJUnit, false, false},
		{"markdown", writeMarkdown, false, false},
		{"html", writeHTML, false, false},
	}
}

// Formats are the names that [Write] knows, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes the report in the format of that name. Findings are written in
// their order, which should be that of [finding.Sort]; the bytes depend on
// nothing but the arguments. The error is that of w, or says that there is no
// such format.
//
// Findings that the baseline knows are left out of the formats that cannot say
// so; those that are absent are only counted; suppressed ones are counted, and
// shown on request.
func Write(w io.Writer, name string, r *finding.Report, o Options) error {
	all := formats()
	i := slices.IndexFunc(all, func(f format) bool { return f.name == name })
	if i < 0 {
		return fmt.Errorf("there is no format %q; formats are %s", name, strings.Join(Formats(), ", "))
	}
	if o.Width <= 0 {
		o.Width = 100
	}
	p := &printer{Writer: bufio.NewWriterSize(w, 16<<10), places: newPlaces(r), options: o, known: all[i].known}
	all[i].write(p, r, o)
	if p.err != nil {
		return p.err
	}
	return p.Flush()
}

// Unsaid is what a report in the format has no place for: that not everything
// could be analysed, in one sentence; "" for nothing.
func Unsaid(name string, r *finding.Report) string {
	if len(r.Notifications) == 0 || !slices.ContainsFunc(formats(), func(f format) bool { return f.name == name && f.findingsOnly }) {
		return ""
	}
	return incompleteSentence(r.Notifications)
}

// printer is what a format writes to. A bufio.Writer keeps its first error, so
// that formats need not look at each; err is for what goes wrong otherwise.
type printer struct {
	*bufio.Writer
	*places
	options Options
	known   bool
	patches map[string]string // places for which text has shown changes, by the changes
	err     error
}

func (p *printer) print(parts ...string) {
	for _, s := range parts {
		_, _ = p.WriteString(s) // kept by the bufio.Writer
	}
}

// open reports whether the finding is one to act on: all that formats know which
// have no word for anything else.
func (p *printer) open(f *finding.Finding) bool {
	return !f.Pass && f.Suppressed == "" && p.shows(f)
}

// shows reports whether the format writes the finding.
func (p *printer) shows(f *finding.Finding) bool {
	switch {
	case f.Baseline == finding.Absent:
		return false
	case f.Suppressed != "" && !p.options.ShowSuppressed:
		return false
	case f.Baseline == finding.Unchanged && !p.known:
		return false
	}
	return true
}
