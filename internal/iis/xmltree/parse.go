package xmltree

import (
	"fmt"
	"strings"
)

// Limits of the reader.
const (
	MaxDepth    = 1000 // nested elements; what is deeper is skipped
	MaxProblems = 20   // recorded problems of one document
)

type parser struct {
	text string
	path string
	pos  int
	doc  *Document
	// open elements, outermost first.
	stack []*Element
	// skipped counts open elements below MaxDepth.
	skipped int
	// swallowed: something without its end took the rest of the text, and with
	// it the end tags of what is open.
	swallowed bool
}

// Parse reads text, which is UTF-8 whatever its XML declaration says. It
// always returns a document; what is wrong is in its Problems. Time and
// memory are linear in the text.
func Parse(path, text string) *Document {
	p := &parser{text: text, path: path, doc: &Document{}}
	for p.pos < len(text) {
		lt := strings.IndexByte(text[p.pos:], '<')
		if lt < 0 {
			p.chars(p.pos, len(text))
			break
		}
		p.chars(p.pos, p.pos+lt)
		p.pos += lt
		p.markup()
	}
	p.leave(0, len(text), "")
	return p.doc
}

// leave ends elements that nothing closes, all but the outer ones. That is one
// mistake, be the text cut off or an end tag missing, and the outermost says it.
func (p *parser) leave(outer, end int, before string) {
	open := p.stack[outer:]
	if len(open) == 0 {
		return
	}
	within := ""
	if n := len(open) - 1; n == 1 {
		within = fmt.Sprintf(", nor is <%s> in it", open[1].Name)
	} else if n > 1 {
		within = fmt.Sprintf(", nor are %d elements in it", n)
	}
	if !p.swallowed {
		p.problem(open[0].Open, "<%s> is not closed%s%s", open[0].Name, before, within)
	}
	for _, e := range open {
		e.At.End = end
	}
	p.stack = p.stack[:outer]
}

func (p *parser) problem(at Span, format string, args ...any) {
	if len(p.doc.Problems) < MaxProblems {
		p.doc.Problems = append(p.doc.Problems, Problem{At: at, Message: fmt.Sprintf(format, args...)})
	}
}

// chars adds the character data from..to to the innermost element.
func (p *parser) chars(from, to int) {
	raw := p.text[from:to]
	trimmed := strings.TrimLeft(raw, " \t\r\n")
	if trimmed == "" {
		return
	}
	from += len(raw) - len(trimmed)
	trimmed = strings.TrimRight(trimmed, " \t\r\n")
	p.addText(Span{from, from + len(trimmed)}, decode(trimmed))
}

func (p *parser) addText(at Span, text string) {
	if p.skipped > 0 || len(p.stack) == 0 {
		return
	}
	e := p.stack[len(p.stack)-1]
	if e.Text == "" {
		e.Text, e.TextAt = text, at
		return
	}
	// Text in pieces (around comments and children) matters to nobody
	// beyond its first piece; joining would be quadratic.
	e.TextAt.End = at.End
}

// markup reads one construct that begins with '<'.
func (p *parser) markup() {
	rest := p.text[p.pos:]
	switch {
	case strings.HasPrefix(rest, "<!--"):
		p.until(4, "-->", "comment")
	case strings.HasPrefix(rest, "<![CDATA["):
		start := p.pos + 9
		p.until(9, "]]>", "CDATA section")
		end := max(start, p.pos-3)
		if text := strings.TrimSpace(p.text[start:end]); text != "" {
			p.addText(Span{start, end}, text)
		}
	case strings.HasPrefix(rest, "<?"):
		p.until(2, "?>", "processing instruction")
	case strings.HasPrefix(rest, "<!"):
		p.doctype()
	case strings.HasPrefix(rest, "</"):
		p.endTag()
	case len(rest) > 1 && isNameByte(rest[1]):
		p.startTag()
	default:
		p.problem(Span{p.pos, p.pos + 1}, "found '<' where no tag begins")
		p.pos++
	}
}

// until skips to behind the terminator, to the end of the text if there is none.
func (p *parser) until(skip int, terminator, what string) {
	i := strings.Index(p.text[p.pos+skip:], terminator)
	if i < 0 {
		p.problem(Span{p.pos, p.pos + skip}, "%s is not closed, expected %q", what, terminator)
		p.pos, p.swallowed = len(p.text), true
		return
	}
	p.pos += skip + i + len(terminator)
}

// doctype skips <!DOCTYPE …> with its internal subset. Nothing in it is used.
func (p *parser) doctype() {
	start, depth := p.pos, 0
	for i := p.pos; i < len(p.text); i++ {
		switch p.text[i] {
		case '<':
			depth++
		case '>':
			if depth--; depth == 0 {
				p.pos = i + 1
				return
			}
		}
	}
	p.problem(Span{start, start + 2}, "declaration is not closed, expected '>'")
	p.pos, p.swallowed = len(p.text), true
}

func (p *parser) endTag() {
	start := p.pos
	p.pos += 2
	name := p.name()
	p.blanks()
	if p.pos < len(p.text) && p.text[p.pos] == '>' {
		p.pos++
	} else if p.pos >= len(p.text) && len(p.stack) > 0 {
		return // the text is cut off, which is said of the outermost element
	} else {
		p.problem(Span{start, p.pos}, "</%s is not closed, expected '>'", name)
	}
	at := Span{start, p.pos}
	if p.skipped > 0 {
		p.skipped--
		return
	}
	if n := len(p.stack); n > 0 && p.stack[n-1].Name == name {
		p.close(at)
		return
	}
	// Looking further out than this costs time and finds nothing in practice.
	const reach = 64
	for i := len(p.stack) - 1; i >= max(0, len(p.stack)-reach); i-- {
		if !strings.EqualFold(p.stack[i].Name, name) {
			continue
		}
		if i == len(p.stack)-1 {
			p.problem(at, "expected </%s>, found </%s>: letter case differs", p.stack[i].Name, name)
		}
		p.leave(i+1, start, " before </"+name+">")
		p.close(at)
		return
	}
	p.problem(at, "</%s> closes nothing", name)
}

func (p *parser) close(at Span) {
	e := p.stack[len(p.stack)-1]
	e.Close, e.At.End = at, at.End
	p.stack = p.stack[:len(p.stack)-1]
}

func (p *parser) startTag() {
	start := p.pos
	p.pos++
	e := &Element{Path: p.path}
	e.Name = p.name()
	e.NameAt = Span{start + 1, p.pos}
	p.attributes(e)
	e.Open = Span{start, p.pos}
	e.At = e.Open
	if len(p.stack) >= MaxDepth {
		p.tooDeep(e)
		return
	}
	if n := len(p.stack); n > 0 {
		p.stack[n-1].Children = append(p.stack[n-1].Children, e)
	} else {
		if len(p.doc.Elements) == 1 {
			p.problem(e.Open, "<%s> stands after the end of the document element", e.Name)
		}
		p.doc.Elements = append(p.doc.Elements, e)
	}
	if !e.Empty {
		p.stack = append(p.stack, e)
	}
}

func (p *parser) tooDeep(e *Element) {
	if n := len(p.doc.Problems); n == 0 || !p.doc.Problems[n-1].Limit {
		p.doc.Problems = append(p.doc.Problems, Problem{
			At: e.Open, Limit: true,
			Message: fmt.Sprintf("elements are nested deeper than %d; what is deeper is not read", MaxDepth),
		})
	}
	if !e.Empty {
		p.skipped++
	}
}

// attributes reads up to and over the '>' of a start tag.
func (p *parser) attributes(e *Element) {
	for {
		p.blanks()
		if p.pos >= len(p.text) {
			return // cut off: the element is not closed either, which is said
		}
		switch c := p.text[p.pos]; {
		case c == '>':
			p.pos++
			return
		case c == '/' && p.pos+1 < len(p.text) && p.text[p.pos+1] == '>':
			p.pos += 2
			e.Empty = true
			return
		case c == '<':
			p.problem(e.NameAt, "tag <%s is not closed, expected '>' before the next '<'", e.Name)
			return
		case isNameByte(c):
			p.attribute(e)
		default:
			from := p.pos
			for p.pos++; p.pos < len(p.text) && !tagByte(p.text[p.pos]); p.pos++ {
			}
			p.problem(Span{from, p.pos}, "expected an attribute in <%s>, found %q", e.Name, clip(p.text[from:p.pos]))
		}
	}
}

func (p *parser) attribute(e *Element) {
	start := p.pos
	a := Attr{Name: p.name()}
	nameEnd := p.pos
	p.blanks()
	if p.pos >= len(p.text) || p.text[p.pos] != '=' {
		p.pos = nameEnd
		p.problem(Span{start, nameEnd}, "attribute %s has no value, expected '='", a.Name)
		return
	}
	p.pos++
	p.blanks()
	p.value(&a)
	a.At = Span{start, p.pos}
	for i := range e.Attrs {
		// Checked for few attributes only: a tag may have thousands.
		if i < 64 && e.Attrs[i].Name == a.Name {
			p.problem(a.At, "attribute %s is given twice; the first counts", a.Name)
			return
		}
	}
	e.Attrs = append(e.Attrs, a)
}

func (p *parser) value(a *Attr) {
	if p.pos >= len(p.text) {
		a.ValueAt = Span{p.pos, p.pos} // cut off
		return
	}
	quote := p.text[p.pos]
	if quote != '"' && quote != '\'' {
		from := p.pos
		for p.pos < len(p.text) && !tagByte(p.text[p.pos]) {
			p.pos++
		}
		a.ValueAt = Span{from, p.pos}
		a.Value = decode(p.text[from:p.pos])
		p.problem(a.ValueAt, "value of %s stands without quotes", a.Name)
		return
	}
	p.pos++
	from, line := p.pos, -1
	for i := from; ; i++ {
		switch {
		case i >= len(p.text) || p.text[i] == '<' && line >= 0:
			// The closing quote was forgotten: the value ends with its line.
			if line < 0 {
				line = i
			}
			end := from + len(strings.TrimRight(p.text[from:line], " \t/>"))
			a.ValueAt = Span{from, end}
			a.Value = decode(p.text[from:end])
			if i < len(p.text) || line < i { // else the text is cut off
				p.problem(Span{from - 1, end}, "value of %s has no closing quote", a.Name)
			}
			p.pos = end
			return
		case p.text[i] == quote:
			a.ValueAt = Span{from, i}
			a.Value = decode(p.text[from:i])
			if strings.IndexByte(p.text[from:i], '<') >= 0 {
				p.problem(a.ValueAt, "value of %s holds '<', which must be written &lt;", a.Name)
			}
			p.pos = i + 1
			return
		case line < 0 && (p.text[i] == '\n' || p.text[i] == '\r'):
			line = i
		}
	}
}

func (p *parser) name() string {
	from := p.pos
	for p.pos < len(p.text) && isNameByte(p.text[p.pos]) {
		p.pos++
	}
	return p.text[from:p.pos]
}

func (p *parser) blanks() {
	for p.pos < len(p.text) && isBlank(p.text[p.pos]) {
		p.pos++
	}
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// tagByte reports whether c ends junk within a tag.
func tagByte(c byte) bool { return isBlank(c) || c == '>' || c == '<' || c == '/' }

// isNameByte is lenient: every letter of every script, since bytes of UTF-8
// above ASCII count as letters.
func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' ||
		c == '_' || c == '-' || c == '.' || c == ':' || c >= 0x80
}

func clip(s string) string {
	if len(s) > 20 {
		return s[:20]
	}
	return s
}
