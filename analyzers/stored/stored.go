// Package stored finds the COM objects that an application keeps between
// requests: in Session and Application items, and by <object> tags of session
// or application scope.
package stored

import (
	"reflect"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
)

// Fact is one object that is kept. Its place is the assignment's target, or
// the tag.
type Fact struct {
	fact.Base
	// Scope is session or application.
	Scope string `json:"scope" expr:"scope" enum:"session,application" doc:"session or application"`
	// Item that keeps it.
	Item string `json:"item" expr:"item" doc:"name of the item, or ID of the <object> tag"`
	// Class of the object, or of the one it was got from.
	Class string `json:"class" expr:"class" case:"lower" doc:"class of the object, or of the one that it was got from, such as \"mapi.session\""`
	// Path from the object of that class, "" for the object itself.
	Path string `json:"path,omitempty" expr:"path" case:"lower" doc:"members from the object of that class to the one kept, such as \"inbox\"; empty for the object itself"`
	// Tag: an <object> tag keeps it.
	Tag bool `json:"tag,omitempty" expr:"tag" doc:"an <object> tag keeps it, not an assignment"`
	// Impersonates: the application can log off as the visitor.
	Impersonates bool `json:"impersonates" expr:"impersonates" doc:"the application saves ImpID, and its Session_OnEnd impersonates"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "stored_object" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "stored_object",
	Doc:        "COM objects that applications keep between requests",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	apps := applications{}
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), keeps) {
		if e.Kind == flow.Create {
			f := tagged(e)
			f.Impersonates = apps.impersonate(e.Page.App)
			out = append(out, f)
			continue
		}
		seen := map[string]bool{}
		for _, o := range kept(e) {
			f := assigned(e, o)
			if seen[f.Class+"|"+f.Path] {
				continue
			}
			seen[f.Class+"|"+f.Path] = true
			f.Impersonates = apps.impersonate(e.Page.App)
			out = append(out, f)
		}
	}
	return out, nil
}

// keeps reports an event that keeps an object for later requests.
func keeps(e *flow.Event) bool {
	switch e.Kind {
	case flow.Create:
		return e.Object.Scope == "session" || e.Object.Scope == "application"
	case flow.ItemStore:
		if e.Value == nil {
			return false
		}
		return len(kept(e)) > 0
	default:
	}
	return false
}

// kept are the objects that an event keeps, by themselves or in an array or
// dictionary. Without Set VBScript keeps the value of the default property.
func kept(e *flow.Event) []*flow.Object {
	var out []*flow.Object
	if e.Set || e.Proc != nil && e.Proc.Language == program.JScript {
		out = e.Value.Objects()
	}
	if e.Inside != nil {
		out = append(out, e.Inside.Objects()...)
	}
	return slices.DeleteFunc(out, func(o *flow.Object) bool { return !isObject(o) })
}

// isObject reports an object from outside, or what was got from one unless that
// is known to be a string or number.
func isObject(o *flow.Object) bool {
	return o.Kind == flow.COM || o.Kind == flow.Member && (com.SessionOf(o) == nil || com.ReturnsObject(o.Path))
}

func assigned(e *flow.Event, o *flow.Object) *Fact {
	f := &Fact{Base: values.Base(e), Scope: "session", Item: e.Member, Class: com.Acting(o)}
	for _, r := range e.Recv.Objects() {
		f.Scope = r.Name
	}
	if o.Kind == flow.Member {
		f.Path = o.Path
	}
	return f
}

func tagged(e *flow.Event) *Fact {
	return &Fact{Base: values.Base(e), Scope: e.Object.Scope, Item: e.Object.Name, Class: com.Acting(e.Object), Tag: true}
}
