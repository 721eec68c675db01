package jscript

import (
	"strings"
	"unicode/utf8"
)

// scanner cuts the code of a page into tokens. Regular expressions and the
// later parts of templates are cut by request of the parser, which alone knows
// where they may stand.
type scanner struct {
	src      string
	chunks   []Chunk
	next     int // index of the chunk behind the current one
	pos, end int // what is left of the current chunk of code
	inWrite  bool
	// crossed: a chunk boundary was passed since the last token.
	crossed bool
	// prev is the kind of the last token.
	prev kind
	// noClose: no "*/" stands in the code behind pos.
	noClose bool
	// noEnd: no @end stands in the current chunk behind pos.
	noEnd bool
	// inCC: within a comment that is conditional compilation.
	inCC bool
	flaw flaw
	// comments may be nil.
	comments *[]Comment
}

func newScanner(src string, chunks []Chunk) scanner {
	return scanner{src: src, chunks: clampChunks(chunks, len(src)), prev: tSemicolon, crossed: true}
}

// scan sets t to the next token. Behind the last it is tEOF for ever. (To
// return the token instead costs three times as much: the copy of a struct
// just written in bytes stalls.)
func (s *scanner) scan(t *token) {
	t.newline = s.skipTrivia()
	t.escaped, t.flaw = false, s.flaw
	s.flaw = 0
	if s.pos >= s.end {
		s.scanBoundary(t)
	} else {
		s.scanCode(t)
	}
	s.prev = t.kind
}

// scanBoundary leaves the current chunk and returns what stands behind it: the
// end of a <%= %>, HTML, an include, the head of a <%= %>, or the end. The next
// chunk of plain code never gets here: skipTrivia walks into it.
func (s *scanner) scanBoundary(t *token) {
	t.newline = true
	t.pos, t.end = Pos(s.end), Pos(s.end)
	if s.inWrite {
		s.inWrite = false
		t.kind = tWriteEnd
		return
	}
	if s.next >= len(s.chunks) {
		t.kind = tEOF
		return
	}
	c := s.chunks[s.next]
	s.next++
	s.pos, s.end = c.End, c.End
	s.noEnd, s.crossed = false, true
	t.pos, t.end = Pos(c.Pos), Pos(c.End)
	switch c.Kind {
	case ChunkExpr:
		s.pos, s.inWrite = c.Pos, true
		t.kind, t.end = tWrite, t.pos
	case ChunkInclude:
		t.kind = tInclude
	default:
		t.kind = tHTML
	}
}

// enterCode walks into the next chunk if that yields no token of its own.
func (s *scanner) enterCode() bool {
	if s.inWrite || s.next >= len(s.chunks) {
		return false
	}
	c := s.chunks[s.next]
	switch {
	case c.Kind == ChunkCode:
		s.pos, s.end = c.Pos, c.End
	case c.Kind == ChunkHTML && isBlank(s.src[c.Pos:c.End]):
		s.pos, s.end = c.End, c.End
	default:
		return false
	}
	s.next++
	s.noEnd, s.crossed = false, true
	return true
}

// skipTrivia skips white space, comments and conditional-compilation
// directives and reports whether a line end was among them.
func (s *scanner) skipTrivia() (newline bool) {
	newline = s.crossed
	s.crossed = false
	for {
		src, pos, end := s.src, s.pos, s.end
		for pos < end && byteClass[src[pos]]&(cSpace|cLine) != 0 {
			if byteClass[src[pos]]&cLine != 0 {
				newline = true
			}
			pos++
		}
		s.pos = pos
		if pos >= end {
			if !s.enterCode() {
				return newline
			}
			s.crossed = false
			newline = true
			continue
		}
		if c := src[pos]; byteClass[c]&cMaybe == 0 && c < utf8.RuneSelf {
			return newline
		}
		skipped, line := false, false
		switch c := src[pos]; {
		case c == '/':
			skipped, line = s.skipComment()
		case c == '<':
			if skipped = strings.HasPrefix(src[pos:end], "<!--"); skipped {
				s.skipLine(4)
			}
		case c == '-':
			if skipped = newline && strings.HasPrefix(src[pos:end], "-->"); skipped {
				s.skipLine(3)
			}
		case c == '@':
			skipped = s.skipDirective()
		case c == '*':
			if skipped = s.inCC && strings.HasPrefix(src[pos:end], "*/"); skipped {
				s.inCC = false
				s.pos += 2
			}
		case c >= utf8.RuneSelf:
			var n int
			n, line = wideSpace(src[pos:end])
			skipped = n > 0
			s.pos += n
		}
		if !skipped {
			return newline
		}
		newline = newline || line
	}
}

// scanCode reads one token of code at pos, which is within the chunk.
func (s *scanner) scanCode(t *token) {
	start := s.pos
	c := s.src[start]
	t.pos = Pos(start)
	switch {
	case byteClass[c]&cDigit != 0, c == '.' && start+1 < s.end && isDigit(s.src[start+1]):
		s.scanNumber()
		t.kind = tNumber
	case isNameByte(c), c == '\\', c == '@':
		s.scanName(t)
	case c == '"' || c == '\'':
		s.scanString(t, c)
	case c == '`':
		s.pos++
		s.scanTemplate(t)
	case c == '#' && start+1 < s.end && isNameByte(s.src[start+1]):
		s.pos++
		s.scanName(t)
		t.kind = tPrivate
	default:
		var n int
		t.kind, n = punctuator(s.src[start:s.end])
		s.pos += n
	}
	t.end = Pos(s.pos)
}

// scanName reads a name or reserved word.
func (s *scanner) scanName(t *token) {
	src, end := s.src, s.end
	i := s.pos
	all := byteClass[src[i]]
	if src[i] == '@' {
		i++
	}
	for i < end {
		cl := byteClass[src[i]]
		if cl&cName == 0 {
			if src[i] == '\\' {
				t.escaped = true
				if i+1 < end && src[i+1] == 'u' {
					i++
				} else {
					t.flaw = flawEscape
				}
			} else if src[i] < 0x80 {
				break
			} else if n, _ := wideSpace(src[i:end]); n > 0 {
				break
			}
		}
		all &= cl
		i++
	}
	t.kind = tIdent
	if n := i - s.pos; all&cLower != 0 && n >= 2 && n <= 10 {
		t.kind = keyword(src[s.pos:i])
	}
	if i == s.pos || i == s.pos+1 && src[s.pos] == '@' {
		t.kind = tIllegal
		i = max(i, s.pos+1)
	}
	if t.escaped && t.flaw == 0 && !nameEscapesSound(src[s.pos:i]) {
		t.flaw = flawEscape
	}
	s.pos = i
}
