package logon

import (
	"strings"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/flow"
)

// profileInfo takes ProfileInfo apart (KB195662: server, line feed, mailbox)
// and returns the pieces of it that hold the visitor's name.
func profileInfo(f *Fact, e *flow.Event) (user []flow.Seg) {
	a, ok := e.Arg(6, "profileinfo")
	if !ok {
		return nil
	}
	if text, exact := a.Val.Exact(); exact && text == "" {
		return nil
	}
	f.HasProfileInfo = true
	f.ProfileInfoAt = a.At
	list := a.Val.Strings()
	anonymous := len(list) > 0 && !a.Val.Open
	f.Separator = "unknown"
	for _, s := range list {
		user = append(user, s.UserName()...)
		for _, g := range s.FromRequest() {
			if f.RequestData == "" {
				f.RequestData = strings.Trim(g.String(), "<>")
			}
		}
		sep, server, mailbox := CutInfo(s)
		if rank(sep) > rank(f.Separator) {
			f.Separator = sep
		}
		if f.Server == "" {
			f.Server, f.Mailbox = server.String(), mailbox.String()
		}
		anonymous = anonymous && isAnonymous(s)
	}
	f.AnonymousProfile = anonymous
	if len(user) > 0 {
		f.UserName = user[0].Text
	}
	return user
}

func rank(sep string) int {
	switch sep {
	case "unknown":
		return 0
	case "lf":
		return 1
	}
	return 2
}

// CutInfo cuts ProfileInfo at its separator, whichever was used: lf, crlf, cr,
// backslash-n, other (the two of vbCrLf the wrong way round), or unknown where
// there is none.
func CutInfo(s flow.Str) (sep string, server, mailbox flow.Str) {
	for _, c := range []struct{ name, text string }{
		{"crlf", "\r\n"}, {"lf", "\n"}, {"cr", "\r"}, {"backslash-n", `\n`},
	} {
		if before, after, ok := s.Split(c.text); ok {
			if len(after) > 0 && after[0].Kind == flow.Literal && strings.HasPrefix(after[0].Text, "\r") {
				return "other", before, after // line feed, carriage return
			}
			return c.name, before, after
		}
	}
	return "unknown", s, nil
}

// isAnonymous: <server> LF LF "anon".
func isAnonymous(s flow.Str) bool {
	_, rest, ok := s.Split("\n")
	if !ok {
		return false
	}
	text, exact := rest.Exact()
	return exact && strings.EqualFold(strings.TrimSpace(text), "anon") && strings.HasPrefix(text, "\n")
}

// locality finds out whether the server part names the machine that the page
// runs on. A literal name alone shows nothing: any server of the organisation
// may be named.
func locality(f *Fact, e *flow.Event, as config.Assertions) {
	f.Local = "no"
	if a, ok := e.Arg(6, "profileinfo"); ok {
		verdicts := map[string]string{}
		for _, s := range a.Val.Strings() {
			_, server, _ := CutInfo(s)
			how, why := Local(server, as)
			verdicts[how] = why
		}
		if a.Val.Open {
			verdicts["no"] = ""
		}
		_, no := verdicts["no"]
		yes, isYes := verdicts["yes"]
		assumed, isAssumed := verdicts["assumed"]
		switch {
		case no:
		case isAssumed:
			f.Local, f.LocalWhy = "assumed", assumed
			return
		case isYes:
			f.Local, f.LocalWhy = "yes", yes
			return
		}
	}
	if allLocal(as) && !namesAnother(f, as) {
		f.Local, f.LocalWhy = "yes", "the configuration of cdolint names the same machine as web server and Exchange server"
	}
}

// allLocal: every Exchange server that the user names is a web server, too.
func allLocal(as config.Assertions) bool {
	if len(as.ExchangeServers) == 0 {
		return false
	}
	for _, ex := range as.ExchangeServers {
		if !isWebServer(ex, as) {
			return false
		}
	}
	return true
}

// namesAnother: the code names a server that is known and not this machine.
func namesAnother(f *Fact, as config.Assertions) bool {
	return f.Server != "" && !strings.Contains(f.Server, "<") && !isWebServer(f.Server, as)
}

func isWebServer(name string, as config.Assertions) bool {
	for _, w := range as.WebServers {
		if sameMachine(name, w) {
			return true
		}
	}
	return false
}

// sameMachine reports whether two names are of one machine: alike, or one of
// them the first label of the other, for MAPI takes both forms.
func sameMachine(a, b string) bool {
	a, b = strings.ToLower(strings.TrimSpace(a)), strings.ToLower(strings.TrimSpace(b))
	short := func(x, y string) bool {
		rest, ok := strings.CutPrefix(y, x)
		return ok && x != "" && strings.HasPrefix(rest, ".") && strings.Trim(x, "0123456789") != "" // no address
	}
	return a == b || short(a, b) || short(b, a)
}

// Local reports whether a server name means the machine that the page runs on:
// yes, assumed or no (not shown to be), and why, fit for a message.
func Local(server flow.Str, as config.Assertions) (how, why string) {
	if text, ok := server.Exact(); ok {
		text = strings.TrimSpace(text)
		switch {
		case text == "":
			return "no", ""
		case strings.EqualFold(text, "localhost"), text == "127.0.0.1":
			return "yes", "ProfileInfo names " + text
		case text == ".":
			return "assumed", `ProfileInfo names ".", which is taken for this machine`
		case isWebServer(text, as):
			return "yes", "ProfileInfo names " + text + ", which the configuration of cdolint lists as a web server"
		}
		return "no", ""
	}
	if len(server) != 1 {
		return "no", ""
	}
	switch g := server[0]; {
	case g.Kind == flow.ComputerName, g.Kind == flow.Environment && g.Text == "COMPUTERNAME":
		return "yes", "ProfileInfo names the computer's own name"
	case g.Kind == flow.ServerVar && g.Text == "SERVER_NAME":
		return "assumed", "ProfileInfo names SERVER_NAME, which is taken for this machine; the browser chooses what it says"
	case g.Kind == flow.ServerVar && g.Text == "LOCAL_ADDR":
		return "assumed", "ProfileInfo names LOCAL_ADDR, the address that the request came to, which is taken for this machine's"
	}
	return "no", ""
}
