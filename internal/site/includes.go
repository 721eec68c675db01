package site

import (
	"slices"
	"strings"
)

// resolveAll resolves the includes of every file, reading those that are
// only now known to be needed, until there is nothing new.
func (s *Site) resolveAll() {
	known := map[inclusion]*File{} // pages include the same files
	var app *App
	folder := "\x00"
	for {
		var fresh []*File
		for _, f := range s.sorted() {
			if f.resolved || !f.scan.done {
				continue
			}
			f.resolved = true
			if in := folderOf(f.Path); in != folder {
				folder, app = in, s.AppOf(f.Path)
			}
			for i := range f.scan.includes {
				ref := &f.scan.includes[i]
				key := inclusionOf(folder, app, ref)
				g := known[key]
				if g == nil {
					t := s.resolve(f.Path, app, ref.path, ref.virtual)
					if t.path == "" {
						f.missing = true
						s.reportMissing(f, ref, t)
						continue
					}
					g = s.file(t.path)
					if !t.near {
						known[key] = g
					}
				}
				g.includedBy++
				if ref.script != 0 {
					g.script = ref.script
				}
				f.scan.includes[i].file = g
				if !g.scan.done && !slices.Contains(fresh, g) {
					fresh = append(fresh, g)
				}
			}
		}
		if len(fresh) == 0 {
			return
		}
		s.scanFiles(fresh)
	}
}

// inclusion is an include, so that those of one file are mostly the same one,
// whatever folder they are in.
type inclusion struct {
	folder  string // that path is relative to; of the application, if it is virtual
	path    string
	virtual bool
}

func inclusionOf(folder string, app *App, ref *includeRef) inclusion {
	if ref.virtual {
		if app != nil {
			folder = app.Folder
		}
		return inclusion{folder, ref.path, true}
	}
	p := ref.path
	for folder != "" {
		rest, up := strings.CutPrefix(p, "../")
		if !up || strings.HasPrefix(rest, "/") || drive(rest) { // the rest would mean something else
			break
		}
		folder, p = folderOf(folder[:len(folder)-1]), rest
	}
	return inclusion{folder, p, false}
}

// reportMissing says that a file was not found, at each include of it: whoever
// looks at one of the files has to learn that it was read in part.
func (s *Site) reportMissing(f *File, ref *includeRef, t target) {
	s.exact(f)
	id, text := "missing-include", "the included file "+quote(t.wanted)+" was not found"
	if t.outside {
		id, text = "include-outside-root", "the included file "+quote(t.wanted)+" lies outside the analysed folder and was not read"
	}
	s.Notices = append(s.Notices, Notice{ID: id, At: f.placeOf(*ref), Message: text})
}

func quote(p string) string { return `"` + p + `"` }
