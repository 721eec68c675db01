package gittree

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/cdolint/cdolint/internal/filetree"
)

// Tree is a [filetree.Tree] of a revision or of the index. It is safe for
// concurrent use.
type Tree struct {
	blobs   *blobs
	ids     map[string]string // path -> id of its content
	paths   []string          // of ids, as git lists them
	links   map[string]string // path -> path that a symbolic link leads to
	modules []module
	listing filetree.Listing
}

// module is a submodule: the commit of it that belongs to the tree.
type module struct {
	folder string
	tree   *Tree // nil if its content is not here
}

// Revision opens the files of a commit as [Repo.Commit] resolves it: those of
// the paths, if there are any, else all. Files over maxSize bytes are not read.
// Close the tree to end its processes.
func (r *Repo) Revision(commit string, maxSize int64, paths ...string) (*Tree, error) {
	const most = 100 // that fit into a command line, whatever their length
	if len(paths) > most {
		paths = nil
	}
	return r.tree(maxSize, 0, append([]string{"ls-tree", "-r", "-z", commit, "--"}, paths...)...)
}

// Index opens the files that are staged for the next commit; for a file with a
// merge conflict, our side of it.
func (r *Repo) Index(maxSize int64) (*Tree, error) {
	return r.tree(maxSize, 0, "ls-files", "--stage", "-z")
}

// Empty is the tree before the first commit.
func (r *Repo) Empty() *Tree {
	t := &Tree{ids: map[string]string{}}
	t.makeListing(nil)
	return t
}

// maxModuleDepth is how deep submodules are followed.
const maxModuleDepth = 8

// submodule opens the commit of a submodule; nil if it is not here.
func (r *Repo) submodule(o object, maxSize int64, depth int) *Tree {
	dir := filepath.Join(r.dir, filepath.FromSlash(o.path))
	if _, err := os.Lstat(filepath.Join(dir, ".git")); err != nil || depth > maxModuleDepth {
		return nil
	}
	sub, err := open(dir, environment(r.env, false))
	if err != nil {
		return nil
	}
	t, err := sub.tree(maxSize, depth, "ls-tree", "-r", "-z", o.id)
	if err != nil {
		return nil
	}
	return t
}

func (r *Repo) tree(maxSize int64, depth int, args ...string) (*Tree, error) {
	objects, err := r.objects(args...)
	if err != nil {
		return nil, err
	}
	t := &Tree{blobs: newBlobs(r, maxSize), ids: make(map[string]string, len(objects)), links: map[string]string{}}
	var skipped []filetree.Notice
	skip := func(p, message string) {
		skipped = append(skipped, filetree.Notice{ID: "unreadable-file", Path: p, Message: message})
	}
	var links []object
	for _, o := range objects {
		deep, isDeep := filetree.TooDeep(o.path)
		switch {
		case !fs.ValidPath(o.path): // git refuses to write such a name; so it is made by hand
			skip(strings.ToValidUTF8(o.path, "\uFFFD"), "not a valid path: skipped")
		case isDeep:
			if n := len(skipped); n == 0 || skipped[n-1] != deep {
				skipped = append(skipped, deep)
			}
		case o.mode == "160000":
			m := module{o.path, r.submodule(o, maxSize, depth+1)}
			t.modules = append(t.modules, m)
			if m.tree == nil {
				skip(o.path, filetree.NoSubmodule)
			}
		case o.mode == "120000":
			links = append(links, o)
		default:
			if t.ids[o.path] == "" {
				t.paths = append(t.paths, o.path)
			}
			t.ids[o.path] = o.id
		}
	}
	t.follow(links, skip)
	t.makeListing(skipped)
	return t, nil
}

// follow decides on the symbolic links as [filetree.Folder] does: those that lead
// to a regular file of the tree are that file. It reports the others.
func (t *Tree) follow(links []object, skip func(p, message string)) {
	if len(links) == 0 {
		return
	}
	dirs := t.dirs()
	targets := make(map[string]string, len(links))
	for _, o := range links {
		raw, err := t.blobs.read(o.id)
		to := path.Join(path.Dir(o.path), string(raw))
		if err == nil && !path.IsAbs(string(raw)) && fs.ValidPath(to) {
			targets[o.path] = to
		}
	}
	const longest = 16 // links to links
	for _, o := range links {
		to := targets[o.path]
		for n := 0; n < longest && targets[to] != ""; n++ {
			to = targets[to]
		}
		switch {
		case t.ids[to] != "":
			t.links[o.path] = to
		case dirs[to]:
			skip(o.path, "a link to a folder: not followed")
		default:
			skip(o.path, "a link that leads nowhere or out of the analysed folder: skipped")
		}
	}
}

// dirs are the folders of all files.
func (t *Tree) dirs() map[string]bool {
	dirs := map[string]bool{".": true}
	last := ""
	for _, p := range t.paths {
		d := p[:max(strings.LastIndexByte(p, '/'), 0)]
		if d == last { // as most
			continue
		}
		last = d
		for d := path.Dir(p); !dirs[d]; d = path.Dir(d) {
			dirs[d] = true
		}
	}
	return dirs
}

func (t *Tree) makeListing(skipped []filetree.Notice) {
	t.listing.Skipped = skipped
	dirs := t.dirs()
	t.listing.Files = make([]filetree.Entry, 0, len(t.paths))
	for _, p := range t.paths {
		t.listing.Files = append(t.listing.Files, filetree.Entry{Path: p, Size: -1})
	}
	for p := range t.links {
		t.listing.Files = append(t.listing.Files, filetree.Entry{Path: p, Size: -1})
		for d := path.Dir(p); !dirs[d]; d = path.Dir(d) {
			dirs[d] = true
		}
	}
	for _, m := range t.modules {
		if m.tree == nil {
			continue
		}
		for _, e := range m.tree.listing.Files {
			t.listing.Files = append(t.listing.Files, filetree.Entry{Path: path.Join(m.folder, e.Path), Size: e.Size})
		}
		for _, d := range m.tree.listing.Dirs {
			dirs[path.Join(m.folder, d)] = true
		}
		for _, n := range m.tree.listing.Skipped {
			n.Path = path.Join(m.folder, n.Path)
			t.listing.Skipped = append(t.listing.Skipped, n)
		}
		for d := path.Dir(m.folder); !dirs[d]; d = path.Dir(d) {
			dirs[d] = true
		}
	}
	for d := range dirs {
		t.listing.Dirs = append(t.listing.Dirs, d)
	}
	slices.SortFunc(t.listing.Files, func(a, b filetree.Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(t.listing.Dirs)
}

// List implements [filetree.Tree]. A scope that this tree does not have is empty:
// a folder may be younger than a revision.
func (t *Tree) List(scopes []string) (filetree.Listing, error) {
	return t.listing.Below(scopes), nil
}

// Read implements [filetree.Tree]. The content is as git keeps it: line ends and
// encodings that the work tree has by conversion are not there.
func (t *Tree) Read(name string) ([]byte, error) {
	if to, ok := t.links[name]; ok {
		name = to
	}
	if id, ok := t.ids[name]; ok {
		return t.blobs.read(id)
	}
	for _, m := range t.modules {
		if m.tree != nil && filetree.Within(name, m.folder) && name != m.folder {
			return m.tree.Read(strings.TrimPrefix(name, m.folder+"/"))
		}
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// Stamp implements [filetree.Stamper]: the id of a content says all about it.
func (t *Tree) Stamp(name string) (s filetree.Stamp, since time.Time, ok bool) {
	if to, ok := t.links[name]; ok {
		name = to
	}
	if id, ok := t.ids[name]; ok && hex.DecodedLen(len(id)) <= len(s) {
		n, err := hex.Decode(s[:], []byte(id))
		return s, time.Time{}, err == nil && n > 0
	}
	for _, m := range t.modules {
		if m.tree != nil && filetree.Within(name, m.folder) && name != m.folder {
			return m.tree.Stamp(strings.TrimPrefix(name, m.folder+"/"))
		}
	}
	return s, since, false
}

// Limit changes the size in bytes over which files are not read. Call it before
// the tree is shared.
func (t *Tree) Limit(maxSize int64) {
	if t.blobs != nil {
		t.blobs.max = maxSize
	}
	for _, m := range t.modules {
		if m.tree != nil {
			m.tree.Limit(maxSize)
		}
	}
}

// Submodules are the folders that hold repositories of their own.
func (t *Tree) Submodules() []string {
	var out []string
	for _, m := range t.modules {
		out = append(out, m.folder)
	}
	return out
}

// Lacking reports whether a content was asked for that git does not have here,
// as in a partial clone.
func (t *Tree) Lacking() bool {
	return t.blobs != nil && t.blobs.lacking.Load()
}

// Err is why git was given up while contents were read, nil if it was not: what
// was read since is not all.
func (t *Tree) Err() error {
	if t.blobs != nil {
		if why := t.blobs.silent.Load(); why != nil {
			return *why
		}
	}
	for _, m := range t.modules {
		if m.tree != nil {
			if err := m.tree.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// Close ends the processes that read for the tree.
func (t *Tree) Close() error {
	if t.blobs == nil {
		return nil
	}
	errs := []error{t.blobs.close()}
	for _, m := range t.modules {
		if m.tree != nil {
			errs = append(errs, m.tree.Close())
		}
	}
	return errors.Join(errs...)
}
