package site

import (
	"bytes"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// readConfig reads what may be configuration of the web server: files that
// say so by their name or their content, and pages that hold set-up code.
func (s *Site) readConfig(l filetree.Listing) {
	var paths []string
	for _, e := range l.Files {
		if s.Files[e.Path] == nil && iis.Candidate(e.Path) {
			paths = append(paths, e.Path)
		}
	}
	for _, dir := range above(s.opts.Scopes) { // web.config files above the scopes apply, too
		if p := s.index.probe(path.Join(dir, "web.config"), path.Join(dir, "Web.config")); p != "" {
			paths = append(paths, p)
		}
	}
	read := make([]*source.File, len(paths))
	s.parallelRead(len(paths), func(r filetree.Reader, i int) {
		key := paths[i] + "\x00configuration"
		m := s.memory(r, paths[i], key)
		if m.knownNo() {
			s.rememberNo(key, m)
			return
		}
		raw, err := r.Read(paths[i])
		if err == nil && iis.Classify(paths[i], raw) == "" && !isUTF16(raw) {
			s.rememberNo(key, m)
			return
		}
		if f, ok := s.decode(paths[i], bytes.Clone(raw), err); ok && iis.Classify(paths[i], []byte(f.Text)) != "" {
			read[i] = f
		}
	})
	files := slices.DeleteFunc(read, func(f *source.File) bool { return f == nil })
	for _, f := range files {
		if s.suppression != nil && s.suppression(f.Text) {
			s.Suppressing[f.Path] = f.Text
		}
	}
	for _, f := range s.sorted() {
		if f.config != nil {
			files = append(files, f.config)
			f.config = nil
		}
	}
	for _, e := range l.Files {
		if strings.EqualFold(path.Base(e.Path), "global.asa") {
			s.opts.IIS.Applications = append(s.opts.IIS.Applications, path.Dir(e.Path))
		}
	}
	for _, sc := range filetree.Topmost(s.opts.Scopes) {
		if asa := s.globalAbove(sc); asa != "" {
			s.opts.IIS.Applications = append(s.opts.IIS.Applications, path.Dir(asa))
		}
	}
	s.opts.IIS.Search = func(words []string) []*source.File { return s.Search(running(), words) }
	s.Config = iis.Load(files, l.Dirs, s.opts.IIS)
	for _, p := range s.Config.Problems() {
		s.Notices = append(s.Notices, Notice{ID: p.ID, At: p.At, Message: p.Message})
	}
}

// running are the extensions of files that may run a set-up script, load one, or
// tell people to do so.
func running() []string {
	return []string{
		"", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsc", ".sct", ".hta", ".sh", ".py", ".rb", ".pl", ".groovy",
		".cs", ".vb", ".bas", ".cls", ".frm", ".xml", ".proj", ".targets", ".props", ".msbuild", ".build", ".nant", ".csproj", ".vbproj", ".wxs", ".wxi",
		".iss", ".nsi", ".inf", ".ini", ".cfg", ".config", ".yml", ".yaml", ".json", ".txt", ".md", ".rst", ".htm", ".html",
	}
}

// isUTF16 reports whether a file begins as UTF-16 does, so that words are not
// found in its bytes.
func isUTF16(raw []byte) bool {
	return len(raw) > 1 && (raw[0] == 0xff && raw[1] == 0xfe || raw[0] == 0xfe && raw[1] == 0xff)
}

// above are the folders above the scopes, without the scopes themselves.
func above(scopes []string) []string {
	var out []string
	for _, sc := range scopes {
		for sc != "." {
			sc = path.Dir(sc)
			out = append(out, sc)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
