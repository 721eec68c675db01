package suppress

import (
	"github.com/cdolint/cdolint/internal/finding"
)

// mark is a finding by where people see it.
type mark struct {
	rule, path   string
	line, column int
}

// seen is what an analysis says: its open findings, those that are suppressed,
// and how many notifications a file has.
type seen struct {
	open, suppressed map[mark]bool
	notes            map[string]int
}

func index(r *finding.Report) seen {
	s := seen{open: map[mark]bool{}, suppressed: map[mark]bool{}, notes: map[string]int{}}
	for i := range r.Findings {
		f := &r.Findings[i]
		m, ok := markOf(r, f)
		switch {
		case !ok || f.Pass:
		case f.Suppressed != "":
			s.suppressed[m] = true
		default:
			s.open[m] = true
		}
	}
	for _, n := range r.Notifications {
		s.notes[n.At.Path] += max(1, n.More)
	}
	return s
}

func markOf(r *finding.Report, f *finding.Finding) (mark, bool) {
	file, err := r.Sources.Source(f.At.Path)
	if err != nil {
		return mark{}, false
	}
	p := file.Position(f.At.Pos)
	return mark{f.Rule, f.At.Path, p.Line, p.UTF16}, true
}

// moved is where a line stands after the comments above it are written.
func moved(path string, line int, groups []*group) int {
	n := line
	for _, g := range groups {
		if c := g.current(); c != nil && c.above && g.path == path && g.line <= line {
			n++
		}
	}
	return n
}

// same reports whether nothing else changes in a file: no finding appears
// that was not there, and nothing that could be read before is unreadable.
func (s seen) same(after seen, path string, groups []*group) bool {
	if after.notes[path] > s.notes[path] {
		return false
	}
	expected := map[mark]bool{}
	for m := range s.open {
		if m.path == path {
			m.line = moved(path, m.line, groups)
			expected[m] = true
		}
	}
	for m := range after.open {
		if m.path == path && !expected[m] {
			return false
		}
	}
	return true
}

// suppressed reports whether all findings of the group are.
func (g *group) suppressed(after seen, groups []*group) bool {
	for _, f := range g.findings {
		p := g.file.Position(f.At.Pos)
		if !after.suppressed[mark{f.Rule, g.path, moved(g.path, p.Line, groups), p.UTF16}] {
			return false
		}
	}
	return true
}
