package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Notice says what could not be read, parsed or found. ID is that of a
// finding.Notification, such as missing-include.
type Notice struct {
	ID      string
	At      source.Place
	Message string
}

// notice is one about a whole file.
func notice(id, p, message string) Notice {
	return Notice{ID: id, At: source.Place{Path: p}, Message: message}
}

// report adds a notice about a whole file.
func (s *Site) report(id, p, message string) {
	s.guarded(func() { s.Notices = append(s.Notices, notice(id, p, message)) })
}

// problem adds what the parser has against a file.
func (s *Site) problem(f *File, p program.Problem) {
	s.Notices = append(s.Notices, Notice{
		ID: p.ID, Message: p.Message,
		At: source.Place{Path: f.Path, Pos: int(p.Span.Pos), End: int(p.Span.End)},
	})
}

// sortNotices puts the notices in a stable order, each once.
func (s *Site) sortNotices() {
	slices.SortStableFunc(s.Notices, func(a, b Notice) int {
		return cmp.Or(strings.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), strings.Compare(a.ID, b.ID), strings.Compare(a.Message, b.Message))
	})
	s.Notices = slices.CompactFunc(s.Notices, func(a, b Notice) bool { return a == b })
}
