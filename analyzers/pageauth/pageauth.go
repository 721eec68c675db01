// Package pageauth finds out how the requests of each page are
// authenticated: from what the user asserts, what the web server's
// configuration says, and what the page itself shows.
package pageauth

import (
	"reflect"

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
	sources  *site.Sources
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	r := &Result{in: in, evidence: map[*site.Page]Evidence{}, sources: site.NewSources(in.Site)}
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
		Guards: guards, User: user, Line: r.Line,
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

// Line of a place, 1-based; 0 if the file cannot be read.
func (r *Result) Line(at source.Place) int {
	f, err := r.sources.Source(at.Path)
	if err != nil {
		return 0
	}
	return f.Position(at.Pos).Line
}
