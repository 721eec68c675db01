// Package lint is the whole way of the data: it loads a site, runs the
// analyzers over it, evaluates the rules on their facts, and makes a report
// of what is found and of what could not be read.
package lint

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/analyzers/component"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/advice"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/filetree"
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
	// Config is the user's configuration; nil: none.
	Config *config.Set
	// Packs are the packs there are, built-in ones first.
	Packs []*rules.Pack
	// Switch overrides the configuration: on or off, decided for a rule
	// wherever it is; nil: nothing is.
	Switch func(r *rules.Rule) (on, decided bool)
	// Prefilter: pages without a trigger word of the active rules are not parsed.
	Prefilter bool
	// ShowCleared keeps the cleared logons.
	ShowCleared bool
	// Memo, if the site has a cache, says what decides about the report beside the
	// files of the tree, the configuration, and the build: then it is remembered.
	Memo []string
	// Parsed, if not nil, is called when the site has been read and parsed.
	Parsed func()
}

// Result of a run.
type Result struct {
	Site *site.Site
	// Facts of every kind that a rule or the caller needs, in stable order.
	Facts []fact.Fact
	// Report has the findings, with suppressions applied, and the notifications.
	Report *finding.Report
	// On tells whether a rule is on for a file.
	On func(rule, path string) bool
	// Phases are the parts of the run that took time, in their order.
	Phases []Phase
}

// maxNotifications of one kind in one file.
const maxNotifications = 100

// Run analyses a tree. kinds names further kinds of facts to find ("*" for
// all), beside those that the active rules match on.
func Run(tree filetree.Tree, o Options, kinds ...string) (*Result, error) {
	if len(o.Site.Scopes) == 0 {
		o.Site.Scopes = []string{"."}
	}
	o.configure(o.Site.Scopes[0])
	var active []*rules.Rule
	var sources []analyzers.Source
	o.Site.ParseAll = !o.Prefilter
	o.Site.Suppression = finding.HoldsDirective
	o.Site.Triggers = func(l filetree.Listing) []string {
		active = o.active(l)
		sources = sourcesOf(active, kinds)
		return triggers(active, sources, kinds, rules.Wrappers(o.Packs))
	}
	m := newMemo(&o)
	if m != nil && len(kinds) == 0 {
		o.Site.Known = m.load
	}
	if len(kinds) == 0 && len(rules.Wrappers(o.Packs)) == 0 {
		o.Site.Possible = func(programs []*program.File) bool { return possible(active, programs) }
	}
	watch := startPhases()
	s, err := site.Load(tree, o.Site)
	if err != nil {
		return nil, err
	}
	if o.Parsed != nil {
		o.Parsed()
	}
	watch.end("reading and parsing")
	if m != nil && m.known != nil {
		s.Remember()
		s.Recall.Report = true
		res := &Result{Site: s, On: o.on, Report: m.report(s), Phases: watch.done}
		res.Report.Rules = o.reported(active)
		return res, nil
	}
	engine, err := rules.Compile(active, zeros())
	if err != nil {
		return nil, err
	}
	res := &Result{Site: s, On: o.on}
	var limited []finding.Notification
	if res.Facts, limited, err = facts(s, o, sources); err != nil {
		return nil, err
	}
	watch.end("following values")
	s.Remember()
	found, err := engine.Evaluate(res.Facts)
	if err != nil {
		return nil, err
	}
	res.Report = o.report(s, found, active, secrets(res.Facts))
	advice.New(advice.Input{
		Config: s.Config, Sources: res.Report.Sources, Facts: res.Facts, Assert: o.assertions(), Workarounds: workarounds(active), Pages: s.Served,
	}).Attach(res.Report.Findings)
	res.Report.Notifications = append(res.Report.Notifications, limited...)
	finding.SortNotifications(res.Report.Notifications)
	res.Report.Notifications = finding.BoundNotifications(res.Report.Notifications, maxNotifications)
	if o.Site.Known != nil && o.Config.Err() == nil && len(o.Config.Notices()) == 0 {
		m.save(s, res.Report)
	}
	watch.end("rules and advice")
	res.Phases = watch.done
	return res, nil
}

// sourcesOf are the sources of the facts that the rules match on, and of the
// further kinds.
func sourcesOf(active []*rules.Rule, kinds []string) []analyzers.Source {
	need := map[string]bool{}
	for _, r := range active {
		need[r.Match] = true
		if len(r.Workarounds) > 0 {
			for _, k := range advice.Kinds() {
				need[k] = true
			}
		}
	}
	for _, k := range kinds {
		need[k] = true
	}
	return slices.DeleteFunc(analyzers.All(), func(s analyzers.Source) bool { return !need[s.Kind()] && !need["*"] && !s.Secrets })
}

// CheckPacks holds packs to the facts that there are; see [rules.Check].
func CheckPacks(packs []*rules.Pack) error {
	kinds := zeros()
	for _, s := range analyzers.All() {
		if s.Late {
			delete(kinds, s.Kind())
		}
	}
	return rules.Check(packs, kinds)
}

// zeros are empty facts by kind.
func zeros() map[string]fact.Fact {
	out := map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		out[s.Kind()] = s.Zero
	}
	return out
}

// active are the rules that are on somewhere: as the command line decides,
// else as any configuration file of the tree may say.
func (o *Options) active(l filetree.Listing) []*rules.Rule {
	var configs []*config.Config
	if o.Config != nil {
		configs = append(configs, o.Config.For(o.Site.Scopes[0]+"/"))
		for _, e := range l.Files {
			if path.Base(e.Path) == config.FileName {
				configs = append(configs, o.Config.For(path.Dir(e.Path)+"/"))
			}
		}
	}
	on := func(r *rules.Rule) bool {
		if o.Switch != nil {
			if is, decided := o.Switch(r); decided {
				return is
			}
		}
		if len(configs) == 0 {
			return r.Pack.Enabled
		}
		return slices.ContainsFunc(configs, func(c *config.Config) bool {
			return c.MayBeOn(r.Pack.Name, r.ID, r.Name, r.Pack.Enabled)
		})
	}
	var out []*rules.Rule
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if on(r) {
				out = append(out, r)
			}
		}
	}
	return out
}

// state says whether a rule is on for a path and at which level.
func (o *Options) state(r *rules.Rule, path string) (level string, on bool) {
	level, on = r.Level, r.Pack.Enabled
	if o.Config != nil {
		level, on = o.Config.For(path).Level(r.Pack.Name, r.ID, r.Name, r.Level, r.Pack.Enabled)
	}
	if o.Switch != nil {
		if is, decided := o.Switch(r); decided {
			on = is
		}
	}
	return level, on
}

// on reports whether the rule of an id is on for a path.
func (o *Options) on(id, path string) bool {
	r := o.byID()[id]
	if r == nil {
		return false
	}
	_, on := o.state(r, path)
	return on
}

// byID are the rules that report findings.
func (o *Options) byID() map[string]*rules.Rule {
	out := map[string]*rules.Rule{}
	for _, p := range o.Packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out[r.ID] = r
			}
		}
	}
	return out
}

// assertions are what the user says of the site at a path.
func (o *Options) assertions() func(path string) config.Assertions {
	if o.Config == nil {
		return nil
	}
	return func(path string) config.Assertions { return o.Config.For(path).Assertions() }
}

// configure takes what the configuration says of how the site is read.
// folder is the one that is analysed.
func (o *Options) configure(folder string) {
	if o.Config == nil {
		return
	}
	c := o.Config.Focus(folder)
	o.Site.Source.Encoding = c.Encoding()
	o.Site.Source.MaxSize = int(c.Limits().FileSize)
	o.Site.Skip = o.Config.Skip
	o.Site.IncludeDepth, o.Site.Includes = c.Limits().IncludeDepth, c.Limits().Includes
	if ext := c.PageExtensions(); ext != nil {
		o.Site.PageExtensions = ext
	}
	for _, r := range c.VirtualRoots() {
		o.Site.VirtualRoots = append(o.Site.VirtualRoots, site.VirtualRoot(r))
	}
}

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

// facts runs the analyzers. limited says of which pages not everything was
// followed.
func facts(s *site.Site, o Options, sources []analyzers.Source) (out []fact.Fact, limited []finding.Notification, err error) {
	list := []*analysis.Analyzer{values.Analyzer}
	for _, src := range sources {
		list = append(list, src.Analyzer)
	}
	in := &driver.Input{Site: s, Assert: o.assertions(), Wrappers: rules.Wrappers(o.Packs), Jobs: o.Site.Jobs}
	if slices.Contains(list, component.Analyzer) {
		in.Watch = component.Unknown
	}
	results, err := driver.Run(in, list...)
	if err != nil {
		return nil, nil, err
	}
	for _, src := range sources {
		out = append(out, src.Facts(results[src.Analyzer])...)
	}
	slices.SortStableFunc(out, byPlace)
	return out, limits(results[values.Analyzer].(*flow.Result)), nil
}

// limits say which pages were not followed to the end.
func limits(r *flow.Result) []finding.Notification {
	var out []finding.Notification
	first, more := map[*site.App]int{}, map[*site.App]int{}
	for _, p := range r.Pages {
		n := finding.Notification{ID: "limit", Level: finding.Warning, At: source.Place{Path: p.Page.Path()}}
		switch _, said := first[p.Page.App]; {
		case p.Limited:
			n.Message = "the page does more than cdolint follows; calls beyond the limit were not looked into"
		case !p.Skipped:
			continue
		case said:
			more[p.Page.App]++
			continue
		default:
			n.Message = "the pages of this application do more than cdolint follows: this page was not looked at, since it names nothing of interest itself and only includes what does"
			first[p.Page.App] = len(out)
		}
		out = append(out, n)
	}
	for app, i := range first {
		if more[app] > 0 {
			out[i].Message += fmt.Sprintf("; neither were %d others", more[app])
		}
	}
	return out
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
func (o *Options) report(s *site.Site, found []finding.Finding, active []*rules.Rule, secret []source.Place) *finding.Report {
	src := &Sources{site: s}
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

// Sources opens the files of a site, each once. It is safe for concurrent use.
type Sources struct {
	site  *site.Site
	mu    sync.Mutex
	files map[string]*source.File
}

// paths are the files that were opened.
func (s *Sources) paths() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Sorted(maps.Keys(s.files))
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
