package finding

import "strings"

// Mask stands for every character of a secret.
const Mask = '*'

// Span is a piece of a string: byte offsets, End exclusive.
type Span struct{ Pos, End int }

// Redact masks what looks like a secret in a line of code, configuration or a
// message; see [SecretSpans]. It is the net under [Report.Secrets], which names
// secrets that the analysis has found by following values.
func Redact(s string) string { return MaskSpans(s, SecretSpans(s)) }

// SecretSpans finds what looks like a secret: the value after a key such as
// password=, pwd= or AnonymousUserPass=, the password in a URL with user and
// password, and literals where Logon, SetCredentials and Open have their password. They are in order and do not overlap. Time is linear in the length of s.
func SecretSpans(s string) []Span {
	var out []Span
	last := 0
	for i := 0; i < len(s); i++ {
		from, to := i, i
		switch s[i] {
		case '.':
			for _, span := range callSecret(s, i) {
				if span.Pos >= last {
					out = append(out, span)
					last = span.End
				}
			}
			continue
		case '=', ':':
			from, to = secretValue(s, i)
		case '@':
			from, to = userinfo(s, i)
		}
		if from = max(from, last); from < to {
			out = append(out, Span{from, to})
			last = to
			i = max(i, to-1)
		}
	}
	return out
}

// MaskSpans replaces each character of the spans, which are in order, by [Mask].
func MaskSpans(s string, spans []Span) string {
	if len(spans) == 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	last := 0
	for _, span := range spans {
		if span.Pos < last {
			span.Pos = last
		}
		if span.End <= span.Pos {
			continue
		}
		b.WriteString(s[last:span.Pos])
		for range s[span.Pos:span.End] {
			b.WriteByte(Mask)
		}
		last = span.End
	}
	b.WriteString(s[last:])
	return b.String()
}

// secretValue finds the value that a key such as password gives at s[eq], which
// is = or :. It is empty where the key is no such key.
func secretValue(s string, eq int) (from, to int) {
	end := eq
	for end > 0 && (s[end-1] == ' ' || s[end-1] == '\t' || s[end-1] == '"' || s[end-1] == '\'') {
		end--
	}
	start := end
	for start > 0 && end-start < 64 && isWord(s[start-1]) {
		start--
	}
	if !isSecretKey(s[start:end]) {
		return eq, eq
	}
	from = eq + 1
	for from < len(s) && (s[from] == ' ' || s[from] == '\t') {
		from++
	}
	if from == len(s) {
		return from, from
	}
	if q := s[from]; q == '"' || q == '\'' {
		if from == eq+1 && openQuote(s[:start], q) {
			return from, from // "…;password=" & strPassword: the literal ends here
		}
		n := strings.IndexByte(s[from+1:], q)
		if n < 0 {
			n = len(s) - from - 1
		}
		return from + 1, from + 1 + n
	}
	if from > eq+1 || !inString(s[:start]) {
		// x.Password = GetPassword(): code, not a value.
		return eq, eq
	}
	n := strings.IndexAny(s[from:], ";\"'&<> \t\r\n")
	if n < 0 {
		n = len(s) - from
	}
	return from, from + n
}

// inString reports whether a string literal, an attribute value or a bare
// connection string is open at the end of s.
func inString(s string) bool {
	return openQuote(s, '"') || strings.HasSuffix(strings.TrimRight(s, " "), ";") || !strings.ContainsAny(s, `"'`)
}

// openQuote reports whether a literal in quotes q is open at the end of s. It
// looks back over the line, but not far: the work for each key stays bounded.
func openQuote(s string, q byte) bool {
	const longest = 1024
	s = s[max(0, len(s)-longest):]
	s = s[strings.LastIndexAny(s, "\r\n")+1:]
	return strings.Count(s, string(q))%2 == 1
}

// isSecretKey knows the keys of connection strings, of IIS and of COM+
// (AnonymousUserPass and WAMUserPass of the metabase, password of web.config).
func isSecretKey(key string) bool {
	if len(key) < 3 {
		return false
	}
	switch key = strings.ToLower(key); key {
	case "pwd", "passwd", "passwort", "kennwort", "passphrase", "secret", "clientsecret":
		return true
	}
	return strings.HasSuffix(key, "password") || strings.HasSuffix(key, "userpass") || strings.HasSuffix(key, "pwd")
}

// userinfo finds the password of scheme://user:password@host, at being the @.
func userinfo(s string, at int) (from, to int) {
	const longest = 256
	start := max(0, at-longest)
	slashes := strings.LastIndex(s[start:at], "://")
	if slashes < 0 {
		return at, at
	}
	user := start + slashes + len("://")
	if strings.ContainsAny(s[user:at], " \t\"'<>/?#") {
		return at, at
	}
	colon := strings.IndexByte(s[user:at], ':')
	if colon < 0 {
		return at, at
	}
	return user + colon + 1, at
}
