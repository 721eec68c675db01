package config

import (
	"errors"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// maxErrors is how many mistakes of one file are reported.
const maxErrors = 20

// Errors are the mistakes of configuration files, each with its place
// (yamltree.Error). The command line exits with status 2 on them.
type Errors []error

// Error is one line for each mistake, "file:line:column: message".
func (e Errors) Error() string { return yamltree.Lines(e) }

// Unwrap returns the mistakes.
func (e Errors) Unwrap() []error { return e }

// Frames is Error with the line of each mistake under it, the place marked by
// carets, for people. It ends with a line end.
func (e Errors) Frames() string { return yamltree.Frames(e) }

// Rename calls the files by other names in what people read.
func (e Errors) Rename(to func(file string) string) { yamltree.Rename(e, to) }

// asErrors makes Errors of any error; nil stays nil.
func asErrors(err error) error {
	if err == nil {
		return nil
	}
	var e Errors
	if errors.As(err, &e) {
		return e
	}
	return Errors{err}
}

// join puts mistakes together; nil if there are none.
func join(errs ...error) error {
	var out Errors
	for _, err := range errs {
		var e Errors
		switch {
		case err == nil:
		case errors.As(err, &e):
			out = append(out, e...)
		default:
			out = append(out, err)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}
