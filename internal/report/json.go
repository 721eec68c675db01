package report

import (
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// writeJSON writes one object, findings and notifications one on each line.
func writeJSON(p *printer, r *finding.Report, _ Options) {
	e := newJSONEncoder()
	names := ruleNames(r)
	p.print("{\n\"version\": ", itoa(jsonVersion), ",\n\"tool\": ")
	p.json(e, map[string]string{"name": "cdolint", "version": r.Version})
	p.print(",\n\"summary\": ")
	p.json(e, summaryOf(r))
	p.print(",\n\"findings\": [")
	comma := ""
	for i := range r.Findings {
		if f := &r.Findings[i]; p.shows(f) {
			p.print(comma, "\n")
			p.json(e, p.jsonFinding(f, names[f.Rule]))
			comma = ","
		}
	}
	p.print("\n],\n\"notifications\": [")
	comma = ""
	for i := range r.Notifications {
		p.print(comma, "\n")
		p.json(e, p.jsonNotification(&r.Notifications[i]))
		comma = ","
	}
	p.print("\n],\n\"rules\": [")
	comma = ""
	for i := range r.Rules {
		rule := &r.Rules[i]
		p.print(comma, "\n")
		p.json(e, jsonRule{ID: rule.ID, Name: rule.Name, Pack: rule.Pack, Level: levelName(rule.Level), Summary: rule.Summary, URI: rule.URI})
		comma = ","
	}
	p.print("\n]\n}\n")
}

// writeJSONL writes one object a line, told apart by their type: findings, then
// notifications, then the summary.
func writeJSONL(p *printer, r *finding.Report, _ Options) {
	e := newJSONEncoder()
	names := ruleNames(r)
	for i := range r.Findings {
		if f := &r.Findings[i]; p.shows(f) {
			out := p.jsonFinding(f, names[f.Rule])
			out.Type = "finding"
			p.json(e, out)
			p.print("\n")
		}
	}
	for i := range r.Notifications {
		out := p.jsonNotification(&r.Notifications[i])
		out.Type = "notification"
		p.json(e, out)
		p.print("\n")
	}
	summary := summaryOf(r)
	summary.Type, summary.Version = "summary", jsonVersion
	p.json(e, summary)
	p.print("\n")
}

func ruleNames(r *finding.Report) map[string]string {
	names := make(map[string]string, len(r.Rules))
	for i := range r.Rules {
		names[r.Rules[i].ID] = r.Rules[i].Name
	}
	return names
}

func (p *printer) jsonFinding(f *finding.Finding, name string) *jsonFinding {
	out := &jsonFinding{
		Rule: f.Rule, Name: name, Level: levelName(f.Level),
		Message:     p.clean(plainMessage(f.Message, len(f.Related))),
		Location:    p.jsonLocation(f.At),
		Code:        p.codeLine(f.At),
		Application: f.Application, Procedure: f.Procedure, Fingerprint: f.Fingerprint(),
		Tags: f.Tags, Cleared: f.Pass, Suppressed: p.clean(f.Suppressed), Baseline: f.Baseline,
	}
	if f.Confidence != 0 {
		out.Confidence = f.Confidence.String()
	}
	for i := range f.Steps {
		s := &f.Steps[i]
		out.Steps = append(out.Steps, jsonStep{Kind: s.Kind, Text: p.clean(s.Text), Assumed: s.Assumed, Location: p.jsonLocation(s.At)})
	}
	for i := range f.Related {
		rel := &f.Related[i]
		out.Related = append(out.Related, jsonRelated{Text: p.clean(rel.Text), Page: rel.Page, Location: p.jsonLocation(rel.At)})
	}
	for i := range f.Workarounds {
		w := &f.Workarounds[i]
		jw := jsonWorkaround{ID: w.ID, Title: w.Title, Summary: p.clean(w.Summary), Text: p.clean(w.Text)}
		for _, c := range w.Commands {
			jw.Commands = append(jw.Commands, p.clean(c))
		}
		for _, edit := range w.Edits {
			jw.Edits = append(jw.Edits, jsonEdit{Location: p.jsonLocation(edit.At), Text: edit.Text})
		}
		out.Workarounds = append(out.Workarounds, jw)
	}
	return out
}

func (p *printer) jsonNotification(n *finding.Notification) *jsonNotification {
	out := &jsonNotification{ID: n.ID, Level: levelName(n.Level), Message: p.clean(n.Message)}
	if n.At.IsValid() {
		out.Location = &jsonLocation{Path: n.At.Path}
		if n.At.Pos != 0 || n.At.End != 0 {
			out.Location = p.jsonLocation(n.At)
		}
	}
	return out
}

func trimBlanks(s string) string { return strings.Trim(s, " ") }
