package site

import (
	"slices"
	"sync/atomic"
)

// ways are how the files of a page's closure are reached in the fewest steps.
type ways struct {
	page *Page
	to   map[string]way // by path; not the page's own
}

// way is the last step to a file, from the file at a path.
type way struct {
	Inclusion
	from string
}

// recentWays are those of the page that was asked for last: one asks for all
// logons of a page, then for those of the next.
type recentWays struct{ atomic.Pointer[ways] }

// IncludeChain is the shortest chain of includes from the page to a file of
// its closure; empty for the page's own file and for files of other closures.
func (p *Page) IncludeChain(path string) []Inclusion {
	if path == p.File.Path {
		return nil
	}
	w := p.ways.Load()
	if w == nil || w.page != p {
		w = p.findWays()
		p.ways.Store(w)
	}
	var out []Inclusion
	for step, ok := w.to[path]; ok; step, ok = w.to[step.from] {
		out = append(out, step.Inclusion)
	}
	slices.Reverse(out)
	return out
}

func (p *Page) findWays() *ways {
	w := &ways{page: p, to: make(map[string]way, len(p.Closure))}
	for queue := []*File{p.File}; len(queue) > 0; queue = queue[1:] {
		f := queue[0]
		for _, ref := range f.scan.includes {
			g := ref.file
			if g == nil || g == p.File {
				continue
			}
			if _, known := w.to[g.Path]; known {
				continue
			}
			w.to[g.Path] = way{Inclusion{At: f.placeOf(ref), To: g}, f.Path}
			queue = append(queue, g)
		}
	}
	return w
}
