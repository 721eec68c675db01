// Package values follows values through the pages of a site. See [flow].
package values

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/flow"
)

// Analyzer yields a *flow.Result.
var Analyzer = &analysis.Analyzer{
	Name:       "values",
	Doc:        "follow objects and strings through the pages of each application",
	Requires:   []*analysis.Analyzer{driver.Root},
	ResultType: reflect.TypeFor[*flow.Result](),
	Run: func(pass *analysis.Pass) (any, error) {
		in := pass.ResultOf[driver.Root].(*driver.Input)
		protocol := in.Protocol
		if protocol == nil {
			protocol = com.Lifetime{}
		}
		return flow.Run(in.Site, in.Jobs, in.Watch, protocol), nil
	},
}

// Of is the result of the analyzer in a pass that requires it.
func Of(pass *analysis.Pass) *flow.Result { return pass.ResultOf[Analyzer].(*flow.Result) }
