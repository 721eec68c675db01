package report

import (
	"strings"

	"github.com/rivo/uniseg"
)

// wrap breaks s at blanks so that no line is wider than width cells; the first
// has room less. A word wider than a line stands alone on one. s holds no line
// ends.
func wrap(s string, width, taken int) []string {
	width = max(width, 20)
	var lines []string
	var b strings.Builder
	room := width - taken
	for word := range strings.FieldsSeq(s) {
		w := uniseg.StringWidth(word)
		if b.Len() > 0 && w+1 > room {
			lines = append(lines, b.String())
			b.Reset()
			room = width
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
			room--
		}
		b.WriteString(word)
		room -= w
	}
	if b.Len() > 0 || len(lines) == 0 {
		lines = append(lines, b.String())
	}
	return lines
}

// digits is the number of digits of n.
func digits(n int) int {
	d := 1
	for ; n >= 10; n /= 10 {
		d++
	}
	return d
}
