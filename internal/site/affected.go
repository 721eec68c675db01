package site

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
)

// Affected are the pages, by path, whose code or configuration contains one of
// the files that changed reports: in their closure, in that of the global.asa
// of their application, as a setting of the web server that applies to them, or
// as a configuration file of a folder that they lie in.
func (s *Site) Affected(changed func(path string) bool) map[string]bool {
	where := s.changedConfig(changed)
	files := map[*File]bool{}
	for _, f := range s.order {
		if changed(f.Path) {
			files[f] = true
		}
	}
	holds := func(p *Page) bool {
		return len(files) > 0 && slices.ContainsFunc(p.Closure, func(f *File) bool { return files[f] })
	}
	out := map[string]bool{}
	for _, a := range s.Apps {
		global := a.Global != nil && holds(a.Global)
		for _, p := range a.Pages {
			if global || holds(p) || where.applies(p.Path()) {
				out[p.Path()] = true
			}
		}
		if a.Global != nil && (global || where.applies(a.Global.Path())) {
			out[a.Global.Path()] = true
		}
	}
	return out
}

// reach is where the changed configuration applies.
type reach struct {
	folders []string
	files   map[string]bool // lower case
}

func (r *reach) applies(page string) bool {
	if len(r.files) > 0 && r.files[strings.ToLower(page)] {
		return true
	}
	for _, folder := range r.folders {
		if filetree.Within(page, folder) {
			return true
		}
	}
	return false
}

func (s *Site) changedConfig(changed func(string) bool) *reach {
	r := &reach{files: map[string]bool{}}
	folders := map[string]bool{}
	for _, set := range s.Config.Settings() {
		switch {
		case !changed(set.At.Path):
		case set.Name == iis.AnonymousPassword, set.Name == iis.AccountPassword: // no page hangs on it
		case set.File != "":
			r.files[set.File] = true
		default:
			folders[set.Folder] = true
		}
	}
	for _, a := range s.Config.Applications() {
		if changed(a.At.Path) {
			folders[a.Folder] = true
		}
	}
	// A web.config applies to its folder, whatever it says now: it may have
	// said something before.
	for _, p := range s.listed {
		if !changed(p) {
			continue
		}
		if kind := iis.Classify(p, nil); kind == iis.FromWebConfig || kind == iis.FromTransform {
			folders[path.Dir(p)] = true
		}
	}
	for f := range folders {
		r.folders = append(r.folders, f)
	}
	return r
}
