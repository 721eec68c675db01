package suppress

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// candidate is a comment that may do: text to insert at a byte offset.
type candidate struct {
	pos   int
	text  string
	above bool // on a line of its own
}

// style is how a language writes comments to the end of the line, and how it
// continues a line on the next.
type style struct {
	mark         string // with the blank behind it
	continuation string // at the end of a line, "" if there is none
	// behind: a comment can stand behind code.
	behind bool
}

var (
	vbStyle    = style{"' ", "_", true}
	cStyle     = style{"// ", `\`, true}
	hashStyle  = style{"# ", "`", true}
	yamlStyle  = style{"# ", "", true}
	batchStyle = style{"rem ", "^", false}
	dockStyle  = style{"# ", "", false} // it may stand within a continued instruction
)

// prepare finds the candidates, best first.
func (g *group) prepare(reason string, read *reading) {
	if g.file == nil {
		return
	}
	words := "cdolint:ignore " + g.ids()
	reason = strings.Join(strings.Fields(reason), " ")
	p := place{group: g, reading: read.of(g.file), text: g.file.Text, directive: words + " -- " + reason, inXML: words + " — " + reason}
	p.start, p.end = p.lineAt(g.line)
	p.lastStart, p.lastEnd = p.lineAt(g.last)
	if finding.IsDockerfile(g.path) {
		p.line(dockStyle)
		return
	}
	switch strings.ToLower(path.Ext(g.path)) {
	case ".vbs", ".cls", ".bas", ".frm", ".ctl", ".vb":
		p.line(vbStyle)
	case ".js", ".cs":
		p.line(cStyle)
	case ".ps1", ".psm1", ".psd1":
		p.line(hashStyle)
	case ".yaml", ".yml", ".ini", ".properties":
		p.line(yamlStyle)
	case ".cmd", ".bat":
		if !strings.ContainsAny(p.directive, "%^&|<>") {
			p.line(batchStyle)
		}
	case ".wsc", ".wsf":
		p.component()
	case ".asp", ".asa", ".inc", ".cdx", ".htm", ".html", ".shtml", ".stm", ".txt", "":
		p.page()
	default:
		p.markup()
	}
}

// place is where a comment is to stand: a line of a file.
type place struct {
	*group
	*reading
	text string
	// directive is the comment without its marks; inXML where two hyphens
	// may not stand (XML 1.0, 2.5).
	directive, inXML string
	// start and end of the line on which the findings begin, lastStart and
	// lastEnd of the one on which the first of them ends, without line ends.
	start, end         int
	lastStart, lastEnd int
}

func (p *place) lineAt(n int) (start, end int) {
	start = p.file.Offset(n, 1)
	return start, start + len(p.file.Line(n))
}

// propose adds a candidate, if the file can hold its characters.
func (p *place) propose(pos int, text string, above bool) {
	if _, err := p.file.Encode(text); err != nil {
		return
	}
	p.candidates = append(p.candidates, candidate{pos, text, above})
}

// indent of the line on which the findings begin.
func (p *place) indent() string {
	line := p.text[p.start:p.end]
	return line[:len(line)-len(strings.TrimLeft(line, " \t"))]
}

// line proposes comments to the end of a line.
func (p *place) line(s style) {
	if !p.continued(s) {
		p.propose(p.start, p.indent()+s.mark+p.directive+"\n", true)
	}
	if s.behind {
		p.behind(s, p.lastEnd)
	}
}

// behind proposes a comment behind code that ends before limit, an offset on
// the last line.
func (p *place) behind(s style, limit int) {
	code := strings.TrimRight(p.text[p.lastStart:limit], " \t")
	if s.continuation != "" && strings.HasSuffix(code, s.continuation) {
		return
	}
	at := p.lastStart + len(code)
	text := " " + s.mark + p.directive
	if limit < p.lastEnd && at == limit { // keep a blank before the %>
		text += " "
	}
	p.propose(at, text, false)
}

// continued reports whether the line before goes on in the line of the findings.
func (p *place) continued(s style) bool {
	if s.continuation == "" || p.group.line == 1 {
		return false
	}
	before := strings.TrimRight(p.file.Line(p.group.line-1), " \t")
	return strings.HasSuffix(before, s.continuation)
}

// markup proposes XML and HTML comments.
func (p *place) markup() {
	comment := "<!-- " + p.inXML + " -->"
	if !p.within(p.start) && !strings.HasPrefix(p.text[p.start:], "<?xml") {
		p.propose(p.start, p.indent()+comment+"\n", true)
	}
	if !p.within(p.lastEnd) {
		p.propose(p.lastStart+len(strings.TrimRight(p.text[p.lastStart:p.lastEnd], " \t")), " "+comment, false)
	}
}

// within reports whether an offset lies inside a tag, a comment, a processing
// instruction or CDATA, where no comment can begin.
func (r *reading) within(at int) bool {
	text := r.open.Text
	if at < r.outside {
		r.outside = 0
	}
	for i := r.outside; i < at; {
		r.outside = i
		open := strings.IndexByte(text[i:at], '<')
		if open < 0 {
			return false
		}
		i += open
		var end int
		switch {
		case strings.HasPrefix(text[i:], "<!--"):
			end = after(text, i+4, "-->")
		case strings.HasPrefix(text[i:], "<![CDATA["):
			end = after(text, i+9, "]]>")
		case strings.HasPrefix(text[i:], "<?"):
			end = after(text, i+2, "?>")
		default:
			end = tagEnd(text, i)
		}
		if end < 0 || end > at {
			return true
		}
		i = end
	}
	return false
}

// after is the offset behind the next occurrence of s, -1 if there is none.
func after(text string, from int, s string) int {
	if n := strings.Index(text[min(from, len(text)):], s); n >= 0 {
		return from + n + len(s)
	}
	return -1
}

// tagEnd is the offset behind the > of a tag; one in quotes does not count.
func tagEnd(text string, from int) int {
	quote := byte(0)
	for i := from; i < len(text); i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'':
			quote = c
		case c == '>':
			return i + 1
		}
	}
	return -1
}
