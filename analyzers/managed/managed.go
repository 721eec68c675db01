// Package managed finds CDO 1.21 in managed code: ASP.NET pages and the C# and
// Visual Basic files beside them. It reads their words, not their meaning.
package managed

import (
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one creation of a CDO 1.21 session in managed code. Its place is the
// expression that creates it, or the name of the class where that is kept for
// code elsewhere.
type Fact struct {
	fact.Base
	// Language of the code.
	Language string `json:"language" expr:"language" enum:"c#,vb" doc:"c# or vb"`
	// Binding says how the class is named.
	Binding string `json:"binding" expr:"binding" enum:"interop,late" doc:"interop (a class of the interop assembly: new MAPI.SessionClass()) or late (by its ProgID or class ID)"`
	// Text as written.
	Text string `json:"text" expr:"text" doc:"the class or its name as written"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "managed_cdo" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "managed_cdo",
	Doc:        "CDO 1.21 sessions created in managed code",
	Requires:   []*analysis.Analyzer{driver.Root},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	s := pass.ResultOf[driver.Root].(*driver.Input).Site
	var out []*Fact
	for _, f := range s.Search(extensions(), []string{"mapi", "3fa7de"}) {
		for _, u := range find(f) {
			x := &Fact{Language: u.language.String(), Binding: u.binding, Text: u.text}
			x.At = source.Place{Path: f.Path, Pos: u.pos, End: u.end}
			x.Called, x.Confidence = true, fact.High
			if app := s.AppOf(f.Path); app != nil {
				x.Application = app.Folder
			}
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b *Fact) int { return a.At.Pos - b.At.Pos })
	return out, nil
}

// extensions of files that hold managed code.
func extensions() []string {
	return []string{".aspx", ".ascx", ".asmx", ".ashx", ".asax", ".master", ".cs", ".vb"}
}
