package script

import "strings"

// StatementKind tells statements of PowerShell apart.
type StatementKind uint8

// The kinds of statements. The zero value is invalid.
const (
	Run        StatementKind = iota + 1 // one element of a pipeline, or an assignment of one
	OpenBlock                           // {
	CloseBlock                          // }
)

// Statement is a piece of a PowerShell script between ";", line ends, "|" and
// the braces of blocks (those of @{ } belong to it).
type Statement struct {
	Kind     StatementKind
	Pos, End int
	Piped    bool // the element before it in the pipeline feeds it
	// Length of an OpenBlock is the number of statements up to the
	// CloseBlock that ends it, 0 if none does.
	Length int
}

type statements struct {
	text string
	base int
	pos  int
	from int // start of the open statement, -1 for none
	to   int // behind its last character that is no blank or comment
	list []Statement
	// open brackets; '{' stands for that of a hash table.
	open  []byte
	piped bool
	// blocks are the indices of open blocks in list.
	blocks []int
}

// Statements splits a PowerShell script. Comments and here-strings never
// begin or end a statement.
func Statements(text string, base int) []Statement {
	p := &statements{text: text, base: base, from: -1}
	for p.pos < len(text) {
		p.next()
	}
	p.flush()
	return p.list
}

// match ties the block that ends here to its start.
func (p *statements) match() {
	n := len(p.blocks)
	if n == 0 {
		return
	}
	start := p.blocks[n-1]
	p.blocks = p.blocks[:n-1]
	p.list[start].Length = len(p.list) - 1 - start
}

func (p *statements) flush() {
	if p.from >= 0 {
		p.list = append(p.list, Statement{Kind: Run, Pos: p.base + p.from, End: p.base + p.to, Piped: p.piped})
	}
	if p.from >= 0 {
		p.piped = false
	}
	p.from, p.open = -1, p.open[:0]
}

func (p *statements) block(kind StatementKind) {
	p.flush()
	p.pos++
	if kind == OpenBlock {
		p.blocks = append(p.blocks, len(p.list))
	}
	p.list = append(p.list, Statement{Kind: kind, Pos: p.base + p.pos - 1, End: p.base + p.pos})
	if kind == CloseBlock {
		p.match()
	}
}

// take adds n bytes to the statement.
func (p *statements) take(n int) {
	if p.from < 0 {
		p.from = p.pos
	}
	p.pos += n
	p.to = p.pos
}

func (p *statements) next() {
	rest := p.text[p.pos:]
	switch c := rest[0]; {
	case c == ' ' || c == '\t':
		p.pos++
	case c == '\n' || c == '\r':
		p.pos++
		if len(p.open) == 0 {
			p.flush()
		}
	case skipped(p.text, p.pos) > 0:
		p.pos += skipped(p.text, p.pos)
	case c == '"' || c == '\'':
		_, _, n := powerShellString(rest)
		p.take(n)
	case c == '@' && len(rest) > 1 && (rest[1] == '"' || rest[1] == '\''):
		_, n := hereStringEnd(rest)
		p.take(n)
	case c == '@' && len(rest) > 1 && rest[1] == '{':
		p.take(2)
		p.open = append(p.open, '{')
	case c == '(' || c == '[':
		p.take(1)
		p.open = append(p.open, c)
	case c == ')' || c == ']':
		p.take(1)
		p.open = p.open[:max(0, len(p.open)-1)]
	case c == '}' && len(p.open) > 0 && p.open[len(p.open)-1] == '{':
		p.take(1)
		p.open = p.open[:len(p.open)-1]
	case c == '$' && len(rest) > 1 && rest[1] == '{':
		_, n := variableName(rest)
		p.take(n)
	case c == '{':
		p.block(OpenBlock)
	case c == '}':
		p.block(CloseBlock)
	case c == ';' && len(p.open) == 0:
		p.flush()
		p.pos++
		p.piped = false
	case c == '|' && len(p.open) == 0:
		p.flush()
		p.pos++
		p.piped = true
	case c == '`' && len(rest) > 1:
		p.take(2)
	default:
		p.take(1)
	}
}

// skipped is the length of a comment or a continuation at pos, 0 if there is none.
func skipped(text string, pos int) int {
	rest := text[pos:]
	switch {
	case strings.HasPrefix(rest, "<#"):
		if i := strings.Index(rest, "#>"); i >= 0 {
			return i + 2
		}
		return len(rest)
	case rest[0] == '#' && (pos == 0 || !isLetter(text[pos-1]) && !isDigit(text[pos-1])):
		if i := strings.IndexAny(rest, "\r\n"); i >= 0 {
			return i
		}
		return len(rest)
	case rest[0] == '`':
		if n := lineEnd(rest[1:]); n > 0 {
			return 1 + n
		}
	}
	return 0
}

// Words splits a PowerShell command into words. A word in brackets is one
// word; see [WordKind].
func Words(text string, base int) []Word {
	var words []Word
	pos := 0
	for pos < len(text) {
		switch c := text[pos]; {
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',':
			pos++
		case skipped(text, pos) > 0:
			pos += skipped(text, pos)
		default:
			w, n := readWord(text[pos:])
			w.Pos, w.End = base+pos, base+pos+n
			w.InnerPos, w.InnerEnd = base+pos+w.InnerPos, base+pos+w.InnerEnd
			words = append(words, w)
			pos += n
		}
	}
	return words
}

// readWord reads the word at the start of text; its inner offsets are
// relative to text.
func readWord(text string) (Word, int) {
	switch {
	case strings.HasPrefix(text, "@{"):
		n := closing(text, 1)
		return Word{Kind: Hash, InnerPos: 2, InnerEnd: max(2, n-1)}, n
	case strings.HasPrefix(text, "@("), strings.HasPrefix(text, "$("):
		n := closing(text, 1)
		return Word{Kind: Group, InnerPos: 2, InnerEnd: max(2, n-1)}, n
	case text[0] == '(':
		n := closing(text, 0)
		return Word{Kind: Group, InnerPos: 1, InnerEnd: max(1, n-1)}, n
	case text[0] == '@' && len(text) > 1 && isLetter(text[1]):
		name := word(text[1:])
		return Word{Kind: Splat, Parts: []Part{{Variable: name}}}, 1 + len(name)
	}
	if text[0] == '@' && len(text) > 1 && (text[1] == '"' || text[1] == '\'') {
		value, parts, n := hereStringText(text)
		if parts == nil {
			parts = []Part{literal(value)}
		}
		return Word{Kind: Text, Quoted: true, Parts: parts}, n
	}
	w := Word{Kind: Text, Quoted: text[0] == '"' || text[0] == '\'', Variable: text[0] == '$'}
	n := w.readText(text)
	return w, n
}

// readText reads the pieces of a word of kind Text and returns its length.
func (w *Word) readText(text string) int {
	pos, from := 0, 0
	flush := func() {
		if pos > from {
			w.add(text[from:pos])
		}
	}
	for pos < len(text) && strings.IndexByte(" \t\r\n,;|(){}", text[pos]) < 0 {
		c := text[pos]
		switch {
		case c == '"' || c == '\'':
			flush()
			value, parts, n := powerShellString(text[pos:])
			if parts == nil {
				w.add(value)
			}
			w.Parts = append(w.Parts, parts...)
			pos += n
			from = pos
		case c == '`' && pos+1 < len(text):
			flush()
			from = pos + 1 // the escaped character
			if lineEnd(text[pos+1:]) > 0 {
				from = pos
				w.fill()
				return pos
			}
			pos += 2
		case c == '$' && pos+1 < len(text) && (isLetter(text[pos+1]) || text[pos+1] == '{' || text[pos+1] == '('):
			flush()
			name, n := stringVariable(text[pos:])
			w.Parts = append(w.Parts, Part{Variable: name})
			pos += n
			from = pos
		default:
			pos++
		}
	}
	if pos == 0 {
		pos = 1 // a lone bracket
	}
	flush()
	w.fill()
	return pos
}

// fill gives an empty word ("") its empty text.
func (w *Word) fill() {
	if w.Parts == nil {
		w.add("")
	}
}

// closing is the length up to and with the bracket that closes the one at text[at].
func closing(text string, at int) int {
	depth := 0
	for i := at; i < len(text); i++ {
		if n := skipped(text, i); n > 0 {
			i += n - 1
			continue
		}
		switch c := text[i]; c {
		case '(', '{', '[':
			depth++
		case ')', '}', ']':
			if depth--; depth == 0 {
				return i + 1
			}
		case '"', '\'':
			_, _, n := powerShellString(text[i:])
			i += n - 1
		case '@':
			if i+1 < len(text) && (text[i+1] == '"' || text[i+1] == '\'') {
				_, n := hereStringEnd(text[i:])
				i += n - 1
			}
		case '`':
			i++
		}
	}
	return len(text)
}
