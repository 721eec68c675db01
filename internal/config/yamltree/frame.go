package yamltree

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// frameWidth is the widest piece of a line that a frame shows, in cells.
const frameWidth = 100

// reach is how many bytes of a line around the place are looked at, so that a
// line of a megabyte costs no more than a short one.
const reach = 8 * frameWidth

// Frame is the line of the error with carets under the place, for people:
//
//	3 |   atuh: integrated
//	  |   ^^^^
//
// It ends with a line end; "" if the whole file is meant.
func (e *Error) Frame() string {
	if e.Line == 0 || e.source == nil {
		return ""
	}
	line := e.source.Line(e.Line)
	from := min(max(e.Pos-e.source.Offset(e.Line, 1), 0), len(line))
	to := min(max(from+e.End-e.Pos, from), len(line))
	before := tail(printable(line[max(0, from-reach):from]), frameWidth/2)
	marked := head(printable(line[from:min(to, from+reach)]), frameWidth/2)
	after := ""
	if whole := printable(line[from:min(to, from+reach)]); marked == whole { // else what follows is not next to it
		after = head(printable(line[to:min(to+reach, len(line))]), frameWidth-uniseg.StringWidth(before+marked))
	}
	number := strconv.Itoa(e.Line)
	margin := strings.Repeat(" ", len(number))
	text := strings.TrimRight(before+marked+after, " ")
	carets := strings.Repeat("^", max(1, uniseg.StringWidth(marked)))
	return number + " | " + text + "\n" + margin + " | " + strings.Repeat(" ", uniseg.StringWidth(before)) + carets + "\n"
}

// head keeps the first cells of s.
func head(s string, cells int) string {
	width, state := 0, -1
	for rest := s; rest != ""; {
		var w int
		before := rest
		_, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if width += w; width > cells {
			return s[:len(s)-len(before)]
		}
	}
	return s
}

// tail keeps the last cells of s.
func tail(s string, cells int) string {
	width, state := uniseg.StringWidth(s), -1
	for width > cells && s != "" {
		var w int
		_, s, w, state = uniseg.FirstGraphemeClusterInString(s, state)
		width -= w
	}
	return s
}

// printable spells out what a terminal would act upon: control characters,
// bidirectional marks and whatever else has no shape. A tab is a blank.
func printable(s string) string {
	plain := true
	for _, r := range s {
		if r == utf8.RuneError || !unicode.IsPrint(r) {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch {
		case r == '\t':
			b.WriteByte(' ')
		case r == utf8.RuneError && !strings.HasPrefix(s[i:], "\uFFFD"):
			b.WriteString(`\x` + strconv.FormatInt(int64(s[i]), 16))
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}
