package asp

import (
	"fmt"
	"strings"
)

// Limits bound how many blocks and pieces of HTML of a page become segments. 0
// is no limit. Those beyond are reported, once for each line, and left out; what
// ends on another line than it begins counts for none, and includes, scripts,
// objects and the like are never left out.
type Limits struct {
	// Line is for one line, Page for all.
	Line, Page int
}

// SplitWithin is [Split] within limits.
func SplitWithin(text string, limits Limits) *Page {
	s := splitter{text: text, limits: limits}
	return s.all()
}

// Splitter is [SplitWithin] for one text after the other, in the same memory. It
// is not safe for concurrent use.
type Splitter struct{ s splitter }

// keptSegments is how many a [Splitter] keeps the memory of.
const keptSegments = 4 << 10

// Split takes a text apart. The page is valid until the next call.
func (f *Splitter) Split(text string, limits Limits) *Page {
	segments := f.s.page.Segments
	if cap(segments) > keptSegments {
		segments = nil
	}
	clear(segments)
	f.s = splitter{text: text, limits: limits, attrs: f.s.attrs[:0], stored: f.s.stored[:0], page: Page{Segments: segments[:0]}}
	return f.s.all()
}

// beyond reports whether a block, or HTML, is beyond a limit.
func (s *splitter) beyond(pos, end int) bool {
	switch text := s.text[pos:end]; {
	case s.limits.Page > 0 && s.count >= s.limits.Page:
		if s.count++; s.count == s.limits.Page+1 {
			s.limit(pos, end, fmt.Sprintf("more than %d blocks of code and text; the rest of them is not analysed", s.limits.Page))
		}
		return true
	case s.limits.Line <= 0:
	case strings.IndexByte(text, '\n') >= 0 || strings.IndexByte(text, '\r') >= 0:
		s.onLine = 0
	default:
		if s.onLine++; s.onLine > s.limits.Line {
			if s.onLine == s.limits.Line+1 {
				s.limit(pos, end, fmt.Sprintf("more than %d blocks of code and text on one line; the rest of the line is not analysed", s.limits.Line))
			}
			return true
		}
	}
	s.count++
	return false
}

func (s *splitter) limit(pos, end int, message string) {
	s.page.Problems = append(s.page.Problems, Problem{Pos: pos, End: end, Message: message, IsLimit: true})
}
