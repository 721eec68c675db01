package suppress

import (
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/source"
)

// reading is what is known of the file that comments are looked for in, one file
// after the other: a file may have thousands of findings.
type reading struct {
	open    *source.File
	page    *asp.Page // nil: was not asked for
	low     string
	isLow   bool
	outside int // an offset that lies within no tag, and so on; see within
}

// of turns to a file.
func (r *reading) of(file *source.File) *reading {
	if r.open != file {
		*r = reading{open: file}
	}
	return r
}

// pieces are those of a page.
func (r *reading) pieces() *asp.Page {
	if r.page == nil {
		r.page = asp.Split(r.open.Text)
	}
	return r.page
}

// lower is the text in lower case.
func (r *reading) lower() string {
	if !r.isLow {
		r.low, r.isLow = strings.ToLower(r.open.Text), true
	}
	return r.low
}
