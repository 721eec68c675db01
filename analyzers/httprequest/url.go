package httprequest

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
)

// address is what is known of a URL.
type address struct {
	host     flow.Str
	userinfo bool // user:password@ before the host
	mailbox  bool // the path begins with /exchange/
	public   bool // the path begins with /public/
	command  bool // ?Cmd=galfind, ?Cmd=freebusy …
}

// parse takes a URL apart as far as it is known: the host may be a piece that
// is not literal.
func parse(s flow.Str) address {
	var u address
	_, rest, ok := s.Split("://")
	if !ok && (len(s) < 2 || s[0].Kind == flow.Literal || s[1].Kind != flow.Literal || !strings.HasPrefix(s[1].Text, "/")) {
		return u
	}
	if !ok { // the server comes from elsewhere: base & "/exchange/" & mailbox
		rest = s
	}
	host, path, _ := rest.Split("/")
	if before, after, ok := host.Split("@"); ok {
		u.userinfo = len(before) > 0
		host = after
	}
	u.host, _, _ = host.Split(":")
	first, rest, _ := path.Split("/")
	if name, exact := first.Exact(); exact {
		name, query, _ := strings.Cut(strings.ToLower(name), "?")
		u.mailbox = name == "exchange" && !isPage(rest)
		u.public = name == "public"
		u.command = strings.HasPrefix(query, "cmd=")
	}
	_, query, _ := path.Split("?")
	u.command = u.command || len(query) > 0 && query[0].Kind == flow.Literal && strings.HasPrefix(strings.ToLower(query[0].Text), "cmd=")
	return u
}

// isPage reports a path that is one page or file, such as rates.xml on exchange:
// messages lie in folders, and what stands in place of a mailbox has no such
// ending.
func isPage(path flow.Str) bool {
	name, exact := path.Exact()
	name, _, _ = strings.Cut(name, "?")
	if !exact || strings.Contains(name, "/") {
		return false
	}
	switch strings.ToLower(name[strings.LastIndexByte(name, '.')+1:]) {
	case "asp", "aspx", "asmx", "cgi", "csv", "htm", "html", "json", "jsp", "php", "rss", "txt", "xml":
		return strings.Contains(name, ".")
	}
	return false
}

// hostName is the host in lower case, "" where it is not known.
func (u *address) hostName() string {
	name, exact := u.host.Exact()
	if !exact {
		return ""
	}
	return strings.ToLower(name)
}

// Password is the password in a URL such as http://user:password@host/, and ""
// where there is none.
func Password(url string) string {
	_, rest, ok := strings.Cut(url, "://")
	if !ok {
		return ""
	}
	rest, _, _ = strings.Cut(rest, "/")
	i := strings.LastIndexByte(rest, '@')
	if i < 0 {
		return ""
	}
	_, password, _ := strings.Cut(rest[:i], ":")
	return password
}

// Hide leaves the password out of a URL.
func Hide(url string) string {
	if p := Password(url); p != "" {
		return strings.Replace(url, ":"+p+"@", ":…@", 1)
	}
	return url
}
