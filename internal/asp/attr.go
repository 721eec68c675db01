package asp

import "strings"

// scannedAttr is an attribute and how it was written.
type scannedAttr struct {
	Attr
	unclosed bool // the closing quote is missing
}

// nextAttr reads the next attribute of text[pos:end]: a name, and a value if
// `=` follows, with blanks around it or without, in double, single or no
// quotes. What cannot begin a name is skipped. next is where to go on.
func nextAttr(text string, pos, end int) (a scannedAttr, next int, ok bool) {
	for pos < end && !isAttrStart(text[pos]) {
		pos++
	}
	if pos == end {
		return a, end, false
	}
	start := pos
	for pos < end && (isNameByte(text[pos]) || text[pos] == '.') {
		pos++
	}
	a.Name, a.Pos = lower(text[start:pos]), start
	a.ValuePos, a.ValueEnd = pos, pos
	next = pos

	for pos < end && isBlank(text[pos]) {
		pos++
	}
	if pos == end || text[pos] != '=' {
		return a, next, true
	}
	pos++
	for pos < end && isBlank(text[pos]) {
		pos++
	}
	if pos < end && (text[pos] == '"' || text[pos] == '\'') {
		next = a.quoted(text, pos+1, end)
	} else {
		next = a.bare(text, pos, end)
	}
	a.Value = text[a.ValuePos:a.ValueEnd]
	return a, next, true
}

// quoted reads a value behind its opening quote. One without a closing quote
// ends with its line, at a `>`, or before the next attribute.
func (a *scannedAttr) quoted(text string, pos, end int) (next int) {
	a.ValuePos = pos
	if n := strings.IndexByte(text[pos:end], text[pos-1]); n >= 0 {
		a.ValueEnd = pos + n
		return a.ValueEnd + 1
	}
	a.unclosed = true
	next = end
	if n := strings.IndexAny(text[pos:end], "\r\n>"); n >= 0 {
		next = pos + n
	}
	if n := strings.IndexAny(text[pos:next], " \t"); n >= 0 && strings.IndexByte(text[pos+n:next], '=') >= 0 {
		next = pos + n
	}
	a.ValueEnd = pos + len(strings.TrimRight(text[pos:next], " \t\r\n\f\v\"'"))
	return next
}

// bare reads a value without quotes.
func (a *scannedAttr) bare(text string, pos, end int) (next int) {
	a.ValuePos = pos
	for pos < end && !isBlank(text[pos]) && text[pos] != '>' {
		pos++
	}
	// A quote that was closed but not opened.
	a.ValueEnd = a.ValuePos + len(strings.TrimRight(text[a.ValuePos:pos], `"'`))
	return pos
}

// isAttrStart reports whether c can begin the name of an attribute. What
// cannot is skipped: slashes, stray quotes, the dashes of an end that was
// misspelled, the `@` of `<%@ Language=VBScript @CodePage=1252 %>`.
func isAttrStart(c byte) bool { return isNameByte(c) && c != '-' && c != ':' }

// lower is s with ASCII letters in lower case.
func lower(s string) string {
	for i := range len(s) {
		if c := s[i]; 'A' <= c && c <= 'Z' {
			b := []byte(s)
			for ; i < len(b); i++ {
				if c := b[i]; 'A' <= c && c <= 'Z' {
					b[i] = c | 0x20
				}
			}
			return string(b)
		}
	}
	return s
}
