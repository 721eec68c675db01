// Package pageauth finds out how the requests of each page are
// authenticated: from what the user asserts, what the web server's
// configuration says, and what the page itself shows.
package pageauth

import (
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Analyzer yields a *Result.
var Analyzer = &analysis.Analyzer{
	Name:       "pageauth",
	Doc:        "how the requests of each page are authenticated, and where that is said",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[*Result](),
	Run:        run,
}

// Result answers questions about places of pages.
type Result struct {
	in       *driver.Input
	evidence map[*site.Page]Evidence
	lines    lines
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	r := &Result{in: in, evidence: map[*site.Page]Evidence{}, lines: lines{site: in.Site}}
	results := values.Of(pass).Pages
	for _, p := range results {
		r.evidence[p.Page] = evidenceOf(p.Events)
	}
	// What global.asa reads of the visitor, every page of its application has.
	for page, ev := range r.evidence {
		if page.Global || page.App == nil || page.App.Global == nil {
			continue
		}
		ev.UserReads = append(ev.UserReads, r.evidence[page.App.Global].UserReads...)
		r.evidence[page] = ev
	}
	return r, nil
}

// Evidence of a page.
func (r *Result) Evidence(p *site.Page) Evidence { return r.evidence[p] }

// At judges a place of a page, once for each site that serves it and each
// build configuration that changes something there.
func (r *Result) At(p *site.Page, guards *flow.Guard, user []flow.Seg) []Auth {
	q := Question{
		Assert: r.in.Assertions(p.Path()), Evidence: r.evidence[p],
		Guards: guards, User: user, Line: r.lines.of,
	}
	effective := r.in.Site.Config.Effective(p.Path())
	if len(effective) == 0 {
		effective = []iis.Effective{{}}
	}
	out := make([]Auth, len(effective))
	for i := range effective {
		q.Effective = &effective[i]
		out[i] = Judge(q)
	}
	for i := range out {
		if out[i].Variant == "" {
			out[i].sayBuilds(others(out, effective, i))
		}
	}
	return out
}

// others are how the build configurations of one way in which a page is served
// are judged.
func others(out []Auth, effective []iis.Effective, base int) []Auth {
	var list []Auth
	for i := range out {
		if out[i].Variant != "" && effective[i].Address == effective[base].Address && effective[i].Reading == effective[base].Reading {
			list = append(list, out[i])
		}
	}
	return list
}

// lines finds the lines of places, reading each file once.
type lines struct {
	site  *site.Site
	mu    sync.Mutex
	files map[string]*source.File
}

func (l *lines) of(at source.Place) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	f := l.files[at.Path]
	if f == nil {
		var err error
		if f, err = l.site.Source(at.Path); err != nil {
			return 0
		}
		if l.files == nil {
			l.files = map[string]*source.File{}
		}
		l.files[at.Path] = f
	}
	return f.Position(at.Pos).Line
}

// Line of a place, 1-based; 0 if the file cannot be read.
func (r *Result) Line(at source.Place) int { return r.lines.of(at) }
