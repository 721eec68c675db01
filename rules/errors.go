package rules

import (
	"strings"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/source"
)

// maxErrors is how many mistakes of one pack are listed.
const maxErrors = 20

// Errors are the mistakes of a pack, each with its place ([*yamltree.Error]).
// The command line exits with status 2 on them.
type Errors []error

// Error is one line for each mistake: "file:line:column: message".
func (e Errors) Error() string { return yamltree.Lines(e) }

// Unwrap returns the mistakes.
func (e Errors) Unwrap() []error { return e }

// Frames is Error with the line of each mistake under it, and carets under the
// place, for people. It ends with a line end.
func (e Errors) Frames() string { return yamltree.Frames(e) }

// Rename calls the files by other names in what people read.
func (e Errors) Rename(to func(file string) string) { yamltree.Rename(e, to) }

// scalar is a word or text of a pack, to say where something in it stands.
type scalar struct {
	file *source.File
	node *yamltree.Node
}

// errorf is a mistake in bytes from to to of the scalar's text.
func (s scalar) errorf(from, to int, format string, args ...any) *yamltree.Error {
	if s.node == nil {
		return yamltree.NewError(s.file, 0, 0, format, args...)
	}
	pos, end := s.locate(from, to)
	return yamltree.NewError(s.file, pos, end, format, args...)
}

// locate finds a piece of the scalar's text in the file, where quotes, line
// folds and indentation stand between its characters. What it cannot find is
// the whole scalar.
func (s scalar) locate(from, to int) (pos, end int) {
	raw, text := s.file.Text, s.node.Text
	from, to = clamp(from, 0, len(text)), clamp(max(to, from+1), 0, len(text))
	j := s.node.Pos
	quote := byte(0)
	if s.node.Quoted && j < len(raw) {
		switch quote = raw[j]; quote {
		case '\'', '"':
			j++
		default: // | or >: the text begins in the next line
			if i := strings.IndexAny(raw[j:], "\r\n"); i >= 0 {
				j += i
			}
		}
	}
	pos = -1
	for i := 0; i < to; i++ {
		c := text[i]
		if isSpace(c) {
			continue
		}
		for j < len(raw) && isSpace(raw[j]) {
			j++
		}
		if quote == '"' && j+1 < len(raw) && raw[j] == '\\' && raw[j+1] == c {
			j++
		}
		if j >= len(raw) || raw[j] != c {
			return s.node.Pos, max(s.node.End, s.node.Pos+1)
		}
		if pos < 0 && i >= from {
			pos = j
		}
		if j++; quote == '\'' && c == '\'' {
			j++
		}
	}
	if pos < 0 { // the end of the text
		pos = max(j-1, s.node.Pos)
	}
	return pos, max(j, pos+1)
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func clamp(n, low, high int) int { return min(max(n, low), high) }
