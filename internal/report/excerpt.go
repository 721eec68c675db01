package report

import (
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// Excerpts shows pieces of the analysed files as the formats of this package do,
// for reports that are written elsewhere: hidden characters spelled out,
// secrets masked, long lines cut. Escaping for the format is left to the caller.
type Excerpts struct{ p *places }

// NewExcerpts makes excerpts of the sources of a report.
func NewExcerpts(r *finding.Report) *Excerpts { return &Excerpts{p: newPlaces(r)} }

// CodeLine is a line of a code frame, the marked part in the middle.
type CodeLine struct {
	// Number is 1-based; 0 stands for lines left out.
	Number              int
	Before, Mark, After string
}

// Frame is the code frame of a place with around lines of context on both sides,
// each line at most width cells wide. It is empty if the text cannot be had.
func (e *Excerpts) Frame(at source.Place, around, width int) []CodeLine {
	f := e.p.frame(at, around, around, width)
	if around == 0 {
		f = f.unindented()
	}
	out := make([]CodeLine, 0, len(f.lines))
	for _, l := range f.lines {
		c := CodeLine{Number: l.number, Before: l.text}
		if l.length > 0 {
			c.Before, c.Mark, c.After = cutCells(l.text, l.mark, l.length)
		}
		out = append(out, c)
	}
	return out
}

// Position is where a place begins: 1-based line, and column in UTF-16 code
// units; 0, 0 if the text cannot be had.
func (e *Excerpts) Position(at source.Place) (line, column int) {
	if e.p.file(at.Path) == nil {
		return 0, 0
	}
	r := e.p.region(at)
	return r.StartLine, r.StartColumn
}

// Line is a text on one line, fit to be shown.
func (e *Excerpts) Line(s string) string { return line(e.p.clean(s)) }

// Text is a text of several lines, fit to be shown; line ends and tabs stay.
func (e *Excerpts) Text(s string) string { return visible(e.p.clean(s), "\n\t") }

// Message is the message of a finding without its links, on one line.
func (e *Excerpts) Message(f *finding.Finding) string {
	return e.Line(plainMessage(f.Message, len(f.Related)))
}

// Change is what edits do to neighbouring lines of a file.
type Change struct {
	Path     string
	FromLine int // 1-based, of the first old line
	Old, New []string
}

// Changes are what edits do, by file and line; edits of files that cannot be had
// are left out.
func (e *Excerpts) Changes(edits []finding.Edit, width int) []Change {
	list := e.p.changesOf(edits, width)
	out := make([]Change, len(list))
	for i, c := range list {
		out[i] = Change{Path: visible(c.path, ""), FromLine: c.line, Old: c.old, New: c.new}
	}
	return out
}

// FirstSentence splits a message behind its first sentence.
func FirstSentence(message string) (first, rest string) { return firstSentence(message) }
