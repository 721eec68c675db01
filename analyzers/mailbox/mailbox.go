// Package mailbox finds the places at which a page says whose mailbox it
// opens: ProfileInfo of a CDO 1.21 Logon, and the address of a WebDAV request.
package mailbox

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// Fact is one argument that names a mailbox. Its place is the argument.
type Fact struct {
	fact.Base
	// Via says what opens the mailbox.
	Via string `json:"via" expr:"via" enum:"logon,request" doc:"logon (the place is ProfileInfo) or request (the place is the address)"`
	// Text of the argument as far as it is known.
	Text string `json:"text" expr:"text" doc:"the argument; what is not literal stands as <SOURCE>"`
	// Separator of ProfileInfo.
	Separator string `json:"separator,omitempty" expr:"separator" enum:"lf,crlf,cr,backslash-n,other,unknown," doc:"what joins server and mailbox in ProfileInfo: lf, crlf, cr, backslash-n, other (known, and none of these) or unknown"`
	// RequestData names what of the request is in it.
	RequestData string `json:"requestData,omitempty" expr:"request_data" doc:"what the visitor chooses and that reaches the argument, such as Request.QueryString(\"mailbox\"), else empty"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "mailbox" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "mailbox",
	Doc:        "where pages say whose mailbox they open",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, httprequest.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { _, ok := logon.Of(e); return ok }) {
		a, ok := e.Arg(6, "profileinfo")
		if !ok || values.Blank(&a) {
			continue
		}
		f := &Fact{Base: values.Base(e), Via: "logon"}
		f.fill(a)
		f.separate(a.Val)
		out = append(out, f)
	}
	for _, r := range pass.ResultOf[httprequest.Analyzer].([]*httprequest.Fact) {
		if !r.WebDAV {
			continue
		}
		f := &Fact{Base: r.Base, Via: "request"}
		f.Steps = nil
		f.fill(r.Address)
		out = append(out, f)
	}
	return out, nil
}

// fill takes over what the argument says.
func (f *Fact) fill(a flow.Arg) {
	f.At = a.At
	if a.Val == nil {
		return
	}
	for _, s := range a.Val.Strings() {
		if f.Text == "" {
			f.Text = httprequest.Hide(s.String())
		}
		for _, g := range s.FromRequest() {
			if f.RequestData == "" {
				f.RequestData = source(g)
			}
			if g.At.IsValid() && g.At.Pos != g.At.End {
				f.relate(fact.Related{At: g.At, Text: source(g) + " is read here", Of: "request_data"})
			}
		}
	}
}

// source is a piece of the request as the code asks for it.
func source(g flow.Seg) string {
	name := `"` + g.Text + `"`
	if g.Text == "?" { // a name that is not known
		name = "…"
	}
	switch g.Kind {
	case flow.QueryString:
		return "Request.QueryString(" + name + ")"
	case flow.Form:
		return "Request.Form(" + name + ")"
	case flow.Cookie:
		return "Request.Cookies(" + name + ")"
	case flow.Request:
		return "Request(" + name + ")"
	default:
		return "Request.ServerVariables(" + name + ")"
	}
}

// separate finds out what joins server and mailbox; of several ways, a wrong
// one counts. The join is a related place.
func (f *Fact) separate(v *flow.Val) {
	f.Separator = "unknown"
	for i := range v.Atoms {
		a := &v.Atoms[i]
		if a.Kind != flow.Text {
			continue
		}
		sep, _, _ := logon.CutInfo(a.Str)
		if _, exact := a.Str.Exact(); sep == "unknown" && exact {
			sep = "other"
		}
		if f.Separator != "unknown" && (sep == "unknown" || sep == "lf") {
			continue
		}
		f.Separator = sep
		if sep == "lf" || sep == "unknown" {
			continue
		}
		if join := joined(a.How); join != nil && join.At != f.At {
			f.relate(fact.Related{At: join.At, Text: "joined here", Of: "separator"})
		}
	}
}

// joined is the last concatenation on the way of a value.
func joined(how *flow.Step) *flow.Step {
	for ; how != nil; how = how.Prev {
		if how.Kind == flow.Joined {
			return how
		}
	}
	return nil
}

func (f *Fact) relate(r fact.Related) {
	for _, old := range f.Related {
		if old == r {
			return
		}
	}
	f.Related = append(f.Related, r)
}
