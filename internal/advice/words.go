package advice

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// counted is "1 logon", "3 logons".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return strconv.Itoa(n) + " " + noun + "s"
}

// list is "a, b and c".
func list(items []string) string {
	if len(items) < 2 {
		return strings.Join(items, "")
	}
	return strings.Join(items[:len(items)-1], ", ") + " and " + items[len(items)-1]
}

// some is a list of at most n items, and how many more there are.
func some(items []string, n int) string {
	if len(items) <= n {
		return list(items)
	}
	return fmt.Sprintf("%s and %d more", strings.Join(items[:n], ", "), len(items)-n)
}

// capital is a sentence's beginning.
func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// line is "web.config line 12".
func (a *Adviser) line(at source.Place) string {
	if n := a.lineNumber(at); n > 0 {
		return at.Path + " line " + strconv.Itoa(n)
	}
	return at.Path
}

// lineNumber is 1-based; 0 if the file cannot be read.
func (a *Adviser) lineNumber(at source.Place) int {
	f, err := a.in.Sources.Source(at.Path)
	if err != nil {
		return 0
	}
	return f.Position(at.Pos).Line
}
