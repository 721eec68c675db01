// Package component finds calls of components whose source is not in the
// repository that are given the visitor's name or a server and mailbox: what
// they do with it cannot be seen, and a MAPI logon behind them would meet
// KB918710. Facts for a person to look at, never findings.
package component

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// Fact is one call of a component from outside the repository on one page.
type Fact struct {
	fact.Base
	ProgID string `json:"progid" expr:"progid" doc:"ProgID of the component"`
	Method string `json:"method" expr:"method" doc:"method or property"`
	// Given says what the component is given: LOGON_USER and the like.
	Given string `json:"given" expr:"given" enum:"LOGON_USER,AUTH_USER,REMOTE_USER" doc:"what of the visitor it is given: LOGON_USER, AUTH_USER or REMOTE_USER"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "component_call" }

// Words are those, in lower case, without one of which a page cannot hand on
// the visitor's name.
func Words() []string { return []string{"logon_user", "auth_user", "remote_user"} }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "component",
	Doc:        "calls of unknown components that are given the visitor's name",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	var out []*Fact
	for _, p := range values.Of(pass).Pages {
		for _, e := range p.Events {
			if f := factOf(e); f != nil {
				out = append(out, f)
			}
		}
	}
	return out, nil
}

func factOf(e *flow.Event) *Fact {
	if e.Kind != flow.Call || e.Recv == nil {
		return nil
	}
	for _, o := range e.Recv.Objects() {
		if o.Kind != flow.COM || o.As != "" || !custom(o.ProgID) {
			continue
		}
		for _, a := range e.Args {
			for _, s := range a.Val.Strings() {
				if user := s.UserName(); len(user) > 0 {
					return newFact(e, o, user[0].Text)
				}
			}
		}
	}
	return nil
}

func newFact(e *flow.Event, o *flow.Object, given string) *Fact {
	f := &Fact{ProgID: o.ProgID, Method: e.Member, Given: given}
	f.At, f.Page, f.Application, f.Called = e.At, e.Page.Path(), e.Page.App.Folder, !e.Uncalled
	f.Confidence = fact.Low
	if e.Proc != nil {
		f.Procedure = e.Proc.Name
	}
	return f
}

// custom reports whether a ProgID is not one of Windows, of its data access, of
// the interfaces to mail that other facts are about.
func custom(progid string) bool {
	library, _, _ := strings.Cut(strings.ToLower(progid), ".")
	switch library {
	case "", "adodb", "adox", "scripting", "wscript", "msxml", "msxml2", "microsoft", "winhttp", "vbscript",
		"cdo", "cdonts", "cdoex", "cdoexm", "mapi", "amhtml", "msexchange", "outlook", "redemption", "msmapi",
		"mswc", "shell", "excel", "word", "ixsso", "adsystem", "adsysteminfo", "nametranslate":
		return false
	}
	return true
}
