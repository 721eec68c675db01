// Package object finds the COM objects that pages create.
package object

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/site"
)

// Fact is one creation of a COM object on one page.
type Fact struct {
	fact.Base
	ProgID string `json:"progid" expr:"progid" doc:"ProgID as written"`
	CLSID  string `json:"clsid,omitempty" expr:"clsid" case:"upper" doc:"class ID, upper case, no braces"`
	// Class is the ProgID in lower case without its version.
	Class string `json:"class" expr:"class" case:"lower" doc:"ProgID in lower case without its version, such as \"mapi.session\"; a class ID in braces where the ProgID is not known"`
	// Made is CreateObject, Server.CreateObject, ActiveXObject, GetObject, New or object tag.
	Made  string `json:"made" expr:"made" enum:"CreateObject,Server.CreateObject,ActiveXObject,GetObject,New,object tag" doc:"CreateObject, Server.CreateObject, ActiveXObject, GetObject, New or object tag"`
	Scope string `json:"scope,omitempty" expr:"scope" enum:"page,session,application," doc:"page, session or application for an <object> tag, else empty"`
	// Pool32Bit says whether the application pool of the page is a 32-bit one.
	Pool32Bit string `json:"pool32Bit,omitempty" expr:"pool_32bit" enum:"true,false,unsaid," doc:"whether the page's application pool is 32-bit: true, false, unsaid where applicationHost.config has the pool and leaves it out, or empty where nothing describes the pool"`
	// Pool is the pool in words.
	Pool string `json:"pool,omitempty" expr:"pool" doc:"the pool that says so, such as \"application pool Mail\""`

	// sure is the confidence that the object is made, in whatever pool.
	sure string
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "object" }

// Circumstances implements fact.Twofold: the pool.
func (*Fact) Circumstances() []string { return []string{"pool_32bit", "pool", "confidence"} }

// SureAlone implements fact.Twofold.
func (f *Fact) SureAlone() string { return f.sure }

// StepsAlone implements fact.Twofold.
func (f *Fact) StepsAlone() []fact.Step { return f.Steps }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "object",
	Doc:        "COM objects that pages create",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	pools := pools{config: pass.ResultOf[driver.Root].(*driver.Input).Site.Config, known: map[*site.Page]*iis.Setting{}}
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { return e.Kind == flow.Create }) {
		f := &Fact{
			Base: values.Base(e), ProgID: e.Object.ProgID, CLSID: e.Object.CLSID, Class: com.Class(e.Object),
			Made: e.Object.Made, Scope: e.Object.Scope,
		}
		f.sure = f.Confidence
		if s := pools.of(e.Page); s != nil {
			f.Pool32Bit, f.Pool = s.Value, s.Scope
			f.Related = append(f.Related, fact.Related{At: s.At, Text: "the application pool is set here", Of: "pool_32bit"})
			switch {
			case s.Value == iis.Unsaid:
				f.Confidence = fact.Low // a default of IIS, and of no account on a 32-bit Windows
			case s.Guess:
				f.Confidence = fact.Lower(f.Confidence)
			}
		}
		out = append(out, f)
	}
	return out, nil
}

// pools remembers the pool of each page.
type pools struct {
	config *iis.Config
	known  map[*site.Page]*iis.Setting
}

func worse(bitness string) int {
	switch bitness {
	case "false":
		return 2
	case iis.Unsaid:
		return 1
	}
	return 0
}

// of is the setting of the bitness of a page's pool, nil if there is none.
// Where several sites serve the page, a pool that is not 32-bit comes first,
// then one of which that is not said.
func (p *pools) of(page *site.Page) *iis.Setting {
	s, done := p.known[page]
	if done {
		return s
	}
	for _, e := range p.config.Effective(page.Path()) {
		v := e.Get(iis.Enable32Bit).Setting
		if v != nil && (s == nil || worse(v.Value) > worse(s.Value)) {
			s = v
		}
	}
	p.known[page] = s
	return s
}
