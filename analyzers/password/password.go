// Package password finds passwords that stand in the source: literals that
// reach Logon, an HTTP request or a setting of the web server. It never keeps
// their text.
package password

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one literal that is a password. Its place is the literal.
type Fact struct {
	fact.Base
	// Via says what it reaches.
	Via string `json:"via" expr:"via" enum:"logon,request,setting" doc:"what it reaches: logon, request (an HTTP request) or setting (of the web server)"`
	// Target in words.
	Target string `json:"target" expr:"target" doc:"where it goes, fit for a message: \"Logon\", \"an HTTP request\", \"the anonymous account of the web server (AnonymousUserPass)\""`
	// Script: the file is no page, nor reached by one.
	Script bool `json:"script,omitempty" expr:"script" doc:"the file is a script, a component that no page creates, or a configuration file"`
}

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "password" }

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "password",
	Doc:        "passwords in the source that reach a logon, a request or a setting",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

// key tells facts apart: one literal may reach several calls of several pages.
type key struct {
	at   source.Place
	page string
	via  string
}

type collector struct {
	in   *driver.Input
	seen map[key]bool
	out  []*Fact
}

func run(pass *analysis.Pass) (any, error) {
	c := &collector{in: pass.ResultOf[driver.Root].(*driver.Input), seen: map[key]bool{}}
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { _, ok := argument(e); return ok }) {
		use, _ := argument(e)
		c.event(e, use)
	}
	c.settings()
	c.scripts()
	return c.out, nil
}

// use is an argument that is a password.
type use struct {
	arg         flow.Arg
	via, target string
}

// argument is the argument of a call that is a password, if there is one.
func argument(e *flow.Event) (use, bool) {
	if e.Kind != flow.Call || e.Recv == nil {
		return use{}, false
	}
	if _, ok := logon.Of(e); ok {
		a, given := e.Arg(1, "profilepassword")
		return use{a, "logon", "Logon"}, given
	}
	if !onClient(e) {
		return use{}, false
	}
	switch strings.ToLower(e.Member) {
	case "open":
		a, given := e.Arg(4, "bstrpassword")
		return use{a, "request", "an HTTP request"}, given
	case "setcredentials":
		a, given := e.Arg(1, "password")
		return use{a, "request", "the credentials of an HTTP request"}, given
	}
	return use{}, false
}

// onClient reports whether the receiver may be an HTTP client.
func onClient(e *flow.Event) bool {
	for i := range e.Recv.Atoms {
		if o := e.Recv.Atoms[i].Obj; o != nil && o.Kind == flow.COM && com.HTTP(com.Class(o)) != "" {
			return true
		}
	}
	return false
}

// event states the literals that an argument may be.
func (c *collector) event(e *flow.Event, u use) {
	for _, at := range literals(u) {
		f := &Fact{Base: values.Base(e), Via: u.via, Target: u.target}
		if at != u.arg.At {
			f.Related = append(f.Related, fact.Related{At: e.At, Text: "it is used here"})
		}
		f.At, f.Secret = at, true
		c.add(f)
	}
}

// literals are the places of the passwords that an argument may be.
func literals(u use) []source.Place {
	var out []source.Place
	for i := range u.arg.Val.Atoms {
		a := &u.arg.Val.Atoms[i]
		if a.Kind != flow.Text {
			continue
		}
		text, exact := a.Str.Exact()
		if at := literal(a, u.arg.At); exact && !Placeholder(text) && at.IsValid() {
			out = append(out, at)
		}
	}
	return out
}

func (c *collector) add(f *Fact) {
	k := key{f.At, f.Page, f.Via}
	if !c.seen[k] {
		c.seen[k] = true
		c.out = append(c.out, f)
	}
}

// literal is where a text was written: the first step of its way.
func literal(a *flow.Atom, otherwise source.Place) source.Place {
	at := otherwise
	for s := a.How; s != nil; s = s.Prev {
		if s.Kind == flow.Created {
			at = s.At
		}
	}
	return at
}
