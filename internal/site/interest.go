package site

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
)

// Triggers reports whether a name, such as a ProgID, holds a trigger word.
func (s *Site) Triggers(name string) bool {
	return len(s.triggers) == 0 || s.words.triggers(name)
}

// Interesting reports whether a procedure itself names a trigger, or creates
// an object by a name that is put together: the question that the text of a
// file answers before it is parsed, asked of one procedure.
func (s *Site) Interesting(p *program.Proc) bool {
	if len(s.triggers) == 0 {
		return true
	}
	s.mu.Lock()
	yes, known := s.interest[p]
	s.mu.Unlock()
	if known {
		return yes
	}
	program.Walk(p.Body, func(e *program.Expr) bool {
		switch e.Kind {
		case program.ExprName, program.ExprMember, program.ExprString, program.ExprNew:
			yes = yes || s.words.triggers(e.Str)
		case program.ExprCall:
			yes = yes || slices.Contains(creators(), program.Fold(e.X.Str)) && len(e.Args) > 0 && e.Args[0].Kind != program.ExprString
		default:
		}
		return !yes
	}, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interest[p] = yes
	return yes
}

// triggers reports whether a name or a literal holds a trigger.
func (w *words) triggers(text string) bool {
	for i := range len(text) {
		c := text[i]
		if !w.first[c] {
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		for _, t := range w.byFirst[c] {
			if t.is == isTrigger && hasFoldPrefix(text[i+1:], t.rest) {
				return true
			}
		}
	}
	return false
}
