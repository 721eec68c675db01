package ruletest

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// Table shows mismatches with expected and found side by side, in lines of at
// most width cells. mark may colour a cell: column 0 is the place, 1 what was
// expected, 2 what was found; nil leaves them plain.
func Table(list []Mismatch, width int, mark func(column int, cell string) string) string {
	if len(list) == 0 {
		return ""
	}
	if mark == nil {
		mark = func(_ int, cell string) string { return cell }
	}
	rows := [][3]string{{"", "expected", "found"}}
	place := 0
	for _, m := range list {
		rows = append(rows, [3]string{m.Place(), m.Expected(), m.Found()})
		place = max(place, uniseg.StringWidth(m.Place()))
	}
	const gap = 2
	place = min(place, width/3)
	text := max((width-place-2*gap)/2, 10)
	var b strings.Builder
	for _, row := range rows {
		cells := [3][]string{wrap(row[0], place), wrap(row[1], text), wrap(row[2], text)}
		for i := range max(len(cells[0]), len(cells[1]), len(cells[2])) {
			line := ""
			for c, w := range []int{place, text, text} {
				cell := ""
				if i < len(cells[c]) {
					cell = cells[c][i]
				}
				line += mark(c, cell) + strings.Repeat(" ", max(w-uniseg.StringWidth(cell), 0)+gap)
			}
			b.WriteString(strings.TrimRight(line, " ") + "\n")
		}
	}
	return b.String()
}

// wrap breaks a text at blanks, and words that are too wide anywhere.
func wrap(s string, width int) []string {
	width = max(width, 1)
	var out []string
	line, cells := "", 0
	end := func() {
		if line != "" {
			out = append(out, line)
		}
		line, cells = "", 0
	}
	for word := range strings.FieldsSeq(printable(s)) {
		w := uniseg.StringWidth(word)
		if cells > 0 && cells+1+w > width {
			end()
		}
		if cells > 0 {
			line, cells = line+" ", cells+1
		}
		for w > width { // a path, mostly
			head, rest := split(word, width-cells)
			line += head
			end()
			word, w = rest, uniseg.StringWidth(rest)
		}
		line, cells = line+word, cells+w
	}
	end()
	return out
}

// split cuts a word after some cells, one character at least.
func split(word string, cells int) (head, rest string) {
	n, state := 0, -1
	for rest = word; rest != ""; {
		cluster, after, w, next := uniseg.FirstGraphemeClusterInString(rest, state)
		if n += w; n > cells && head != "" {
			return head, rest
		}
		head, rest, state = head+cluster, after, next
	}
	return head, ""
}

// printable replaces what a terminal would act upon.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsPrint(r) {
			return r
		}
		return utf8.RuneError
	}, s)
}
