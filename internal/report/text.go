package report

import (
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// maxPages is how many pages of a finding text names unless it is verbose.
const maxPages = 5

func itoa(n int) string { return strconv.Itoa(n) }

func writeText(p *printer, r *finding.Report, o Options) {
	names := map[string]string{}
	for i := range r.Rules {
		names[r.Rules[i].ID] = r.Rules[i].Name
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if !p.shows(f) {
			continue
		}
		t := textFinding{printer: p, f: f, gutter: p.gutter(f)}
		if o.Quiet {
			t.oneLine(names[f.Rule])
			continue
		}
		t.write(names[f.Rule])
	}
	p.summary(r)
}

// textFinding writes one finding as text.
type textFinding struct {
	*printer
	f      *finding.Finding
	gutter int // cells for line numbers: one width for all frames of the finding
}

// gutter is the width of the largest line number that the frames of f show.
func (p *printer) gutter(f *finding.Finding) int {
	most := p.region(f.At).EndLine + 1
	for i := range f.Steps {
		most = max(most, p.region(f.Steps[i].At).EndLine)
	}
	return max(digits(most), 2)
}

// kind is the word before the rule: the level, or what else became of it.
func (t *textFinding) kind() string {
	switch {
	case t.f.Pass:
		return "cleared"
	case t.f.Suppressed != "":
		return "suppressed"
	}
	return t.f.Level.String()
}

func (t *textFinding) message() string {
	return line(t.clean(plainMessage(t.f.Message, len(t.f.Related))))
}

// oneLine is the form that editors and grep read.
func (t *textFinding) oneLine(name string) {
	t.print(t.place(t.f.At), ": ", t.paint(levelStyle(t.f), t.kind()+"["+line(t.f.Rule)+"]"), " ", line(name), ": ", t.message(), "\n")
}

// place is path:line:column.
func (p *printer) place(at source.Place) string {
	if !at.IsValid() {
		return "(no file)"
	}
	s := visible(at.Path, "")
	if p.file(at.Path) == nil {
		return s
	}
	r := p.region(at)
	return s + ":" + itoa(r.StartLine) + ":" + itoa(r.StartColumn)
}

// placeOrFile is place for what may be about a whole file.
func (p *printer) placeOrFile(at source.Place) string {
	if at.Pos == 0 && at.End == 0 {
		return line(at.Path)
	}
	return p.place(at)
}

func (t *textFinding) write(name string) {
	first, rest := firstSentence(t.message())
	label := t.kind() + "[" + line(t.f.Rule) + "]"
	t.print(t.paint(levelStyle(t.f), label))
	if name != "" {
		label += " " + line(name)
		t.print(" ", line(name))
	}
	t.print(": ")
	for i, l := range wrap(first, t.options.Width-4, len(label)-2) {
		if i > 0 {
			t.print("    ")
		}
		t.print(t.paint(styleBold, l), "\n")
	}
	t.arrow("", t.f.At)
	if f := t.frame(t.f.At, 2, 1, t.frameWidth("")); len(f.lines) > 0 {
		t.bar()
		t.draw(f, "", '^', levelStyle(t.f))
		t.bar()
	}
	if rest != "" {
		t.note("", rest)
	}
	if t.f.Confidence != finding.High && t.f.Confidence != 0 {
		t.note("confidence", t.f.Confidence.String())
	}
	if t.f.Suppressed != "" {
		t.note("suppressed", line(t.clean(t.f.Suppressed)))
	}
	t.pages()
	t.related()
	t.evidence()
	t.workarounds()
	t.print("\n")
}

// arrow is the line that says where.
func (t *textFinding) arrow(indent string, at source.Place) {
	t.print(indent, strings.Repeat(" ", t.gutter), t.paint(styleChrome, "--> "), t.place(at), "\n")
}

// frameWidth is the room for code in a frame.
func (t *textFinding) frameWidth(indent string) int {
	return max(t.options.Width-len(indent)-t.gutter-3, 30)
}

// bar is an empty line of a frame.
func (t *textFinding) bar() {
	t.print(strings.Repeat(" ", t.gutter), t.paint(styleChrome, " |"), "\n")
}

// draw draws a code frame.
func (t *textFinding) draw(f frame, indent string, mark rune, st style) {
	for _, l := range f.lines {
		number := strings.Repeat(" ", t.gutter)
		if l.number == 0 {
			t.print(indent, t.paint(styleChrome, strings.Repeat(".", t.gutter)), "\n")
			continue
		}
		n := itoa(l.number)
		number = number[min(len(n), len(number)):] + n
		t.print(indent, t.paint(styleChrome, number+" |"))
		if l.text != "" {
			t.print(" ", l.text)
		}
		t.print("\n")
		if l.length > 0 {
			t.print(indent, strings.Repeat(" ", t.gutter), t.paint(styleChrome, " |"), " ", strings.Repeat(" ", l.mark),
				t.paint(st, strings.Repeat(string(mark), l.length)), "\n")
		}
	}
}

// note is a line below the frame: "= head: text".
func (t *textFinding) note(head, text string) {
	indent := strings.Repeat(" ", t.gutter+1)
	if head != "" {
		head += ": "
	}
	for i, l := range wrap(text, t.options.Width-len(indent)-4, len(head)) {
		if i > 0 {
			t.print(indent, "  ", l, "\n")
			continue
		}
		t.print(indent, t.paint(styleChrome, "= "), t.paint(styleBold, head), l, "\n")
	}
}

// pages names the pages that reach the finding.
func (t *textFinding) pages() {
	var paths []string
	for i := range t.f.Related {
		if rel := &t.f.Related[i]; rel.Page {
			paths = append(paths, visible(rel.At.Path, ""))
		}
	}
	if len(paths) == 0 || t.namesPages() && !t.options.Verbose {
		return
	}
	head := "reached by " + english.Count(len(paths), "page")
	if len(paths) == 1 {
		t.note("reached by", paths[0])
		return
	}
	more := ""
	if len(paths) > maxPages+1 && !t.options.Verbose {
		more = " and " + english.Thousands(len(paths)-maxPages) + " more"
		paths = paths[:maxPages]
	}
	t.note(head, strings.Join(paths, ", ")+more)
}

// namesPages reports whether the message names pages itself.
func (t *textFinding) namesPages() bool {
	for i := range t.f.Related {
		if rel := &t.f.Related[i]; rel.Page && i < 100 && strings.Contains(t.f.Message, rel.At.Path) {
			return true
		}
	}
	for _, s := range segments(t.f.Message, len(t.f.Related)) {
		if s.link > 0 && t.f.Related[s.link-1].Page {
			return true
		}
	}
	return false
}

// related names the other places that belong to the finding.
func (t *textFinding) related() {
	for i := range t.f.Related {
		if rel := &t.f.Related[i]; !rel.Page {
			t.note("see "+t.place(rel.At), line(t.clean(rel.Text)))
		}
	}
}

// evidence writes the chain of steps, each with its own frame.
func (t *textFinding) evidence() {
	if len(t.f.Steps) == 0 {
		return
	}
	indent := strings.Repeat(" ", t.gutter+1)
	t.print(indent, t.paint(styleChrome, "= "), t.paint(styleBold, "evidence"), ", in the order to check it:\n")
	for i := range t.f.Steps {
		step := &t.f.Steps[i]
		number := itoa(i+1) + ". "
		for j, l := range wrap(line(t.clean(plainMessage(step.Text, 0))), t.options.Width-len(indent)-len(number)-2, 0) {
			if j == 0 {
				t.print(indent, "  ", t.paint(styleBold, number), l, "\n")
				continue
			}
			t.print(indent, "  ", strings.Repeat(" ", len(number)), l, "\n")
		}
		if !step.At.IsValid() {
			continue
		}
		frameIndent := indent + "    "
		t.arrow(frameIndent, step.At)
		if step.At.End > step.At.Pos && step.At != t.f.At { // which is shown above
			t.draw(t.frame(step.At, 0, 0, t.frameWidth(frameIndent)).unindented(), frameIndent, '-', styleChrome)
		}
	}
}
