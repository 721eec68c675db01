package pageauth

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Evidence is what a page itself shows of its authentication.
type Evidence struct {
	// Challenges that the page sends.
	Challenges []Challenge
	// UserReads are reads of LOGON_USER, AUTH_USER or REMOTE_USER.
	UserReads []UserRead
	// OwnInterface: the page handles HTTP_AUTHORIZATION, Bearer tokens or
	// JSON; its 401 is an interface of its own.
	OwnInterface bool
	// Redirects: the page sends http visitors to https.
	Redirects []source.Place
}

// Challenge is a 401 or a WWW-Authenticate header.
type Challenge struct {
	At source.Place
	// Scheme is basic, integrated, digest, or "" for a 401 alone.
	Scheme string
	// Text is the header's value or the status.
	Text string
}

// UserRead is a read of the visitor's name.
type UserRead struct {
	At   source.Place
	Name string
}

// evidenceOf collects the evidence of a page from what happens on it.
func evidenceOf(events []*flow.Event) Evidence {
	var ev Evidence
	for _, e := range events {
		if e.Uncalled {
			continue
		}
		switch e.Kind {
		case flow.PropSet:
			ev.property(e)
		case flow.Call:
			ev.call(e)
		case flow.Create, flow.ItemStore, flow.Compare, flow.Lost, flow.PageEnd:
		}
	}
	return ev
}

func intrinsic(e *flow.Event) string {
	if e.Recv == nil {
		return ""
	}
	for _, o := range e.Recv.Objects() {
		if o.Kind == flow.Intrinsic || o.Kind == flow.Collection {
			return o.Name
		}
	}
	return ""
}

func (ev *Evidence) property(e *flow.Event) {
	if intrinsic(e) != "response" || e.Value == nil {
		return
	}
	for _, s := range e.Value.Strings() {
		text := strings.ToLower(strings.TrimSpace(s.String()))
		switch {
		case strings.EqualFold(e.Member, "Status") && strings.HasPrefix(text, "401"):
			ev.Challenges = append(ev.Challenges, Challenge{At: e.At, Text: s.String()})
		case strings.EqualFold(e.Member, "ContentType") && strings.Contains(text, "json"):
			ev.OwnInterface = true
		}
	}
}

func (ev *Evidence) call(e *flow.Event) {
	name := strings.ToLower(e.Member)
	switch intrinsic(e) {
	case "response":
		switch name {
		case "addheader", "appendheader":
			ev.header(e)
		case "redirect":
			if a, ok := e.Arg(0, "url"); ok {
				ev.redirect(e, a.Val)
			}
		}
	case "request", "servervariables":
		if name == "servervariables" || name == "item" {
			ev.read(e)
		}
	}
}

// redirect notes that visitors who come without SSL are sent to https.
func (ev *Evidence) redirect(e *flow.Event, url *flow.Val) {
	if toHTTPS(url) && onHTTPS(e.Guards) {
		ev.Redirects = append(ev.Redirects, e.At)
	}
}

// onHTTPS reports whether the guards ask whether the request is encrypted.
func onHTTPS(g *flow.Guard) bool {
	_, ok := g.Asks("HTTPS", "SERVER_PORT_SECURE", "SERVER_PORT")
	return ok
}

func toHTTPS(v *flow.Val) bool {
	for _, s := range v.Strings() {
		if len(s) > 0 && s[0].Kind == flow.Literal && strings.HasPrefix(strings.ToLower(s[0].Text), "https:") {
			return true
		}
	}
	return false
}

func (ev *Evidence) header(e *flow.Event) {
	a, ok := e.Arg(0, "name")
	v, okV := e.Arg(1, "value")
	if !ok || !okV {
		return
	}
	name, exact := a.Val.Exact()
	if exact && strings.EqualFold(name, "Location") {
		ev.redirect(e, v.Val)
	}
	if !exact || !isAuthenticate(name) {
		return
	}
	for _, s := range v.Val.Strings() {
		text := strings.ToLower(s.String())
		c := Challenge{At: e.At, Text: s.String()}
		switch {
		case strings.HasPrefix(text, "ntlm"), strings.HasPrefix(text, "negotiate"), strings.HasPrefix(text, "kerberos"):
			c.Scheme = Integrated
		case strings.HasPrefix(text, "basic"):
			c.Scheme = Basic
		case strings.HasPrefix(text, "digest"):
			c.Scheme = Digest
		case strings.HasPrefix(text, "bearer"):
			ev.OwnInterface = true
			continue
		}
		ev.Challenges = append(ev.Challenges, c)
	}
}

// isAuthenticate accepts WWW-Authenticate and the ways in which people misspell it.
func isAuthenticate(name string) bool {
	n := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "").Replace(name))
	return strings.HasPrefix(n, "www") && strings.Contains(n, "aut")
}

func (ev *Evidence) read(e *flow.Event) {
	a, ok := e.Arg(0, "")
	if !ok {
		return
	}
	name, _ := a.Val.Exact()
	switch up := strings.ToUpper(name); up {
	case "LOGON_USER", "AUTH_USER", "REMOTE_USER", "UNMAPPED_REMOTE_USER":
		ev.UserReads = append(ev.UserReads, UserRead{At: e.At, Name: up})
	case "HTTP_AUTHORIZATION":
		ev.OwnInterface = true
	}
}

// challenged are the methods that the challenges name, and the first of them;
// bare is a 401 that names none.
func (ev *Evidence) challenged() (named methods, first, bare *Challenge) {
	if ev.OwnInterface {
		return named, nil, nil
	}
	for i := range ev.Challenges {
		c := &ev.Challenges[i]
		switch c.Scheme {
		case Integrated:
			named.integrated = true
		case Basic:
			named.basic = true
		case Digest:
			named.digest = true
		default:
			if bare == nil {
				bare = c
			}
			continue
		}
		if first == nil {
			first = c
		}
	}
	return named, first, bare
}

// schemes is the first challenge of each scheme that the challenges name.
func (ev *Evidence) schemes() []Challenge {
	var out []Challenge
	for _, c := range ev.Challenges {
		if c.Scheme != "" && !slices.ContainsFunc(out, func(o Challenge) bool { return o.Scheme == c.Scheme }) {
			out = append(out, c)
		}
	}
	return out
}
