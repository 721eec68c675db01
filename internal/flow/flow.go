package flow

import (
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Result is what happens on the pages of a site.
type Result struct {
	// Pages have the events of each page that was looked at, in the order
	// of site.Site.Pages; global.asa files come first, as pages of their own.
	Pages []*PageResult
}

// PageResult is what happens on one page.
type PageResult struct {
	Page   *site.Page
	Events []*Event
	// Limited: the page was too large to follow every call.
	Limited bool

	itemsRead map[string]bool
	called    map[*program.Proc]bool
}

// maxRounds bounds how often the pages of an application are looked at until
// what they share no longer changes.
const maxRounds = 4

// Run follows the values through every interesting page of a site. workers
// is how many applications are looked at side by side; the result does not
// depend on it.
func Run(s *site.Site, workers int, protocols ...Protocol) *Result {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	perApp := make([][]*PageResult, len(s.Apps))
	var wg sync.WaitGroup
	gate := make(chan struct{}, workers)
	for i, app := range s.Apps {
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			perApp[i] = runApp(s, app, protocols)
		})
	}
	wg.Wait()
	out := &Result{}
	for _, list := range perApp {
		out.Pages = append(out.Pages, list...)
	}
	slices.SortStableFunc(out.Pages, func(a, b *PageResult) int { return strings.Compare(a.Page.Path(), b.Page.Path()) })
	return out
}

// runApp looks at the pages of an application until their shared items are stable.
func runApp(s *site.Site, app *site.App, protocols []Protocol) []*PageResult {
	shared := newItems(s)
	shared.protocols = protocols
	var pages []*site.Page
	if app.Global != nil && app.Global.Interesting {
		pages = append(pages, app.Global)
	}
	for _, p := range app.Pages {
		if p.Interesting {
			pages = append(pages, p)
		}
	}
	out := make([]*PageResult, len(pages))
	version := make([]int, len(pages))
	for round := range maxRounds {
		again := false
		for i, p := range pages {
			if round > 0 && !shared.newer(out[i].itemsRead, version[i]) {
				continue
			}
			again = true
			version[i] = shared.changed
			m := newMachine(p, shared)
			m.runPage(p)
			// Of the machine only this is kept: there may be thousands of pages.
			out[i] = &PageResult{Page: p, Events: m.events, Limited: m.exhausted, itemsRead: m.itemsRead, called: m.called}
		}
		if !again {
			break
		}
	}
	called := map[*program.Proc]bool{}
	for _, r := range out {
		for p := range r.called {
			called[p] = true
		}
		r.called = nil
	}
	for i, p := range pages {
		if uncalled := uncalledProcs(s, p, called); len(uncalled) > 0 {
			m := newMachine(p, shared)
			m.runPage(p)
			m.runUncalled(uncalled)
			out[i].Events = m.events
		}
	}
	return out
}

// uncalledProcs are the procedures of a page's files that no page calls and
// that do something of interest.
func uncalledProcs(s *site.Site, p *site.Page, called map[*program.Proc]bool) map[*program.Proc]bool {
	var out map[*program.Proc]bool
	for _, f := range p.Closure {
		if f.Program == nil {
			continue
		}
		for _, q := range f.Program.Procs {
			if q.Kind == program.ProcLambda || called[q] || !s.Interesting(q) {
				continue
			}
			if out == nil {
				out = map[*program.Proc]bool{}
			}
			out[q] = true
		}
	}
	return out
}

// newer reports whether an item that was read has changed since.
func (t *items) newer(read map[string]bool, since int) bool {
	for k := range read {
		if iv := t.vals[k]; iv != nil && iv.version > since {
			return true
		}
	}
	return false
}

func newMachine(p *site.Page, shared *items) *machine {
	return &machine{
		page: p, items: shared, objects: newObjects(), env: newEnv(),
		seen: map[eventKey]bool{}, runs: map[*site.File]int{}, called: map[*program.Proc]bool{},
		memo: map[memoKey]*memo{}, itemsRead: map[string]bool{}, costs: map[*Proc]*procCost{}, code: map[string]*program.File{},
	}
}

// runPage runs a page from its first line to its last.
func (m *machine) runPage(p *site.Page) {
	if m.linked == nil {
		m.linked = link(p.Closure)
	}
	main := &Proc{Proc: p.File.Program.Main, File: p.File.Program}
	m.frame = &frame{proc: main, file: p.File.Program, site: p.File}
	if p.App != nil && p.App.GlobalASA != nil && p.File != p.App.GlobalASA {
		m.declare(p.App.GlobalASA, true)
	}
	for _, f := range p.Closure {
		m.declare(f, false)
	}
	m.runFile(p.File, source.Place{})
	if p.Global {
		for _, name := range []string{"application_onstart", "session_onstart", "session_onend", "application_onend"} {
			if q := m.linked.procs[name]; q != nil {
				m.guards = nil
				m.invoke(q, nil, []Arg{}, q.NameAt)
			}
		}
	}
	m.end(source.Place{Path: p.Path()}, "end")
}

// runUncalled runs procedures that no page calls, so that what they do is
// seen, marked as not known to run.
func (m *machine) runUncalled(list map[*program.Proc]bool) {
	m.uncalled = true
	for _, q := range slices.Clone(m.linked.all) { // components may be linked on the way
		if !list[q.Proc] {
			continue
		}
		var this *Object
		if q.Class != "" {
			c := m.linked.classes[program.Fold(q.Class)]
			if c == nil {
				continue
			}
			this = m.objects.make(Object{Kind: Instance, Class: c, At: placeOfProc(q), Path: "uncalled"})
		}
		m.guards, m.calls = nil, nil
		m.env.push()
		file, sf := m.frame.file, m.frame.site
		m.frame.file, m.frame.site = q.File, m.siteFile(q.File)
		if _, alive := m.invoke(q, this, nil, q.NameAt); alive {
			m.end(placeOfProc(q), "end")
		}
		m.frame.file, m.frame.site = file, sf
		m.env.pop()
	}
}

func placeIn(f *site.File, s program.Span) source.Place {
	return source.Place{Path: f.Path, Pos: int(s.Pos), End: int(s.End)}
}
