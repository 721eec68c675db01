package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// A change is what edits do to neighbouring lines of a file, for people to read.
// Its lines are safe for a terminal.
type change struct {
	path     string
	line     int // 1-based, of the first old line
	newLine  int // 1-based, of the first new line, once all changes are made
	old, new []string
}

// changesOf brings edits into the order of files and lines, without the
// indentation that the lines of a change share. Edits that overlap, or that lie
// in files that cannot be had, are left out.
func (p *places) changesOf(edits []finding.Edit, width int) []change {
	out := p.hunksOf(edits)
	for i := range out {
		p.shown(&out[i], out[i].indentation(), width)
	}
	return out
}

// hunksOf is the same with the lines as they are in the file: not safe to show.
func (p *places) hunksOf(edits []finding.Edit) []change {
	edits = slices.Clone(edits)
	slices.SortStableFunc(edits, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos))
	})
	var out []change
	grown := 0 // lines that the changes before this one in the file have added
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
		if n := len(out); n == 0 || out[n-1].path != c.path {
			grown = 0
		}
		for _, c := range c.apart() {
			c.newLine = c.line + grown
			grown += len(c.new) - len(c.old)
			out = append(out, c)
		}
	}
	return out
}

func splitLines(s string) []string {
	return strings.Split(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s), "\n")
}

// apart is the change without the lines that stay as they are: those at its
// edges, and those between, where it falls apart.
func (c change) apart() []change {
	for len(c.old) > 0 && len(c.new) > 0 && c.old[0] == c.new[0] {
		c.old, c.new = c.old[1:], c.new[1:]
		c.line++
	}
	for len(c.old) > 0 && len(c.new) > 0 && c.old[len(c.old)-1] == c.new[len(c.new)-1] {
		c.old, c.new = c.old[:len(c.old)-1], c.new[:len(c.new)-1]
	}
	i, j := c.common()
	if i < 0 {
		return []change{c}
	}
	before := change{path: c.path, line: c.line, old: c.old[:i:i], new: c.new[:j:j]}
	after := change{path: c.path, line: c.line + i, old: c.old[i:], new: c.new[j:]}
	return append(before.apart(), after.apart()...)
}

// common finds the first old line that stays, and where it comes to be. Lines
// without text tell nothing.
func (c change) common() (i, j int) {
	const most = 200 // lines; edits are small
	if len(c.old) > most || len(c.new) > most {
		return -1, -1
	}
	for i, l := range c.old {
		if strings.TrimSpace(l) == "" {
			continue
		}
		if j := slices.Index(c.new, l); j >= 0 {
			return i, j
		}
	}
	return -1, -1
}

// indentation is how many blanks and tabs all lines of a change begin with.
func (c *change) indentation() int {
	indent := -1
	for _, list := range [][]string{c.old, c.new} {
		for _, l := range list {
			if body := strings.TrimLeft(l, " \t"); body != "" && (indent < 0 || len(l)-len(body) < indent) {
				indent = len(l) - len(body)
			}
		}
	}
	return max(indent, 0)
}

// shown makes the lines of a change fit to be shown, without their first
// indent bytes.
func (p *places) shown(c *change, indent, width int) {
	for _, list := range [][]string{c.old, c.new} {
		for i, l := range list {
			list[i] = p.lineOfChange(l[min(indent, len(l)):], width)
		}
	}
}

// Secrets are masked by their text: offsets mean nothing in what is new.
func (p *places) lineOfChange(l string, width int) string {
	return p.view("", p.clean(l), 0, 0, 0, width).text
}

// longLine is from how many bytes on a changed line is cut, and so no patch any
// more.
const longLine = 500

// lineOfPatch keeps blanks and tabs as they are.
func (p *places) lineOfPatch(l string) string {
	if len(l) > longLine {
		return p.lineOfChange(l, longLine)
	}
	return visible(p.clean(l), "\t")
}

// changes writes what edits do as a unified diff without context.
func (t *textFinding) changes(edits []finding.Edit, indent string) {
	path := ""
	for _, c := range t.hunksOf(edits) {
		if c.path != path {
			path = c.path
			name := visible(path, "")
			t.print(indent, t.paint(styleBold, "--- a/"+name), "\n", indent, t.paint(styleBold, "+++ b/"+name), "\n")
		}
		t.print(indent, t.paint(styleChrome, "@@ -"+hunkRange(c.line, len(c.old))+" +"+hunkRange(c.newLine, len(c.new))+" @@"), "\n")
		for _, l := range c.old {
			t.print(indent, t.paint(styleRemoved, "-"+t.lineOfPatch(l)), "\n")
		}
		for _, l := range c.new {
			t.print(indent, t.paint(styleAdded, "+"+t.lineOfPatch(l)), "\n")
		}
	}
}

// hunkRange is lines in the head of a hunk; no lines stand behind the one named.
func hunkRange(line, n int) string {
	switch n {
	case 0:
		return itoa(line-1) + ",0"
	case 1:
		return itoa(line)
	}
	return itoa(line) + "," + itoa(n)
}
