package report

import (
	"html/template"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

// maxMarkdown is how many findings the Markdown has in full: GitHub takes
// summaries of at most 1 MiB.
const maxMarkdown = 200

// writeMarkdown writes a summary for $GITHUB_STEP_SUMMARY or a merge request:
// a heading with the counts, a table, and the evidence folded away.
func writeMarkdown(p *printer, r *finding.Report, _ Options) {
	c := finding.Count(r.Findings)
	p.print("## cdolint: ", markdownVerdict(c), "\n\n")
	p.print(english.Count(r.Files, "file"), ", ", english.Count(r.Pages, "page"))
	for _, more := range []struct {
		n    int
		what string
	}{
		{c.Cleared, "cleared"}, {c.Suppressed, "suppressed"}, {c.Known, "known from the baseline"}, {r.Fixed, "fixed since the baseline"},
	} {
		if more.n > 0 {
			p.print(" · ", english.Thousands(more.n), " ", more.what)
		}
	}
	p.print("\n")
	names := ruleNames(r)
	rows := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Pass || !p.shows(f) {
			continue
		}
		if rows++; rows > maxMarkdown {
			continue
		}
		if rows == 1 {
			p.print("\n| | Rule | Place | Finding |\n|---|---|---|---|\n")
		}
		p.print("| ", markdownIcon(f), " | ", markdownRule(f, names), " | <code>", markdownText(p.place(f.At)), "</code> | ",
			markdownText(p.clean(plainMessage(f.Message, len(f.Related)))))
		if f.Suppressed != "" {
			p.print("<br>Suppressed: ", markdownText(p.clean(f.Suppressed)))
		}
		p.print(" |\n")
	}
	if rows > maxMarkdown {
		p.print("\n… and ", english.Count(rows-maxMarkdown, "finding"), " more.\n")
	}
	p.markdownEvidence(r, names)
	p.markdownNotifications(r.Notifications)
}

func markdownVerdict(c finding.Counts) string {
	if c.Open() == 0 {
		return "no findings"
	}
	var parts []string
	for _, part := range []struct {
		n    int
		what string
	}{{c.Errors, "error"}, {c.Warnings, "warning"}, {c.Notes, "note"}} {
		if part.n > 0 {
			parts = append(parts, english.Count(part.n, part.what))
		}
	}
	return english.List(parts, "and")
}

func markdownIcon(f *finding.Finding) string {
	switch {
	case f.Suppressed != "":
		return "⚪ suppressed"
	case f.Level == finding.Error:
		return "🔴 error"
	case f.Level == finding.Note:
		return "🔵 note"
	default:
		return "🟡 warning"
	}
}

func markdownRule(f *finding.Finding, names map[string]string) string {
	return strings.TrimSpace("**" + markdownText(f.Rule) + "** " + markdownText(names[f.Rule]))
}

// markdownEvidence lists the chain of each finding that has one.
func (p *printer) markdownEvidence(r *finding.Report, names map[string]string) {
	shown := 0
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Pass || !p.shows(f) || len(f.Steps) == 0 {
			continue
		}
		if shown++; shown > maxMarkdown/4 {
			return
		}
		p.print("\n<details><summary><b>", htmlText(f.Rule), "</b> ", htmlText(names[f.Rule]), " <code>", htmlText(p.place(f.At)), "</code></summary>\n\n")
		for j := range f.Steps {
			s := &f.Steps[j]
			p.print(itoa(j+1), ". ", markdownText(p.clean(s.Text)))
			if s.At.IsValid() {
				p.print(" — <code>", markdownText(p.place(s.At)), "</code>")
			}
			p.print("\n")
		}
		if len(f.Workarounds) > 0 {
			p.print("\nWays out:\n\n")
		}
		for j := range f.Workarounds {
			w := &f.Workarounds[j]
			text := w.Summary
			if text == "" {
				text = w.Title
			}
			p.print("- **", markdownText(w.ID), "**: ", markdownText(p.clean(text)), "\n")
		}
		p.print("\n</details>\n")
	}
}

func (p *printer) markdownNotifications(ns []finding.Notification) {
	if len(ns) == 0 {
		return
	}
	p.print("\n### Not everything could be analysed\n\n")
	for _, g := range groupNotifications(ns) {
		p.print("- ", markdownText(notificationTitle(g[0].ID)), " (", english.Thousands(finding.Amount(g)), "): ")
		g = newsFirst(g)
		for i := range g {
			if i == maxNotifications {
				p.print(" …")
				break
			}
			if i > 0 {
				p.print(", ")
			}
			if g[i].At.IsValid() {
				p.print("<code>", markdownText(p.placeOrFile(g[i].At)), "</code> ")
			}
			p.print(markdownText(p.clean(g[i].Message)))
		}
		p.print("\n")
	}
}

// htmlText escapes text on one line for a block of HTML, in which no Markdown is
// read but mentions are.
func htmlText(s string) string {
	return strings.ReplaceAll(template.HTMLEscapeString(line(s)), "@", "&#64;")
}

// markdownText escapes text on one line so that nothing in it is markup: not
// tables, HTML, mentions, nor links that renderers make by themselves.
func markdownText(s string) string {
	s = line(s)
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := range len(s) {
		switch c := s[i]; c {
		case '<':
			b.WriteString("&lt;")
		case '>':
			b.WriteString("&gt;")
		case '&':
			b.WriteString("&amp;")
		case '@':
			b.WriteString("&#64;")
		case ':':
			if strings.HasPrefix(s[i:], "://") {
				b.WriteString("&#58;")
				continue
			}
			b.WriteByte(c)
		case '\\', '`', '*', '_', '[', ']', '|', '~', '#', '!', '$':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '.':
			if i >= 3 && strings.EqualFold(s[i-3:i], "www") {
				b.WriteString("&#46;")
				continue
			}
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}
