// Package object finds the COM objects that pages create.
package object

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// Fact is one creation of a COM object on one page.
type Fact struct {
	fact.Base
	ProgID string `json:"progid" expr:"progid" doc:"ProgID as written"`
	CLSID  string `json:"clsid,omitempty" expr:"clsid" doc:"class ID, upper case, no braces"`
	// Made is CreateObject, Server.CreateObject, ActiveXObject, GetObject, New or object tag.
	Made  string `json:"made" expr:"made" doc:"CreateObject, Server.CreateObject, ActiveXObject, GetObject, New or object tag"`
	Scope string `json:"scope,omitempty" expr:"scope" doc:"page, session or application for an <object> tag, else empty"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "object" }

// Analyzer's result is a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "object",
	Doc:        "COM objects that pages create",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	var out []*Fact
	for _, p := range values.Of(pass).Pages {
		for _, e := range p.Events {
			if e.Kind != flow.Create {
				continue
			}
			f := &Fact{ProgID: e.Object.ProgID, CLSID: e.Object.CLSID, Made: e.Object.Made, Scope: e.Object.Scope}
			f.At, f.Page, f.Application, f.Called = e.At, e.Page.Path(), e.Page.App.Folder, !e.Uncalled
			f.Confidence = fact.High
			if e.Proc != nil {
				f.Procedure = e.Proc.Name
			}
			out = append(out, f)
		}
	}
	return out, nil
}
