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
