package site

import (
	"math"
	"slices"
	"sort"

	"github.com/cdolint/cdolint/internal/program"
)

// Triggers reports whether a name, such as a ProgID, holds a trigger word.
func (s *Site) Triggers(name string) bool {
	return len(s.triggers) == 0 || s.words.triggers([]byte(name))
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
		case program.ExprName, program.ExprString, program.ExprNew:
			yes = yes || s.words.triggers([]byte(e.Str()))
		case program.ExprMember: // as the text has it: words may begin with the dot
			yes = yes || s.words.triggers([]byte("."+e.Str()))
		case program.ExprCall:
			yes = yes || slices.Contains(creators(), program.Fold(e.X.Str())) && len(e.Args()) > 0 && e.Args()[0].Kind != program.ExprString
		default:
		}
		return !yes
	}, nil)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.interest[p] = yes
	return yes
}

// InterestingIn is Interesting for a procedure of a file of the site, most of
// which the triggers in the file's text tell nothing of. In JScript a string may
// hold one that the text spells with escapes.
//
// A procedure that includes a file does what stands there.
func (s *Site) InterestingIn(f *File, p *program.Proc) bool {
	if len(s.triggers) > 0 && f.includesTrigger(p.Span, map[*File]bool{}) {
		return true
	}
	if f.hits != nil && p.Language == program.VBScript && p.Span.IsValid() && !s.words.any && len(s.triggers) > 0 && !f.triggerIn(p.Span) {
		return false
	}
	return s.Interesting(p)
}

// triggerIn reports whether a trigger stands in a piece of the file.
func (f *File) triggerIn(at program.Span) bool {
	i := sort.Search(len(f.hits), func(i int) bool { return f.hits[i] >= at.Pos })
	return i < len(f.hits) && f.hits[i] < at.End
}

// includesTrigger reports whether a trigger stands in a file that is included in a
// piece of this one, or in one that such a file includes.
func (f *File) includesTrigger(at program.Span, seen map[*File]bool) bool {
	if f.Program == nil {
		return false
	}
	list := f.Program.Includes
	for i := sort.Search(len(list), func(i int) bool { return list[i].Span.Pos >= at.Pos }); i < len(list) && list[i].Span.Pos < at.End; i++ {
		if i >= len(f.Includes) {
			break
		}
		g := f.Includes[i]
		if g == nil || g.Program == nil || seen[g] {
			continue
		}
		seen[g] = true
		if whole := (program.Span{End: math.MaxInt32}); len(g.hits) > 0 || g.includesTrigger(whole, seen) {
			return true
		}
	}
	return false
}
