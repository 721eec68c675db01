package site

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// matchEdges decides which loose block ends are errors. A block may open in
// one file and close in an include: an edge is fine if some page that holds
// its file pairs it, and an error if none does.
func (s *Site) matchEdges() {
	fine := map[*program.Edge]bool{}
	pages := slices.Clone(s.Pages)
	for _, a := range s.Apps {
		if a.Global != nil {
			pages = append(pages, a.Global)
		}
	}
	for _, p := range pages {
		if !p.Interesting && !s.opts.Whole || !slices.ContainsFunc(p.Closure, func(f *File) bool { return f.Program != nil && len(f.Program.Edges) > 0 }) {
			continue
		}
		pair(p, fine)
	}
	for _, f := range s.sorted() {
		if f.Program == nil {
			continue
		}
		for i := range f.Program.Edges {
			if e := &f.Program.Edges[i]; !fine[e] {
				s.problem(f, e.Problem)
			}
		}
		for _, pr := range f.Program.Problems {
			s.problem(f, pr)
		}
	}
}

func (s *Site) problem(f *File, p program.Problem) {
	s.Notices = append(s.Notices, Notice{
		ID: p.ID, Message: p.Message,
		At: source.Place{Path: f.Path, Pos: int(p.Span.Pos), End: int(p.Span.End)},
	})
}

// pair matches heads and ends over the text of a page with its includes.
func pair(p *Page, fine map[*program.Edge]bool) {
	var open []*program.Edge
	depth := 0
	var visit func(f *File)
	seen := map[*File]int{}
	visit = func(f *File) {
		if f == nil || f.Program == nil || depth > maxIncludeDepth || seen[f] > 8 {
			return
		}
		seen[f]++
		depth++
		defer func() { depth-- }()
		next := 0
		edges := f.Program.Edges
		take := func(until int32) {
			for ; next < len(edges) && edges[next].Span.Pos < until; next++ {
				e := &edges[next]
				if e.Open {
					open = append(open, e)
					continue
				}
				if n := len(open); n > 0 && open[n-1].What == e.What {
					fine[e], fine[open[n-1]] = true, true
					open = open[:n-1]
				}
			}
		}
		for i, inc := range f.Program.Includes {
			take(inc.Span.Pos)
			if i < len(f.Includes) {
				visit(f.Includes[i])
			}
		}
		take(1<<31 - 1)
	}
	visit(p.File)
}

// finish puts the notices in a stable order.
func (s *Site) finish() {
	slices.SortStableFunc(s.Notices, func(a, b Notice) int {
		return cmp.Or(strings.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), strings.Compare(a.ID, b.ID), strings.Compare(a.Message, b.Message))
	})
	s.Notices = slices.CompactFunc(s.Notices, func(a, b Notice) bool { return a == b })
}
