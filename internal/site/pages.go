package site

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/source"
)

// makePages makes a page of every file that can be requested, and of the
// includes that hold server code and that nothing includes.
func (s *Site) makePages(l filetree.Listing) {
	cycles := map[source.Place]bool{}
	var app *App
	folder := "\x00"
	for _, e := range l.Files {
		f := s.Files[e.Path]
		if f == nil || !f.scan.done {
			continue
		}
		if in := folderOf(f.Path); in != folder {
			folder, app = in, s.AppOf(f.Path)
		}
		p := &Page{File: f, App: app, ways: &s.ways}
		switch {
		case app.GlobalASA == f:
			p.Global = true
			app.Global = p
		case strings.EqualFold(pathBase(f.Path), "global.asa"):
			continue
		case s.isPage(f):
		case f.ext == ".inc" && f.includedBy == 0:
			p.Orphan = true
		default:
			continue
		}
		s.close(p, cycles)
		if !p.Global {
			s.Pages = append(s.Pages, p)
			app.Pages = append(app.Pages, p)
		}
		s.pageByPath[f.Path] = p
	}
	for _, app := range s.Apps { // whose global.asa lies above the scopes
		if app.GlobalASA != nil && app.Global == nil {
			p := &Page{File: app.GlobalASA, App: app, Global: true, ways: &s.ways}
			app.Global = p
			s.close(p, cycles)
			s.pageByPath[p.File.Path] = p
		}
	}
}

// folderOf is the part of a path before its last slash.
func folderOf(p string) string { return p[:strings.LastIndexByte(p, '/')+1] }

func pathBase(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// close collects the closure of a page.
func (s *Site) close(p *Page, cycles map[source.Place]bool) {
	edges := 0
	limited := false
	var visit func(f *File, depth int)
	visit = func(f *File, depth int) {
		f.seen, f.onPath = p, p
		p.Closure = append(p.Closure, f)
		p.MissingInclude = p.MissingInclude || f.missing
		for i := range f.scan.includes {
			ref := &f.scan.includes[i]
			g := ref.file
			if g == nil {
				continue
			}
			edges++
			switch {
			case g.onPath == p:
				s.exact(f)
				ref.cycle = true
				if at := f.placeOf(*ref); !cycles[at] {
					cycles[at] = true
					s.Notices = append(s.Notices, Notice{ID: "include-cycle", At: at, Message: "this include closes a cycle back to " + quote(g.Path) + "; IIS refuses such a page"})
				}
			case g.seen == p:
			case depth >= s.opts.IncludeDepth || edges > s.opts.Includes:
				if !limited {
					limited = true
					s.exact(f)
					s.Notices = append(s.Notices, Notice{ID: "limit", At: f.placeOf(*ref), Message: fmt.Sprintf("the page includes more than is followed: to a depth of %d (limits.includeDepth), and %d in all (limits.includes)", s.opts.IncludeDepth, s.opts.Includes)})
				}
			default:
				visit(g, depth+1)
			}
		}
		f.onPath = nil
	}
	visit(p.File, 0)
}
