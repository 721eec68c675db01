package yamltree

import (
	"errors"
	"strconv"
	"strings"
)

// Lines is one line for each mistake, "file:line:column: message".
func Lines(mistakes []error) string {
	lines := make([]string, len(mistakes))
	for i, err := range mistakes {
		lines[i] = err.Error()
	}
	return strings.Join(lines, "\n")
}

// Frames is Lines with the line of each mistake under it, the place marked by
// carets, for people. It ends with a line end.
func Frames(mistakes []error) string {
	var b strings.Builder
	for _, err := range mistakes {
		b.WriteString(err.Error() + "\n")
		var e *Error
		if errors.As(err, &e) {
			for l := range strings.Lines(e.Frame()) {
				b.WriteString("  " + l)
			}
		}
	}
	return b.String()
}

// Rename calls the files of mistakes by other names, such as those that people
// can open from where they are.
func Rename(mistakes []error, to func(file string) string) {
	for _, err := range mistakes {
		var e *Error
		if errors.As(err, &e) {
			e.File = to(e.File)
		}
	}
}

// Describe is a node in words, for a message: "a list", or the value itself.
func Describe(n *Node) string {
	if n.Kind == Scalar {
		return Quote(n.Text)
	}
	return n.Kind.String()
}

// Quote quotes a word, cut where it is too long for a message.
func Quote(s string) string {
	const most = 60
	if r := []rune(s[:min(len(s), 4*most)]); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return strconv.Quote(s)
}
