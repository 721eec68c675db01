// Package exchange finds which interfaces to Exchange the pages use, beside
// the version of Exchange that the user says the site has.
package exchange

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/analyzers/object"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/exchange"
	"github.com/cdolint/cdolint/internal/fact"
)

// Fact is one use of an interface: the creation of a CDO 1.21 session, or the
// opening of a WebDAV request.
type Fact struct {
	fact.Base
	// Interface is cdo or webdav.
	Interface string `json:"interface" expr:"interface" enum:"cdo,webdav" doc:"cdo (CDO 1.21; the place is the creation of the session) or webdav (the place is the request)"`
	// Version of Exchange as the user asserts it.
	Version string `json:"version,omitempty" expr:"version" doc:"site.exchange.version of the configuration for this page, empty where it does not say"`
	// Year is the version as a number.
	Year float64 `json:"year,omitempty" expr:"year" doc:"the version as a number to compare: 5.5, 2000, 2003, 2007 …; Subscription Edition and Exchange Online are 2025; 0 where it is not known"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "exchange_use" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "exchange_use",
	Doc:        "interfaces to Exchange that pages use, and the asserted version of Exchange",
	Requires:   []*analysis.Analyzer{driver.Root, object.Analyzer, httprequest.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	var out []*Fact
	add := func(b fact.Base, name string) {
		f := &Fact{Base: b, Interface: name, Version: in.Assertions(b.Page).ExchangeVersion}
		f.Steps, f.Related = nil, nil
		version, _ := exchange.Parse(f.Version) // the configuration takes no other
		f.Year = version.Year
		out = append(out, f)
	}
	for _, o := range pass.ResultOf[object.Analyzer].([]*object.Fact) {
		if o.Class == com.Session {
			add(o.Base, "cdo")
		}
	}
	for _, r := range pass.ResultOf[httprequest.Analyzer].([]*httprequest.Fact) {
		if r.WebDAV {
			add(r.Base, "webdav")
		}
	}
	return out, nil
}
