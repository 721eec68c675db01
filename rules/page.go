package rules

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// URI is where the page of a rule is found on the web.
func (r *Rule) URI() string {
	return "https://github.com/cdolint/cdolint/blob/main/docs/rules/" + r.ID + ".md"
}

// Reported is the rule as reports need it.
func (r *Rule) Reported() finding.Rule {
	return finding.Rule{
		ID: r.ID, Name: r.Name, Pack: r.Pack.Name, Level: level(r.Level),
		Summary: r.Help.Summary, Description: flat(r.Help.What), Help: r.Page(), HelpText: plain(r.Page()),
		URI: r.URI(), Tags: r.Tags, Precision: r.Precision, SecuritySeverity: r.Security,
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), " ") }

// Page is the rule's page in Markdown: what `cdolint explain` shows and
// docs/rules holds.
func (r *Rule) Page() string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s %s\n\n%s\n\n", r.ID, r.Name, r.Help.Summary)
	fmt.Fprintf(&b, "Level: %s · pack: %s", r.Level, r.Pack.Name)
	if !r.Pack.Enabled {
		b.WriteString(" (off by default)")
	}
	b.WriteString("\n")
	for _, s := range []struct{ title, text string }{
		{"What it does", r.Help.What},
		{"Why it matters", r.Help.Why},
		{"Example", r.Help.Example},
		{"What to do", r.Help.Fix},
		{"When not to use it", r.Help.Unless},
	} {
		if s.text != "" {
			fmt.Fprintf(&b, "\n## %s\n\n%s\n", s.title, strings.TrimSpace(s.text))
		}
	}
	if len(r.Help.References) > 0 {
		b.WriteString("\n## References\n\n")
		for _, ref := range r.Help.References {
			fmt.Fprintf(&b, "- Microsoft %s\n", ref)
		}
	}
	return b.String()
}

// plain is Markdown without its marks.
func plain(md string) string {
	var b strings.Builder
	for line := range strings.Lines(md) {
		if strings.HasPrefix(line, "```") {
			continue
		}
		line = strings.TrimLeft(line, "#")
		b.WriteString(strings.TrimLeft(line, " "))
	}
	return strings.ReplaceAll(strings.ReplaceAll(b.String(), "`", ""), "**", "")
}
