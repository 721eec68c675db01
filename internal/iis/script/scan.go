package script

import (
	"strings"
)

// scanner reads one script. pos is an offset into text; tokens carry offsets
// plus base.
type scanner struct {
	text   string
	pos    int
	base   int
	lang   Language
	tokens []Token
	depth  int // open ( and [, where PowerShell's line ends do not count
}

// Scan splits text. base is added to every offset. Time is linear in the text.
func Scan(text string, lang Language, base int) []Token {
	s := &scanner{text: text, base: base, lang: lang}
	for s.pos < len(s.text) {
		s.next()
	}
	s.end()
	return s.tokens
}

func (s *scanner) emit(kind Kind, text string, from int) {
	s.tokens = append(s.tokens, Token{Kind: kind, Text: text, Pos: s.base + from, End: s.base + s.pos})
}

// end ends a statement, if one is open.
func (s *scanner) end() {
	if n := len(s.tokens); n > 0 && s.tokens[n-1].Kind != End {
		s.emit(End, "", s.pos)
	}
}

func (s *scanner) peek(i int) byte {
	if s.pos+i < len(s.text) {
		return s.text[s.pos+i]
	}
	return 0
}

func (s *scanner) next() {
	from := s.pos
	c := s.text[s.pos]
	switch {
	case c == '\n' || c == '\r':
		s.pos++
		s.lineEnd()
	case c == ' ' || c == '\t' || c == '\f' || c == '\v':
		s.pos++
	case s.comment(c):
	case s.continuation(c):
	case s.quoted(c):
	case c == '$' && s.lang == PowerShell && (isLetter(s.peek(1)) || s.peek(1) == '{'):
		s.variable()
	case isLetter(c) || c == '[' && s.lang == Basic && bracketed(s.text[s.pos:]) > 0:
		s.name(c)
	case isDigit(c) || c == '&' && s.lang == Basic && (s.peek(1)|0x20 == 'h') && isHex(s.peek(2)):
		s.number()
	default:
		s.punct(c)
	}
	if s.pos == from {
		s.pos++ // cannot happen; a script must never hang the reader
	}
}

func (s *scanner) lineEnd() {
	switch {
	case s.lang == C:
	case s.lang == PowerShell && s.depth > 0:
	default:
		s.end()
	}
}

func (s *scanner) skipLine() {
	for s.pos < len(s.text) && s.text[s.pos] != '\n' && s.text[s.pos] != '\r' {
		s.pos++
	}
}

// comment skips a comment that begins here.
func (s *scanner) comment(c byte) bool {
	switch s.lang {
	case Basic:
		if c == '\'' || (c|0x20 == 'r') && strings.EqualFold(word(s.text[s.pos:]), "rem") && s.fresh() {
			s.skipLine()
			return true
		}
	case C:
		switch {
		case c == '/' && s.peek(1) == '/':
			s.skipLine()
			return true
		case c == '/' && s.peek(1) == '*':
			s.skipTo("*/")
			return true
		}
	case PowerShell:
		switch {
		case c == '<' && s.peek(1) == '#':
			s.skipTo("#>")
			return true
		case c == '#':
			s.skipLine()
			return true
		}
	}
	return false
}

// fresh reports whether a statement may begin here.
func (s *scanner) fresh() bool {
	n := len(s.tokens)
	return n == 0 || s.tokens[n-1].Kind == End || strings.EqualFold(s.tokens[n-1].Text, "then") || strings.EqualFold(s.tokens[n-1].Text, "else")
}

func (s *scanner) skipTo(closing string) {
	if i := strings.Index(s.text[s.pos+2:], closing); i >= 0 {
		s.pos += 2 + i + len(closing)
		return
	}
	s.pos = len(s.text)
}

// continuation skips "_" or "`" and the line end behind it.
func (s *scanner) continuation(c byte) bool {
	if !(c == '_' && s.lang == Basic || c == '`' && s.lang == PowerShell) {
		return false
	}
	i := s.pos + 1
	for i < len(s.text) && (s.text[i] == ' ' || s.text[i] == '\t') {
		i++
	}
	if i >= len(s.text) || s.text[i] != '\n' && s.text[i] != '\r' {
		return false
	}
	if s.text[i] == '\r' && i+1 < len(s.text) && s.text[i+1] == '\n' {
		i++
	}
	s.pos = i + 1
	return true
}

func (s *scanner) name(c byte) {
	from := s.pos
	if c == '[' {
		s.pos += bracketed(s.text[s.pos:])
		s.emit(Name, s.text[from+1:s.pos-1], from)
		return
	}
	s.pos += len(word(s.text[s.pos:]))
	s.emit(Name, s.text[from:s.pos], from)
}

// variable reads $name, ${name}, $env:NAME, $script:name.
func (s *scanner) variable() {
	from := s.pos
	name, n := variableName(s.text[s.pos:])
	s.pos += n
	s.emit(Name, name, from)
	s.tokens[len(s.tokens)-1].Variable = true
}

func (s *scanner) number() {
	from := s.pos
	s.pos++
	for s.pos < len(s.text) && (isHex(s.text[s.pos]) || s.text[s.pos]|0x20 == 'x' || s.text[s.pos]|0x20 == 'h') {
		s.pos++
	}
	text := s.text[from:s.pos]
	if s.peek(0) == '&' && strings.HasPrefix(text, "&") {
		s.pos++
	}
	s.emit(Number, text, from)
}

func (s *scanner) punct(c byte) {
	from := s.pos
	switch c {
	case ';':
		s.pos++
		if s.lang == Basic {
			return
		}
		s.end()
		return
	case ':':
		if s.lang == Basic && s.peek(1) != '=' {
			s.pos++
			s.end()
			return
		}
	case '(', '[':
		s.depth++
	case ')', ']':
		s.depth = max(0, s.depth-1)
	case '{', '}':
		if s.lang == PowerShell {
			s.depth = 0
		}
	}
	if n := len(s.text) - s.pos; n >= 2 && double(s.text[s.pos:s.pos+2]) {
		s.pos += 2
		if op := s.text[from:s.pos]; s.lang == Basic && (op == "%>" || op == "<%") {
			s.end() // a page's block ends or begins
			return
		}
		for s.pos < len(s.text) && s.text[s.pos] == '=' {
			s.pos++ // === and !==
		}
	} else {
		s.pos++
	}
	s.emit(Punct, s.text[from:s.pos], from)
}

func double(op string) bool {
	switch op {
	case "==", "!=", "<=", ">=", "=>", "++", "--", "&&", "||", "+=", "-=", "&=", "|=", "<>", "::", ":=", "??", "?.", "%>", "<%":
		return true
	}
	return false
}

// bracketed is the length of a [name] of Basic at the start of text, 0 if there is none.
func bracketed(text string) int {
	for i := 1; i < len(text); i++ {
		switch c := text[i]; {
		case c == ']' && i > 1:
			return i + 1
		case !isLetter(c) && !isDigit(c) && c != ' ':
			return 0
		}
	}
	return 0
}

// word is the identifier at the start of text.
func word(text string) string {
	i := 0
	for i < len(text) && (isLetter(text[i]) || isDigit(text[i])) {
		i++
	}
	return text[:i]
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 0x80
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }
