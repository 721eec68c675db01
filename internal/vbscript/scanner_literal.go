package vbscript

import "strings"

// number scans a decimal literal: 12, 1.5, .5, 1., 1e3.
func (s *Scanner) number(src string, pos int) Token {
	i, kind := digits(src, pos), Int
	if i < len(src) && src[i] == '.' {
		kind = Float
		i = digits(src, i+1)
	}
	if i < len(src) && src[i]|0x20 == 'e' {
		j := i + 1
		if j < len(src) && (src[j] == '+' || src[j] == '-') {
			j++
		}
		if end := digits(src, j); end > j {
			kind, i = Float, end
		}
	}
	if s.mode == VB6 && i < len(src) && isSuffix(src, i) {
		i++
	}
	return s.take(kind, pos, i)
}

func digits(src string, i int) int {
	for i < len(src) && classes[src[i]] == cDigit {
		i++
	}
	return i
}

// radix scans &H… and &O… literals, also &17, at the ampersand at pos, and
// returns their end, or 0 if it is an operator.
func (s *Scanner) radix(src string, pos int) int {
	if pos+1 >= len(src) {
		return 0
	}
	i := pos + 2
	switch src[pos+1] | 0x20 {
	case 'h':
		for i < len(src) && isHex(src[i]) {
			i++
		}
	case 'o':
		for i < len(src) && '0' <= src[i] && src[i] <= '7' {
			i++
		}
	default:
		// "a"&1 is a concatenation.
		if c := src[pos+1]; c < '0' || c > '7' || s.prev.endsOperand() {
			return 0
		}
		for i < len(src) && '0' <= src[i] && src[i] <= '7' {
			i++
		}
		return i
	}
	if i == pos+2 {
		return 0
	}
	if i < len(src) && classes[src[i]] >= cLetter && s.prev.endsOperand() {
		return 0 // "a"&Hex(n): the author meant the operator
	}
	if i < len(src) && src[i] == '&' && (i+1 == len(src) || classes[src[i+1]] < cLetter && src[i+1] != '"' && src[i+1] != '(') {
		i++ // the suffix of a Long
	}
	return i
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// endsOperand reports whether a token of the kind can end an operand, so that
// an operator must follow.
func (k Kind) endsOperand() bool {
	switch k {
	case Name, Int, Float, String, Date, RParen, KwMe, KwTrue, KwFalse, KwNothing, KwNull, KwEmpty:
		return true
	}
	return k.contextual()
}

// text scans a string literal; without its closing quote it is Illegal and
// reaches to the line end.
func (s *Scanner) text(src string, pos int) Token {
	i := pos + 1
	for i < len(src) {
		switch src[i] {
		case '"':
			if i+1 < len(src) && src[i+1] == '"' {
				i += 2
				continue
			}
			return s.take(String, pos, i+1)
		case '\r', '\n':
			return s.take(Illegal, pos, i)
		}
		i++
	}
	return s.take(Illegal, pos, i)
}

// maxDate bounds the search for the second hash of a date literal, in bytes.
const maxDate = 48

// date scans #…#, or the hash alone where no date follows.
func (s *Scanner) date(src string, pos int) Token {
	digit := false
	for i := pos + 1; i < len(src) && i < pos+maxDate; i++ {
		c := src[i]
		if c == '#' {
			if !digit {
				break
			}
			return s.take(Date, pos, i+1)
		}
		switch {
		case classes[c] == cDigit:
			digit = true
		case classes[c] == cLetter, c == ' ', c == '/', c == '-', c == ':', c == '.', c == ',':
		default:
			return s.take(Hash, pos, pos+1)
		}
	}
	return s.take(Hash, pos, pos+1)
}

// bracketed scans [any name]; without the bracket it is Illegal and reaches to
// the line end, so that a line of brackets is read once.
func (s *Scanner) bracketed(src string, pos int) Token {
	i := pos + 1
	for i < len(src) && src[i] != '\r' && src[i] != '\n' {
		if src[i] == ']' {
			return s.take(Name, pos, i+1)
		}
		i++
	}
	return s.take(Illegal, pos, i)
}

// operator scans everything that begins with ASCII punctuation.
func (s *Scanner) operator(src string, pos int, c byte) Token {
	var next byte
	if pos+1 < len(src) {
		next = src[pos+1]
	}
	end := pos + 2
	if c == '<' || c == '>' || c == '=' {
		// VBScript takes `> =` for `>=`.
		for classes[next] == cBlank && end < len(src) {
			next = src[end]
			end++
		}
	}
	two := func(k Kind) Token { return s.take(k, pos, end) }
	one := func(k Kind) Token { return s.take(k, pos, pos+1) }
	switch c {
	case '"':
		return s.text(src, pos)
	case '\'':
		return s.comment(src, pos, pos+1)
	case '.':
		if classes[next] == cDigit {
			return s.number(src, pos)
		}
		return one(Dot)
	case ',':
		return one(Comma)
	case '(':
		return one(LParen)
	case ')':
		return one(RParen)
	case '=':
		switch next {
		case '<':
			return two(Le)
		case '>':
			return two(Ge)
		}
		return one(Eq)
	case '&':
		if end := s.radix(src, pos); end > 0 {
			return s.take(Int, pos, end)
		}
		return one(Amp)
	case '<':
		switch next {
		case '>':
			return two(Ne)
		case '=':
			return two(Le)
		case '!': // a page's <script> hides its code from old browsers
			if s.prev == Newline && strings.HasPrefix(src[pos:], "<!--") {
				return s.comment(src, pos, pos+4)
			}
		}
		return one(Lt)
	case '>':
		switch next {
		case '<':
			return two(Ne)
		case '=':
			return two(Ge)
		}
		return one(Gt)
	case '-':
		if next == '-' && s.prev == Newline && strings.HasPrefix(src[pos:], "-->") {
			return s.comment(src, pos, pos+3)
		}
		return one(Minus)
	case ':':
		if next == '=' && s.prev.isName() {
			return two(Assign)
		}
		return one(Colon)
	case '+':
		return one(Plus)
	case '*':
		return one(Star)
	case '/':
		return one(Slash)
	case '\\':
		return one(IntDiv)
	case '^':
		return one(Caret)
	case '#':
		return s.date(src, pos)
	case '[':
		return s.bracketed(src, pos)
	case '!':
		return one(Bang)
	case ';':
		return one(Semi)
	case '$', '%', '@':
		// What may be the type suffix of a name leaves the name an operand.
		prev := s.prev
		t := one(Illegal)
		s.prev = prev
		return t
	}
	return one(Illegal)
}
