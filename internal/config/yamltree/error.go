package yamltree

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml/token"

	"github.com/cdolint/cdolint/internal/source"
)

// Error is a mistake in a document: what is wrong, where, and what was
// probably meant.
type Error struct {
	File string // as source.File.Path
	// Pos and End are byte offsets into the text of the file; both 0 if the
	// whole file is meant.
	Pos, End int
	// Line and Column are 1-based, Column in UTF-16 code units as editors
	// count. Line is 0 if the whole file is meant.
	Line, Column int
	// Message is a sentence without its final period.
	Message string

	cause  error
	source *source.File
}

// NewError says what is wrong with a piece of a file. A format with %w wraps.
func NewError(f *source.File, pos, end int, format string, args ...any) *Error {
	err := fmt.Errorf(format, args...)
	e := &Error{File: f.Path, Pos: pos, End: max(pos, end), Message: err.Error(), cause: errors.Unwrap(err), source: f}
	if e.End > 0 {
		p := f.Position(pos)
		e.Line, e.Column = p.Line, p.UTF16
	}
	return e
}

// Error is "file:line:column: message", safe for a terminal.
func (e *Error) Error() string {
	if e.Line == 0 {
		return printable(e.File) + ": " + printable(e.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", printable(e.File), e.Line, e.Column, printable(e.Message))
}

// Unwrap returns what the message was made of, if anything.
func (e *Error) Unwrap() error { return e.cause }

func (b *builder) errorf(pos, end int, format string, args ...any) *Error {
	return NewError(b.file, pos, end, format, args...)
}

// syntax words an error of the library.
func (b *builder) syntax(err error) *Error {
	var se interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if !errors.As(err, &se) {
		return b.errorf(0, 0, "this is not YAML: %w", err)
	}
	pos, end := b.span(se.GetToken())
	if end == pos {
		end = min(pos+1, len(b.file.Text))
	}
	if tab, ok := b.tabIndent(pos); ok {
		return b.errorf(tab, tab+1, "a tab stands before the first word; YAML is indented with blanks")
	}
	if tag, ok := b.tagIn(pos); ok {
		return b.errorf(tag, b.wordEnd(tag), tagMessage)
	}
	if braces, ok := b.bareBraces(pos); ok {
		return b.errorf(braces, b.lineEnd(braces), `a value that begins with "{{" is something else in YAML: put it in quotes`)
	}
	if i := strings.IndexByte(b.file.Text[pos:end], ':'); i > 0 && i < end-pos-1 {
		return b.errorf(pos, end, `a blank is missing after the colon: "key: value"`)
	}
	return b.errorf(pos, end, "%s", reword(se.GetMessage()))
}

// tagMessage is for patterns that were meant to be negated.
const tagMessage = `a value that begins with "!" is a tag in YAML, and there are none here; put it in quotes`

// tagIn finds a value that begins with "!" in the line of pos.
func (b *builder) tagIn(pos int) (int, bool) {
	line := b.file.Text[pos:b.lineEnd(pos)]
	for i := 1; i < len(line); i++ {
		if line[i] == '!' && strings.IndexByte("[{, ", line[i-1]) >= 0 {
			return pos + i, !strings.ContainsAny(line[:i], "\"'#")
		}
	}
	return 0, false
}

// bareBraces finds a value of the line of pos that begins with an expression in
// braces, without quotes.
func (b *builder) bareBraces(pos int) (int, bool) {
	n := b.file.Position(pos).Line
	text := b.file.Line(n)
	key, value, ok := strings.Cut(text, ": ")
	value = strings.TrimLeft(value, " ")
	if !ok || !strings.HasPrefix(value, "{{") || strings.ContainsAny(key, "\"'#") {
		return 0, false
	}
	return b.file.Offset(n, 1) + len(text) - len(value), true
}

// tabIndent finds a tab in the indentation of the line of pos or the next one.
func (b *builder) tabIndent(pos int) (int, bool) {
	line := b.file.Position(pos).Line
	for n := line; n <= min(line+1, b.file.LineCount()); n++ {
		text := b.file.Line(n)
		indent := text[:len(text)-len(strings.TrimLeft(text, " \t"))]
		if i := strings.IndexByte(indent, '\t'); i >= 0 && len(indent) < len(text) {
			return b.file.Offset(n, 1) + i, true
		}
	}
	return 0, false
}

// reword says in the words of a user what the library says in those of the
// YAML specification. What is not listed stays.
func reword(message string) string {
	switch {
	case strings.HasSuffix(message, "must be specified"), strings.HasSuffix(message, "not found"), strings.HasPrefix(message, "could not find"):
		return message + "; is a bracket or quote left open here or above?"
	case message == "mapping value is not allowed in this context":
		return `a colon is not expected here; if it belongs to the value, put the value in quotes, else look at the indentation`
	case message == "value is not allowed in this context", message == "unexpected key name":
		return "this is not expected here; is it indented as the lines around it?"
	case message == "non-map value is specified":
		return `"key: value" is expected here; a colon, or the blank after a colon or a "-", is missing`
	case message == "block sequence entries are not allowed in this context":
		return `a list begins in a line of its own: "- item"`
	case strings.HasPrefix(message, "found unknown escape character"):
		return message + `; in double quotes "\" begins an escape: use single quotes, or "/" in paths`
	case strings.HasSuffix(message, "is a reserved character"), strings.HasPrefix(message, "unexpected directive value"):
		return message + "; put the value in quotes"
	}
	return message
}
