package iis

import (
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// respell writes a wanted value the way the old one is written.
func respell(prop, old string, w wish) string {
	switch strings.ToLower(prop) {
	case "authflags":
		// Basic and nothing else, for the property says all of its bits.
		if strings.ContainsAny(old, "xX") {
			return "0x2"
		}
		if strings.ContainsAny(old, "hH") && strings.HasPrefix(old, "&") {
			return "&H2"
		}
		if strings.Contains(strings.ToLower(old), "auth") {
			return "AuthBasic"
		}
		return "2"
	case "accesssslflags", "sslflags":
		return withSSL(strings.EqualFold(prop, "accesssslflags"), old)
	case "logonmethod":
		if _, ok := claim.ParseNumber(old); ok {
			return "3"
		}
		return "ClearText"
	}
	return likeBool(old, w.value == "true" || w.value == "required")
}

// withSSL adds the flag that requires SSL.
func withSSL(metabase bool, old string) string {
	if n, ok := claim.ParseNumber(old); ok {
		return strconv.Itoa(n | claim.FlagAccessSSL)
	}
	name, join := "Ssl", ", "
	if metabase {
		name, join = "AccessSSL", " | "
	}
	rest := strings.TrimSpace(old)
	if rest == "" || strings.EqualFold(rest, "None") {
		return name
	}
	return name + join + rest
}

// likeBool writes a truth value in the manner of another one.
func likeBool(old string, b bool) string {
	pair := [2]string{"false", "true"}
	switch strings.TrimPrefix(old, "$") {
	case "TRUE", "FALSE":
		pair = [2]string{"FALSE", "TRUE"}
	case "True", "False":
		pair = [2]string{"False", "True"}
	case "yes", "no":
		pair = [2]string{"no", "yes"}
	case "1", "0":
		pair = [2]string{"0", "1"}
	case "-1":
		pair = [2]string{"0", "-1"}
	case "enabled", "disabled":
		pair = [2]string{"disabled", "enabled"}
	}
	text := pair[0]
	if b {
		text = pair[1]
	}
	if strings.HasPrefix(old, "$") {
		return "$" + text
	}
	return text
}
