package report

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hidden reports whether a character must not reach a terminal or an editor as
// it is: control characters (C0, C1, DEL), those that change the direction of
// text ("Trojan Source", CVE-2021-42574), line and paragraph separators, other
// invisible ones. The joiners of Arabic and Indic scripts are text.
func hidden(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	case r < 0x300:
		return r == 0xAD
	case r == 0x200C, r == 0x200D:
		return false
	case r == 0x2028, r == 0x2029, r == 0x3164, r == 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// spell is the visible form of a hidden character.
func spell(r rune) string {
	if r < 0x80 {
		const digits = "0123456789abcdef"
		return `\x` + string([]byte{digits[r>>4], digits[r&15]})
	}
	return `\u{` + strconv.FormatInt(int64(r), 16) + `}`
}

// visible spells out hidden characters; those in keep stay. Bytes that are not
// UTF-8 (in names of files) become \xNN too.
func visible(s, keep string) string {
	if isPlain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteString(`\x` + strconv.FormatInt(int64(s[i]), 16))
		case hidden(r) && !strings.ContainsRune(keep, r):
			b.WriteString(spell(r))
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// line is visible on one line: line ends become blanks.
func line(s string) string {
	if isPlain(s) {
		return s
	}
	s = escape(strings.ReplaceAll(s, "\r\n", "\n"), func(c byte) string {
		if c == '\n' || c == '\r' || c == '\t' {
			return " "
		}
		return ""
	})
	return visible(s, "")
}

// isPlain reports whether s is printable ASCII.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			return false
		}
	}
	return true
}

// escape replaces single bytes, which must be ASCII: of gives what to write for
// one, "" for the byte itself.
func escape(s string, of func(c byte) string) string {
	var b []byte // nil until something is replaced
	last := 0
	for i := range len(s) {
		with := of(s[i])
		if with == "" {
			continue
		}
		if b == nil {
			b = make([]byte, 0, len(s)+16)
		}
		b = append(append(b, s[last:i]...), with...)
		last = i + 1
	}
	if b == nil {
		return s
	}
	return string(append(b, s[last:]...))
}
