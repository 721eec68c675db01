package cli

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/finding"
)

// newPage ends the text of a page that reaches an old finding anew.
const newPage = " (new)"

// sayNewPages says in the message of an old finding for which pages it is new:
// those are why it is reported, and the place where it stands may be in a file
// that nobody touched.
func sayNewPages(f *finding.Finding) {
	const shown = 3
	var names []string
	more := 0
	for i, r := range f.Related {
		switch {
		case !r.Page || !strings.HasSuffix(r.Text, newPage):
		case len(names) == shown:
			more++
		case strings.ContainsAny(r.At.Path, "[]"): // would not read as a link
			names = append(names, r.At.Path)
		default:
			names = append(names, fmt.Sprintf("[%s](%d)", r.At.Path, i+1))
		}
	}
	if len(names) == 0 {
		return
	}
	s := " New for " + strings.Join(names, ", ")
	if more > 0 {
		s += fmt.Sprintf(" and %d more", more)
	}
	f.Message += s + "."
}
