package site

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
)

// globalAbove is the global.asa of the application that a scope is a part of, ""
// if it is one by itself or if there is none.
func (s *Site) globalAbove(scope string) string {
	if s.Lists(path.Join(scope, "global.asa")) {
		return ""
	}
	for dir := scope; dir != "."; {
		dir = path.Dir(dir)
		if p := s.index.probe(path.Join(dir, "global.asa"), path.Join(dir, "Global.asa")); p != "" {
			return p
		}
	}
	return ""
}

// findApps makes the applications: folders of a global.asa, those that IIS
// configuration names, and the root.
func (s *Site) findApps(l filetree.Listing) {
	byFolder := map[string]*App{}
	app := func(folder string) *App {
		a := byFolder[strings.ToLower(folder)]
		if a == nil {
			a = &App{Folder: folder}
			byFolder[strings.ToLower(folder)] = a
			s.Apps = append(s.Apps, a)
		}
		return a
	}
	for _, sc := range filetree.Topmost(s.opts.Scopes) {
		switch asa := s.globalAbove(sc); {
		case asa != "":
			a := app(path.Dir(asa))
			if a.GlobalASA == nil {
				a.GlobalASA = s.file(asa)
				s.scanFiles([]*File{a.GlobalASA})
			}
		case slices.Contains(l.Dirs, sc):
			app(sc)
		default:
			app(".")
		}
	}
	for _, e := range l.Files {
		if strings.EqualFold(path.Base(e.Path), "global.asa") {
			a := app(path.Dir(e.Path))
			a.GlobalASA = s.file(e.Path)
		}
	}
	for _, c := range s.Config.Applications() {
		if c.Guess {
			continue
		}
		if c.Virtual != "/" && c.Virtual != "" {
			s.virtuals = append(s.virtuals, VirtualRoot{Virtual: c.Virtual, Folder: c.Folder})
		}
		if c.IsApplication {
			if a := app(c.Folder); !a.At.IsValid() {
				a.At = c.At
			}
		}
	}
	slices.SortFunc(s.Apps, func(a, b *App) int {
		return cmp.Or(cmp.Compare(depth(a.Folder), depth(b.Folder)), strings.Compare(a.Folder, b.Folder))
	})
	s.appIn = make(map[string]*App, len(s.Apps))
	for _, a := range s.Apps {
		s.appIn[a.Folder] = a
	}
}

func depth(folder string) int {
	if folder == "." {
		return 0
	}
	return 1 + strings.Count(folder, "/")
}

// AppOf is the application that a path lies in: the innermost.
func (s *Site) AppOf(p string) *App {
	for dir := p; ; {
		if a := s.appIn[dir]; a != nil {
			return a
		}
		if dir == "." {
			break
		}
		if i := strings.LastIndexByte(dir, '/'); i >= 0 {
			dir = dir[:i]
		} else {
			dir = "."
		}
	}
	if len(s.Apps) > 0 {
		return s.Apps[0]
	}
	return nil
}
