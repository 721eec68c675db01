// Package logon finds the logons of CDO 1.21 sessions and says under which
// authentication each of them runs on each page.
package logon

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Analyzer's result is a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "logon",
	Doc:        "logons of CDO 1.21 sessions, with server, mailbox and authentication",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, pageauth.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

// SessionCLSID is the class ID of the Session object (KB239096).
const SessionCLSID = "3FA7DEB3-6438-101B-ACC1-00AA00423326"

// IsSession reports whether an object is a CDO 1.21 session: MAPI.Session,
// with or without a version, or its class ID.
func IsSession(o *flow.Object) bool {
	if o.Kind != flow.COM {
		return false
	}
	if o.CLSID == SessionCLSID {
		return true
	}
	const name = "mapi.session"
	p := strings.ToLower(o.ProgID)
	if !strings.HasPrefix(p, name) {
		return false
	}
	version := p[len(name):]
	return version == "" || version[0] == '.' && len(version) > 1 && strings.Trim(version[1:], "0123456789") == ""
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	auth := pass.ResultOf[pageauth.Analyzer].(*pageauth.Result)
	pages := values.Of(pass).Pages
	called := map[source.Place]bool{} // logons that some page is known to reach
	for _, p := range pages {
		for _, e := range p.Events {
			if _, ok := session(e); ok && !e.Uncalled && !p.Page.Orphan {
				called[e.At] = true
			}
		}
	}
	var out []*Fact
	for _, p := range pages {
		for _, e := range p.Events {
			recv, ok := session(e)
			if !ok || called[e.At] && (e.Uncalled || p.Page.Orphan) {
				continue
			}
			out = append(out, factsOf(in, auth, e, recv)...)
		}
	}
	return out, nil
}

// session is the receiver of a Logon, if it may be a CDO session.
func session(e *flow.Event) (flow.Atom, bool) {
	if e.Kind != flow.Call || !strings.EqualFold(e.Member, "Logon") || e.Recv == nil {
		return flow.Atom{}, false
	}
	for _, a := range e.Recv.Atoms {
		if a.Kind == flow.Ref && IsSession(a.Obj) {
			return a, true
		}
	}
	return flow.Atom{}, false
}

// factsOf are the facts of one logon on one page: one for each configuration
// that serves the page.
func factsOf(in *driver.Input, auth *pageauth.Result, e *flow.Event, recv flow.Atom) []*Fact {
	base := Fact{
		ProgID: recv.Obj.ProgID, Scope: recv.Obj.Scope, Identity: "visitor",
		Orphan: e.Page.Orphan, MissingInclude: e.Page.MissingInclude, Global: e.Page.Global,
		ShowDialog: flag(e, 2, "showdialog"), NewSession: flag(e, 3, "newsession"),
	}
	if base.ProgID == "" {
		base.ProgID = "{" + recv.Obj.CLSID + "}"
	}
	base.At = e.At
	base.Page = e.Page.Path()
	base.Application = e.Page.App.Folder
	base.Called = !e.Uncalled
	if e.Proc != nil {
		base.Procedure = e.Proc.Name
	}
	profile(&base, e)
	user := profileInfo(&base, e)
	locality(&base, e, in.Assertions(e.Page.Path()))
	var out []*Fact
	for _, a := range auth.At(e.Page, e.Guards, user) {
		f := base
		f.Auth = a
		identity(&f)
		f.Confidence = confidence(&f)
		f.Steps = steps(&f, e, recv)
		out = append(out, &f)
	}
	return out
}

// flag is a Boolean argument in words.
func flag(e *flow.Event, i int, name string) string {
	a, ok := e.Arg(i, name)
	if !ok {
		return "omitted"
	}
	n, known := a.Val.Const()
	switch {
	case !known:
		return "unknown"
	case n != 0:
		return "true"
	}
	return "false"
}

func profile(f *Fact, e *flow.Event) {
	a, ok := e.Arg(0, "profilename")
	if !ok {
		return
	}
	if text, exact := a.Val.Exact(); exact && text == "" {
		return
	}
	f.HasProfile = true
	if s := a.Val.Strings(); len(s) > 0 {
		f.Profile = s[0].String()
	}
}

// identity says whose account the logon uses.
func identity(f *Fact) {
	switch f.Auth.Account {
	case "domain":
		f.Identity, f.IdentityWhy = "shared", "anonymous requests run as the domain account "+f.Auth.AccountName
	case "pool":
		f.Identity, f.IdentityWhy = "shared", "anonymous requests run as the identity of the application pool"
	}
}

func confidence(f *Fact) string {
	c := f.Auth.Confidence
	if f.Local == "assumed" || !f.Called || f.Orphan {
		return fact.Low
	}
	if f.Local == "yes" {
		c = fact.High
	}
	if f.MissingInclude {
		c = fact.Lower(c)
	}
	return c
}
