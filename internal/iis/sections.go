package iis

import (
	"slices"
	"strings"
)

// sectionSetting normalises one attribute of an IIS 7 section. ok is false
// for attributes that do not matter and for values that cannot be read (a
// placeholder, a variable). The section is given by the last part of its path.
func sectionSetting(section, attr, value string) (name Name, normal string, ok bool) {
	attr = strings.ToLower(attr)
	switch strings.ToLower(section) {
	case "anonymousauthentication":
		switch attr {
		case "enabled":
			return boolSetting(Anonymous, value)
		case "username":
			return AnonymousUser, value, true
		case "password":
			return AnonymousPassword, passwordState(value), true
		case "logonmethod":
			return methodSetting(AnonymousMethod, value)
		}
	case "basicauthentication":
		switch attr {
		case "enabled":
			return boolSetting(Basic, value)
		case "logonmethod":
			return methodSetting(LogonMethod, value)
		}
	case "windowsauthentication":
		if attr == "enabled" {
			return boolSetting(Windows, value)
		}
	case "digestauthentication":
		if attr == "enabled" {
			return boolSetting(Digest, value)
		}
	case "access":
		if attr == "sslflags" {
			return sslSetting(value)
		}
	}
	return "", "", false
}

// sectionName is the last part of a section's path, "" for sections of other
// servers, which have the same names (system.ftpServer).
func sectionName(path string) string {
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

// authSections are the sections whose attributes [sectionSetting] reads.
func authSections() []string {
	return []string{"anonymousAuthentication", "basicAuthentication", "windowsAuthentication", "digestAuthentication", "access"}
}

// isAuthSection reports whether the section, given by the last part of its
// path, is one whose attributes [sectionSetting] reads.
func isAuthSection(section string) bool {
	return slices.ContainsFunc(authSections(), func(s string) bool { return strings.EqualFold(s, section) })
}

func boolSetting(name Name, value string) (Name, string, bool) {
	b, ok := parseBool(value)
	return name, boolText(b), ok
}

func boolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// parseBool reads a truth value of any of the languages that set one.
func parseBool(value string) (b, ok bool) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "1", "-1", "yes", "$true", "on", "enabled", ".t.":
		return true, true
	case "false", "0", "no", "$false", "off", "disabled", ".f.":
		return false, true
	}
	return false, false
}

func passwordState(value string) string {
	switch {
	case value == "":
		return "empty"
	case isTemplate(value):
		return "placeholder"
	}
	return "set"
}

// isTemplate recognises a value that is nothing but a name to be filled in:
// ${x}, #{x}, $(x), {{x}}, %x%, __x__, [x], <x>, or stars.
func isTemplate(value string) bool {
	for _, form := range []struct{ before, after string }{
		{"${", "}"},
		{"#{", "}"},
		{"$(", ")"},
		{"{{", "}}"},
		{"%", "%"},
		{"__", "__"},
		{"[", "]"},
		{"<", ">"},
	} {
		if len(value) > len(form.before)+len(form.after) && strings.HasPrefix(value, form.before) && strings.HasSuffix(value, form.after) {
			return true
		}
	}
	return strings.Trim(value, "*") == ""
}

// methodSetting reads a logon method: the names of IIS 7, the numbers of the
// metabase (0 interactive, 1 batch, 2 network, 3 network clear text).
func methodSetting(name Name, value string) (Name, string, bool) {
	v := strings.ToLower(strings.TrimSpace(value))
	if n, ok := parseNumber(v); ok {
		switch n {
		case 0:
			return name, "interactive", true
		case 1:
			return name, "batch", true
		case 2:
			return name, "network", true
		case 3:
			return name, "cleartext", true
		}
		return name, "", false
	}
	v = strings.NewReplacer("md_logon_", "", "logon", "", "_", "", " ", "").Replace(v)
	switch v {
	case "interactive", "batch", "network", "cleartext":
		return name, v, true
	case "networkcleartext":
		return name, "cleartext", true
	}
	return name, "", false
}

// sslSetting reads sslFlags: names or a number, of which Ssl (8) requires SSL.
func sslSetting(value string) (Name, string, bool) {
	if n, ok := parseNumber(strings.TrimSpace(value)); ok {
		return SSL, requiredText(n&8 != 0), true
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
	return SSL, requiredText(required), known
}

func requiredText(required bool) string {
	if required {
		return "required"
	}
	return "optional"
}
