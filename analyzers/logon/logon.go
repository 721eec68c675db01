// Package logon finds the logons of CDO 1.21 sessions and says under which
// authentication each of them runs on each page.
package logon

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "logon",
	Doc:        "logons of CDO 1.21 sessions, with server, mailbox and authentication",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, pageauth.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	auth := pass.ResultOf[pageauth.Analyzer].(*pageauth.Result)
	become := identityChanges(values.Of(pass))
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { _, ok := Of(e); return ok }) {
		recv, _ := Of(e)
		out = append(out, factsOf(in, auth, e, recv, become.before(e))...)
	}
	return out, nil
}

// Users are, by page, the places where the visitor's name, as IIS
// authenticated it, enters the ProfileInfo of a Logon that may run.
func Users(r *flow.Result) map[*site.Page][]flow.Seg {
	out := map[*site.Page][]flow.Seg{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if _, ok := Of(e); ok && !e.Uncalled {
				out[p.Page] = append(out[p.Page], profileInfo(&Fact{}, e)...)
			}
		}
	}
	return out
}

// Of is the receiver of a Logon, if the event is one and the receiver may be
// a CDO 1.21 session.
func Of(e *flow.Event) (flow.Atom, bool) {
	if e.Kind != flow.Call || !strings.EqualFold(e.Member, "Logon") || e.Recv == nil {
		return flow.Atom{}, false
	}
	for _, a := range e.Recv.Atoms {
		if a.Kind == flow.Ref && com.IsSession(a.Obj) {
			return a, true
		}
	}
	return flow.Atom{}, false
}

// factsOf are the facts of one logon on one page: one for each configuration
// that serves the page.
func factsOf(in *driver.Input, auth *pageauth.Result, e *flow.Event, recv flow.Atom, become *flow.Event) []*Fact {
	base := Fact{
		ProgID: recv.Obj.ProgID, Declared: com.IsWrapper(recv.Obj), Scope: recv.Obj.Scope, Identity: "visitor",
		Orphan: e.Page.Orphan, MissingInclude: e.Page.MissingInclude, Global: e.Page.Global,
		ShowDialog: flag(e, 2, "showdialog"), NewSession: flag(e, 3, "newsession"),
	}
	if base.ProgID == "" {
		base.ProgID = "{" + recv.Obj.CLSID + "}"
	}
	base.Base = values.Base(e)
	base.sure = base.Confidence
	profile(&base, e)
	user := profileInfo(&base, e)
	locality(&base, e, in.Assertions(e.Page.Path()))
	var out []*Fact
	for _, a := range auth.At(e.Page, e.Guards, user) {
		f := base
		f.Auth = a
		identity(&f, auth, become)
		f.Confidence = confidence(&f)
		f.Steps = steps(&f, e, recv)
		out = append(out, &f)
	}
	return out
}

// flag is a Boolean argument in words: true or false where that is all it can
// be, both where either is possible.
func flag(e *flow.Event, i int, name string) string {
	a, ok := e.Arg(i, name)
	if !ok {
		return "omitted"
	}
	yes, no := false, false
	for _, x := range a.Val.Atoms {
		if x.Kind == flow.Empty && x.How == nil { // never assigned as far as is known: by an include that is missing, perhaps
			continue
		}
		if n, known := (&flow.Val{Atoms: []flow.Atom{x}}).Const(); known {
			yes, no = yes || n != 0, no || n == 0
		}
	}
	switch {
	case yes && no:
		return "both"
	case yes:
		return "true"
	case no:
		return "false"
	}
	return "unknown"
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
