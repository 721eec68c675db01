// Package english writes numbers, nouns and lists the way sentences of reports
// and messages want them.
package english

import (
	"strconv"
	"strings"
)

// Count is a number with its noun: "1 page", "12,345 pages", "2 entries". The
// noun is in the singular and of the regular kind.
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Thousands(n) + " " + plural(noun)
}

func plural(noun string) string {
	if s, ok := strings.CutSuffix(noun, "y"); ok && s != "" && !strings.ContainsRune("aeiou", rune(s[len(s)-1])) {
		return s + "ies"
	}
	return noun + "s"
}

// Thousands is a number with separators: "12,345".
func Thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// List is "a, b and c", or with whatever stands before the last; "" for none.
func List(items []string, conjunction string) string {
	last := len(items) - 1
	if last < 1 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:last], ", ") + " " + conjunction + " " + items[last]
}
