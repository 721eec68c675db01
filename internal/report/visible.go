package report

import (
	"strings"

	"github.com/cdolint/cdolint/internal/plain"
)

func hidden(r rune) bool { return plain.Hidden(r) }

// visible spells out hidden characters; those in keep stay.
func visible(s, keep string) string { return plain.Visible(s, keep) }

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
