package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/nearest"
	"github.com/cdolint/cdolint/internal/source"
)

// Engine evaluates the active rules.
type Engine struct {
	rules []*compiled
}

type compiled struct {
	*Rule
	when    *vm.Program
	message *template
	level   finding.Level
}

// Compile type-checks rules against the facts that they match on.
func Compile(active []*Rule, kinds map[string]fact.Fact) (*Engine, error) {
	e := &Engine{}
	for _, r := range active {
		zero, ok := kinds[r.Match]
		if !ok {
			return nil, fmt.Errorf("%s: rule %s: there is no kind of fact %q; %s", r.Pack.File, r.ID, r.Match, suggestion(r.Match, kinds))
		}
		c := &compiled{Rule: r, level: level(r.Level)}
		if r.When != "" {
			p, err := expr.Compile(r.When, expr.Env(zero), expr.AsBool())
			if err != nil {
				return nil, fmt.Errorf("%s: rule %s: when: %w", r.Pack.File, r.ID, err)
			}
			c.when = p
		}
		t, err := parseTemplate(r.Message, zero)
		if err != nil {
			return nil, fmt.Errorf("%s: rule %s: message: %w", r.Pack.File, r.ID, err)
		}
		c.message = t
		e.rules = append(e.rules, c)
	}
	return e, nil
}

func suggestion(kind string, kinds map[string]fact.Fact) string {
	names := make([]string, 0, len(kinds))
	for k := range kinds {
		names = append(names, k)
	}
	slices.Sort(names)
	if n := nearest.Of(kind, names); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return "the kinds are " + strings.Join(names, ", ")
}

// verdict is a rule that holds for a fact.
type verdict struct {
	rule *compiled
	fact fact.Fact
}

// place is what the rules of one group say of one place.
type place struct {
	at       source.Place
	group    string
	pages    []string // that reach it
	verdicts []verdict
}

// Evaluate applies the rules to facts. The result is one finding for each
// place and rule, or group of rules; a place that is cleared on all its pages
// gives a finding with Pass set.
func (e *Engine) Evaluate(facts []fact.Fact) ([]finding.Finding, error) {
	places := map[string]*place{}
	var order []*place
	for _, f := range facts {
		done := map[string]bool{} // groups that have their verdict
		for _, r := range e.rules {
			if r.Match != f.Kind() || r.Group != "" && done[r.Group] {
				continue
			}
			key, group := r.ID, ""
			if r.Group != "" {
				key, group = r.Group, r.Group
			}
			at := f.About().At
			key = fmt.Sprintf("%s\x00%d\x00%d\x00%s", at.Path, at.Pos, at.End, key)
			p := places[key]
			if p == nil {
				p = &place{at: at, group: group}
				places[key] = p
				order = append(order, p)
			}
			if page := f.About().Page; page != "" && !slices.Contains(p.pages, page) {
				p.pages = append(p.pages, page)
			}
			if r.when != nil {
				ok, err := expr.Run(r.when, f)
				if err != nil {
					return nil, fmt.Errorf("rule %s: %w", r.ID, err)
				}
				if ok != true {
					continue
				}
			}
			done[r.Group] = true
			p.verdicts = append(p.verdicts, verdict{r, f})
		}
	}
	var out []finding.Finding
	for _, p := range order {
		if len(p.verdicts) == 0 {
			continue
		}
		f, err := p.finding()
		if err != nil {
			return nil, err
		}
		out = append(out, f)
	}
	return out, nil
}

// finding is the worst verdict with the pages that it holds for.
func (p *place) finding() (finding.Finding, error) {
	worst := p.verdicts[0].rule
	for _, v := range p.verdicts {
		if v.rule.rank < worst.rank && v.rule.Pack == worst.Pack {
			worst = v.rule
		}
	}
	var chosen fact.Fact
	var hits []string
	for _, v := range p.verdicts {
		if v.rule != worst {
			continue
		}
		if chosen == nil || confidence(v.fact) > confidence(chosen) {
			chosen = v.fact
		}
		if page := v.fact.About().Page; page != "" && !slices.Contains(hits, page) {
			hits = append(hits, page)
		}
	}
	b := chosen.About()
	b.Pages, b.Hits = len(p.pages), len(hits)
	message, err := worst.message.run(chosen)
	if err != nil {
		return finding.Finding{}, fmt.Errorf("rule %s: message: %w", worst.ID, err)
	}
	slices.Sort(p.pages)
	slices.Sort(hits)
	f := finding.Finding{
		Rule: worst.ID, Level: worst.level, Confidence: confidence(chosen), Pass: worst.Pass,
		At: p.at, Application: b.Application, Procedure: b.Procedure, Tags: worst.Tags,
		Message: message + reach(worst.Rule, p.pages, hits, p.at.Path),
	}
	for _, s := range b.Steps {
		f.Steps = append(f.Steps, finding.Step{At: s.At, Text: s.Text, Kind: s.Kind, Assumed: s.Assumed})
	}
	for _, r := range b.Related {
		f.Related = append(f.Related, finding.Related{At: r.At, Text: r.Text})
	}
	if len(p.pages) > 1 || len(p.pages) == 1 && p.pages[0] != p.at.Path {
		for _, page := range p.pages {
			text := "this page reaches it"
			if worst.Pages != "" && slices.Contains(hits, page) {
				text += ", " + worst.Pages
			}
			f.Related = append(f.Related, finding.Related{At: source.Place{Path: page}, Text: text, Page: true})
		}
	}
	return f, nil
}

// reach is the sentence on the pages that reach a place, "" if it is the
// place's own page alone.
func reach(r *Rule, pages, hits []string, path string) string {
	if len(pages) == 0 || len(pages) == 1 && pages[0] == path {
		return ""
	}
	if len(pages) == 1 {
		return " Reached by 1 page: " + pages[0] + "."
	}
	s := fmt.Sprintf(" Reached by %d pages", len(pages))
	switch {
	case r.Pages == "":
		return s + ": " + some(pages) + "."
	case len(hits) == len(pages):
		return s + ", all of them " + r.Pages + ": " + some(hits) + "."
	}
	return fmt.Sprintf("%s, %d of them %s: %s.", s, len(hits), r.Pages, some(hits))
}

// some names the first pages of a list.
func some(list []string) string {
	const shown = 3
	if len(list) <= shown {
		return strings.Join(list, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(list[:shown], ", "), len(list)-shown)
}

func confidence(f fact.Fact) finding.Confidence {
	switch f.About().Confidence {
	case fact.High:
		return finding.High
	case fact.Medium:
		return finding.Medium
	}
	return finding.Low
}
