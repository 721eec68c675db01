package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
)

const (
	everything = "every mailbox and public-folder replica must be there (KB175891)"
	noOutlook  = "no Outlook (KB266418)"
)

// host is the third workaround: the application on the Exchange server.
func (a *Adviser) host(s *subject) option {
	o := option{
		Workaround: finding.Workaround{ID: finding.HostOnExchange, Title: "The application on the Exchange server"},
		possible:   true, clears: a.index.byApp[s.Application],
	}
	list := s.servers()
	named := list.named
	// A logon that names this machine shows that the application lives on an
	// Exchange server, unless another names another machine.
	o.begun = s.app.local || len(named) == 0 && list.local
	here := slices.IndexFunc(s.logons, func(l *logon.Fact) bool { return l.Local != "no" })
	switch {
	case here >= 0:
		o.clears = 0
		o.Summary = "in use here: " + s.logons[here].LocalWhy + "; " + everything + ", and " + noOutlook
	case strangers(s.logons):
		o.possible, o.clears = false, 0
		o.Summary = "no help by itself: as long as visitors are anonymous, the account is the web server's own, which Exchange does not know there either"
	case len(named) > 1:
		o.possible = false
		o.clears = len(named[0].places)
		fallthrough
	default:
		if list.summary == "" {
			list.summary = list.summarize()
		}
		o.Summary = list.summary
	}
	if list.texts[here >= 0] == "" {
		list.texts[here >= 0] = a.hostText(s, list.all, here >= 0)
	}
	o.Text = list.texts[here >= 0]
	return o
}

// summarize is the advice in a sentence, where no logon names this machine.
func (l *servers) summarize() string {
	switch {
	case len(l.named) > 1:
		return fmt.Sprintf("the logons of the application name %s (%s): one machine would have to hold all mailboxes and replicas (KB175891), and %s",
			english.Count(len(l.named), "server"), some(names(l.named), 3), noOutlook)
	case len(l.named) == 1 && len(l.unknown) == 0:
		return fmt.Sprintf("run the pages on %[1]s, which %[2]s, and say site.webServers: [%[1]s] in .cdolint.yaml; %[3]s, and %[4]s", l.named[0].name, allOf(l.logons), everything, noOutlook)
	case len(l.named) == 1:
		return fmt.Sprintf("%s names %s, the others take the server from elsewhere; if that is the only one, run the pages there: %s, and %s",
			english.Count(len(l.named[0].places), "logon"), l.named[0].name, everything, noOutlook)
	}
	return fmt.Sprintf("the code does not say which server (%s); if there is only one, run the pages there: %s, and %s", origin(l.unknown), everything, noOutlook)
}

// allOf is "the one logon of the application names".
func allOf(logons int) string {
	switch logons {
	case 1:
		return "the one logon of the application names"
	case 2:
		return "both logons of the application name"
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
	const shown = 20
	for i, x := range servers {
		if i == shown {
			fmt.Fprintf(&b, "- and %d more\n", len(servers)-shown)
			break
		}
		name := code(x.name)
		switch {
		case x.local:
			name += " (this machine)"
		case x.name == "":
			name = "not known"
		case !x.known:
			name = "what " + name + " holds"
		}
		fmt.Fprintf(&b, "- %s: %s\n", name, a.places(x.places))
	}
	if exchange := a.in.Assert(s.pages[0]).ExchangeServers; len(exchange) > 0 {
		fmt.Fprintf(&b, "\nThe configuration of cdolint lists the Exchange servers %s.\n", english.List(codes(exchange), "and"))
	}
	b.WriteString("\n" + when + " check that\n\n" +
		"- every mailbox that is opened, and a replica of every public folder, is on that one machine: under Integrated Windows authentication nothing on another server can be reached (KB175891). A server name in ProfileInfo alone does not show where a mailbox is;\n" +
		"- Outlook is not installed on it: Outlook and Exchange on one machine are not supported (KB266418);\n" +
		"- nobody moves mailboxes to another server later: the failure would come back.\n")
	if !here {
		b.WriteString("\nAfter the move say so in `.cdolint.yaml`: no file of the repository shows which machine runs the pages. With the machine's name in `site.webServers` this is CDO007, a note.\n")
	}
	return b.String()
}

// codes are names as code.
func codes(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = code(n)
	}
	return out
}
