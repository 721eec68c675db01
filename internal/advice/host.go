package advice

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// server is a server name that ProfileInfo holds.
type server struct {
	name   string
	known  bool // a literal name
	local  bool
	places []source.Place // of the logons
}

// servers are the server names of all logons of the application, the most
// frequent first.
func (s *subject) servers() []server {
	var out []server
	for _, l := range s.app.logons {
		if l.AnonymousProfile {
			continue
		}
		name := l.Server
		known := name != "" && !strings.Contains(name, "<")
		if !known && l.Local == "no" {
			name = sourceOf(name)
		}
		i := slices.IndexFunc(out, func(x server) bool { return strings.EqualFold(x.name, name) })
		if i < 0 {
			i = len(out)
			out = append(out, server{name: name, known: known, local: l.Local != "no"})
		}
		if !slices.Contains(out[i].places, l.At) {
			out[i].places = append(out[i].places, l.At)
		}
	}
	slices.SortStableFunc(out, func(x, y server) int { return cmp.Compare(len(y.places), len(x.places)) })
	return out
}

const (
	everything = "every mailbox and public-folder replica must be there (KB175891)"
	noOutlook  = "no Outlook (KB266418)"
)

// host is the third workaround: the application on the Exchange server.
func (a *Adviser) host(s *subject) option {
	o := option{
		Workaround: finding.Workaround{ID: HostOnExchange, Title: "The application on the Exchange server"},
		possible:   true, clears: a.index.byApp[s.Application],
	}
	list := s.servers()
	var named, unknown []server
	logons := 0
	for _, x := range list {
		if !x.local {
			logons += len(x.places)
		}
		switch {
		case x.local:
		case x.known:
			named = append(named, x)
		default:
			unknown = append(unknown, x)
		}
	}
	// A logon that names this machine shows that the application lives on an
	// Exchange server, unless another names another machine.
	o.begun = s.app.local || len(named) == 0 && slices.ContainsFunc(list, func(x server) bool { return x.local })
	here := slices.ContainsFunc(s.logons, func(l *logon.Fact) bool { return l.Local != "no" })
	switch {
	case here:
		o.clears = 0
		o.Summary = "in use here: " + s.logons[0].LocalWhy + "; " + everything + ", and " + noOutlook
	case len(named) == 1 && len(unknown) == 0:
		o.Summary = fmt.Sprintf("run the pages on %s, which %s; %s, and %s", named[0].name, allOf(logons), everything, noOutlook)
	case len(named) > 1:
		o.possible = false
		o.clears = len(named[0].places)
		o.Summary = fmt.Sprintf("the logons of the application name %s (%s): one machine would have to hold all mailboxes and replicas (KB175891), and %s",
			counted(len(named), "server"), some(names(named), 3), noOutlook)
	case len(named) == 1:
		o.Summary = fmt.Sprintf("%s names %s, the others take the server from elsewhere; if that is the only one, run the pages there: %s, and %s",
			counted(len(named[0].places), "logon"), named[0].name, everything, noOutlook)
	default:
		o.Summary = fmt.Sprintf("the code does not say which server (%s); if there is only one, run the pages there: %s, and %s", origin(unknown), everything, noOutlook)
	}
	o.Text = a.hostText(s, list, here)
	return o
}

// allOf is "the one logon of the application names".
func allOf(logons int) string {
	if logons == 1 {
		return "the one logon of the application names"
	}
	return fmt.Sprintf("all %d logons of the application name", logons)
}

func names(list []server) []string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = x.name
	}
	return out
}

// origin says where names that are not literal come from.
func origin(list []server) string {
	var names []string
	for _, x := range list {
		if x.name != "" {
			names = append(names, x.name)
		}
	}
	if len(names) == 0 {
		return "no literal name in ProfileInfo"
	}
	return "it comes from " + some(names, 3)
}

func (a *Adviser) hostText(s *subject, servers []server, here bool) string {
	var b strings.Builder
	when := "Before moving,"
	if here {
		when = "It is so here; from time to time"
	}
	b.WriteString("If the pages run on the Exchange server itself, no credentials have to cross the network.\n\nThe servers that ProfileInfo names in this application:\n\n")
	for _, x := range servers {
		name := "`" + x.name + "`"
		switch {
		case x.local:
			name += " (this machine)"
		case x.name == "":
			name = "not known"
		case !x.known:
			name = "what " + name + " holds"
		}
		var places []string
		for _, at := range x.places {
			places = append(places, a.line(at))
		}
		fmt.Fprintf(&b, "- %s: %s\n", name, some(places, 5))
	}
	if exchange := a.in.Assert(s.pages[0]).ExchangeServers; len(exchange) > 0 {
		fmt.Fprintf(&b, "\nThe configuration of cdolint lists the Exchange servers %s.\n", list(codes(exchange)))
	}
	b.WriteString("\n" + when + " check that\n\n" +
		"- every mailbox that is opened, and a replica of every public folder, is on that one machine: under Integrated Windows authentication nothing on another server can be reached (KB175891). A server name in ProfileInfo alone does not show where a mailbox is;\n" +
		"- Outlook is not installed on it: Outlook and Exchange on one machine are not supported (KB266418);\n" +
		"- nobody moves mailboxes to another server later: the failure would come back.\n")
	return b.String()
}

// codes are names as code.
func codes(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = "`" + n + "`"
	}
	return out
}

// sourceOf says in code where a name comes from that is not literal: the
// pieces of a fact's text stand as <SOURCE>.
func sourceOf(text string) string {
	inner, ok := strings.CutSuffix(strings.TrimPrefix(text, "<"), ">")
	if !ok || strings.ContainsAny(inner, "<>") {
		return strings.NewReplacer("<?>", "…", "<", "", ">", "").Replace(text)
	}
	kind, name, ok := strings.Cut(inner, " ")
	if !ok {
		return strings.Trim(inner, "?")
	}
	switch kind {
	case "QueryString", "Form":
		return fmt.Sprintf("Request.%s(%q)", kind, name)
	case "Cookie":
		return fmt.Sprintf("Request.Cookies(%q)", name)
	case "Request", "Session", "Application":
		return fmt.Sprintf("%s(%q)", kind, name)
	}
	return inner
}
