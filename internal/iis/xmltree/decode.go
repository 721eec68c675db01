package xmltree

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// decode replaces character references and the predefined entities. Other
// entities stay as written: a document type is never consulted.
func decode(s string) string {
	amp := strings.IndexByte(s, '&')
	if amp < 0 {
		return s
	}
	var b strings.Builder
	for {
		b.WriteString(s[:amp])
		s = s[amp:]
		semicolon := strings.IndexByte(s[:min(len(s), 12)], ';')
		if r, ok := reference(s, semicolon); ok {
			b.WriteRune(r)
			s = s[semicolon+1:]
		} else {
			b.WriteByte('&')
			s = s[1:]
		}
		if amp = strings.IndexByte(s, '&'); amp < 0 {
			b.WriteString(s)
			return b.String()
		}
	}
}

// reference decodes s[:semicolon], which begins with '&'.
func reference(s string, semicolon int) (rune, bool) {
	if semicolon < 2 {
		return 0, false
	}
	switch name := s[1:semicolon]; {
	case name == "amp":
		return '&', true
	case name == "lt":
		return '<', true
	case name == "gt":
		return '>', true
	case name == "quot":
		return '"', true
	case name == "apos":
		return '\'', true
	case name[0] == '#':
		digits, base := name[1:], 10
		if strings.HasPrefix(digits, "x") || strings.HasPrefix(digits, "X") {
			digits, base = digits[1:], 16
		}
		n, err := strconv.ParseInt(digits, base, 32)
		if err != nil || !utf8.ValidRune(rune(n)) {
			return 0, false
		}
		return rune(n), true
	}
	return 0, false
}
