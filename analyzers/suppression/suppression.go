// Package suppression declares the facts on suppression comments. They are
// known only when all findings are, so the run makes them itself after the
// rules were evaluated; no analyzer of the site finds any.
package suppression

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
)

// Fact is one suppression comment that does not do what it says.
type Fact struct {
	fact.Base
	// State is unused or unexplained.
	State string `json:"state" expr:"state" enum:"unused,unexplained" doc:"unused: it suppresses nothing; unexplained: it gives no reason"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "suppression" }

// Analyzer yields no facts; see the package.
var Analyzer = &analysis.Analyzer{
	Name:       "suppression",
	Doc:        "suppression comments that do not do what they say",
	Requires:   []*analysis.Analyzer{driver.Root},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        func(*analysis.Pass) (any, error) { return []*Fact(nil), nil },
}
