package claim

import (
	"slices"
	"strings"
)

// SectionSetting normalises one attribute of an IIS 7 section. ok is false
// for attributes that do not matter and for values that cannot be read (a
// placeholder, a variable). The section is given by the last part of its path.
func SectionSetting(section, attr, value string) (name Name, normal string, ok bool) {
	attr = strings.ToLower(attr)
	switch strings.ToLower(section) {
	case "anonymousauthentication":
		switch attr {
		case "enabled":
			return BoolSetting(Anonymous, value)
		case "username":
			return AnonymousUser, value, true
		case "password":
			return AnonymousPassword, PasswordState(value), true
		case "logonmethod":
			return methodSetting(AnonymousMethod, value)
		}
	case "basicauthentication":
		switch attr {
		case "enabled":
			return BoolSetting(Basic, value)
		case "logonmethod":
			return methodSetting(LogonMethod, value)
		}
	case "windowsauthentication":
		if attr == "enabled" {
			return BoolSetting(Windows, value)
		}
	case "digestauthentication":
		if attr == "enabled" {
			return BoolSetting(Digest, value)
		}
	case "access":
		if attr == "sslflags" {
			return SSLSetting(value)
		}
	}
	return "", "", false
}

// SectionName is the last part of a section's path, "" for sections of other
// servers, which have the same names (system.ftpServer).
func SectionName(path string) string {
	path = strings.Trim(strings.ReplaceAll(path, `\`, "/"), "/")
	name := path[strings.LastIndexByte(path, '/')+1:]
	if len(name) < len(path) && strings.Contains(strings.ToLower(path), "ftpserver") {
		return ""
	}
	for _, known := range authSections() {
		if strings.EqualFold(name, known) {
			return known // a key of a hash table, a class of WMI: their letter case is another
		}
	}
	return name
}

// authSections are the sections whose attributes [SectionSetting] reads.
func authSections() []string {
	return []string{"anonymousAuthentication", "basicAuthentication", "windowsAuthentication", "digestAuthentication", "access"}
}

// IsAuthSection reports whether the section, given by the last part of its
// path, is one whose attributes [SectionSetting] reads.
func IsAuthSection(section string) bool {
	return slices.ContainsFunc(authSections(), func(s string) bool { return strings.EqualFold(s, section) })
}

// SSLSetting reads sslFlags: names or a number, of which Ssl (8) requires SSL.
func SSLSetting(value string) (Name, string, bool) {
	if n, ok := ParseNumber(strings.TrimSpace(value)); ok {
		return SSL, RequiredText(n&8 != 0), true
	}
	required, known := false, false
	for _, flag := range strings.FieldsFunc(value, func(r rune) bool { return r == ',' || r == '|' || r == ' ' }) {
		switch strings.ToLower(flag) {
		case "ssl":
			required, known = true, true
		case "none", "sslnegotiatecert", "sslrequirecert", "sslmapcert", "ssl128":
			known = true
		default:
			return SSL, "", false
		}
	}
	if strings.TrimSpace(value) == "" {
		known = true
	}
	return SSL, RequiredText(required), known
}

// AuthName is the setting of a way to authenticate that installers, resources of
// DSC and tasks of pipelines name by one word, "" for other words.
func AuthName(key string) Name {
	switch strings.ToLower(key) {
	case "anonymous":
		return Anonymous
	case "basic":
		return Basic
	case "windows":
		return Windows
	case "digest":
		return Digest
	}
	return ""
}
