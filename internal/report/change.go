package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// A change is what edits do to neighbouring lines of a file, for people to read.
// Its lines are safe for a terminal, without the indentation they share.
type change struct {
	path     string
	line     int // 1-based, of the first old line
	old, new []string
}

// changesOf brings edits into the order of files and lines. Edits that overlap,
// or that lie in files that cannot be had, are left out.
func (p *places) changesOf(edits []finding.Edit, width int) []change {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos))
	})
	var out []change
	for i := 0; i < len(edits); {
		file := p.file(edits[i].At.Path)
		if file == nil || edits[i].At.Pos < 0 || edits[i].At.End > len(file.Text) || edits[i].At.End < edits[i].At.Pos {
			i++
			continue
		}
		r := p.region(edits[i].At)
		first, last := r.StartLine, r.EndLine
		start := file.Offset(first, 1)
		var b strings.Builder
		at := start
		for ; i < len(edits) && edits[i].At.Path == file.Path && p.region(edits[i].At).StartLine <= last+1; i++ {
			if edits[i].At.Pos < at || edits[i].At.End > len(file.Text) {
				continue
			}
			b.WriteString(file.Text[at:edits[i].At.Pos])
			b.WriteString(edits[i].Text)
			at = edits[i].At.End
			last = max(last, p.region(edits[i].At).EndLine)
		}
		end := file.Offset(last, 1) + len(file.Line(last))
		b.WriteString(file.Text[at:max(end, at)])
		c := change{path: file.Path, line: first, old: splitLines(file.Text[start:end]), new: splitLines(b.String())}
		c.trim()
		p.shown(&c, width)
		out = append(out, c)
	}
	return out
}

func splitLines(s string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
}

// trim leaves out the lines at the edges that stay as they are.
func (c *change) trim() {
	for len(c.old) > 0 && len(c.new) > 0 && c.old[0] == c.new[0] {
		c.old, c.new = c.old[1:], c.new[1:]
		c.line++
	}
	for len(c.old) > 0 && len(c.new) > 0 && c.old[len(c.old)-1] == c.new[len(c.new)-1] {
		c.old, c.new = c.old[:len(c.old)-1], c.new[:len(c.new)-1]
	}
}

// shown makes the lines of a change fit to be shown.
func (p *places) shown(c *change, width int) {
	indent := -1
	for _, list := range [][]string{c.old, c.new} {
		for _, l := range list {
			if body := strings.TrimLeft(l, " \t"); body != "" && (indent < 0 || len(l)-len(body) < indent) {
				indent = len(l) - len(body)
			}
		}
	}
	for _, list := range [][]string{c.old, c.new} {
		for i, l := range list {
			cut := min(max(indent, 0), len(l))
			// Secrets are masked by their text: offsets mean nothing in what is new.
			list[i] = p.view("", p.clean(l[cut:]), 0, 0, 0, width).text
		}
	}
}

// changes writes what edits do: the lines that go, the lines that come.
func (t *textFinding) changes(edits []finding.Edit, indent string) {
	for _, c := range t.changesOf(edits, max(t.options.Width-len(indent)-2, 30)) {
		t.print(indent, t.paint(styleChrome, "@ "), visible(c.path, ""), ":", itoa(c.line), "\n")
		for _, l := range c.old {
			t.print(indent, t.paint(styleRemoved, "- "+l), "\n")
		}
		for _, l := range c.new {
			t.print(indent, t.paint(styleAdded, "+ "+l), "\n")
		}
	}
}
