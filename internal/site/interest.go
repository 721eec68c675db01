package site

import (
	"github.com/cdolint/cdolint/internal/program"
)

// Interesting reports whether a procedure itself names a trigger or creates an
// object: the question that the text of a file answers before it is parsed,
// asked of one procedure.
func (s *Site) Interesting(p *program.Proc) bool {
	if len(s.opts.Triggers) == 0 {
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
		default:
		}
		return !yes
	}, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interest[p] = yes
	return yes
}

// triggers reports whether a name or a literal holds a trigger or is the name
// of a creation function.
func (w *words) triggers(text string) bool {
	for i := range len(text) {
		c := text[i]
		if !w.first[c] {
			continue
		}
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		for _, rest := range w.byFirst[c] {
			if c != '#' && (c != 's' || rest != "rc") && hasFoldPrefix(text[i+1:], rest) {
				return true
			}
		}
	}
	return false
}
