package site

import (
	"errors"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/filetree"
)

// pathIndex finds files by path without regard to letter case, as Windows does.
type pathIndex struct {
	mu    sync.Mutex
	files *foldedPaths
	dirs  map[string]bool // lower-case folders that are listed
	tree  filetree.Tree
	whole bool         // everything is listed
	rest  *foldedPaths // as files, for the whole tree; nil until it is needed
	// beyond are the files that were looked for and are not listed, as written,
	// and whether they were there.
	beyond map[string]bool
}

func newPathIndex(tree filetree.Tree, l filetree.Listing, whole bool) *pathIndex {
	x := &pathIndex{whole: whole, files: newFoldedPaths(len(l.Files)), dirs: make(map[string]bool, len(l.Dirs)), tree: tree, beyond: map[string]bool{}}
	for _, e := range l.Files {
		x.files.add(e.Path)
	}
	for _, d := range l.Dirs {
		x.dirs[strings.ToLower(d)] = true
	}
	return x
}

// Lists reports whether a file is among those that were found under the scopes
// and not left out. Letter case does not count.
func (s *Site) Lists(p string) bool {
	_, ok := slices.BinarySearch(s.listed, s.index.files.get(p))
	return ok
}

// ListsFolder is [Site.Lists] for folders.
func (s *Site) ListsFolder(p string) bool { return s.index.dirs[strings.ToLower(p)] }

// find is the file at a clean path, "" if there is none.
func (x *pathIndex) find(p string) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	if f := x.files.get(p); f != "" {
		return f
	}
	if there, asked := x.beyond[p]; asked && !there {
		return ""
	}
	// It may be there all the same: .gitignore names it, or it lies outside what
	// was listed (the rest of the repository). Look it up as written, which costs
	// least, then in any letter case.
	found := p
	switch {
	case x.there(p):
	case x.dirs[strings.ToLower(path.Dir(p))]:
		found = ""
	default:
		found = x.elsewhere(p)
	}
	x.beyond[p] = found != ""
	if found != "" {
		x.files.add(found)
	}
	return found
}

// probe is find for a file that need not be there, under one of its usual names:
// no folder is listed for it.
func (x *pathIndex) probe(names ...string) string {
	x.mu.Lock()
	defer x.mu.Unlock()
	for _, p := range names {
		if f := x.files.get(p); f != "" {
			return f
		}
		if x.beyond[p] = x.there(p); x.beyond[p] {
			x.files.add(p)
			return p
		}
	}
	return ""
}

// there reports whether a file of that very name can be read.
func (x *pathIndex) there(p string) bool {
	_, err := x.tree.Read(p)
	return err == nil || errors.Is(err, filetree.ErrTooLarge)
}

// elsewhere is the file of the whole tree, whatever is listed of it, that has a
// path in some letter case; "" if there is none.
func (x *pathIndex) elsewhere(p string) string {
	if x.whole {
		return ""
	}
	if x.rest == nil {
		x.rest = newFoldedPaths(0)
		l, err := x.tree.List([]string{"."})
		if err != nil {
			return "" // then it is not found
		}
		for _, e := range l.Files {
			x.rest.add(e.Path)
		}
	}
	return x.rest.get(p)
}

// target is where an include path leads.
type target struct {
	path    string // as on disk, "" if there is no such file
	wanted  string // what was looked for
	outside bool   // the path leads out of the root
	near    bool   // found in a folder that the including file lies in: the same path means another file elsewhere
}

// resolve finds the file that an include of a file means.
func (s *Site) resolve(from string, app *App, p string, virtual bool) target {
	p = strings.TrimSpace(strings.ReplaceAll(p, `\`, "/"))
	if i := strings.IndexByte(p, '?'); i >= 0 && !virtual {
		p = p[:i]
	}
	if drive(p) {
		return target{wanted: p, outside: true}
	}
	if !virtual && !strings.HasPrefix(p, "/") {
		return s.lookup(path.Join(path.Dir(from), p), p)
	}
	if strings.HasPrefix(p, "//") {
		return target{wanted: p, outside: true}
	}
	clean := strings.TrimPrefix(path.Clean("/"+p), "/")
	if strings.Contains(p, "..") && outside(strings.TrimPrefix(p, "/")) {
		return s.lookup("../"+clean, p)
	}
	folder := "."
	if app != nil {
		folder = app.Folder
	}
	var first target
	for i, base := range s.bases(folder, clean) {
		t := s.lookup(base, p)
		if t.path != "" {
			return t
		}
		if i == 0 {
			first = t
		}
	}
	for _, base := range below(folder, path.Dir(from), clean) {
		if t := s.lookup(base, p); t.path != "" {
			t.near = true
			return t
		}
	}
	return first
}

// bases are the places where a virtual path of the application in a folder may
// lie, likeliest first: a configured virtual root, the application, a virtual
// directory that the web server's configuration names, and the folders above the
// application. After them come those below it that the file lies in: where nothing
// says which folder of a repository is the site, it need not be the first.
func (s *Site) bases(folder, clean string) []string {
	var out []string
	for _, r := range s.opts.VirtualRoots {
		if rest, ok := cutRoot(clean, r.Virtual); ok {
			out = append(out, path.Join(r.Folder, rest))
		}
	}
	out = append(out, path.Join(folder, clean))
	for _, a := range s.virtuals {
		if rest, ok := cutRoot(clean, a.Virtual); ok {
			out = append(out, path.Join(a.Folder, rest))
		}
	}
	for above := folder; above != "."; {
		above = path.Dir(above)
		out = append(out, path.Join(above, clean))
	}
	return out
}

// below are the places of a path in the folders from one to another inside it,
// the outermost first.
func below(from, to, clean string) []string {
	var out []string
	for to != "." && to != from {
		out = append(out, path.Join(to, clean))
		to = path.Dir(to)
	}
	if to != from {
		return nil
	}
	slices.Reverse(out)
	return out
}

// cutRoot removes a virtual root such as "/common" from a path.
func cutRoot(p, root string) (string, bool) {
	root = strings.Trim(root, "/")
	if root == "" {
		return p, false
	}
	if len(p) > len(root) && strings.EqualFold(p[:len(root)], root) && p[len(root)] == '/' {
		return p[len(root)+1:], true
	}
	return "", false
}

// outside reports whether a relative path climbs above where it starts.
func outside(p string) bool {
	c := path.Clean(p)
	return c == ".." || strings.HasPrefix(c, "../")
}

func drive(p string) bool {
	return len(p) > 1 && p[1] == ':' && isWordByte(p[0])
}

func (s *Site) lookup(clean, wanted string) target {
	if outside(clean) {
		return target{wanted: wanted, outside: true}
	}
	return target{path: s.index.find(clean), wanted: wanted}
}

// PageFor finds the page that Server.Execute or Server.Transfer in a file of
// an application means; nil if there is none.
func (s *Site) PageFor(app *App, from, p string) *Page {
	t := s.resolve(from, app, p, strings.HasPrefix(p, "/") || strings.HasPrefix(p, `\`))
	if t.path == "" {
		return nil
	}
	return s.pageByPath[t.path]
}
