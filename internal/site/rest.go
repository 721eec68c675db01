package site

import (
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
)

// parseRest parses what the pages consist of and what was not parsed for want of
// a trigger, if the whole is asked for. Of these files only what is wrong in them
// is kept, with what pairs the ends of blocks over includes, until done is called:
// nobody follows their values.
func (s *Site) parseRest() (done func()) {
	if !s.opts.Whole {
		return func() {}
	}
	var rest []*File
	seen := map[*File]bool{}
	add := func(p *Page) {
		for _, f := range p.Closure {
			if f.Program == nil && !seen[f] {
				seen[f] = true
				rest = append(rest, f)
			}
		}
	}
	for _, a := range s.Apps {
		if s.followed != nil && !s.followed[a] {
			continue
		}
		if a.Global != nil {
			add(a.Global)
		}
		for _, p := range a.Pages {
			add(p)
		}
	}
	s.parallelRead(len(rest), func(r filetree.Reader, i int) {
		f := rest[i]
		if s.parse(r, f); f.Program != nil {
			f.Program = &program.File{
				Path: f.Path, Includes: f.Program.Includes, ScriptSources: f.Program.ScriptSources,
				Edges: f.Program.Edges, Problems: f.Program.Problems,
			}
			f.link()
		}
	})
	return func() {
		for _, f := range rest {
			f.Program, f.Includes, f.ScriptSources = nil, nil, nil
		}
	}
}
