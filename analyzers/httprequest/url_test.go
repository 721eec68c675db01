package httprequest

import (
	"testing"

	"github.com/cdolint/cdolint/internal/flow"
)

func TestParseTakesAddressesApart(t *testing.T) {
	server := flow.Seg{Kind: flow.Opaque, Text: "strServer"}
	for _, c := range []struct {
		name                               string
		url                                flow.Str
		host                               string
		mailbox, public, command, userinfo bool
	}{
		{name: "a mailbox", url: flow.Lit("http://EX01/exchange/a/Inbox"), host: "ex01", mailbox: true},
		{name: "with a port", url: flow.Lit("https://ex01:8443/Exchange/a"), host: "ex01", mailbox: true},
		{name: "with a user", url: flow.Lit("http://svc:pw@ex01/exchange/a"), host: "ex01", mailbox: true, userinfo: true},
		{name: "a public folder", url: flow.Lit("http://ex01/public/News"), host: "ex01", public: true},
		{name: "free/busy", url: flow.Lit("http://ex01/public/?Cmd=freebusy&u=a"), host: "ex01", public: true, command: true},
		{name: "free/busy without slash", url: flow.Lit("http://ex01/public?cmd=galfind"), host: "ex01", public: true, command: true},
		{name: "a mailbox with a dot", url: flow.Lit("http://ex01/exchange/jane.doe"), host: "ex01", mailbox: true},
		{name: "rates of exchange", url: flow.Lit("http://www.example.com/exchange/rates.xml?base=EUR"), host: "www.example.com"},
		{name: "something else", url: flow.Lit("http://ex01/exchanges/a"), host: "ex01"},
		{name: "further down", url: flow.Lit("http://ex01/mail/exchange/a"), host: "ex01"},
		{name: "no path", url: flow.Lit("http://ex01"), host: "ex01"},
		{name: "no address", url: flow.Lit("/exchange/a")},
		{name: "nothing", url: nil},
		{name: "a host that is not known", url: flow.Str{{Kind: flow.Literal, Text: "http://"}, server, {Kind: flow.Literal, Text: "/exchange/a"}}, mailbox: true},
		{name: "a path that is not known", url: flow.Str{{Kind: flow.Literal, Text: "http://ex01/"}, server}, host: "ex01"},
	} {
		u := parse(c.url)
		if u.hostName() != c.host || u.mailbox != c.mailbox || u.public != c.public || u.command != c.command || u.userinfo != c.userinfo {
			t.Errorf("%s: %+v, host %q", c.name, u, u.hostName())
		}
	}
}
