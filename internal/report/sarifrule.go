package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// collectRules makes the list that ruleIndex counts: all active rules by id, and
// those that findings name besides.
func (w *sarifWriter) collectRules() {
	w.ruleIndex = map[string]int{}
	w.rules = slices.Clone(w.report.Rules)
	for i := range w.rules {
		w.ruleIndex[w.rules[i].ID] = i
	}
	for i := range w.report.Findings {
		f := &w.report.Findings[i]
		if _, ok := w.ruleIndex[f.Rule]; !ok {
			w.ruleIndex[f.Rule] = -1
			w.rules = append(w.rules, finding.Rule{ID: f.Rule, Level: f.Level, Summary: f.Rule})
		}
	}
	slices.SortStableFunc(w.rules, func(a, b finding.Rule) int { return cmp.Compare(a.ID, b.ID) })
	for i := range w.rules {
		w.ruleIndex[w.rules[i].ID] = i
	}
}

// tool writes the tool. Of the rules, which are most of a small report, one at a
// time is held.
func (w *sarifWriter) tool() {
	w.print("{\"driver\":")
	w.jsonOpen(w.enc, &sarifDriver{
		Name:            "cdolint",
		FullName:        "cdolint: CDO 1.21 under Integrated Windows authentication in Classic ASP",
		Version:         cmp.Or(w.report.Version, "devel"),
		SemanticVersion: semanticVersion(w.report.Version),
		InformationURI:  toolURI,
	})
	w.print(",\"rules\":[")
	for i := range w.rules {
		if i > 0 {
			w.print(",")
		}
		rule := ruleOf(&w.rules[i])
		w.json(w.enc, &rule)
	}
	w.print("],\"notifications\":[")
	for i, n := range descriptors() {
		if i > 0 {
			w.print(",")
		}
		w.json(w.enc, &sarifDescriptor{
			ID: n.id, Name: n.name, ShortDescription: sarifText{Text: n.title + "."}, FullDescription: sarifText{Text: n.text},
			Help: sarifText{Text: n.text}, // Multitool's rules for GitHub (GH2012) ask for it here too
		})
	}
	w.print("]}}")
}

func ruleOf(r *finding.Rule) sarifRule {
	var text finding.RuleText
	if r.Text != nil {
		text = r.Text()
	}
	summary := sentence(cmp.Or(r.Summary, r.Name, r.ID))
	description := sentence(cmp.Or(text.Description, summary))
	out := sarifRule{
		ID:                   r.ID,
		Name:                 pascal(r.Name),
		ShortDescription:     sarifText{Text: summary},
		FullDescription:      sarifText{Text: description},
		Help:                 sarifText{Text: cmp.Or(text.HelpText, description), Markdown: text.Help},
		HelpURI:              r.URI,
		DefaultConfiguration: sarifConfiguration{Level: levelName(r.Level)},
		Properties: sarifRuleBag{
			Tags: r.Tags, Precision: r.Precision, ProblemSeverity: problemSeverity(r.Level), SecuritySeverity: r.SecuritySeverity,
		},
	}
	if strings.EqualFold(out.Name, r.ID) {
		out.Name = "" // a name that says no more than the id is none
	}
	if r.SecuritySeverity != "" && !slices.Contains(r.Tags, "security") {
		out.Properties.Tags = append([]string{"security"}, r.Tags...) // GitHub looks for it
	}
	out.Properties.Tags = atMost(out.Properties.Tags, maxTags)
	return out
}

// pascal makes IntegratedLogon of integrated-logon: SARIF wants names to be
// identifiers, and GitHub shows the description instead.
func pascal(name string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(name, "-") {
		if part != "" {
			b.WriteString(strings.ToUpper(part[:1]) + part[1:])
		}
	}
	return b.String()
}

func levelName(l finding.Level) string {
	if l == 0 {
		return finding.Warning.String()
	}
	return l.String()
}

// problemSeverity is the level in the words of CodeQL's query metadata.
func problemSeverity(l finding.Level) string {
	switch l {
	case finding.Error:
		return "error"
	case finding.Note:
		return "recommendation"
	default:
		return "warning"
	}
}

func atMost[T any](list []T, n int) []T { return list[:min(len(list), n)] }
