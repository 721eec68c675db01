package claim

import (
	"path"
	"strings"
)

// ScopeKind tells what a [Scope] is relative to.
type ScopeKind uint8

// The kinds of scopes. The zero value is invalid.
const (
	// ScopeHost is a key of the server: a site and a virtual path.
	ScopeHost ScopeKind = iota + 1
	// ScopeFolder is a folder of the repository (web.config), and a virtual
	// path below it.
	ScopeFolder
	// ScopePool is an application pool, Site its name; "" for all pools.
	ScopePool
	// ScopeNamed is a set of settings that other elements refer to by name
	// (WebDirProperties of WiX), Site its name.
	ScopeNamed
	// ScopePhysical is a physical path as a script or installer writes it.
	ScopePhysical
)

// Unknown stands for a part of a key that the file leaves open, such as a
// variable: a whole site name, a segment of a path, or a piece of one.
const Unknown = "?"

// Scope is the key that a setting stands under, as its file says it.
type Scope struct {
	Kind ScopeKind
	// Site is the name or metabase number of a site, [Unknown], or "" for
	// all sites of the server.
	Site string
	// Path is the virtual path, "/" for the root of the site, "" for the
	// site itself (or for all sites). For ScopeFolder it is the location
	// below the folder, "" for the folder itself; for ScopePhysical the path.
	Path string
	// Folder of the file, "." for the root: what relative paths start from.
	Folder string
	// File: Path names a file for sure (IIsWebFile).
	File bool
	// Text is the key in words fit for a message.
	Text string
}

// MetabaseScope reads a metabase key: /LM/W3SVC, /LM/W3SVC/1,
// /LM/W3SVC/1/ROOT/mail, W3SVC/AppPools/x, IIS://server/W3SVC/…. ok is false
// for keys of other services (SMTP, NNTP, FTP have properties of the same
// names) and for parts of the service that hold no pages.
func MetabaseScope(key string) (Scope, bool) {
	text := strings.TrimSpace(strings.ReplaceAll(key, `\`, "/"))
	parts := SplitPath(text)
	at := -1
	for i, part := range parts {
		if strings.EqualFold(part, "W3SVC") {
			at = i
			break
		}
	}
	// IIS://machine/W3SVC, /LM/W3SVC, W3SVC: nothing else may stand before it.
	if at < 0 || at > 3 {
		return Scope{}, false
	}
	s := Scope{Kind: ScopeHost, Text: key}
	parts = parts[at+1:]
	if len(parts) == 0 {
		return s, true
	}
	if strings.EqualFold(parts[0], "AppPools") {
		s.Kind = ScopePool
		if len(parts) > 1 {
			s.Site = parts[1]
		}
		return s, true
	}
	if !IsSiteID(parts[0]) && !strings.Contains(parts[0], Unknown) {
		return Scope{}, false // Info, Filters, …
	}
	s.Site = parts[0]
	if strings.Contains(s.Site, Unknown) {
		s.Site = Unknown
	}
	parts = parts[1:]
	switch {
	case len(parts) == 0:
	case strings.EqualFold(parts[0], "ROOT"):
		s.Path = "/" + strings.Join(parts[1:], "/")
	case strings.Contains(parts[0], Unknown):
		// A variable that most likely holds ROOT/…
		s.Path = "/" + strings.Join(parts, "/")
	default:
		return Scope{}, false // Filters, IIsCertMapper, …
	}
	return s, true
}

// SiteScope reads a configuration path of IIS 7: "Default Web Site/mail",
// "MACHINE/WEBROOT/APPHOST/Default Web Site", "IIS:\Sites\Default Web Site\mail",
// "" or "IIS:\" for the server.
func SiteScope(text string) Scope {
	s := Scope{Kind: ScopeHost, Text: "server"}
	parts := SplitPath(strings.ReplaceAll(text, `\`, "/"))
	if len(parts) > 0 && strings.EqualFold(parts[0], "IIS:") {
		parts = parts[1:]
		if len(parts) > 0 && strings.EqualFold(parts[0], "Sites") {
			parts = parts[1:]
		}
	}
	for _, prefix := range []string{"MACHINE", "WEBROOT", "APPHOST"} {
		if len(parts) > 0 && strings.EqualFold(parts[0], prefix) {
			parts = parts[1:]
		}
	}
	if len(parts) == 0 {
		return s
	}
	s.Site = parts[0]
	if strings.Contains(s.Site, Unknown) {
		s.Site = Unknown
	}
	s.Path = "/" + strings.Join(parts[1:], "/")
	s.Text = "location " + strings.Join(parts, "/")
	return s
}

// Below adds a location, a virtual path as in <location path="mail/inbox.asp">, to
// a scope.
func (s Scope) Below(location string) Scope {
	location = strings.Trim(strings.ReplaceAll(location, `\`, "/"), "/")
	if location == "" || location == "." {
		return s
	}
	switch {
	case s.Kind == ScopeHost && s.Site == "":
		return SiteScope(location)
	case s.Kind == ScopeHost:
		s.Path = path.Join("/", s.Path, location)
	default:
		s.Path = path.Join(s.Path, location)
		if s.Kind == ScopeFolder {
			s.Text = path.Join(s.Folder, s.Path)
			return s
		}
	}
	s.Text = strings.TrimPrefix(s.Text+"/"+location, "/")
	return s
}

// maxParts is the number of parts of a path that are looked at.
const maxParts = 64

// SplitPath splits a virtual path or a key at slashes and drops empty parts; of
// a path as nobody writes it the first parts are given.
func SplitPath(p string) []string {
	parts := strings.FieldsFunc(p, func(r rune) bool { return r == '/' })
	return parts[:min(len(parts), maxParts)]
}

// IsSiteID reports whether a site is given by its number in the metabase, not by
// its name.
func IsSiteID(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// PoolScope is the scope of a pool, "" for the defaults of all pools.
func PoolScope(pool string) Scope {
	if strings.Contains(pool, Unknown) {
		pool = Unknown
	}
	return Scope{Kind: ScopePool, Site: pool, Text: strings.TrimSpace("application pool " + pool)}
}

// same reports whether two scopes are one key.
func (s Scope) same(t Scope) bool {
	return s.Kind == t.Kind && strings.EqualFold(s.Site, t.Site) && strings.EqualFold(s.Path, t.Path)
}
