package report

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

func (w *sarifWriter) result(f *finding.Finding) sarifResult {
	related := atMost(f.Related, maxLocations-1)
	if n := len(f.Related) - len(related) + max(0, len(f.Steps)-maxFlowLocations); n > 0 {
		if w.cut.results++; w.cut.results == 1 {
			w.cut.first = f.At
		}
		w.cut.locations += n
	}
	out := sarifResult{
		RuleID:              f.Rule,
		RuleIndex:           w.ruleIndex[f.Rule],
		Level:               levelName(f.Level),
		Message:             sarifText{Text: sentence(w.linked(f.Message, len(f.Related), len(related)))},
		PartialFingerprints: w.fingerprints(f),
		Fixes:               w.fixes(f),
		Properties: sarifResultBag{
			Tags: atMost(f.Tags, maxTags), Application: f.Application, Workarounds: w.workarounds(f),
		},
	}
	if f.Confidence != 0 {
		out.Properties.Confidence = f.Confidence.String()
	}
	if f.Pass {
		out.Kind, out.Level = "pass", "none"
	}
	if f.At.IsValid() {
		at := w.location(f.At, "")
		at.LogicalLocations = logical(f)
		out.Locations = []sarifLocation{at}
	}
	for i := range related {
		l := w.location(related[i].At, related[i].Text)
		l.ID = i + 1
		out.RelatedLocations = append(out.RelatedLocations, l)
	}
	if len(f.Steps) > 0 {
		out.CodeFlows = []sarifCodeFlow{{ThreadFlows: []sarifThreadFlow{{Locations: w.flow(f.Steps)}}}}
	}
	if w.states {
		out.BaselineState = f.Baseline
		if out.BaselineState == "" {
			out.BaselineState = finding.Unchanged // cleared logons take no part in baselines
		}
	}
	if w.options.ShowSuppressed {
		list := []sarifSuppression{} // said of all results, if of any
		if f.Suppressed != "" {
			list = append(list, sarifSuppression{Kind: "inSource", Status: "accepted", Justification: w.clean(f.Suppressed)})
		}
		out.Suppressions = &list
	}
	return out
}

// location is a place, with what it shows.
func (w *sarifWriter) location(at source.Place, text string) sarifLocation {
	var l sarifLocation
	if at.IsValid() {
		r := w.region(at)
		l.PhysicalLocation = &sarifPhysical{ArtifactLocation: artifactLocation(at.Path), Region: &r}
	}
	if text != "" {
		l.Message = &sarifText{Text: sentence(w.literal(text))}
	}
	return l
}

// logical are the application and the procedure of a finding.
func logical(f *finding.Finding) []sarifLogical {
	var out []sarifLogical
	prefix := ""
	if f.Application != "" {
		name := f.Application
		if name != "." {
			prefix = name + "/"
			name = name[strings.LastIndexByte(name, '/')+1:]
		}
		out = append(out, sarifLogical{Name: name, FullyQualifiedName: f.Application, Kind: "module"})
	}
	if f.Procedure != "" {
		out = append(out, sarifLogical{Name: f.Procedure, FullyQualifiedName: prefix + f.Procedure, Kind: "function"})
	}
	return out
}

func (w *sarifWriter) flow(steps []finding.Step) []sarifThreadFlowLocation {
	steps = atMost(steps, maxFlowLocations)
	out := make([]sarifThreadFlowLocation, 0, len(steps))
	for i := range steps {
		l := sarifThreadFlowLocation{Location: w.location(steps[i].At, steps[i].Text), Importance: "essential"}
		if steps[i].Assumed {
			l.Importance = "important"
		}
		if steps[i].Kind != "" {
			l.Kinds = []string{steps[i].Kind}
		}
		out = append(out, l)
	}
	return out
}

func (w *sarifWriter) fingerprints(f *finding.Finding) map[string]string {
	out := map[string]string{finding.FingerprintKey: f.Fingerprint()}
	if file := w.file(f.At.Path); file != nil {
		out[finding.ContextKey] = finding.Context(f, file)
	}
	if hash := w.lineHash(f.At.Path, w.region(f.At).StartLine); hash != "" {
		out["primaryLocationLineHash"] = hash
	}
	return out
}

// fixes are the workarounds that come with edits.
func (w *sarifWriter) fixes(f *finding.Finding) []sarifFix {
	var out []sarifFix
	for i := range f.Workarounds {
		wa := &f.Workarounds[i]
		var changes []sarifArtifactChange
		for _, edit := range wa.Edits {
			if w.file(edit.At.Path) == nil {
				continue
			}
			at := slices.IndexFunc(changes, func(c sarifArtifactChange) bool {
				return c.ArtifactLocation.URI == relativeURI(edit.At.Path)
			})
			if at < 0 {
				at = len(changes)
				changes = append(changes, sarifArtifactChange{ArtifactLocation: artifactLocation(edit.At.Path)})
			}
			changes[at].Replacements = append(changes[at].Replacements, sarifReplacement{
				DeletedRegion: w.region(edit.At), InsertedContent: sarifText{Text: edit.Text},
			})
		}
		if len(changes) > 0 {
			out = append(out, sarifFix{Description: sarifText{Text: sentence(w.literal(wa.Title))}, ArtifactChanges: changes})
		}
	}
	return out
}

func (w *sarifWriter) workarounds(f *finding.Finding) []sarifWorkaround {
	var out []sarifWorkaround
	for i := range f.Workarounds {
		wa := &f.Workarounds[i]
		commands := make([]string, len(wa.Commands))
		for j, c := range wa.Commands {
			commands[j] = w.clean(c)
		}
		out = append(out, sarifWorkaround{ID: wa.ID, Title: wa.Title, Summary: w.clean(wa.Summary), Text: w.clean(wa.Text), Commands: commands})
	}
	return out
}

// linked is a message with links in the form of SARIF. Links to places that were
// left out become text.
func (w *sarifWriter) linked(message string, all, kept int) string {
	var b strings.Builder
	for _, s := range segments(message, all) {
		text := w.literal(s.text)
		if s.link == 0 || s.link > kept {
			b.WriteString(text)
			continue
		}
		b.WriteString("[" + text + "](" + itoa(s.link) + ")")
	}
	return b.String()
}

// literal is text that holds no links, whatever it looks like: a file named
// [x](https://example.com) must not become one.
func (w *sarifWriter) literal(s string) string {
	s = w.clean(s)
	if !strings.ContainsAny(s, `[]\`) || !strings.Contains(s, "](") {
		return s
	}
	return strings.NewReplacer(`[`, `\[`, `]`, `\]`).Replace(s)
}
