package iis

import (
	"strconv"
	"strings"
)

// Bits of AuthFlags (ID 6000) and AccessSSLFlags (ID 6030).
const (
	flagAuthAnonymous = 1
	flagAuthBasic     = 2
	flagAuthNTLM      = 4
	flagAuthMD5       = 16
	flagAuthPassport  = 64
	flagAccessSSL     = 8
)

// value is a normalised setting without its place.
type value struct {
	name  Name
	value string
}

// metabaseProperty turns a property of the metabase into settings. A flag
// property says all of its bits, a Boolean alias one. ok is false for
// properties that do not matter and for values that cannot be read.
func metabaseProperty(prop, text string) (values []value, ok bool) {
	switch strings.ToLower(prop) {
	case "authflags":
		flags, ok := parseFlags(text)
		if !ok {
			return nil, false
		}
		return []value{
			{Anonymous, boolText(flags&flagAuthAnonymous != 0)},
			{Basic, boolText(flags&flagAuthBasic != 0)},
			{Windows, boolText(flags&flagAuthNTLM != 0)},
			{Digest, boolText(flags&flagAuthMD5 != 0)},
			{Passport, boolText(flags&flagAuthPassport != 0)},
		}, true
	case "authanonymous":
		return one(boolSetting(Anonymous, text))
	case "authbasic":
		return one(boolSetting(Basic, text))
	case "authntlm":
		return one(boolSetting(Windows, text))
	case "authmd5":
		return one(boolSetting(Digest, text))
	case "authpassport":
		return one(boolSetting(Passport, text))
	case "accesssslflags":
		flags, ok := parseFlags(text)
		return []value{{SSL, requiredText(flags&flagAccessSSL != 0)}}, ok
	case "accessssl":
		b, ok := parseBool(text)
		return []value{{SSL, requiredText(b)}}, ok
	case "logonmethod":
		// One property for Basic and for an anonymous account without password synchronisation.
		_, method, ok := methodSetting(LogonMethod, text)
		return []value{{LogonMethod, method}, {AnonymousMethod, method}}, ok
	case "anonymoususername":
		return []value{{AnonymousUser, text}}, true
	case "anonymoususerpass":
		return []value{{AnonymousPassword, passwordState(text)}}, true
	case "uncpassword", "wamuserpass":
		return []value{{AccountPassword, passwordState(text)}}, true
	case "anonymouspasswordsync":
		return one(boolSetting(PasswordSync, text))
	case "ntauthenticationproviders":
		return []value{{Providers, strings.ReplaceAll(text, " ", "")}}, true
	case "httpredirect":
		return []value{{SSLRedirect, "true"}}, isHTTPS(strings.TrimSpace(text))
	case "enable32bitapponwin64":
		return one(boolSetting(Enable32Bit, text))
	}
	return nil, false
}

func one(name Name, v string, ok bool) ([]value, bool) { return []value{{name, v}}, ok }

// isSecret reports whether the value of a property must never be shown.
func isSecret(prop string) bool {
	switch strings.ToLower(prop) {
	case "anonymoususerpass", "uncpassword", "wamuserpass", "password":
		return true
	}
	return false
}

// propertyOfID names the properties that stand as <Custom ID="…">.
func propertyOfID(id string) string {
	switch id {
	case "6000":
		return "AuthFlags"
	case "6013":
		return "LogonMethod"
	case "6020":
		return "AnonymousUserName"
	case "6021":
		return "AnonymousUserPass"
	case "6022":
		return "AnonymousPasswordSync"
	case "6030":
		return "AccessSSLFlags"
	case "6032":
		return "NTAuthenticationProviders"
	}
	return ""
}

// parseFlags reads a flag property: names joined by "|", a number, or "".
func parseFlags(text string) (int, bool) {
	flags := 0
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		if n, ok := parseNumber(part); ok {
			flags |= n
			continue
		}
		bit, ok := flagBit(part)
		if !ok {
			return 0, false
		}
		flags |= bit
	}
	return flags, true
}

func flagBit(name string) (int, bool) {
	switch strings.ToLower(name) {
	case "authanonymous", "md_auth_anonymous":
		return flagAuthAnonymous, true
	case "authbasic", "md_auth_basic":
		return flagAuthBasic, true
	case "authntlm", "md_auth_nt":
		return flagAuthNTLM, true
	case "authmd5", "md_auth_md5":
		return flagAuthMD5, true
	case "authpassport", "md_auth_passport":
		return flagAuthPassport, true
	case "accessssl":
		return flagAccessSSL, true
	case "accesssslnegotiatecert":
		return 32, true
	case "accesssslrequirecert":
		return 64, true
	case "accesssslmapcert":
		return 128, true
	case "accessssl128":
		return 256, true
	case "":
		return 0, true
	}
	return 0, false
}

// parseNumber reads decimal, 0x and &H numbers.
func parseNumber(text string) (int, bool) {
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
