// Package lint is the whole way of the data: it loads a site, runs the
// analyzers over it, evaluates the rules on their facts, and makes a report
// of what is found and of what could not be read.
package lint

import (
	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/internal/advice"
	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
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
		res := &Result{Site: s, On: o.on(), Report: m.report(s), Phases: watch.done}
		res.Report.Rules = o.reported(active)
		return res, nil
	}
	engine, err := rules.Compile(active, zeros())
	if err != nil {
		return nil, err
	}
	res := &Result{Site: s, On: o.on()}
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
