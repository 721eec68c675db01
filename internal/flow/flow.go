package flow

import (
	"maps"
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
	// Limited: the page was too large to follow every call, or to tell apart what
	// depends on every branch.
	Limited bool
	// Skipped: the pages before it took what an application may take; it was
	// not looked at.
	Skipped bool

	itemsRead  map[string]bool
	version    int // of the items when the page was run
	called     []map[*program.Proc]bool
	components []*program.File // that the page creates objects of
}

// maxRounds bounds how often the pages of an application are looked at until
// what they share no longer changes.
const maxRounds = 4

// Run follows the values through every interesting page of a site. workers
// is how many applications are looked at side by side; the result does not
// depend on it.
//
// watch says of which objects from outside, by ProgID, everything that is done
// with them is an event, beside those of the trigger words; nil: of none.
func Run(s *site.Site, workers int, watch func(progID string) bool, protocols ...Protocol) *Result {
	return run(s, workers, false, watch, protocols)
}

// run is Run. alone says that pages do not go on from what they have in common.
func run(s *site.Site, workers int, alone bool, watch func(progID string) bool, protocols []Protocol) *Result {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	perApp := make([][]*PageResult, len(s.Apps))
	var wg sync.WaitGroup
	gate := make(chan struct{}, workers)
	for i, app := range s.Apps {
		if app.Quiet {
			continue
		}
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			perApp[i] = runApp(s, app, alone, watch, protocols)
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
func runApp(s *site.Site, app *site.App, alone bool, watch func(progID string) bool, protocols []Protocol) []*PageResult {
	shared := newItems(s)
	shared.protocols, shared.alone, shared.watch = protocols, alone, watch
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
	r := newRunner(shared, pages)
	for round := range maxRounds {
		again := false
		r.round()
		for i, p := range pages {
			switch {
			case round > 0 && (r.spent(p) || !shared.newer(out[i].itemsRead, out[i].version)):
				continue
			case r.spent(p):
				out[i] = &PageResult{Page: p, Skipped: true}
				continue
			}
			again = true
			out[i] = r.run(p, nil)
		}
		if !again {
			break
		}
	}
	called := map[*program.Proc]bool{}
	for _, r := range out {
		for _, list := range r.called {
			for p := range list {
				called[p] = true
			}
		}
		r.called = nil
	}
	// A library that nobody calls is in the closure of many pages. Once they have
	// taken much, it is enough to have looked at each procedure on one of them.
	looked := map[*program.Proc]bool{}
	for i, p := range pages {
		uncalled := uncalledProcs(s, p, out[i].components, called)
		if r.steps >= maxStatementsAll {
			maps.DeleteFunc(uncalled, func(q *program.Proc, _ bool) bool { return looked[q] })
		}
		if len(uncalled) > 0 && r.steps < maxStatementsApp {
			out[i] = r.run(p, uncalled)
			out[i].called = nil
			maps.Copy(looked, uncalled)
		}
		out[i].components = nil
	}
	return out
}

// newer reports whether an item that was read has changed since.
func (t *items) newer(read map[string]bool, since int) bool {
	for k := range read {
		if strings.HasSuffix(k, "/") { // an item of any name
			for name, iv := range t.vals {
				if strings.HasPrefix(name, k) && iv.version > since {
					return true
				}
			}
		}
		if iv := t.vals[k]; iv != nil && iv.version > since {
			return true
		}
	}
	return false
}

func newMachine(p *site.Page, shared *items) *machine {
	return &machine{
		page: p, items: shared, objects: newObjects(), env: newEnv(),
		seen: map[eventKey][]int32{}, runs: map[*site.File]int{}, called: map[*program.Proc]bool{},
		memo: map[memoKey]*memo{}, itemsRead: map[string]bool{}, costs: map[*Proc]*procCost{}, code: map[string]*program.File{},
		origins: map[*memoEntry][]source.Place{},
	}
}

// runPage runs a page from its first line to its last.
func (m *machine) runPage(p *site.Page) {
	m.open(p)
	m.define(p.Closure, nil)
	alive := m.runFile(p.File, source.Place{})
	if p.Global {
		for _, name := range []string{"application_onstart", "session_onstart", "session_onend", "application_onend"} {
			if q := m.linked.procs[name]; q != nil {
				m.guards = nil
				if strings.HasSuffix(name, "_onend") {
					m.reopenItems()
				}
				m.invoke(q, nil, []Arg{}, q.NameAt)
			}
		}
	}
	if alive || p.Global {
		m.finish(p)
	}
}

// open makes known what is there before the page begins to run.
func (m *machine) open(p *site.Page) {
	if m.linked == nil {
		m.linked = m.items.link(p.Closure)
	}
	m.frame = mainFrame(p)
	if p.App != nil && p.App.GlobalASA != nil && p.File != p.App.GlobalASA {
		m.declare(p.App.GlobalASA, true)
	}
	for _, f := range p.Closure {
		m.declare(f, false)
	}
}

func placeIn(f *site.File, s program.Span) source.Place {
	return source.Place{Path: f.Path, Pos: int(s.Pos), End: int(s.End)}
}
