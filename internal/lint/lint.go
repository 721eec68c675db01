// Package lint is the whole way of the data: it loads a site, runs the
// analyzers over it, evaluates the rules on their facts, and makes a report
// of what is found and of what could not be read.
package lint

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// Options of a run.
type Options struct {
	Site site.Options
	// Assert gives the user's assertions for a path; nil: none.
	Assert func(path string) config.Assertions
	// Packs are the packs there are, built-in ones first.
	Packs []*rules.Pack
	// Switch says whether a rule is on for a path and at which level ("" for
	// its own); nil: as the packs have it. With an empty path it asks
	// whether the rule may be on anywhere.
	Switch func(r *rules.Rule, path string) (level string, on bool)
	// Prefilter: pages without a trigger word of the active rules are not parsed.
	Prefilter bool
	// ShowCleared keeps the cleared logons.
	ShowCleared bool
}

// Result of a run.
type Result struct {
	Site *site.Site
	// Facts of every kind that a rule or the caller needs, in stable order.
	Facts []fact.Fact
	// Report has the findings, with suppressions applied, and the notifications.
	Report *finding.Report
}

// Run analyses a tree. kinds names further kinds of facts to find ("*" for
// all), beside those that the active rules match on.
func Run(tree site.Tree, o Options, kinds ...string) (*Result, error) {
	active := o.active()
	need := map[string]bool{}
	for _, r := range active {
		need[r.Match] = true
	}
	for _, k := range kinds {
		need[k] = true
	}
	var sources []analyzers.Source
	zero := map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		zero[s.Kind()] = s.Zero
		if need[s.Kind()] || need["*"] {
			sources = append(sources, s)
		}
	}
	for _, s := range sources {
		o.Site.Triggers = append(o.Site.Triggers, s.Triggers...)
	}
	slices.Sort(o.Site.Triggers)
	o.Site.Triggers = slices.Compact(o.Site.Triggers)
	o.Site.ParseAll = !o.Prefilter
	engine, err := rules.Compile(active, zero)
	if err != nil {
		return nil, err
	}
	s, err := site.Load(tree, o.Site)
	if err != nil {
		return nil, err
	}
	res := &Result{Site: s}
	var limited []string
	if res.Facts, limited, err = facts(s, o, sources); err != nil {
		return nil, err
	}
	found, err := engine.Evaluate(res.Facts)
	if err != nil {
		return nil, err
	}
	res.Report = o.report(s, found, active)
	for _, p := range limited {
		res.Report.Notifications = append(res.Report.Notifications, finding.Notification{
			ID: "limit", Level: finding.Warning, At: source.Place{Path: p},
			Message: "the page does more than cdolint follows; calls beyond the limit were not looked into",
		})
	}
	finding.SortNotifications(res.Report.Notifications)
	return res, nil
}

// active are the rules that are on somewhere.
func (o *Options) active() []*rules.Rule {
	var out []*rules.Rule
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if _, on := o.state(r, ""); on {
				out = append(out, r)
			}
		}
	}
	return out
}

func (o *Options) state(r *rules.Rule, path string) (level string, on bool) {
	if o.Switch == nil {
		return "", r.Pack.Enabled
	}
	return o.Switch(r, path)
}

// facts runs the analyzers. limited are the pages that were too large to
// follow everything.
func facts(s *site.Site, o Options, sources []analyzers.Source) (out []fact.Fact, limited []string, err error) {
	list := []*analysis.Analyzer{values.Analyzer}
	for _, src := range sources {
		list = append(list, src.Analyzer)
	}
	results, err := driver.Run(&driver.Input{Site: s, Assert: o.Assert, Jobs: o.Site.Jobs}, list...)
	if err != nil {
		return nil, nil, err
	}
	for _, src := range sources {
		out = append(out, src.Facts(results[src.Analyzer])...)
	}
	slices.SortStableFunc(out, byPlace)
	for _, p := range results[values.Analyzer].(*flow.Result).Pages {
		if p.Limited {
			limited = append(limited, p.Page.Path())
		}
	}
	return out, limited, nil
}

func byPlace(a, b fact.Fact) int {
	x, y := a.About(), b.About()
	if c := strings.Compare(x.At.Path, y.At.Path); c != 0 {
		return c
	}
	if x.At.Pos != y.At.Pos {
		return x.At.Pos - y.At.Pos
	}
	if c := strings.Compare(a.Kind(), b.Kind()); c != 0 {
		return c
	}
	return strings.Compare(x.Page, y.Page)
}

// report completes the findings and applies the suppressions.
func (o *Options) report(s *site.Site, found []finding.Finding, active []*rules.Rule) *finding.Report {
	src := &Sources{site: s}
	byID := map[string]*rules.Rule{}
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if !r.Pass {
				byID[r.ID] = r
			}
		}
	}
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
		if file, err := src.Source(f.At.Path); err == nil && f.At.End <= len(file.Text) {
			f.Snippet = finding.NormalizeSnippet(file.Text[f.At.Pos:f.At.End])
		}
		kept = append(kept, f)
	}
	r := &finding.Report{Sources: src, Files: s.Stats.Read, Pages: len(s.Pages)}
	on := map[string]bool{}
	for _, a := range active {
		on[a.ID] = true
	}
	var all []finding.Rule
	for _, p := range o.Packs {
		for _, rule := range p.Rules {
			if !rule.Pass {
				all = append(all, rule.Reported())
			}
		}
	}
	kept = finding.Suppress(kept, comments(s, src), finding.SuppressOptions{
		Sources: src, Rules: all, Active: func(id string) bool { return on[id] },
	})
	finding.Number(kept)
	r.Findings = kept
	for _, rule := range all {
		if on[rule.ID] {
			r.Rules = append(r.Rules, rule)
		}
	}
	slices.SortFunc(r.Rules, func(a, b finding.Rule) int { return strings.Compare(a.ID, b.ID) })
	for _, n := range s.Notices {
		r.Notifications = append(r.Notifications, finding.Notification{ID: n.ID, Level: finding.Warning, At: n.At, Message: n.Message})
	}
	return r
}

// comments are the suppressions of the parsed files.
func comments(s *site.Site, _ *Sources) map[string][]program.Comment {
	out := map[string][]program.Comment{}
	for p, f := range s.Files {
		if f.Program != nil && len(f.Program.Comments) > 0 {
			out[p] = f.Program.Comments
		}
	}
	return out
}

// Sources opens the files of a site, each once. It is safe for concurrent use.
type Sources struct {
	site  *site.Site
	mu    sync.Mutex
	files map[string]*source.File
}

// Source implements finding.Sources.
func (s *Sources) Source(path string) (*source.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f := s.files[path]; f != nil {
		return f, nil
	}
	f, err := s.site.Source(path)
	if err != nil {
		return nil, err
	}
	if s.files == nil {
		s.files = map[string]*source.File{}
	}
	s.files[path] = f
	return f, nil
}
