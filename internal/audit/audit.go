// Package audit makes the report for someone who has one afternoon and a code
// base never seen before: what is affected and how sure that is, how the pages
// are authenticated, everything that has to do with mail, and what it takes to
// get away from CDO 1.21. The report is computed from results of package lint;
// it is written as one HTML page, as JSON, or as CSV.
package audit

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Input is one code base, analysed unless it could not be read.
type Input struct {
	// Label names it in the report, such as "intranet" or "backup.zip".
	Label string
	// Kind is folder, archive or revision.
	Kind string
	// Result has the facts of [Kinds] and the cleared logons; nil if the code base
	// could not be read.
	Result *lint.Result
	// Unread says why it could not be read.
	Unread string
}

// Kinds are the kinds of facts that the report is made of.
func Kinds() []string {
	return []string{"authentication", "component_call", "http_request", "logon", "messaging", "store_operation"}
}

// Options of a report.
type Options struct {
	// Version of the tool.
	Version string
	// Date to print, "" for none.
	Date string
}

// New makes the report. The sources of the results must be readable still. The
// error is one of the built-in rules, which does not happen.
func New(inputs []Input, o Options) (*Report, error) {
	r := &Report{
		Version: formatVersion, Tool: Tool{Name: "cdolint", Version: o.Version}, Date: o.Date,
		Sources: []Source{}, Applications: []Application{}, Findings: []Finding{}, Inventory: []Use{}, Unread: []Unread{},
	}
	judge, err := newJudge()
	if err != nil {
		return nil, err
	}
	var builders []*builder
	for i := range inputs {
		if in := &inputs[i]; in.Result == nil {
			r.Sources = append(r.Sources, Source{Label: in.Label, Kind: in.Kind})
			r.Unread = append(r.Unread, Unread{ID: "unreadable-file", Source: in.Label, Message: in.Unread})
			continue
		}
		b, err := newBuilder(&inputs[i], judge)
		if err != nil {
			return nil, err
		}
		b.several = len(inputs) > 1
		builders = append(builders, b)
		r.Sources = append(r.Sources, b.source())
		r.Applications = append(r.Applications, b.applications()...)
		r.Findings = append(r.Findings, b.findings()...)
		r.Inventory = append(r.Inventory, b.inventory()...)
		r.Unread = append(r.Unread, b.unread()...)
	}
	r.number()
	for _, b := range builders {
		b.plan(r)
	}
	r.Fixes = fixes(r)
	r.Summary = summarise(r, builders)
	return r, nil
}

// number orders applications and findings and gives them their IDs.
func (r *Report) number() {
	slices.SortStableFunc(r.Applications, func(a, b Application) int {
		return cmp.Or(cmp.Compare(a.Verdict.rank(), b.Verdict.rank()), cmp.Compare(b.Affected, a.Affected), cmp.Compare(b.Logons, a.Logons))
	})
	order := map[appKey]int{}
	for i := range r.Applications {
		a := &r.Applications[i]
		a.ID = "app-" + strconv.Itoa(i+1)
		order[a.key()] = i
	}
	index := func(k appKey) int {
		if i, ok := order[k]; ok {
			return i
		}
		return len(order)
	}
	slices.SortStableFunc(r.Findings, func(a, b Finding) int {
		return cmp.Or(cmp.Compare(index(a.app()), index(b.app())), cmp.Compare(weight(b), weight(a)))
	})
	for i := range r.Findings {
		f := &r.Findings[i]
		f.ID = "f-" + strconv.Itoa(i+1)
		if i, ok := order[f.app()]; ok {
			r.Applications[i].countState(f.State)
		}
	}
}

// weight orders findings: open ones by level, then what was accepted, then what
// is cleared.
func weight(f Finding) int {
	switch f.State {
	case StateError:
		return 5
	case StateWarning:
		return 4
	case StateNote:
		return 3
	case StateSuppressed:
		return 2
	default:
		return 1
	}
}

func (a *Application) countState(s State) {
	switch s {
	case StateError:
		a.Errors++
	case StateWarning:
		a.Warnings++
	case StateNote:
		a.Notes++
	case StateSuppressed, StateCleared:
	}
}

// builder makes the parts of the report that come from one input.
type builder struct {
	*Input

	several  bool
	excerpts *report.Excerpts
	facts    facts
	verdicts verdicts
	logonsIn map[string]bool           // files
	mailing  map[string]bool           // pages that log on
	placesIn map[string][]source.Place // logons by application
	apps     map[string]*site.App      // by folder
}

func newBuilder(in *Input, j *judge) (*builder, error) {
	b := &builder{Input: in, excerpts: report.NewExcerpts(in.Result.Report)}
	b.facts = sortFacts(in.Result.Site, in.Result.Facts)
	var err error
	b.verdicts, err = j.judge(b.facts.logons)
	b.index()
	return b, err
}

// index sorts by application what is asked for each: there may be thousands.
func (b *builder) index() {
	b.facts.split()
	b.logonsIn, b.mailing = map[string]bool{}, map[string]bool{}
	b.placesIn, b.apps = map[string][]source.Place{}, map[string]*site.App{}
	for _, at := range b.verdicts.order {
		b.logonsIn[at.Path] = true
		app := b.verdicts.app[at]
		b.placesIn[app] = append(b.placesIn[app], at)
	}
	for _, l := range b.facts.logons {
		b.mailing[l.Page] = true
	}
	for _, a := range b.Result.Site.Apps {
		b.apps[a.Folder] = a
	}
}

// place is a place in lines and columns.
func (b *builder) place(at source.Place) Place {
	p := Place{Path: at.Path}
	if at.End > 0 || at.Pos > 0 {
		p.Line, p.Column = b.excerpts.Position(at)
	}
	return p
}

// name is an application's name: its folder, with the input where there are
// several; the input for the application that is all of it.
func (b *builder) name(folder string) string {
	switch {
	case folder == ".":
		return b.Label
	case b.several:
		return b.Label + ": " + folder
	}
	return folder
}

func (b *builder) source() Source {
	r := b.Result
	return Source{
		Label: b.Label, Kind: b.Kind, Revision: r.Report.Revision,
		Files: r.Site.Stats.Listed, Read: r.Site.Stats.Read, Bytes: r.Site.Stats.Bytes, Pages: countPages(b),
	}
}

// countPages counts what a browser can ask for.
func countPages(b *builder) int {
	n := 0
	for _, p := range b.Result.Site.Pages {
		if !p.Orphan {
			n++
		}
	}
	return n
}
