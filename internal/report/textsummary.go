package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

// maxNotifications is how many notifications of a kind text lists unless it is
// verbose.
const maxNotifications = 3

// summary ends the text format: what was found in how much, and what could not
// be looked at.
func (p *printer) summary(r *finding.Report) {
	if !p.options.Quiet {
		p.incomplete(r.Notifications)
	}
	c := finding.Count(r.Findings)
	var parts []string
	if c.Errors > 0 {
		parts = append(parts, p.paint(styleError, english.Count(c.Errors, "error")))
	}
	if c.Warnings > 0 {
		parts = append(parts, p.paint(styleWarning, english.Count(c.Warnings, "warning")))
	}
	if c.Notes > 0 {
		parts = append(parts, p.paint(styleNote, english.Count(c.Notes, "note")))
	}
	if len(parts) == 0 {
		parts = append(parts, p.paint(stylePass, "No findings"))
	}
	p.print(english.List(parts, "and"), " in ", english.Count(r.Files, "file"), " (", english.Count(r.Pages, "page"), ")")
	for _, more := range []struct {
		n    int
		what string
	}{
		{c.Cleared, "cleared"}, {c.Suppressed, "suppressed"}, {c.Known, "known from the baseline"}, {r.Fixed, "fixed since the baseline"},
	} {
		if more.n > 0 {
			p.print("; ", english.Thousands(more.n), " ", more.what)
		}
	}
	if len(r.Notifications) > 0 && p.options.Quiet {
		p.print("; ", english.Count(finding.Amount(r.Notifications), "notification"), " of what could not be analysed")
	}
	if p.options.Base != "" && p.namesFiles(r) {
		p.print("; paths are relative to ", line(p.options.Base))
	}
	p.print(".\n")
}

// namesFiles reports whether the text has a path in it.
func (p *printer) namesFiles(r *finding.Report) bool {
	return !p.options.Quiet && len(r.Notifications) > 0 ||
		slices.ContainsFunc(r.Findings, func(f finding.Finding) bool { return p.shows(&f) })
}

// incomplete writes the notifications, grouped by kind, most frequent first.
func (p *printer) incomplete(ns []finding.Notification) {
	if len(ns) == 0 {
		return
	}
	groups := groupNotifications(ns)
	p.print(p.paint(styleWarning, "Not everything could be analysed"), ":\n")
	for _, g := range groups {
		p.print("  ", p.paint(styleBold, notificationTitle(g[0].ID)), " (", english.Thousands(finding.Amount(g)), ")\n")
		if !p.options.Verbose {
			g = newsFirst(g)
		}
		for i := range g {
			if i == maxNotifications && len(g) > maxNotifications+1 && !p.options.Verbose {
				p.print("    and ", english.Thousands(finding.Amount(g[i:])), " more (--verbose lists all)\n")
				break
			}
			text := line(p.clean(g[i].Message))
			if g[i].At.IsValid() {
				text = p.placeOrFile(g[i].At) + ": " + text
			}
			for j, l := range wrap(text, p.options.Width-6, -2) {
				p.print("    ", strings.Repeat(" ", 2*min(j, 1)), l, "\n")
			}
		}
	}
	p.print("\n")
}

func groupNotifications(ns []finding.Notification) [][]finding.Notification {
	byID := map[string][]finding.Notification{}
	for _, n := range ns {
		byID[n.ID] = append(byID[n.ID], n)
	}
	groups := make([][]finding.Notification, 0, len(byID))
	for _, g := range byID {
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b []finding.Notification) int {
		return cmp.Or(cmp.Compare(finding.Amount(b), finding.Amount(a)), cmp.Compare(a[0].ID, b[0].ID))
	})
	return groups
}

// newsFirst is a list of which the beginning alone is shown: a missing file that
// every page includes does not hide the next one.
func newsFirst(ns []finding.Notification) []finding.Notification {
	said := map[string]bool{}
	var news, rest []finding.Notification
	for _, n := range ns {
		if said[n.Message] {
			rest = append(rest, n)
			continue
		}
		said[n.Message] = true
		news = append(news, n)
	}
	return append(news, rest...)
}
