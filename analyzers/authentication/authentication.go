// Package authentication states how the requests of every page are
// authenticated, pages that do nothing with mail included: the map that an
// audit draws.
package authentication

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is how the requests of one page are authenticated, under one
// configuration of the web server. Its place is the beginning of the page.
type Fact struct {
	fact.Base

	// Auth as it holds for the page as a whole: branches around single places
	// make no difference.
	Auth pageauth.Auth `json:"auth" expr:"auth" doc:"authentication of the page's requests"`
	// Uses: the page, or what it includes, holds a word of interest and was
	// looked into.
	Uses bool `json:"uses" expr:"uses" doc:"the page holds a word of interest and was looked into"`
	// Deciding is where the scheme is said, invalid if nowhere.
	Deciding source.Place `json:"-" expr:"-"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "authentication" }

// Analyzer finds them; its result is a []*Fact, in the order of the pages.
var Analyzer = &analysis.Analyzer{
	Name:       "authentication",
	Doc:        "how the requests of every page are authenticated",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, pageauth.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	s := pass.ResultOf[driver.Root].(*driver.Input).Site
	auth := pass.ResultOf[pageauth.Analyzer].(*pageauth.Result)
	users := logon.Users(values.Of(pass))
	var out []*Fact
	for _, p := range s.Pages {
		if p.Orphan {
			continue // nobody can ask for it
		}
		for _, a := range auth.At(p, nil, users[p]) {
			out = append(out, of(p, a))
		}
	}
	return out, nil
}

func of(p *site.Page, a pageauth.Auth) *Fact {
	f := &Fact{Auth: a, Uses: p.Interesting}
	f.At, f.Page = source.Place{Path: p.Path()}, p.Path()
	f.Called, f.Confidence = true, a.Confidence
	if p.App != nil {
		f.Application = p.App.Folder
	}
	for i := range a.Steps {
		if st := &a.Steps[i]; st.Kind == "authentication" {
			f.Deciding = st.At
			break
		}
	}
	f.Steps = a.Steps
	return f
}
