package iis

import (
	"path"
	"strings"
)

// metabaseScope reads a metabase key: /LM/W3SVC, /LM/W3SVC/1,
// /LM/W3SVC/1/ROOT/mail, W3SVC/AppPools/x, IIS://server/W3SVC/…. ok is false
// for keys of other services (SMTP, NNTP, FTP have properties of the same
// names) and for parts of the service that hold no pages.
func metabaseScope(key string) (Scope, bool) {
	text := strings.TrimSpace(strings.ReplaceAll(key, `\`, "/"))
	parts := splitPath(text)
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
	if !isNumber(parts[0]) && !strings.Contains(parts[0], Unknown) {
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

// sitePath reads a configuration path of IIS 7: "Default Web Site/mail",
// "MACHINE/WEBROOT/APPHOST/Default Web Site", "IIS:\Sites\Default Web Site\mail",
// "" or "IIS:\" for the server.
func sitePath(text string) Scope {
	s := Scope{Kind: ScopeHost, Text: "server"}
	parts := splitPath(strings.ReplaceAll(text, `\`, "/"))
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

// below adds a location to a scope.
func (s Scope) below(location string) Scope {
	location = strings.Trim(strings.ReplaceAll(location, `\`, "/"), "/")
	if location == "" || location == "." {
		return s
	}
	switch {
	case s.Kind == ScopeHost && s.Site == "":
		return sitePath(location)
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

// splitPath splits at slashes and drops empty parts.
func splitPath(p string) []string {
	parts := strings.FieldsFunc(p, func(r rune) bool { return r == '/' })
	return parts[:min(len(parts), maxParts)]
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

// folderOf is the folder of a file, "." for the root.
func folderOf(file string) string { return path.Dir(file) }
