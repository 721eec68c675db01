package report

import (
	"net/url"
	"strings"
)

// srcRoot stands for the folder that was analysed.
const srcRoot = "%SRCROOT%"

// relativeURI is the URI of a slash-separated relative path: every byte that is
// not a letter, a digit or one of -._~!$'()*,;=@&+ is percent-encoded, the colon
// too, which would make a scheme of what stands before it. Bytes that are not
// UTF-8 (Linux allows any in names) are encoded as they are.
func relativeURI(path string) string {
	for i := range len(path) {
		if !uriByte(path[i]) {
			return encodeURI(path, i)
		}
	}
	return path
}

func encodeURI(path string, from int) string {
	const digits = "0123456789ABCDEF"
	var b strings.Builder
	b.WriteString(path[:from])
	for i := from; i < len(path); i++ {
		c := path[i]
		if uriByte(c) {
			b.WriteByte(c)
			continue
		}
		b.Write([]byte{'%', digits[c>>4], digits[c&15]})
	}
	return b.String()
}

func uriByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		strings.IndexByte("/-._~!$'()*,;=@&+", c) >= 0
}

func artifactLocation(path string) sarifArtifactLocation {
	return sarifArtifactLocation{URI: relativeURI(path), URIBaseID: srcRoot}
}

// repositoryURI makes an absolute URI, without user and password, of what git
// calls the remote: URLs, and user@host:path. "" for anything else, such as a
// path of this machine.
func repositoryURI(remote string) string {
	if host, path, ok := strings.Cut(remote, ":"); ok && !strings.Contains(host, "/") && !strings.HasPrefix(path, "//") {
		_, name, at := strings.Cut(host, "@")
		if !at || strings.Contains(path, `\`) {
			return "" // C:\code
		}
		remote = "https://" + name + "/" + path
	}
	u, err := url.Parse(remote)
	if err != nil || u.Host == "" {
		return ""
	}
	switch u.Scheme {
	case "http", "https", "ssh", "git":
	default:
		return ""
	}
	u.User, u.RawQuery, u.Fragment = nil, "", ""
	return u.String()
}

// semanticVersion is the version if it is one, without a leading v.
func semanticVersion(v string) string {
	v = strings.TrimPrefix(v, "v")
	core, _, _ := strings.Cut(v, "+")
	core, _, _ = strings.Cut(core, "-")
	parts := strings.Split(core, ".")
	if len(parts) != 3 {
		return ""
	}
	for _, p := range parts {
		if p == "" || strings.Trim(p, "0123456789") != "" {
			return ""
		}
	}
	return v
}
