package site

import (
	"slices"

	"github.com/cdolint/cdolint/internal/program"
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
