// Package httprequest finds the HTTP requests that pages send with
// ServerXMLHTTP, WinHttpRequest or XMLHTTP.
package httprequest

import (
	"fmt"
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
		if c, ok := clients[o]; ok {
			base.VisitorPassword = c.visitorPassword && (base.VisitorPassword || !base.Credentials)
			base.Credentials = true
		}
		if s, ok := hostOf(e); ok {
			base.Local, _ = logon.Local(s, in.Assertions(e.Page.Path()))
		}
		for _, a := range auth.At(e.Page, e.Guards, nil) {
			f := base
			f.Auth = a
			f.Confidence = fact.Least(f.Confidence, a.Confidence)
			f.Steps = values.Chain{
				Event: e, Authentication: a.Steps, How: wayOf(e, o), Made: "the HTTP client is created: " + o.ProgID,
				Declared: func(id string) string { return fmt.Sprintf("the HTTP client is declared as object %q", id) },
				Kind:     "request", Text: "opens the request",
			}.Steps()
			out = append(out, &f)
		}
	}
	return out, nil
}

// wayOf is how a client got to the receiver of the event.
func wayOf(e *flow.Event, o *flow.Object) *flow.Step {
	for _, a := range e.Recv.Atoms {
		if a.Kind == flow.Ref && a.Obj == o {
			return a.How
		}
	}
	return nil
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

// credentials are what a client gets by another way than Open.
type credentials struct {
	// visitorPassword: the password is AUTH_PASSWORD.
	visitorPassword bool
}

// withCredentials are the clients that get credentials by another way than
// Open: SetCredentials (WinHttpRequest), or a header that carries them.
func withCredentials(r *flow.Result) map[*flow.Object]credentials {
	out := map[*flow.Object]credentials{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if o := client(e, "SetCredentials"); o != nil {
				pw, ok := e.Arg(1, "password")
				out[o] = credentials{visitorPassword: ok && isVisitorPassword(&pw)}
			}
			if o := client(e, "SetRequestHeader"); o != nil && len(e.Args) > 0 {
				switch name, _ := e.Args[0].Val.Exact(); program.Fold(name) {
				case "authorization", "cookie":
					out[o] = credentials{}
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
				f.URL, f.Host, f.Mailbox = Hide(s.String()), u.hostName(), u.mailbox
			}
			f.Credentials = f.Credentials || u.userinfo
			f.Mailbox = f.Mailbox || u.public && exchangeMethod(f.Method)
			f.Mailbox = f.Mailbox || u.public && u.command
		}
	}
	f.WebDAV = f.Mailbox || IsWebDAV(f.Method)
	user, hasUser := e.Arg(3, "varuser")
	password, hasPassword := e.Arg(4, "varpassword")
	given := hasUser && !values.Blank(&user) || hasPassword && !values.Blank(&password)
	f.VisitorPassword = given && !f.Credentials && hasPassword && isVisitorPassword(&password)
	f.Credentials = f.Credentials || given
	return f
}

// isVisitorPassword reports whether all that an argument can be is AUTH_PASSWORD.
func isVisitorPassword(a *flow.Arg) bool {
	if a.Val == nil || a.Val.Open {
		return false
	}
	list := a.Val.Strings()
	for _, s := range list {
		if len(s) != 1 || s[0].Kind != flow.ServerVar || s[0].Text != "AUTH_PASSWORD" {
			return false
		}
	}
	return len(list) > 0
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

// IsWebDAV reports a method, in upper case, that only WebDAV and Exchange's additions to it have.
func IsWebDAV(m string) bool {
	switch m {
	case "PROPFIND", "PROPPATCH", "SEARCH", "MKCOL", "MOVE", "COPY", "LOCK", "UNLOCK",
		"BPROPFIND", "BPROPPATCH", "BMOVE", "BCOPY", "BDELETE",
		"SUBSCRIBE", "UNSUBSCRIBE", "POLL", "NOTIFY", "X-MS-ENUMATTS":
		return true
	}
	return false
}

// exchangeMethod reports a method that changes something or asks for more than a page.
func exchangeMethod(m string) bool { return IsWebDAV(m) || m == "PUT" || m == "DELETE" }
