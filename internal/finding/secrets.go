package finding

import (
	"slices"
	"strings"
)

// shortestSecret is the length in bytes from which a secret is masked wherever
// its text turns up: shorter ones are words of messages and code as well.
const shortestSecret = 4

// SecretTexts are the texts at [Report.Secrets] without their quotes, the longest
// first, each once: what must not turn up anywhere else either.
func (r *Report) SecretTexts() []string {
	var out []string
	for _, at := range r.Secrets {
		if r.Sources == nil {
			break
		}
		file, err := r.Sources.Source(at.Path)
		if err != nil || file == nil || at.Pos < 0 || at.End > len(file.Text) || at.Pos >= at.End {
			continue
		}
		span := Unquote(file.Text, Span{at.Pos, at.End})
		if text := file.Text[span.Pos:span.End]; len(text) >= shortestSecret {
			out = append(out, text)
		}
	}
	slices.SortFunc(out, func(a, b string) int {
		if len(a) != len(b) {
			return len(b) - len(a)
		}
		return strings.Compare(a, b)
	})
	return slices.Compact(out)
}

// Unquote leaves the quotes of a literal outside.
func Unquote(text string, s Span) Span {
	if s.End-s.Pos >= 2 && (text[s.Pos] == '"' || text[s.Pos] == '\'') && text[s.End-1] == text[s.Pos] {
		return Span{s.Pos + 1, s.End - 1}
	}
	return s
}

// callSecret finds the passwords among the literal arguments of a call whose dot
// is s[dot]: the second of .Logon and .SetCredentials, the third and fifth of
// .Open (of a database, of an HTTP request), commented out or not.
func callSecret(s string, dot int) []Span {
	const longest = 512
	rest := s[dot+1 : min(len(s), dot+1+longest)]
	wanted := []int(nil)
	n := 0
	for _, c := range []struct {
		name string
		args []int
	}{{"logon", []int{1}}, {"setcredentials", []int{1}}, {"open", []int{2, 4}}} {
		if len(rest) > len(c.name) && strings.EqualFold(rest[:len(c.name)], c.name) && !isWord(rest[len(c.name)]) {
			wanted, n = c.args, len(c.name)
		}
	}
	if wanted == nil {
		return nil
	}
	var out []Span
	arg, depth := 0, 0
	for i := n; i < len(rest); i++ {
		switch c := rest[i]; c {
		case '(':
			if strings.TrimLeft(rest[n:i], " \t") != "" {
				depth++
			}
		case ')':
			if depth--; depth < 0 {
				return out
			}
		case ',':
			if depth == 0 {
				arg++
			}
		case '"', '\'':
			if c == '\'' && depth == 0 && strings.ContainsAny(rest[n:i], `"`) && strings.IndexByte(rest[i+1:], '\'') < 0 {
				return out // a comment behind the call
			}
			end := strings.IndexByte(rest[i+1:], c)
			if end < 0 {
				return out
			}
			if slices.Contains(wanted, arg) && end > 0 {
				out = append(out, Span{dot + 1 + i + 1, dot + 1 + i + 1 + end})
			}
			i += end + 1
		case '\r', '\n':
			return out
		}
	}
	return out
}
