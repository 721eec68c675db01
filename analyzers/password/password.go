// Package password finds passwords that stand in the source: literals that
// reach Logon, an HTTP request or a setting of the web server. It never keeps
// their text.
package password

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/httprequest"
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
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { return len(arguments(e)) > 0 }) {
		for _, u := range arguments(e) {
			c.event(e, u)
		}
	}
	c.settings()
	c.scripts()
	return c.out, nil
}

// use is an argument that is a password, or a URL with one in it.
type use struct {
	arg         flow.Arg
	via, target string
	url         bool
}

// arguments are those of a call that are, or may hold, a password.
func arguments(e *flow.Event) []use {
	if e.Kind != flow.Call || e.Recv == nil {
		return nil
	}
	var out []use
	add := func(i int, name, via, target string, url bool) {
		if a, given := e.Arg(i, name); given {
			out = append(out, use{a, via, target, url})
		}
	}
	if _, ok := logon.Of(e); ok {
		add(1, "profilepassword", "logon", "Logon", false)
		return out
	}
	if !onClient(e) {
		return nil
	}
	switch strings.ToLower(e.Member) {
	case "open":
		add(4, "bstrpassword", "request", "an HTTP request", false)
		add(1, "bstrurl", "request", "an HTTP request (within the address)", true)
	case "setcredentials":
		add(1, "password", "request", "the credentials of an HTTP request", false)
	}
	return out
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
	for _, l := range literals(u) {
		f := &Fact{Base: values.Base(e), Via: u.via, Target: u.target}
		if l.at != u.arg.At {
			f.Related = append(f.Related, fact.Related{At: e.At, Text: "it is used here"})
		}
		f.At, f.Hidden, f.Secret = l.at, l.joined, true
		c.add(f)
	}
}

// literal is a password in the source: where its text was written first, and
// what it was joined from.
type literal struct {
	at     source.Place
	joined []source.Place
}

// literals are the passwords that an argument may be.
func literals(u use) []literal {
	var out []literal
	for i := range u.arg.Val.Atoms {
		a := &u.arg.Val.Atoms[i]
		if a.Kind != flow.Text {
			continue
		}
		text, exact := a.Str.Exact()
		if u.url {
			text = httprequest.Password(a.Str.String())
			exact = !strings.ContainsAny(text, "<>") // all of it stands in the source
		}
		if !exact || Placeholder(text) {
			continue
		}
		l := literal{at: u.arg.At}
		for s := a.How; s != nil; s = s.Prev {
			switch s.Kind {
			case flow.Created:
				l.at = s.At
			case flow.Joined:
				l.joined = append(l.joined, s.At)
			default:
			}
		}
		if l.at.IsValid() {
			out = append(out, l)
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
