package advice

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/source"
)

// some is a list of at most n items, and how many more there are.
func some(items []string, n int) string {
	if len(items) <= n {
		return english.List(items, "and")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(items[:n], ", "), len(items)-n)
}

// short cuts a name that somebody made too long for a sentence.
func short(s string) string {
	const most = 60
	runes := []rune(s)
	if len(runes) <= most {
		return s
	}
	return string(runes[:most]) + "…"
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

// places names the lines of the first places, and says how many more there are.
func (a *Adviser) places(list []source.Place) string {
	const shown = 5
	var lines []string
	for i, at := range list {
		l := a.line(at)
		switch {
		case slices.Contains(lines, l):
		case len(lines) == shown:
			return fmt.Sprintf("%s and %d more places", strings.Join(lines, ", "), len(list)-i)
		default:
			lines = append(lines, l)
		}
	}
	return english.List(lines, "and")
}

// lineNumber is 1-based; 0 if the file cannot be read.
func (a *Adviser) lineNumber(at source.Place) int {
	f, err := a.in.Sources.Source(at.Path)
	if err != nil {
		return 0
	}
	return f.Position(at.Pos).Line
}

// code is text as a code span of Markdown, whatever it holds.
func code(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	marks := "`"
	for strings.Contains(s, marks) {
		marks += "`"
	}
	if strings.HasPrefix(s, "`") || strings.HasSuffix(s, "`") {
		s = " " + s + " "
	}
	return marks + s + marks
}
