package terminal

import (
	"strings"

	"github.com/rivo/uniseg"
)

// The marks of a rule's page on a terminal, as SGR sequences.
const (
	sgrHeading = "\x1b[1m"
	sgrStrong  = "\x1b[1m"
	sgrCode    = "\x1b[36m"
	sgrDim     = "\x1b[2m"
	sgrReset   = "\x1b[0m"
)

// markdown shows the Markdown that rule pages are written in on a terminal:
// headings stand out, paragraphs and lists are wrapped to width cells, code
// is left as it is. It knows what rule pages use, and passes on the rest.
type markdown struct {
	width int
	color bool
	out   strings.Builder
	// paragraph collects the lines of one, with its first and later indentation.
	paragraph    []string
	first, later string
}

// Markdown is a Markdown text fit for a terminal of that many cells, in colours
// or without.
func Markdown(text string, width int, color bool) string {
	const widest = 100 // longer lines are hard to read
	m := &markdown{width: min(max(width, 40), widest), color: color}
	code := false
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		switch {
		case strings.HasPrefix(line, "```"):
			m.flush()
			code = !code
		case code:
			m.out.WriteString("    " + m.paint(sgrCode, line) + "\n")
		default:
			m.line(line)
		}
	}
	m.flush()
	return m.out.String()
}

func (m *markdown) line(line string) {
	trimmed := strings.TrimLeft(line, " ")
	indent := line[:len(line)-len(trimmed)]
	switch {
	case trimmed == "":
		m.flush()
		m.out.WriteString("\n")
	case strings.HasPrefix(line, "#"):
		m.flush()
		m.out.WriteString(m.paint(sgrHeading, strings.TrimLeft(line, "# ")) + "\n")
	case strings.HasPrefix(trimmed, "|"):
		m.flush()
		m.out.WriteString(m.inline(line) + "\n")
	case strings.HasPrefix(trimmed, "- "):
		m.flush()
		m.first, m.later = indent+"• ", indent+"  "
		m.paragraph = append(m.paragraph, trimmed[2:])
	case numbered(trimmed) > 0:
		m.flush()
		n := numbered(trimmed)
		m.first, m.later = indent+trimmed[:n], indent+strings.Repeat(" ", n)
		m.paragraph = append(m.paragraph, trimmed[n:])
	default:
		m.paragraph = append(m.paragraph, trimmed)
	}
}

// numbered is the length of "1. " at the beginning of a line, 0 if it is not there.
func numbered(line string) int {
	n := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if n > 0 && strings.HasPrefix(line[n:], ". ") {
		return n + 2
	}
	return 0
}

// flush writes the paragraph.
func (m *markdown) flush() {
	if len(m.paragraph) == 0 {
		return
	}
	line, cells := m.first, uniseg.StringWidth(m.first)
	empty := true
	for word := range strings.FieldsSeq(m.inline(strings.Join(m.paragraph, " "))) {
		w := uniseg.StringWidth(unpaint(word))
		if !empty && cells+1+w > m.width {
			m.out.WriteString(line + "\n")
			line, cells, empty = m.later, uniseg.StringWidth(m.later), true
		}
		if !empty {
			line, cells = line+" ", cells+1
		}
		line, cells, empty = line+word, cells+w, false
	}
	m.out.WriteString(line + "\n")
	m.paragraph, m.first, m.later = nil, "", ""
}

// inline replaces the marks within a line: `code`, **strong**, [text](link).
func (m *markdown) inline(s string) string {
	var b strings.Builder
	for s != "" {
		switch {
		case s[0] == '`':
			if text, rest, ok := between(s, "`", "`"); ok {
				b.WriteString(m.each(sgrCode, text))
				s = rest
				continue
			}
		case strings.HasPrefix(s, "**"):
			if text, rest, ok := between(s, "**", "**"); ok {
				b.WriteString(m.each(sgrStrong, text))
				s = rest
				continue
			}
		case s[0] == '[':
			if text, rest, ok := between(s, "[", "]("); ok {
				if link, after, ok := strings.Cut(rest, ")"); ok {
					b.WriteString(text + " " + m.each(sgrDim, "("+link+")"))
					s = after
					continue
				}
			}
		}
		b.WriteByte(s[0])
		s = s[1:]
	}
	return b.String()
}

func between(s, open, end string) (text, rest string, ok bool) {
	text, rest, ok = strings.Cut(s[len(open):], end)
	return text, rest, ok && text != ""
}

// each paints word by word, so that a line may be broken between them.
func (m *markdown) each(sgr, text string) string {
	if !m.color {
		return text
	}
	list := strings.Fields(text)
	for i := range list {
		list[i] = m.paint(sgr, list[i])
	}
	return strings.Join(list, " ")
}

func (m *markdown) paint(sgr, s string) string {
	if !m.color || s == "" {
		return s
	}
	return sgr + s + sgrReset
}

// unpaint is a text without the sequences that paint writes.
func unpaint(s string) string {
	for {
		before, rest, found := strings.Cut(s, "\x1b[")
		_, after, closed := strings.Cut(rest, "m")
		if !found || !closed {
			return s
		}
		s = before + after
	}
}
