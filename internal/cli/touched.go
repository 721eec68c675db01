package cli

import (
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/site"
)

// touched are files and folders that are asked for or changed. Letter case does
// not count, as on the machines that run the pages.
type touched struct {
	names map[string]bool
}

func newTouched(names ...string) *touched {
	t := &touched{names: map[string]bool{}}
	for _, n := range names {
		t.add(n)
	}
	return t
}

func (t *touched) add(name string) {
	if name != "" {
		t.names[strings.ToLower(name)] = true
	}
}

// holds reports whether a file, or a folder that it lies in, is among them.
func (t *touched) holds(p string) bool {
	if !t.mayHold(p) {
		return false
	}
	for p = strings.ToLower(p); ; {
		if t.names[p] {
			return true
		}
		i := strings.LastIndexByte(p, '/')
		if i < 0 {
			return t.names["."]
		}
		p = p[:i]
	}
}

// mayHold rules most paths out: a path, or a folder that it lies in, has to be as
// long as one of the names, unless there are letters that lower case makes shorter.
func (t *touched) mayHold(p string) bool {
	if len(t.names) == 0 {
		return false
	}
	const few = 8
	if len(t.names) > few {
		return true
	}
	for i := range len(p) {
		if p[i] >= utf8.RuneSelf {
			return true
		}
	}
	for n := range t.names {
		if n == "." || len(p) == len(n) || len(p) > len(n) && p[len(n)] == '/' {
			return true
		}
	}
	return false
}

// filter leaves the findings and notifications of a run that have to do with
// the files: they stand in one of them, need one as evidence, or are of a page
// whose code or configuration contains one, which affected tells.
func (t *touched) filter(r *run, affected func(path string) bool) {
	r.Report.Findings = slices.DeleteFunc(r.Report.Findings, func(x finding.Finding) bool { return !t.concerns(&x, affected) })
	read := map[string]bool{}
	for _, p := range r.Site.Pages {
		if affected(p.Path()) {
			for _, f := range p.Closure {
				read[f.Path] = true
			}
		}
	}
	r.Report.Notifications = slices.DeleteFunc(r.Report.Notifications, func(n finding.Notification) bool {
		return n.At.Path != "" && !read[n.At.Path] && !affected(n.At.Path)
	})
}

// affected tells the files and pages of a run that have to do with the files.
// more are further pages that count as such.
func (t *touched) affected(r *run, more map[string]bool) func(path string) bool {
	return t.affectedIn(r.Site, r.packs, more)
}

// affectedIn is affected for a site. packs are the user's own, by path.
func (t *touched) affectedIn(s *site.Site, packs []string, more map[string]bool) func(path string) bool {
	pages := s.Affected(t.holds)
	for p := range more {
		pages[p] = true
	}
	folders := t.configured(packs)
	return func(p string) bool {
		return pages[p] || t.holds(p) || slices.ContainsFunc(folders, func(f string) bool { return f == "." || strings.HasPrefix(p, f+"/") })
	}
}

// concerns reports whether a finding has to do with the files.
func (t *touched) concerns(x *finding.Finding, affected func(path string) bool) bool {
	return affected(x.At.Path) ||
		slices.ContainsFunc(x.Steps, func(s finding.Step) bool { return t.holds(s.At.Path) }) ||
		slices.ContainsFunc(x.Related, func(rel finding.Related) bool {
			return rel.Page && affected(rel.At.Path) || t.holds(rel.At.Path)
		})
}

// configured are the folders whose .cdolint.yaml is among the files, all if one
// of the user's own packs is.
func (t *touched) configured(packs []string) []string {
	var out []string
	for name := range t.names {
		if path.Base(name) == config.FileName {
			out = append(out, path.Dir(name))
		}
	}
	if slices.ContainsFunc(packs, t.holds) {
		out = append(out, ".")
	}
	return out
}

// relevant reports whether changes may have to do with a page: a page may
// include any text, whatever its name.
func relevant(changes []gittree.Change) bool {
	return slices.ContainsFunc(changes, func(c gittree.Change) bool { return maybeText(c.Path) || maybeText(c.Old) })
}

func maybeText(p string) bool {
	switch strings.ToLower(path.Ext(p)) {
	case ".png", ".gif", ".jpg", ".jpeg", ".ico", ".bmp", ".webp", ".tif", ".tiff", ".svgz", ".woff", ".woff2", ".ttf", ".eot",
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".zip", ".gz", ".7z", ".rar", ".cab", ".msi",
		".exe", ".dll", ".ocx", ".pdb", ".lib", ".obj", ".mp3", ".mp4", ".avi", ".wav", ".mdb", ".accdb", ".mdf":
		return false
	}
	return p != ""
}
