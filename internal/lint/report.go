package lint

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// maxNotifications of one kind in one file.
const maxNotifications = 100

// workarounds are the ids that rules list, by the id of the rule.
func workarounds(active []*rules.Rule) func(rule string) []string {
	byID := map[string][]string{}
	for _, r := range active {
		if !r.Pass {
			byID[r.ID] = r.Workarounds
		}
	}
	return func(rule string) []string { return byID[rule] }
}

// report completes the findings and applies the suppressions.
func (o *Options) report(s *site.Site, found []finding.Finding, active []*rules.Rule, secret []source.Place) *finding.Report {
	src := site.NewSources(s)
	byID := o.byID()
	kept := found[:0]
	for _, f := range found {
		if f.Pass && !o.ShowCleared {
			continue
		}
		lvl, on := o.state(byID[f.Rule], f.At.Path)
		if !on {
			continue
		}
		if l := finding.ParseLevel(lvl); l != 0 && !f.Pass {
			f.Level = l
		}
		if f.Application != "" && f.Application != "." { // of several in one repository
			f.Tags = append(slices.Clone(f.Tags), "application:"+f.Application)
		}
		kept = append(kept, f)
	}
	src.Open(files(kept))
	r := &finding.Report{Sources: src, Secrets: secret, Files: s.Stats.Read, Pages: len(s.Pages)}
	on := ids(active)
	kept = finding.Suppress(kept, comments(s, src, kept), finding.SuppressOptions{
		Sources: src, Rules: o.named(), Active: func(id string) bool { return on[id] },
	})
	marked := kept
	kept = kept[:0]
	for _, f := range marked {
		if o.housekeep(&f, byID) {
			kept = append(kept, f)
		}
	}
	finding.SetSnippets(kept, src, r.Secrets)
	r.Findings = kept
	r.Rules = o.reported(active)
	for _, n := range s.Notices {
		r.Notifications = append(r.Notifications, finding.Notification{ID: n.ID, Level: finding.Warning, At: n.At, Message: n.Message})
	}
	return r
}

// files are the paths of the files that findings stand in, each once.
func files(findings []finding.Finding) []string {
	var out []string
	seen := map[string]bool{}
	for i := range findings {
		if p := findings[i].At.Path; !seen[p] {
			seen[p] = true
			out = append(out, p)
		}
	}
	return out
}

func ids(list []*rules.Rule) map[string]bool {
	out := map[string]bool{}
	for _, r := range list {
		out[r.ID] = true
	}
	return out
}

// named are the ids and names of the rules that report findings, on or not.
func (o *Options) named() []finding.Rule {
	var all []finding.Rule
	for _, p := range o.Packs {
		for _, rule := range p.Rules {
			if !rule.Pass {
				all = append(all, finding.Rule{ID: rule.ID, Name: rule.Name})
			}
		}
	}
	return all
}

// reported are the active rules as reports list them.
func (o *Options) reported(active []*rules.Rule) []finding.Rule {
	var out []finding.Rule
	on := ids(active)
	for _, p := range o.Packs {
		for _, rule := range p.Rules {
			if !rule.Pass && on[rule.ID] {
				out = append(out, rule.Reported())
			}
		}
	}
	slices.SortFunc(out, func(a, b finding.Rule) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// housekeep gives a finding about a suppression the level that the user gave
// its rule, and reports whether the rule is on.
func (o *Options) housekeep(f *finding.Finding, byID map[string]*rules.Rule) bool {
	rule := byID[f.Rule]
	if rule == nil || f.Rule != finding.UnusedSuppression && f.Rule != finding.UnexplainedSuppression {
		return true
	}
	level, on := o.state(rule, f.At.Path)
	if l := finding.ParseLevel(level); l != 0 {
		f.Level = l
	}
	return on
}

// secrets are the places whose text no output may show.
func secrets(facts []fact.Fact) []source.Place {
	var out []source.Place
	for _, f := range facts {
		b := f.About()
		if !b.Secret {
			continue
		}
		for _, at := range append([]source.Place{b.At}, b.Hidden...) {
			if !slices.Contains(out, at) {
				out = append(out, at)
			}
		}
	}
	return out
}
