// Package messaging takes stock of everything that sends, reads or manages
// mail: CDO 1.21 and its kin, the interfaces that replace it, SMTP components.
package messaging

import (
	"cmp"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/analyzers/object"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one use of a messaging interface, on one page where the use is part
// of pages: the creation of an object, a request, a provider that a connection
// names, a type library that is declared.
type Fact struct {
	fact.Base

	// Family of interfaces, such as "CDO 1.21".
	Family Family `json:"family" expr:"family" enum:"CDO 1.21,Outlook,MAPI,CDOEX and ExOLEDB,CDOEXM,WebDAV,Exchange Web Services,Microsoft Graph,CDOSYS,CDONTS,SMTP component,POP3 or IMAP component,.NET mail" doc:"the group of interfaces that it belongs to"`
	// Product in words.
	Product string `json:"product" expr:"product" doc:"the product in words, such as \"w3 JMail\""`
	// ProgID as written; of a request, its address; of a type library, its name.
	ProgID string `json:"progid" expr:"progid" doc:"ProgID as written; of a request its address, of a type library its name"`
	// Via says how it is used.
	Via Via `json:"via" expr:"via" enum:"object,request,connection,library,text" doc:"object (created), request (HTTP), connection (OLE DB provider), library (declared in METADATA or a project) or text (named in a file that is no page)"`
	// Hop says what becomes of the visitor's identity.
	Hop Hop `json:"hop" expr:"hop" enum:"mapi,local,http,none" doc:"mapi (fails as CDO 1.21 does), local (on the Exchange server only), http (credentials with each request) or none (mail is handed to a relay)"`
}

// Via is how an interface is used.
type Via = string

// The ways.
const (
	Object     Via = "object"
	Request    Via = "request"
	Connection Via = "connection"
	Library    Via = "library"
	Text       Via = "text"
)

// Kind implements fact.Fact.
func (*Fact) Kind() string { return "messaging" }

// Analyzer finds them; its result is a []*Fact, one for each place and page.
var Analyzer = &analysis.Analyzer{
	Name:       "messaging",
	Doc:        "every use of an interface that sends, reads or manages mail",
	Requires:   []*analysis.Analyzer{driver.Root, object.Analyzer, httprequest.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	s := pass.ResultOf[driver.Root].(*driver.Input).Site
	c := collector{seen: map[key]bool{}}
	for _, o := range pass.ResultOf[object.Analyzer].([]*object.Fact) {
		c.object(o)
	}
	for _, r := range pass.ResultOf[httprequest.Analyzer].([]*httprequest.Fact) {
		c.request(r)
	}
	c.written(s)
	c.others(s)
	slices.SortStableFunc(c.out, func(a, b *Fact) int {
		return cmp.Or(strings.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), strings.Compare(a.Page, b.Page))
	})
	return c.out, nil
}

type collector struct {
	out  []*Fact
	seen map[key]bool
}

// key tells facts apart: a request is there once for each configuration of
// the web server, an expression in a loop once for each round.
type key struct {
	at     source.Place
	page   string
	family Family
}

func (c *collector) add(b fact.Base, family Family, product, progid string, via Via) {
	k := key{b.At, b.Page, family}
	if c.seen[k] {
		return
	}
	c.seen[k] = true
	b.Steps, b.Related = nil, nil
	c.out = append(c.out, &Fact{Base: b, Family: family, Product: product, ProgID: progid, Via: via, Hop: HopOf(family)})
}

func (c *collector) object(o *object.Fact) {
	if family, product, ok := Classify(o.Class); ok {
		name := o.ProgID
		if name == "" {
			name = o.CLSID
		}
		c.add(o.Base, family, product, name, Object)
	}
}

// request files an HTTP request that leads to a mailbox or a service of
// Exchange.
func (c *collector) request(r *httprequest.Fact) {
	url := strings.ToLower(r.URL)
	switch {
	case strings.Contains(url, "/ews/"):
		c.add(r.Base, EWS, "Exchange Web Services", r.URL, Request)
	case r.Host == "graph.microsoft.com":
		c.add(r.Base, Graph, "Microsoft Graph", r.URL, Request)
	case r.WebDAV:
		c.add(r.Base, WebDAV, "WebDAV request", strings.TrimSpace(r.Method+" "+r.URL), Request)
	}
}
