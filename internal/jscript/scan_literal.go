package jscript

import "strings"

// scanNumber reads a number. What follows it without a blank is not its
// business.
func (s *scanner) scanNumber() {
	src, end := s.src, s.end
	i := s.pos
	if src[i] == '0' && i+1 < end {
		switch src[i+1] | 0x20 {
		case 'x', 'b', 'o':
			i += 2
			for i < end && (byteClass[src[i]]&cHex != 0 || src[i] == '_') {
				i++
			}
			if i < end && src[i] == 'n' {
				i++
			}
			s.pos = i
			return
		}
	}
	i = s.digits(i)
	if i < end && src[i] == 'n' {
		s.pos = i + 1
		return
	}
	if i < end && src[i] == '.' {
		i = s.digits(i + 1)
	}
	if i+1 < end && src[i]|0x20 == 'e' {
		j := i + 1
		if (src[j] == '+' || src[j] == '-') && j+1 < end {
			j++
		}
		if isDigit(src[j]) {
			i = s.digits(j)
		}
	}
	s.pos = i
}

func (s *scanner) digits(i int) int {
	for i < s.end && (isDigit(s.src[i]) || s.src[i] == '_' && i > s.pos) {
		i++
	}
	return i
}

// scanString reads a string. One that is not closed ends at the end of its
// line or chunk: IIS ends the code at %> even within a string.
func (s *scanner) scanString(t *token, quote byte) {
	src, end := s.src, s.end
	t.kind = tString
	i := s.pos + 1
	for i < end {
		switch c := src[i]; {
		case c == quote:
			s.pos = i + 1
			return
		case c == '\\':
			t.escaped = true
			i++
			if i+1 < end && src[i] == '\r' && src[i+1] == '\n' {
				i++
			}
		case byteClass[c]&cLine != 0:
			t.flaw = flawString
			s.pos = i
			return
		}
		i++
	}
	t.flaw = flawString
	s.pos = end
}

// scanTemplate reads the text of a template up to its closing back quote or
// the next ${; both belong to the token.
func (s *scanner) scanTemplate(t *token) {
	t.kind = tTemplate
	src, end := s.src, s.end
	for i := s.pos; i < end; i++ {
		switch src[i] {
		case '\\':
			t.escaped = true
			i++
		case '`':
			s.pos = i + 1
			return
		case '$':
			if i+1 < end && src[i+1] == '{' {
				s.pos = i + 2
				return
			}
		}
	}
	t.flaw = flawTemplate
	s.pos = end
}

// rescanTemplate reads the text of a template behind the substitution that
// ends with brace, which is the token last scanned.
func (s *scanner) rescanTemplate(brace token) token {
	t := token{pos: brace.pos}
	s.pos = int(brace.end)
	s.scanTemplate(&t)
	t.end = Pos(s.pos)
	s.prev = tTemplate
	return t
}

// rescanRegexp reads the regular expression that begins with slash, which is
// the token last scanned.
func (s *scanner) rescanRegexp(slash token) token {
	t := token{kind: tRegexp, newline: slash.newline, pos: slash.pos}
	src, end := s.src, s.end
	inClass := false
	i := int(slash.pos) + 1
	for ; ; i++ {
		if i >= end || byteClass[src[i]]&cLine != 0 {
			t.flaw = flawRegexp
			break
		}
		c := src[i]
		if c == '\\' && i+1 < end && byteClass[src[i+1]]&cLine == 0 {
			i++
			continue
		}
		if c == '/' && !inClass {
			for i++; i < end && byteClass[src[i]]&cName != 0; { // flags
				i++
			}
			break
		}
		inClass = c == '[' || inClass && c != ']'
	}
	s.pos = i
	t.end = Pos(i)
	s.prev = tRegexp
	return t
}

// punctuator returns the longest punctuator that s begins with and its length.
func punctuator(s string) (kind, int) {
	var c1, c2 byte
	if len(s) > 1 {
		c1 = s[1]
	}
	if len(s) > 2 {
		c2 = s[2]
	}
	switch s[0] {
	case '(':
		return tLParen, 1
	case ')':
		return tRParen, 1
	case '{':
		return tLBrace, 1
	case '}':
		return tRBrace, 1
	case '[':
		return tLBracket, 1
	case ']':
		return tRBracket, 1
	case ';':
		return tSemicolon, 1
	case ',':
		return tComma, 1
	case '~':
		return tTilde, 1
	case ':':
		return pick(c1 == ':', tDoubleColon, 2, tColon)
	case '.':
		return pick(c1 == '.' && c2 == '.', tEllipsis, 3, tDot)
	case '=':
		switch {
		case c1 == '=' && c2 == '=':
			return tEqStrict, 3
		case c1 == '=':
			return tEq, 2
		}
		return pick(c1 == '>', tArrow, 2, tAssign)
	case '!':
		if c1 == '=' {
			return pick(c2 == '=', tNeStrict, 3, tNe, 2)
		}
		return tNot, 1
	case '+':
		if c1 == '+' {
			return tInc, 2
		}
		return pick(c1 == '=', tAddAssign, 2, tAdd)
	case '-':
		if c1 == '-' {
			return tDec, 2
		}
		return pick(c1 == '=', tSubAssign, 2, tSub)
	case '/':
		return pick(c1 == '=', tDivAssign, 2, tDiv)
	case '%':
		return pick(c1 == '=', tModAssign, 2, tMod)
	case '^':
		return pick(c1 == '=', tXorAssign, 2, tXor)
	}
	return punctuatorRare(s, c1, c2)
}

// punctuatorRare goes on where a doubled character is an operator too.
func punctuatorRare(s string, c1, c2 byte) (kind, int) {
	doubled := c1 == s[0]
	switch s[0] {
	case '*':
		if doubled {
			return pick(c2 == '=', tPowAssign, 3, tPow, 2)
		}
		return pick(c1 == '=', tMulAssign, 2, tMul)
	case '&':
		if doubled {
			return pick(c2 == '=', tAndAndAssign, 3, tAndAnd, 2)
		}
		return pick(c1 == '=', tAndAssign, 2, tAnd)
	case '|':
		if doubled {
			return pick(c2 == '=', tOrOrAssign, 3, tOrOr, 2)
		}
		return pick(c1 == '=', tOrAssign, 2, tOr)
	case '?':
		if doubled {
			return pick(c2 == '=', tNullishAssign, 3, tNullish, 2)
		}
		return pick(c1 == '.' && !isDigit(c2), tOptional, 2, tQuestion)
	case '<':
		if doubled {
			return pick(c2 == '=', tShlAssign, 3, tShl, 2)
		}
		return pick(c1 == '=', tLe, 2, tLt)
	case '>':
		if doubled && c2 == '>' {
			return pick(strings.HasPrefix(s[3:], "="), tUshrAssign, 4, tUshr, 3)
		}
		if doubled {
			return pick(c2 == '=', tShrAssign, 3, tShr, 2)
		}
		return pick(c1 == '=', tGe, 2, tGt)
	}
	return tIllegal, 1
}

// pick returns yes with its length if cond holds, else no, which is one byte
// long unless said otherwise.
func pick(cond bool, yes kind, n int, no kind, short ...int) (kind, int) {
	switch {
	case cond:
		return yes, n
	case len(short) > 0:
		return no, short[0]
	}
	return no, 1
}
