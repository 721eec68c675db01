package vbscript

// Scanner splits source text into tokens. It allocates nothing: tokens are
// offsets. Between the tokens of a chunk lie only blanks and line
// continuations.
type Scanner struct {
	src    string
	chunks []Chunk // those not begun yet
	pos    int
	limit  int // end of the chunk being read
	kind   ChunkKind
	mode   Mode
	prev   Kind // the token before, comments not counted
}

// NewScanner returns a scanner over the chunks of src. Chunks that lie outside
// src or go backwards are cut to what is left.
func NewScanner(src string, chunks []Chunk, mode Mode) Scanner {
	return Scanner{src: src, chunks: chunks, mode: mode, prev: Newline}
}

// Classes of bytes.
const (
	cOther  uint8 = iota
	cBlank        // space, tab, vertical tab, form feed, Ctrl-Z
	cEnd          // CR, LF
	cLetter       // A–Z, a–z
	cDigit        // 0–9
	cUnder        // _
	cHigh         // part of a multi-byte UTF-8 sequence
)

var classes = [256]uint8{
	' ': cBlank, '\t': cBlank, '\v': cBlank, '\f': cBlank, 0x1A: cBlank, '\r': cEnd, '\n': cEnd, '_': cUnder,
	'0': cDigit, '1': cDigit, '2': cDigit, '3': cDigit, '4': cDigit, '5': cDigit, '6': cDigit, '7': cDigit, '8': cDigit, '9': cDigit,
	'A': cLetter, 'B': cLetter, 'C': cLetter, 'D': cLetter, 'E': cLetter, 'F': cLetter, 'G': cLetter, 'H': cLetter, 'I': cLetter,
	'J': cLetter, 'K': cLetter, 'L': cLetter, 'M': cLetter, 'N': cLetter, 'O': cLetter, 'P': cLetter, 'Q': cLetter, 'R': cLetter,
	'S': cLetter, 'T': cLetter, 'U': cLetter, 'V': cLetter, 'W': cLetter, 'X': cLetter, 'Y': cLetter, 'Z': cLetter,
	'a': cLetter, 'b': cLetter, 'c': cLetter, 'd': cLetter, 'e': cLetter, 'f': cLetter, 'g': cLetter, 'h': cLetter, 'i': cLetter,
	'j': cLetter, 'k': cLetter, 'l': cLetter, 'm': cLetter, 'n': cLetter, 'o': cLetter, 'p': cLetter, 'q': cLetter, 'r': cLetter,
	's': cLetter, 't': cLetter, 'u': cLetter, 'v': cLetter, 'w': cLetter, 'x': cLetter, 'y': cLetter, 'z': cLetter,
	0x80: cHigh, 0x81: cHigh, 0x82: cHigh, 0x83: cHigh, 0x84: cHigh, 0x85: cHigh, 0x86: cHigh, 0x87: cHigh,
	0x88: cHigh, 0x89: cHigh, 0x8A: cHigh, 0x8B: cHigh, 0x8C: cHigh, 0x8D: cHigh, 0x8E: cHigh, 0x8F: cHigh,
	0x90: cHigh, 0x91: cHigh, 0x92: cHigh, 0x93: cHigh, 0x94: cHigh, 0x95: cHigh, 0x96: cHigh, 0x97: cHigh,
	0x98: cHigh, 0x99: cHigh, 0x9A: cHigh, 0x9B: cHigh, 0x9C: cHigh, 0x9D: cHigh, 0x9E: cHigh, 0x9F: cHigh,
	0xA0: cHigh, 0xA1: cHigh, 0xA2: cHigh, 0xA3: cHigh, 0xA4: cHigh, 0xA5: cHigh, 0xA6: cHigh, 0xA7: cHigh,
	0xA8: cHigh, 0xA9: cHigh, 0xAA: cHigh, 0xAB: cHigh, 0xAC: cHigh, 0xAD: cHigh, 0xAE: cHigh, 0xAF: cHigh,
	0xB0: cHigh, 0xB1: cHigh, 0xB2: cHigh, 0xB3: cHigh, 0xB4: cHigh, 0xB5: cHigh, 0xB6: cHigh, 0xB7: cHigh,
	0xB8: cHigh, 0xB9: cHigh, 0xBA: cHigh, 0xBB: cHigh, 0xBC: cHigh, 0xBD: cHigh, 0xBE: cHigh, 0xBF: cHigh,
	0xC0: cHigh, 0xC1: cHigh, 0xC2: cHigh, 0xC3: cHigh, 0xC4: cHigh, 0xC5: cHigh, 0xC6: cHigh, 0xC7: cHigh,
	0xC8: cHigh, 0xC9: cHigh, 0xCA: cHigh, 0xCB: cHigh, 0xCC: cHigh, 0xCD: cHigh, 0xCE: cHigh, 0xCF: cHigh,
	0xD0: cHigh, 0xD1: cHigh, 0xD2: cHigh, 0xD3: cHigh, 0xD4: cHigh, 0xD5: cHigh, 0xD6: cHigh, 0xD7: cHigh,
	0xD8: cHigh, 0xD9: cHigh, 0xDA: cHigh, 0xDB: cHigh, 0xDC: cHigh, 0xDD: cHigh, 0xDE: cHigh, 0xDF: cHigh,
	0xE0: cHigh, 0xE1: cHigh, 0xE2: cHigh, 0xE3: cHigh, 0xE4: cHigh, 0xE5: cHigh, 0xE6: cHigh, 0xE7: cHigh,
	0xE8: cHigh, 0xE9: cHigh, 0xEA: cHigh, 0xEB: cHigh, 0xEC: cHigh, 0xED: cHigh, 0xEE: cHigh, 0xEF: cHigh,
	0xF0: cHigh, 0xF1: cHigh, 0xF2: cHigh, 0xF3: cHigh, 0xF4: cHigh, 0xF5: cHigh, 0xF6: cHigh, 0xF7: cHigh,
	0xF8: cHigh, 0xF9: cHigh, 0xFA: cHigh, 0xFB: cHigh, 0xFC: cHigh, 0xFD: cHigh, 0xFE: cHigh, 0xFF: cHigh,
}

// Next returns the next token. After the end it returns EOF for ever.
func (s *Scanner) Next() Token {
	src := s.src[:s.limit]
	pos := s.pos
	for {
		for pos < len(src) && classes[src[pos]] == cBlank {
			pos++
		}
		if pos >= len(src) {
			s.pos = pos
			if t, ok := s.boundary(); ok {
				return t
			}
			src, pos = s.src[:s.limit], s.pos
			continue
		}
		c := src[pos]
		switch classes[c] {
		case cLetter:
			return s.word(src, pos)
		case cDigit:
			return s.number(src, pos)
		case cEnd:
			return s.take(Newline, pos, pos+lineEnd(src, pos))
		case cUnder:
			if n := continuation(src, pos); n > 0 {
				pos += n
				continue
			}
			return s.take(Illegal, pos, pos+1)
		case cHigh:
			if n := wideBlank(src, pos); n > 0 {
				pos += n
				continue
			}
			return s.word(src, pos)
		}
		return s.operator(src, pos, c)
	}
}

// take makes a token and moves behind it.
func (s *Scanner) take(k Kind, pos, end int) Token {
	s.pos = end
	s.prev = k
	return Token{k, pos, end}
}

// boundary returns the token that stands at the end of a chunk or for a whole
// chunk; false means that the next chunk is code, to be read from s.pos.
func (s *Scanner) boundary() (Token, bool) {
	switch {
	case s.kind == ChunkExpr:
		s.kind = 0
		return s.take(ExprEnd, s.pos, s.pos), true
	case s.kind == ChunkCode && s.prev != Newline:
		s.kind = 0
		return s.take(Newline, s.pos, s.pos), true
	}
	for len(s.chunks) > 0 {
		c := s.chunks[0]
		s.chunks = s.chunks[1:]
		pos := min(max(c.Pos, s.limit), len(s.src))
		end := min(max(c.End, pos), len(s.src))
		s.pos, s.limit, s.kind = pos, end, c.Kind
		switch c.Kind {
		case ChunkHTML, ChunkInclude:
			s.kind = 0
			if pos == end {
				continue
			}
			t := s.take(HTML, pos, end)
			if c.Kind == ChunkInclude {
				t.Kind = Include
			}
			s.prev = Newline
			return t, true
		case ChunkExpr:
			return s.take(ExprStart, pos, pos), true
		case ChunkCode:
			s.prev = Newline
			return Token{}, false
		}
	}
	s.kind = 0
	return s.take(EOF, s.pos, s.pos), true
}

// lineEnd returns the length of the line end at pos: CR, LF or CRLF.
func lineEnd(src string, pos int) int {
	if src[pos] == '\r' && pos+1 < len(src) && src[pos+1] == '\n' {
		return 2
	}
	return 1
}

// continuation returns the length of the line continuation at the underscore
// at pos, 0 if it is none. At the end of a chunk it is one, too.
func continuation(src string, pos int) int {
	i := pos + 1
	for i < len(src) {
		switch classes[src[i]] {
		case cBlank:
			i++
		case cEnd:
			return i + lineEnd(src, i) - pos
		case cHigh:
			n := wideBlank(src, i)
			if n == 0 {
				return 0
			}
			i += n
		default:
			return 0
		}
	}
	return i - pos
}

// wideBlank returns the length of a blank outside ASCII: no-break space,
// ideographic space, zero-width space, a byte-order mark in mid-file.
func wideBlank(src string, pos int) int {
	switch src[pos] {
	case 0xC2:
		if pos+1 < len(src) && src[pos+1] == 0xA0 {
			return 2
		}
	case 0xE2, 0xE3, 0xEF:
		if pos+2 < len(src) {
			switch src[pos : pos+3] {
			case "\u200B", "\u3000", "\uFEFF":
				return 3
			}
		}
	}
	return 0
}

// word scans an identifier, a keyword or a Rem comment.
func (s *Scanner) word(src string, pos int) Token {
	first, i := wordAt(src, pos)
	kind := Name
	if s.prev != Dot && s.prev != Bang { // after a dot every word is a name
		kind = keywordOf(first, i-pos)
		if kind == KwRem {
			return s.comment(src, pos, i)
		}
	}
	if s.mode == VB6 && kind == Name && i < len(src) && isSuffix(src, i) {
		i++
	}
	return s.take(kind, pos, i)
}

// isSuffix reports whether the character at i, directly behind a word, is a
// VB6 type suffix rather than an operator.
func isSuffix(src string, i int) bool {
	switch src[i] {
	case '$', '%', '#', '@':
		return true
	case '&', '!':
		// a&b is a concatenation, rs!name a dictionary access.
		if i+1 == len(src) {
			return true
		}
		c := src[i+1]
		return classes[c] < cLetter && c != '"' && c != '(' && c != '['
	}
	return false
}

// comment scans up to the line end; from is where to begin looking for it. In
// VB6 a comment goes on over a continuation.
func (s *Scanner) comment(src string, pos, from int) Token {
	i := from
	for i < len(src) {
		c := src[i]
		if c == '\n' || c == '\r' {
			break
		}
		if c == '_' && s.mode == VB6 && i > 0 && classes[src[i-1]] == cBlank {
			if n := continuation(src, i); n > 0 {
				i += n
				continue
			}
		}
		i++
	}
	s.pos = i
	return Token{Remark, pos, i}
}
