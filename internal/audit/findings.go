package audit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// frameWidth is the width of code in cells: what an A4 page holds.
const frameWidth = 110

// findings are the findings of the input.
func (b *builder) findings() []Finding {
	r := b.Result.Report
	byID := map[string]*finding.Rule{}
	for i := range r.Rules {
		byID[r.Rules[i].ID] = &r.Rules[i]
	}
	out := make([]Finding, 0, len(r.Findings))
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.Baseline == finding.Absent {
			continue
		}
		out = append(out, b.finding(f, byID[f.Rule]))
	}
	return out
}

func (b *builder) finding(f *finding.Finding, rule *finding.Rule) Finding {
	x := Finding{
		State: stateOf(f), Rule: f.Rule, Source: b.Label, Application: b.folderOf(f), Procedure: b.excerpts.Line(f.Procedure),
		At: b.place(f.At), Message: b.excerpts.Message(f), Suppressed: b.excerpts.Line(f.Suppressed), Fingerprint: f.Fingerprint(),
		Code: []Line{}, Steps: []Step{}, Pages: []Place{}, Ways: []Out{}, // [] in JSON, never null
	}
	if rule != nil {
		x.Name, x.URI = rule.Name, rule.URI
	}
	if f.Confidence != 0 {
		x.Confidence = f.Confidence.String()
	}
	for _, l := range b.excerpts.Frame(f.At, 2, frameWidth) {
		x.Code = append(x.Code, Line{l.Number, l.Before, l.Mark, l.After})
	}
	for i := range f.Steps {
		x.Steps = append(x.Steps, b.step(&f.Steps[i]))
	}
	for i := range f.Related {
		rel := &f.Related[i]
		if rel.Page {
			x.Pages = append(x.Pages, Place{Path: rel.At.Path})
		} else {
			x.Related = append(x.Related, Step{Text: b.excerpts.Line(rel.Text), At: b.place(rel.At)})
		}
	}
	for i := range f.Workarounds {
		w := &f.Workarounds[i]
		summary, _, _ := strings.Cut(w.Summary, " (clears ") // counted here by what is done, see fixes
		x.Ways = append(x.Ways, Out{ID: w.ID, Title: b.excerpts.Line(w.Title), Summary: b.excerpts.Line(summary), key: keyOf(f, w)})
	}
	return x
}

func stateOf(f *finding.Finding) State {
	switch {
	case f.Pass:
		return StateCleared
	case f.Suppressed != "":
		return StateSuppressed
	case f.Level == finding.Error:
		return StateError
	case f.Level == finding.Warning:
		return StateWarning
	}
	return StateNote
}

// folderOf is the application of a finding. Findings in configuration and
// scripts have none: they lie in the folder of one.
func (b *builder) folderOf(f *finding.Finding) string {
	if f.Application != "" {
		return f.Application
	}
	if a := b.Result.Site.AppOf(f.At.Path); a != nil {
		return a.Folder
	}
	return "."
}

// step is a link of the evidence with its first line of code. The page itself
// is no place in code, and the last link is that of the finding.
func (b *builder) step(s *finding.Step) Step {
	x := Step{Text: b.excerpts.Line(s.Text), At: b.place(s.At), Assumed: s.Assumed}
	if s.At.End > s.At.Pos && s.Kind != "logon" && s.Kind != "request" { // the code of the finding itself
		for _, l := range b.excerpts.Frame(s.At, 0, frameWidth) {
			x.Code = strings.TrimSpace(l.Before + l.Mark + l.After)
			break
		}
	}
	return x
}

// keyOf is equal for findings that the same change clears: the same edits and
// commands, the same session, or the whole application.
func keyOf(f *finding.Finding, w *finding.Workaround) string {
	key := w.ID + "|"
	switch {
	case len(w.Edits)+len(w.Commands) > 0:
		for _, e := range w.Edits {
			key += fmt.Sprintf("%s:%d:%d:%s|", e.At.Path, e.At.Pos, e.At.End, e.Text)
		}
		return key + strings.Join(w.Commands, "|")
	case w.ID == finding.HostOnExchange:
		return key + f.Application
	}
	i := slices.IndexFunc(f.Steps, func(s finding.Step) bool { return s.Kind == "creation" })
	if i < 0 {
		return key + f.At.Path + fmt.Sprint(f.At.Pos)
	}
	return key + f.Steps[i].At.Path + fmt.Sprint(f.Steps[i].At.Pos)
}
