package claim

import (
	"strings"
)

// Bits of AuthFlags (ID 6000) and AccessSSLFlags (ID 6030).
const (
	FlagAuthAnonymous = 1
	FlagAuthBasic     = 2
	FlagAuthNTLM      = 4
	FlagAuthMD5       = 16
	FlagAuthPassport  = 64
	FlagAccessSSL     = 8
)

// Value is a normalised setting without its place.
type Value struct {
	Name  Name
	Value string
}

// MetabaseProperty turns a property of the metabase into settings. A flag
// property says all of its bits, a Boolean alias one. ok is false for
// properties that do not matter and for values that cannot be read.
func MetabaseProperty(prop, text string) (values []Value, ok bool) {
	switch strings.ToLower(prop) {
	case "authflags":
		flags, ok := ParseFlags(text)
		if !ok {
			return nil, false
		}
		return []Value{
			{Anonymous, BoolText(flags&FlagAuthAnonymous != 0)},
			{Basic, BoolText(flags&FlagAuthBasic != 0)},
			{Windows, BoolText(flags&FlagAuthNTLM != 0)},
			{Digest, BoolText(flags&FlagAuthMD5 != 0)},
			{Passport, BoolText(flags&FlagAuthPassport != 0)},
		}, true
	case "authanonymous":
		return one(BoolSetting(Anonymous, text))
	case "authbasic":
		return one(BoolSetting(Basic, text))
	case "authntlm":
		return one(BoolSetting(Windows, text))
	case "authmd5":
		return one(BoolSetting(Digest, text))
	case "authpassport":
		return one(BoolSetting(Passport, text))
	case "accesssslflags":
		flags, ok := ParseFlags(text)
		return []Value{{SSL, RequiredText(flags&FlagAccessSSL != 0)}}, ok
	case "accessssl":
		b, ok := ParseBool(text)
		return []Value{{SSL, RequiredText(b)}}, ok
	case "logonmethod":
		// One property for Basic and for an anonymous account without password synchronisation.
		_, method, ok := methodSetting(LogonMethod, text)
		return []Value{{LogonMethod, method}, {AnonymousMethod, method}}, ok
	case "anonymoususername":
		return []Value{{AnonymousUser, text}}, true
	case "anonymoususerpass":
		return []Value{{AnonymousPassword, PasswordState(text)}}, true
	case "uncpassword", "wamuserpass":
		return []Value{{AccountPassword, PasswordState(text)}}, true
	case "anonymouspasswordsync":
		return one(BoolSetting(PasswordSync, text))
	case "ntauthenticationproviders":
		return []Value{{Providers, strings.ReplaceAll(text, " ", "")}}, true
	case "httpredirect":
		return []Value{{SSLRedirect, "true"}}, IsHTTPS(strings.TrimSpace(text))
	case "enable32bitapponwin64":
		return one(BoolSetting(Enable32Bit, text))
	}
	return nil, false
}

// one is the only setting that a property says.
func one(name Name, v string, ok bool) ([]Value, bool) { return []Value{{name, v}}, ok }

// IsSecret reports whether the value of a property must never be shown.
func IsSecret(prop string) bool {
	switch strings.ToLower(prop) {
	case "anonymoususerpass", "uncpassword", "wamuserpass", "password":
		return true
	}
	return false
}

// PropertyOfID names the properties that stand as <Custom ID="…">.
func PropertyOfID(id string) string {
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

// ParseFlags reads a flag property: names joined by "|", a number, or "".
func ParseFlags(text string) (int, bool) {
	flags := 0
	for part := range strings.SplitSeq(text, "|") {
		part = strings.TrimSpace(part)
		if n, ok := ParseNumber(part); ok {
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
		return FlagAuthAnonymous, true
	case "authbasic", "md_auth_basic":
		return FlagAuthBasic, true
	case "authntlm", "md_auth_nt":
		return FlagAuthNTLM, true
	case "authmd5", "md_auth_md5":
		return FlagAuthMD5, true
	case "authpassport", "md_auth_passport":
		return FlagAuthPassport, true
	case "accessssl":
		return FlagAccessSSL, true
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

// ShownProperty is the value of a property as it may be shown.
func ShownProperty(prop, text string) string {
	if IsSecret(prop) && text != "" {
		return "…"
	}
	return text
}
