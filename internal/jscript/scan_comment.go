package jscript

import "strings"

// Comment is a comment of the code.
type Comment struct {
	Range
	// Text is what stands between the delimiters.
	Text string
}

func (s *scanner) keepComment(pos, end int, text string) {
	if s.comments == nil {
		return
	}
	// The parser looks ahead and comes back, so a comment can pass twice.
	if n := len(*s.comments); n > 0 && int((*s.comments)[n-1].From) >= pos {
		return
	}
	*s.comments = append(*s.comments, Comment{Range{Pos(pos), Pos(end)}, text})
}

// skipLine skips a comment that reaches to the end of the line or chunk; head
// is the length of its delimiter.
func (s *scanner) skipLine(head int) {
	start := s.pos
	i := start + head
	for i < s.end && byteClass[s.src[i]]&cLine == 0 {
		i++
	}
	s.pos = i
	s.keepComment(start, i, s.src[start+head:i])
}

// skipComment skips the comment at pos, if there is one. Of a comment with
// conditional compilation only the opening delimiter is skipped: its contents
// are code.
func (s *scanner) skipComment() (skipped, line bool) {
	rest := s.src[s.pos:s.end]
	switch {
	case len(rest) < 2:
		return false, false
	case rest[1] == '/':
		if directiveAt(rest[2:]) != "" {
			s.pos += 2
		} else {
			s.skipLine(2)
		}
		return true, false
	case rest[1] == '*':
		if directiveAt(rest[2:]) != "" {
			s.pos += 2
			s.inCC = true
			return true, false
		}
		return true, s.skipBlockComment()
	}
	return false, false
}

// skipBlockComment skips /* … */. It may end in a later chunk, as IIS hands
// the engine one text in which the HTML between is commented out too.
func (s *scanner) skipBlockComment() (line bool) {
	start := s.pos
	if !s.noClose {
		if i := strings.Index(s.src[start+2:s.end], "*/"); i >= 0 {
			text := s.src[start+2 : start+2+i]
			s.pos = start + i + 4
			s.keepComment(start, s.pos, text)
			return strings.ContainsAny(text, "\r\n")
		}
		if s.closeInLaterChunk() {
			s.keepComment(start, s.pos, s.src[start+2:s.pos-2])
			return true
		}
	}
	s.flaw = flawComment
	s.pos = s.end
	s.keepComment(start, s.end, s.src[start+2:s.end])
	return true
}

// closeInLaterChunk moves behind the first "*/" in the code of later chunks.
func (s *scanner) closeInLaterChunk() bool {
	if s.inWrite {
		return false
	}
	for j := s.next; j < len(s.chunks); j++ {
		c := s.chunks[j]
		if c.Kind != ChunkCode && c.Kind != ChunkExpr {
			continue
		}
		if i := strings.Index(s.src[c.Pos:c.End], "*/"); i >= 0 {
			s.next = j + 1
			s.pos, s.end = c.Pos+i+2, c.End
			s.noEnd = false
			return true
		}
	}
	s.noClose = true
	return false
}

// directiveAt returns the conditional-compilation directive that s begins
// with, without the @, or "". Other words behind an @ are left to comments
// (/*@param …*/) and names (@_jscript_version).
func directiveAt(s string) string {
	if len(s) < 3 || s[0] != '@' {
		return ""
	}
	i := 1
	for i < len(s) && i < 7 && isNameByte(s[i]) {
		i++
	}
	switch s[1:i] {
	case "cc_on", "if", "elif", "else", "end", "set":
		return s[1:i]
	}
	return ""
}

// skipDirective skips a conditional-compilation directive at pos with its
// condition. All branches of an @if are code, except where the alternative
// would stand in the middle of a statement: there the first branch is taken.
func (s *scanner) skipDirective() bool {
	rest := s.src[s.pos:s.end]
	if strings.HasPrefix(rest, "@*/") {
		s.inCC = false
		s.pos += 3
		return true
	}
	d := directiveAt(rest)
	if d == "" {
		return false
	}
	s.pos += 1 + len(d)
	switch d {
	case "if":
		s.skipCondition()
	case "elif":
		s.skipCondition()
		s.skipAlternative()
	case "else":
		s.skipAlternative()
	case "set":
		for s.pos < s.end && byteClass[s.src[s.pos]]&cLine == 0 && s.src[s.pos] != ';' && s.src[s.pos] != '*' {
			s.pos++
		}
		if s.pos > 0 && s.pos < s.end && s.src[s.pos] == '*' && s.src[s.pos-1] == '@' {
			s.pos--
		}
	}
	return true
}

// skipCondition skips (…), which must close on its line.
func (s *scanner) skipCondition() {
	depth := 0
	for s.pos < s.end && byteClass[s.src[s.pos]]&cLine == 0 {
		c := s.src[s.pos]
		if depth == 0 && c != '(' && byteClass[c]&cSpace == 0 {
			return
		}
		s.pos++
		if c == '(' {
			depth++
		} else if c == ')' {
			if depth--; depth == 0 {
				return
			}
		}
	}
}

// skipAlternative skips to the matching @end if the code before is unfinished.
func (s *scanner) skipAlternative() {
	if s.noEnd || s.prev == tSemicolon || s.prev == tLBrace || s.prev == tRBrace {
		return
	}
	depth := 1
	for i := s.pos; i < s.end; i++ {
		if s.src[i] != '@' {
			continue
		}
		switch directiveAt(s.src[i:s.end]) {
		case "if":
			depth++
		case "end":
			if depth--; depth == 0 {
				s.pos = i + len("@end")
				return
			}
		}
	}
	s.noEnd = true
	s.flaw = flawIf
}
