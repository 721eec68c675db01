package report

import (
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// tabWidth is the distance of tab stops in code frames, in cells.
const tabWidth = 4

// ellipsis stands where a long line was cut. ASCII, as all that frames add: old
// consoles know no more.
const ellipsis = "..."

// frameLine is a line of a code frame. Its text is safe for a terminal: tabs are
// blanks, hidden characters are spelled out, secrets masked, long lines cut.
type frameLine struct {
	number int // 0 stands for lines left out
	text   string
	// The marked part in cells from the start of text; length 0 marks nothing.
	mark, length int
}

// frame is a code frame: the lines of a place, marked, and lines around it.
type frame struct {
	region region
	lines  []frameLine
}

// unindented is the frame of one line without its indentation.
func (f frame) unindented() frame {
	if len(f.lines) != 1 {
		return f
	}
	l := &f.lines[0]
	n := min(len(l.text)-len(strings.TrimLeft(l.text, " ")), l.mark)
	l.text, l.mark = l.text[n:], l.mark-n
	return f
}

// frame makes the code frame of a place, with lines of context before and
// after (but no blank ones at its edges), each at most width cells wide. It has no lines if the text cannot be
// had.
func (p *places) frame(at source.Place, before, after, width int) frame {
	f := frame{region: p.region(at)}
	file := p.file(at.Path)
	if file == nil || at.Pos > len(file.Text) {
		return f
	}
	first, last := f.region.StartLine, f.region.EndLine
	if last > first && f.region.EndColumn == 1 {
		last-- // the place ends with the line before
	}
	scrolled := false
	for n := first; n <= last; n++ {
		if n == first+3 && last > first+3 {
			f.lines = append(f.lines, frameLine{})
			n = last
		}
		l, cut := p.markedLine(file, at, n, width)
		scrolled = scrolled || cut
		f.lines = append(f.lines, l)
	}
	if scrolled {
		return f // lines around it would not stand in line with it
	}
	from, to := max(first-before, 1), min(last+after, file.LineCount())
	for from < first && strings.TrimSpace(file.Line(from)) == "" {
		from++
	}
	for to > last && strings.TrimSpace(file.Line(to)) == "" {
		to--
	}
	f.lines = append(p.context(file, from, first-1, width), f.lines...)
	f.lines = append(f.lines, p.context(file, last+1, to, width)...)
	return f
}

// markedLine renders line n, marking what belongs to the place. cut: the start
// of the line was cut away.
func (p *places) markedLine(file *source.File, at source.Place, n, width int) (l frameLine, cut bool) {
	text := file.Line(n)
	start := file.Offset(n, 1)
	from := min(max(at.Pos-start, 0), len(text))
	to := min(max(at.End-start, from), len(text))
	if from == 0 && at.Pos < start {
		from = min(len(text)-len(strings.TrimLeft(text, " \t")), to) // indentation is not marked
	}
	v := p.view(file.Path, text, start, from, to, width)
	return frameLine{number: n, text: v.text, mark: v.mark, length: max(v.length, 1)}, v.cut
}

// context renders lines around the marked ones.
func (p *places) context(file *source.File, from, to, width int) []frameLine {
	var out []frameLine
	for n := from; n <= to; n++ {
		v := p.view(file.Path, file.Line(n), file.Offset(n, 1), 0, 0, width)
		out = append(out, frameLine{number: n, text: v.text})
	}
	return out
}

// lineView is a line as shown.
type lineView struct {
	text         string
	mark, length int // in cells
	cut          bool
}

// cell is what stands in one or more cells of a line.
type cell struct {
	text  string
	width int
}

// view renders a line of which the bytes from … to are marked. Only the part of
// the line that can be seen is looked at, so that a line of many megabytes costs
// no more than a short one.
func (p *places) view(path, text string, pos, from, to, width int) lineView {
	reach := 8 * width
	begin, end := max(0, from-reach), min(len(text), min(to, from+reach)+reach)
	for begin > 0 && !utf8.RuneStart(text[begin]) {
		begin--
	}
	for end < len(text) && !utf8.RuneStart(text[end]) {
		end++
	}
	cutLeft, cutRight := begin > 0, end < len(text)
	piece := text[begin:end]
	if !cutRight {
		piece = strings.TrimRight(piece, " \t\f\v")
	}
	cells, at := cellsOf(piece, p.secretsIn(path, piece, pos+begin), from-begin, to-begin)
	mark, stop, total := at[0], at[1], at[2]

	left, right := window(mark, stop, total, width, cutLeft, cutRight)
	cutLeft, cutRight = cutLeft || left > 0, cutRight || right < total
	var b strings.Builder
	if cutLeft {
		b.WriteString(ellipsis)
	}
	shown, reached := 0, left
	for _, c := range cells {
		next := shown + c.width
		if shown < left && next > left {
			b.WriteString(strings.Repeat(" ", next-left)) // half of a wide character
		}
		if shown >= left && next <= right {
			b.WriteString(c.text)
			reached = next
		}
		shown = next
	}
	if cutRight {
		b.WriteString(ellipsis)
	}
	shift := -left
	if cutLeft {
		shift += len(ellipsis)
	}
	return lineView{text: b.String(), mark: max(mark+shift, 0), length: max(min(stop, reached)-mark, 0), cut: cutLeft}
}

// window chooses the cells of a line to show: all if they fit, else from the
// start if the mark ends early enough, else so that as much of the mark as
// possible is seen, with something before it. cutLeft and cutRight say that
// there is more of the line than was laid out.
func window(mark, stop, total, width int, cutLeft, cutRight bool) (left, right int) {
	if !cutLeft && stop <= width-len(ellipsis) {
		if !cutRight && total <= width {
			return 0, total
		}
		return 0, min(total, width-len(ellipsis))
	}
	if !cutLeft && !cutRight && total <= width {
		return 0, total
	}
	lead := min(width/4, max(2, width-2*len(ellipsis)-(stop-mark)))
	left = max(0, mark-lead)
	room := width
	if left > 0 || cutLeft {
		room -= len(ellipsis)
	}
	if !cutRight && total-left <= room {
		return max(min(left, total-width+len(ellipsis)), 0), total
	}
	return left, left + room - len(ellipsis)
}

// cellsOf lays out a piece of a line. at gives the cells at which the bytes from
// and to stand, and the width of all.
func cellsOf(piece string, secrets []finding.Span, from, to int) (cells []cell, at [3]int) {
	width, offset, state := 0, 0, -1
	cells = make([]cell, 0, len(piece))
	for rest := piece; rest != ""; {
		var cluster string
		var w int
		if c := rest[0]; c >= 0x20 && c < 0x7F && (len(rest) == 1 || rest[1] < utf8.RuneSelf) {
			cluster, rest, w, state = rest[:1], rest[1:], 1, -1 // nothing can combine with it
		} else {
			cluster, rest, w, state = uniseg.FirstGraphemeClusterInString(rest, state)
		}
		if offset <= from {
			at[0] = width
		}
		for len(secrets) > 0 && secrets[0].End <= offset {
			secrets = secrets[1:]
		}
		c := cell{cluster, w}
		switch {
		case len(secrets) > 0 && secrets[0].Pos <= offset:
			c = cell{string(finding.Mask), 1}
		case cluster == "\t":
			n := tabWidth - width%tabWidth
			c = cell{strings.Repeat(" ", n), n}
		case !isPlain(cluster):
			if s := visible(cluster, ""); s != cluster {
				c = cell{s, uniseg.StringWidth(s)}
			}
		}
		cells = append(cells, c)
		width += c.width
		if offset < to {
			at[1] = width
		}
		offset += len(cluster)
	}
	if from >= len(piece) {
		at[0] = width
	}
	at[1] = max(at[1], at[0])
	at[2] = width
	return cells, at
}
