package component

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/internal/flow"
)

// known are the names, in lower case, by which an application's CDO logons, or
// the configuration, show that a text is an Exchange server or a mailbox.
type known struct{ servers, mailboxes map[string]bool }

// named is what the logons of each application name, by folder. What is not
// literal is no name.
func named(logons []*logon.Fact) map[string]*known {
	out := map[string]*known{}
	note := func(set map[string]bool, name string) {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && !strings.Contains(name, "<") {
			set[name] = true
		}
	}
	for _, l := range logons {
		k := out[l.Application]
		if k == nil {
			k = &known{map[string]bool{}, map[string]bool{}}
			out[l.Application] = k
		}
		note(k.servers, l.Server)
		note(k.mailboxes, l.Mailbox)
	}
	return out
}

// with adds the servers of the configuration.
func (k *known) with(servers []string) known {
	out := known{servers: map[string]bool{}}
	if k != nil {
		if len(servers) == 0 {
			return *k
		}
		out.mailboxes = k.mailboxes
		for name := range k.servers {
			out.servers[name] = true
		}
	}
	for _, name := range servers {
		out.servers[strings.ToLower(name)] = true
	}
	return out
}

// given is what the arguments of a call hold, the visitor's name first; "" if it
// is nothing of concern.
func (k known) given(args []flow.Arg) string {
	first := ""
	for _, a := range args {
		if a.Val == nil {
			continue
		}
		for i := range a.Val.Atoms {
			atom := &a.Val.Atoms[i]
			if atom.Kind != flow.Text {
				continue
			}
			if user := atom.Str.UserName(); len(user) > 0 {
				return user[0].Text
			}
			if first == "" {
				first = k.text(atom)
			}
		}
	}
	return first
}

func (k known) text(a *flow.Atom) string {
	if isProfileInfo(a.Str) {
		return "profile-info"
	}
	if text, exact := a.Str.Exact(); exact {
		switch name := strings.ToLower(strings.TrimSpace(text)); {
		case k.servers[name]:
			return "exchange-server"
		case k.mailboxes[name]:
			return "mailbox"
		}
	}
	return item(a)
}

// isProfileInfo: one line feed, a name of one word before it, and a name or one
// unknown piece behind it. Text of several lines for people has blanks.
func isProfileInfo(s flow.Str) bool {
	sep, server, box := logon.CutInfo(s)
	return sep == "lf" && isName(server) && isName(box)
}

func isName(s flow.Str) bool {
	if len(s) != 1 {
		return false
	}
	switch g := s[0]; g.Kind {
	case flow.Literal:
		return len(g.Text) <= 256 && !strings.ContainsAny(g.Text, " \t\r\n<>,;:!?")
	case flow.Opaque:
		return g.Text != "" // of which nothing at all is known
	default:
		return true
	}
}

// item is what the name of the Session or Application item says that a value is
// the content of.
func item(a *flow.Atom) string {
	if len(a.Str) == 1 {
		switch g := a.Str[0]; g.Kind {
		case flow.SessionVar, flow.AppVar:
			return says(g.Text)
		}
	}
	for how := a.How; how != nil; how = how.Prev {
		switch how.Kind {
		case flow.Read:
			return says(how.Name)
		case flow.Assigned, flow.Passed, flow.Returned:
		default: // it is not the content itself
			return ""
		}
	}
	return ""
}

// says reads the name of an item. A mail server may be any, and ExchangeRate is
// money.
func says(name string) string {
	name = strings.ToLower(name)
	if open := strings.IndexByte(name, '('); open >= 0 { // Session("x") as a step names it
		name = name[open:]
	}
	name = strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, name)
	for _, server := range []string{"exchangeserver", "exchangesrv", "exchangehost", "exchangename", "exchserver", "exchsrv", "mailboxserver"} {
		if strings.Contains(name, server) {
			return "exchange-server"
		}
	}
	switch {
	case name == "exchange":
		return "exchange-server"
	case name == "mailbox", name == "mailboxname", name == "mailboxalias", name == "usermailbox", name == "mymailbox":
		return "mailbox"
	}
	return ""
}
