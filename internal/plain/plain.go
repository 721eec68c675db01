// Package plain makes text that is nothing but text: what a terminal, an editor
// or the log of a pipeline would take for more is spelled out.
package plain

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hidden reports whether a character must not reach a terminal or an editor as
// it is: control characters (C0, C1, DEL), those that change the direction of
// text ("Trojan Source", CVE-2021-42574), line and paragraph separators, other
// invisible ones. The joiners of Arabic and Indic scripts are text.
func Hidden(r rune) bool {
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

// Spell is the visible form of a hidden character.
func Spell(r rune) string {
	if r < 0x80 {
		const digits = "0123456789abcdef"
		return `\x` + string([]byte{digits[r>>4], digits[r&15]})
	}
	return `\u{` + strconv.FormatInt(int64(r), 16) + `}`
}

// Visible spells out hidden characters; those in keep stay. Bytes that are not
// UTF-8 (in names of files) become \xNN too.
func Visible(s, keep string) string {
	if isPrintable(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 16)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			b.WriteString(`\x` + strconv.FormatInt(int64(s[i]), 16))
		case Hidden(r) && !strings.ContainsRune(keep, r):
			b.WriteString(Spell(r))
		default:
			b.WriteString(s[i : i+n])
		}
		i += n
	}
	return b.String()
}

// isPrintable reports whether s is printable ASCII.
func isPrintable(s string) bool {
	for i := range len(s) {
		if s[i] < 0x20 || s[i] >= 0x7F {
			return false
		}
	}
	return true
}
