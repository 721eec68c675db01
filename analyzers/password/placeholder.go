package password

import "strings"

// Placeholder reports whether a text only stands for a password: it is empty,
// a row of the same character, a name in brackets or percent signs, a word such
// as "password" or "changeme"; or it is encrypted (IIS 7+: [enc:…]; a metabase:
// a hexadecimal block).
func Placeholder(text string) bool {
	t := strings.TrimSpace(text)
	if t == "" || strings.Trim(t, t[:1]) == "" {
		return true
	}
	for _, p := range [...][2]string{
		{"<", ">"}, {"[", "]"}, {"{", "}"}, {"%", "%"}, {"$(", ")"}, {"${", "}"}, {"#{", "}"}, {"@@", "@@"}, {"__", "__"}, {"(", ")"},
	} {
		if len(t) > len(p[0])+len(p[1]) && strings.HasPrefix(t, p[0]) && strings.HasSuffix(t, p[1]) {
			return true
		}
	}
	if isMetabaseCipher(t) {
		return true
	}
	word := strings.ToLower(strings.NewReplacer("-", "", "_", "", " ", "", ".", "").Replace(t))
	for _, prefix := range []string{"your", "my", "the", "some", "enter", "insert", "put", "user", "account", "profile", "mailbox"} {
		word = strings.TrimPrefix(word, prefix)
	}
	word = strings.TrimSuffix(word, "here")
	switch word {
	case "", "password", "passwd", "passwort", "pass", "pwd", "pw", "kennwort", "secret", "changeme", "changeit", "change",
		"todo", "tbd", "none", "null", "nothing", "dummy", "example", "placeholder", "xyz", "abc":
		return true
	}
	return false
}

// isMetabaseCipher reports a secure property of a metabase export: a block in
// hexadecimal that begins with the letters IcDb.
func isMetabaseCipher(t string) bool {
	return len(t) > 32 && strings.HasPrefix(t, "49634462") && strings.Trim(strings.ToLower(t), "0123456789abcdef") == ""
}
