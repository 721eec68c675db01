package yamltree

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// span is where a token stands in the text of the file. The library counts
// lines, and columns in characters, from 1.
func (b *builder) span(t *token.Token) (pos, end int) {
	if t == nil || t.Position == nil {
		return 0, 0
	}
	pos = b.offset(t.Position.Line, t.Position.Column)
	rest := b.file.Text[pos:]
	switch t.Type {
	case token.SingleQuoteType, token.DoubleQuoteType:
		if org := strings.TrimSpace(t.Origin); len(org) > 1 && strings.HasPrefix(rest, org) {
			return pos, pos + len(org)
		}
		return pos, b.lineEnd(pos)
	case token.StringType:
		if t.Value != "" && strings.HasPrefix(rest, t.Value) {
			return pos, pos + len(strings.TrimRight(t.Value, " \n"))
		}
		return pos, b.lineEnd(pos)
	case token.ImplicitNullType:
		return pos, pos
	default:
		return pos, min(pos+len(t.Value), b.lineEnd(pos))
	}
}

// offset of a line and a column of characters, both from 1.
func (b *builder) offset(line, column int) int {
	pos := b.file.Offset(line, 1)
	for end := b.lineEnd(pos); column > 1 && pos < end; column-- {
		_, n := utf8.DecodeRuneInString(b.file.Text[pos:])
		pos += n
	}
	return pos
}

// lineEnd is the end of the line of pos, its line end left out.
func (b *builder) lineEnd(pos int) int {
	if i := strings.IndexAny(b.file.Text[pos:], "\r\n"); i >= 0 {
		return pos + i
	}
	return len(b.file.Text)
}

// wordEnd is the end of the word that begins at pos.
func (b *builder) wordEnd(pos int) int {
	if i := strings.IndexAny(b.file.Text[pos:], " \t\r\n,]}"); i >= 0 {
		return pos + i
	}
	return len(b.file.Text)
}
