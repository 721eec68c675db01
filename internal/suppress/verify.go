package suppress

import (
	"sort"

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
	open       map[string]map[mark]bool // by path
	suppressed map[mark]bool
	notes      map[string]int
}

func index(r *finding.Report) seen {
	s := seen{open: map[string]map[mark]bool{}, suppressed: map[mark]bool{}, notes: map[string]int{}}
	for i := range r.Findings {
		f := &r.Findings[i]
		m, ok := markOf(r, f)
		switch {
		case !ok || f.Pass:
		case f.Suppressed != "":
			s.suppressed[m] = true
		default:
			if s.open[m.path] == nil {
				s.open[m.path] = map[mark]bool{}
			}
			s.open[m.path][m] = true
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

// moves are the lines above which comments are written, in order, by path.
type moves map[string][]int

// movesOf are those of groups, which are sorted.
func movesOf(groups []*group) moves {
	out := moves{}
	for _, g := range groups {
		if c := g.current(); c != nil && c.above {
			out[g.path] = append(out[g.path], g.line)
		}
	}
	return out
}

// moved is where a line stands after the comments above it are written.
func (m moves) moved(path string, line int) int {
	return line + sort.SearchInts(m[path], line+1)
}

// same reports whether nothing else changes in a file: no finding appears
// that was not there, and nothing that could be read before is unreadable.
func (s seen) same(after seen, path string, m moves) bool {
	if after.notes[path] > s.notes[path] {
		return false
	}
	expected := map[mark]bool{}
	for k := range s.open[path] {
		k.line = m.moved(path, k.line)
		expected[k] = true
	}
	for k := range after.open[path] {
		if !expected[k] {
			return false
		}
	}
	return true
}

// suppressed reports whether all findings of the group are.
func (g *group) suppressed(after seen, m moves) bool {
	for _, f := range g.findings {
		p := g.file.Position(f.At.Pos)
		if !after.suppressed[mark{f.Rule, g.path, m.moved(g.path, p.Line), p.UTF16}] {
			return false
		}
	}
	return true
}
