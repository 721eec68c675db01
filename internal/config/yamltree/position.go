package yamltree

import (
	"strings"
	"unicode/utf8"

	"github.com/goccy/go-yaml/token"
)

// span is where a token stands in the text of the file. The library counts
// lines, and columns in characters, from 1; its columns do not count tabs
// before a word, and count blanks behind it.
func (b *builder) span(t *token.Token) (pos, end int) {
	if t == nil || t.Position == nil {
		return 0, 0
	}
	text := b.file.Text
	pos = b.offset(t.Position.Line, t.Position.Column)
	switch t.Type {
	case token.ImplicitNullType:
		return pos, pos
	case token.InvalidType:
		return pos, b.lineEnd(pos)
	case token.SingleQuoteType, token.DoubleQuoteType:
		pos = b.find(pos, quote(t.Type))
		if org := strings.TrimSpace(t.Origin); len(org) > 1 && strings.HasPrefix(text[pos:], org) {
			return pos, pos + len(org)
		}
		return pos, b.lineEnd(pos)
	default:
		word, _, more := strings.Cut(strings.TrimLeft(t.Value, " \n"), "\n")
		if strings.HasPrefix(text[b.find(pos, word):], word) {
			pos = b.find(pos, word)
			end = pos + len(strings.TrimRight(word, " "))
			if more {
				end = b.lineEnd(pos)
			}
			return pos, end
		}
		word, _, _ = strings.Cut(word, " ") // a line end of the file is a blank of the value
		pos = b.find(pos, word)
		return pos, max(pos, b.lineEnd(pos))
	}
}

func quote(t token.Type) string {
	if t == token.SingleQuoteType {
		return "'"
	}
	return `"`
}

// find is where a word stands in the line of pos: at pos, before it with only
// blanks between, else behind it, else anywhere before; pos if it is nowhere.
func (b *builder) find(pos int, word string) int {
	text := b.file.Text
	if word == "" || strings.HasPrefix(text[pos:], word) {
		return pos
	}
	start, end := strings.LastIndexAny(text[:pos], "\r\n")+1, b.lineEnd(pos)
	before := strings.LastIndex(text[start:min(pos+len(word), end)], word)
	if before >= 0 {
		before += start
		if between := before + len(word); between > pos || strings.Trim(text[between:pos], " \t") == "" {
			return before
		}
	}
	if i := strings.Index(text[pos:end], word); i >= 0 {
		return pos + i
	}
	if before >= 0 {
		return before
	}
	return pos
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
