package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// URI is where the page of a rule is found on the web, "" for rules of a
// user's own.
func (r *Rule) URI() string {
	if !r.Pack.builtin {
		return ""
	}
	return "https://github.com/cdolint/cdolint/blob/main/docs/rules/" + r.ID + ".md"
}

// Reported is the rule as reports need it.
func (r *Rule) Reported() finding.Rule {
	return finding.Rule{
		ID: r.ID, Name: r.Name, Pack: r.Pack.Name, Level: level(r.Level), Summary: r.Help.Summary,
		URI: r.URI(), Tags: r.Tags, Precision: r.Precision, SecuritySeverity: r.Security,
		Text: r.text,
	}
}

func (r *Rule) text() finding.RuleText {
	page := r.Page()
	return finding.RuleText{Description: flat(r.Help.What), Help: page, HelpText: plain(page)}
}

// flat is a text on one line.
func flat(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
	}
	return b.String()
}

// Page is the rule's page in Markdown: what `cdolint explain` shows and
// docs/rules holds.
func (r *Rule) Page() string {
	h := &r.Help
	var b strings.Builder
	b.Grow(1024 + len(h.Summary) + len(h.What) + len(h.Why) + len(h.Example) + len(h.Fix) + len(h.Unless))
	fmt.Fprintf(&b, "# %s %s\n\n", r.ID, r.Name)
	if r.Help.Summary != "" {
		b.WriteString(r.Help.Summary + "\n\n")
	}
	fmt.Fprintf(&b, "Level: %s · pack: %s", r.Level, r.Pack.Name)
	if !r.Pack.Enabled {
		b.WriteString(" (off by default)")
	}
	b.WriteString("\n")
	for _, s := range []struct{ title, text string }{
		{"What it does", r.Help.What},
		{"Why it matters", r.Help.Why},
		{"Example", r.Help.Example},
		{"What to do", strings.TrimSpace(r.Help.Fix) + r.applied()},
		{"When not to use it", r.Help.Unless},
		{"To leave a place as it is", r.silenced()},
	} {
		if s.text != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", s.title, strings.TrimSpace(s.text))
		}
	}
	if len(r.Help.References) > 0 {
		b.WriteString("\n## References\n\n")
		for _, ref := range r.Help.References {
			b.WriteString("- " + reference(ref) + "\n")
		}
	}
	return b.String()
}

// applied says how the workaround that cdolint can apply is applied.
func (r *Rule) applied() string {
	if !slices.Contains(r.Workarounds, finding.BasicSSL) || level(r.Level) == finding.Note { // --fix leaves notes alone
		return ""
	}
	return "\n\n`cdolint check --fix=basic-ssl --dry-run` shows what Basic authentication with SSL takes, as a patch of the files that hold the settings, if any does; without `--dry-run` it is applied."
}

// silenced says how the rule is silenced. Housekeeping cannot be.
func (r *Rule) silenced() string {
	if r.Match == "suppression" {
		return ""
	}
	return "Put a comment with the reason behind the line, or on a line of its own above: `' cdolint:ignore " + r.ID + " -- reason` " +
		"([other languages](https://github.com/cdolint/cdolint/blob/main/docs/suppressions.md)). `rules: {" + r.ID + ": off}` in `.cdolint.yaml` switches the rule off."
}

// reference is an entry of a rule's references: an article of Microsoft's
// Knowledge Base by its number, or the name of a document.
func reference(ref string) string {
	digits, isKB := strings.CutPrefix(ref, "KB")
	if !isKB || strings.Trim(digits, "0123456789") != "" {
		return ref
	}
	// Where a copy can be read today; Microsoft withdrew most of them.
	switch ref {
	case "KB918710", "KB171440":
		return "[Microsoft " + ref + "](https://mskb.pkisolutions.com/kb/" + digits + ")"
	case "KB2028411":
		return "[Microsoft " + ref + "](https://learn.microsoft.com/en-us/outlook/troubleshoot/development/collaboration-data-objects-1-2-1-not-supported-in-outlook-2010-and-later)"
	}
	return "Microsoft " + ref
}

// plain is Markdown without its marks: a link is its text.
func plain(md string) string {
	var b strings.Builder
	b.Grow(len(md))
	for line := range strings.Lines(md) {
		if strings.HasPrefix(line, "```") {
			continue
		}
		line = strings.TrimLeft(line, "#")
		b.WriteString(strings.TrimLeft(line, " "))
	}
	return unmarked(unlink(b.String()))
}

// unmarked is text without the marks of code and of emphasis.
func unmarked(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		i := strings.IndexAny(s, "`*")
		if i < 0 {
			break
		}
		b.WriteString(s[:i])
		switch mark := s[i:]; {
		case mark[0] == '`':
			s = mark[1:]
		case strings.HasPrefix(mark, "**"):
			s = mark[2:]
		default:
			b.WriteByte('*')
			s = mark[1:]
		}
	}
	b.WriteString(s)
	return b.String()
}

// unlink replaces [text](https://…) by text.
func unlink(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for {
		before, rest, found := strings.Cut(s, "](https://")
		open := strings.LastIndexByte(before, '[')
		_, after, closed := strings.Cut(rest, ")")
		if !found || open < 0 || !closed {
			b.WriteString(s)
			return b.String()
		}
		b.WriteString(before[:open])
		b.WriteString(before[open+1:])
		s = after
	}
}
