// Package httprequest finds the HTTP requests that pages send with
// ServerXMLHTTP, WinHttpRequest or XMLHTTP.
package httprequest

import (
	"reflect"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
)

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "http_request",
	Doc:        "HTTP requests that pages send, with their credentials",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer, pageauth.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	in := pass.ResultOf[driver.Root].(*driver.Input)
	auth := pass.ResultOf[pageauth.Analyzer].(*pageauth.Result)
	clients := withCredentials(values.Of(pass))
	var out []*Fact
	for _, e := range values.Select(values.Of(pass), func(e *flow.Event) bool { return client(e, "open") != nil }) {
		base := request(e)
		o := client(e, "open")
		base.Credentials = base.Credentials || clients[o]
		if s, ok := hostOf(e); ok {
			base.Local, _ = logon.Local(s, in.Assertions(e.Page.Path()))
		}
		for _, a := range auth.At(e.Page, e.Guards, nil) {
			f := base
			f.Auth = a
			f.Confidence = fact.Least(f.Confidence, a.Confidence)
			f.Steps = append(f.Steps, a.Steps...)
			out = append(out, &f)
		}
	}
	return out, nil
}

// client is the HTTP client whose method the event calls.
func client(e *flow.Event, method string) *flow.Object {
	if e.Kind != flow.Call || e.Recv == nil || !strings.EqualFold(e.Member, method) {
		return nil
	}
	for _, o := range e.Recv.Objects() {
		if o.Kind == flow.COM && com.HTTP(com.Class(o)) != "" {
			return o
		}
	}
	return nil
}

// withCredentials are the clients that get credentials by another way than
// Open: SetCredentials (WinHttpRequest), or a header that carries them.
func withCredentials(r *flow.Result) map[*flow.Object]bool {
	out := map[*flow.Object]bool{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if o := client(e, "SetCredentials"); o != nil {
				out[o] = true
			}
			if o := client(e, "SetRequestHeader"); o != nil && len(e.Args) > 0 {
				switch name, _ := e.Args[0].Val.Exact(); program.Fold(name) {
				case "authorization", "cookie":
					out[o] = true
				}
			}
		}
	}
	return out
}

// request is what Open itself says.
func request(e *flow.Event) Fact {
	f := Fact{Base: values.Base(e), Class: com.Class(client(e, "open")), Local: "no"}
	f.Client = com.HTTP(f.Class)
	if a, ok := e.Arg(0, "bstrmethod"); ok {
		if text, exact := a.Val.Exact(); exact {
			f.Method = strings.ToUpper(strings.TrimSpace(text))
		}
	}
	if a, ok := e.Arg(1, "bstrurl"); ok {
		f.Address = a
		for _, s := range a.Val.Strings() {
			u := parse(s)
			if f.URL == "" || u.mailbox && !f.Mailbox {
				f.URL, f.Host, f.Mailbox = s.String(), u.hostName(), u.mailbox
			}
			f.Credentials = f.Credentials || u.userinfo
			f.Mailbox = f.Mailbox || u.public && exchangeMethod(f.Method)
			f.Mailbox = f.Mailbox || u.public && u.command
		}
	}
	f.WebDAV = f.Mailbox || davMethod(f.Method)
	for i, name := range map[int]string{3: "varuser", 4: "varpassword"} {
		if a, ok := e.Arg(i, name); ok && !values.Blank(&a) {
			f.Credentials = true
		}
	}
	return f
}

// hostOf is the host of the address, if there is one.
func hostOf(e *flow.Event) (flow.Str, bool) {
	a, ok := e.Arg(1, "bstrurl")
	if !ok {
		return nil, false
	}
	for _, s := range a.Val.Strings() {
		if u := parse(s); len(u.host) > 0 {
			return u.host, true
		}
	}
	return nil, false
}

// davMethod reports a method that only WebDAV and Exchange's additions to it have.
func davMethod(m string) bool {
	switch m {
	case "PROPFIND", "PROPPATCH", "SEARCH", "MKCOL", "MOVE", "COPY", "LOCK", "UNLOCK",
		"BPROPFIND", "BPROPPATCH", "BMOVE", "BCOPY", "BDELETE",
		"SUBSCRIBE", "UNSUBSCRIBE", "POLL", "NOTIFY", "X-MS-ENUMATTS":
		return true
	}
	return false
}

// exchangeMethod reports a method that changes something or asks for more than a page.
func exchangeMethod(m string) bool { return davMethod(m) || m == "PUT" || m == "DELETE" }
