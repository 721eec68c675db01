package fix

import (
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// WithLineEnds and LineEnd are what the fuzz test checks the bytes with.
func WithLineEnds(s, end string) string { return withLineEnds(s, end) }

// LineEnd is lineEnd.
func LineEnd(text string, pos int) string { return lineEnd(text, pos) }

// Edited is edited.
func Edited(f *source.File, edits []finding.Edit) ([]byte, error) { return edited(f, edits) }
