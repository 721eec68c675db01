package finding

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// DirectivePrefix begins every comment that is meant for the tool.
const DirectivePrefix = "cdolint:"

// A directive is a suppression comment, read.
type directive struct {
	verb   string    // ignore, ignore-file, or whatever was written
	rules  []ruleRef // in the order written
	reason string    // "" if not given
	// unmarked is text behind the ids without the hyphens that make it a reason.
	unmarked string
}

// ruleRef is one rule id of a directive.
type ruleRef struct {
	id     string // upper case
	offset int    // bytes from the start of the comment's text
}

// The verbs of directives.
const (
	verbIgnore     = "ignore"
	verbIgnoreFile = "ignore-file"
)

// parseDirective reads the text of a comment, without its delimiters:
//
//	cdolint:ignore CDO001, CDO002 -- reason
//	cdolint:ignore-file CDO104 -- reason
//
// It must begin the comment; ids are separated by commas or blanks, letter case
// is ignored. ok is false for a comment that is no directive at all.
func parseDirective(text string) (d directive, ok bool) {
	rest := strings.TrimLeftFunc(text, func(r rune) bool { return r == '*' || r == '!' || unicode.IsSpace(r) })
	if !hasPrefixFold(rest, DirectivePrefix) {
		return d, false
	}
	rest = rest[len(DirectivePrefix):]
	n := strings.IndexFunc(rest, func(r rune) bool {
		return r != '-' && r != '_' && (r > utf8.RuneSelf || !isWord(byte(r)))
	})
	if n < 0 {
		n = len(rest)
	}
	// "ignore--reason" is ignore, then the reason.
	if i := strings.Index(rest[:n], "--"); i >= 0 {
		n = i
	}
	d.verb, rest = strings.ToLower(rest[:n]), rest[n:]
	ids, reason, found := cutReason(rest)
	if Explains(reason) {
		d.reason = strings.Join(strings.Fields(reason), " ")
	}
	base := len(text) - len(rest)
	for i := 0; i < len(ids); {
		rest := strings.TrimLeftFunc(ids[i:], separates)
		i = len(ids) - len(rest)
		if rest == "" {
			break
		}
		end := len(ids)
		if n := strings.IndexFunc(rest, separates); n >= 0 {
			end = i + n
		}
		if !found && len(d.rules) > 0 && !looksLikeID(ids[i:end]) {
			d.unmarked = strings.Join(strings.Fields(ids[i:]), " ")
			break
		}
		d.rules = append(d.rules, ruleRef{id: strings.ToUpper(ids[i:end]), offset: base + i})
		i = end
	}
	return d, true
}

// separates reports what stands between ids. Word processors and web pages put
// other blanks than the plain one there.
func separates(r rune) bool { return r == ',' || r == ';' || unicode.IsSpace(r) }

// Explains reports whether a reason says anything: it has a letter or digit that
// can be seen. Dots and dashes say nothing, and what nobody sees is no reason.
func Explains(reason string) bool {
	return strings.ContainsFunc(reason, func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsNumber(r)) && !unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r)
	})
}

// cutReason splits at the two hyphens before the reason. A dash in their place,
// which word processors and mail programs make of them, is taken for them.
func cutReason(s string) (ids, reason string, found bool) {
	at, width := -1, 0
	for _, sep := range []string{"--", "—", "–"} {
		if i := strings.Index(s, sep); i >= 0 && (at < 0 || i < at) {
			at, width = i, len(sep)
		}
	}
	if at < 0 {
		return s, "", false
	}
	return s[:at], strings.TrimLeft(s[at+width:], "-"), true
}

// looksLikeID reports letters, then digits.
func looksLikeID(s string) bool {
	rest := strings.TrimLeft(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
	return rest != s && rest != "" && strings.Trim(rest, "0123456789") == ""
}

func hasPrefixFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
