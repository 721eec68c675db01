package claim

import (
	"strconv"
	"strings"
)

// BoolSetting is a setting with a truth value, normalised; ok is false if the
// value cannot be read.
func BoolSetting(name Name, value string) (n Name, normal string, ok bool) {
	b, ok := ParseBool(value)
	return name, BoolText(b), ok
}

// BoolText is a truth value as settings have it: "true" or "false".
func BoolText(b bool) string {
	if b {
		return "true"
	}
	return "false"
}

// ParseBool reads a truth value of any of the languages that set one.
func ParseBool(value string) (b, ok bool) {
	switch strings.ToLower(strings.TrimSpace(value)) {
	case "true", "1", "-1", "yes", "$true", "on", "enabled", ".t.":
		return true, true
	case "false", "0", "no", "$false", "off", "disabled", ".f.":
		return false, true
	}
	return false, false
}

// PasswordState is what is kept of a password: "empty", "placeholder" for what a
// deployment tool fills in, or "set".
func PasswordState(value string) string {
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
	if n, ok := ParseNumber(v); ok {
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

// RequiredText is the value of [SSL]: "required" or "optional".
func RequiredText(required bool) string {
	if required {
		return "required"
	}
	return "optional"
}

// ListHas reports whether one of the items of a list with commas between them is
// one of those wanted, letter case ignored.
func ListHas(list string, wanted ...string) bool {
	for item := range strings.SplitSeq(list, ",") {
		for _, w := range wanted {
			if strings.EqualFold(strings.TrimSpace(item), w) {
				return true
			}
		}
	}
	return false
}

// ParseNumber reads decimal, 0x and &H numbers.
func ParseNumber(text string) (int, bool) {
	base := 10
	lower := strings.ToLower(text)
	if rest, ok := strings.CutPrefix(lower, "0x"); ok {
		lower, base = rest, 16
	} else if rest, ok := strings.CutPrefix(lower, "&h"); ok {
		lower, base = strings.TrimSuffix(rest, "&"), 16
	}
	n, err := strconv.ParseInt(lower, base, 32)
	return int(n), err == nil
}

// IsHTTPS reports whether a URL that a redirection leads to is one of SSL.
func IsHTTPS(url string) bool {
	return len(url) >= 8 && strings.EqualFold(url[:8], "https://")
}
