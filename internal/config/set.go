package config

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// Set is the configuration of one analysed folder: the file that counts for
// it, and those of the folders in it, which are read when a path below them is
// first asked for. It is safe for concurrent use.
type Set struct {
	tree   Tree
	close  func() error
	root   *file // the file of the root of the tree, nil if there is none
	single bool  // the user named a file: no other is looked for
	focus  []*file
	none   Config // what holds where there is no file

	dirs sync.Map              // folder of the tree -> *chain
	last atomic.Pointer[chain] // asked for last: files are gone through folder by folder

	mu      sync.Mutex
	files   []*file
	notices []Notice
	rules   []string // see CheckRules; nil: not checked
}

// chain is the files that stand above a path, the outermost first.
type chain struct {
	dir   string
	once  sync.Once
	files []*file
}

// Notice is something in a configuration that has no effect.
type Notice struct {
	At      Where
	Message string
}

// Open finds the configuration of a folder: root is absolute. Without explicit
// that is the file in root, else the nearest in the folders above it, up to the
// top of the git work tree or the file system. explicit is a file to use
// instead of all others; its patterns start from root. The error is Errors, unless
// the folder cannot be opened.
//
// Close releases the folder; nothing is read after that.
func Open(root, explicit string) (*Set, error) {
	r, err := os.OpenRoot(root)
	if err != nil {
		return nil, err
	}
	s, err := open(folder{r}, root, explicit)
	if err != nil {
		_ = r.Close()
		return nil, err
	}
	s.close = r.Close
	return s, nil
}

// OpenTree is Open for a tree that is not on disk: files above it are not
// looked for.
func OpenTree(tree Tree, explicit string) (*Set, error) { return open(tree, "", explicit) }

// OpenTreeAt is OpenTree for a tree that stands for a folder on disk, as a git
// revision or the index does: root is the absolute path of that folder. Files
// of the folders above it are looked for as by Open.
func OpenTreeAt(tree Tree, root, explicit string) (*Set, error) { return open(tree, root, explicit) }

func open(tree Tree, dir, explicit string) (*Set, error) {
	s := &Set{tree: tree, single: explicit != ""}
	switch {
	case s.single:
		loc := location{name: given(dir, explicit), dir: ".", below: ".", base: filepath.Dir(explicit)}
		raw, err := readGiven(explicit)
		if err != nil {
			return nil, broken(loc, err).err
		}
		s.root = parse(loc, raw)
	default:
		s.root = s.read(".")
		if s.root == nil && dir != "" {
			s.root = above(dir)
		}
	}
	if s.root == nil {
		return s, nil
	}
	s.files = append(s.files, s.root)
	s.focus = s.files
	if s.root.err != nil {
		return nil, s.root.err
	}
	return s, nil
}

// given names the file that the user gave: relative to the analysed folder if
// it lies there, so that reports can show it, else as it was given.
func given(dir, explicit string) string {
	if abs, err := filepath.Abs(explicit); err == nil && dir != "" {
		if rel, err := filepath.Rel(dir, abs); err == nil && rel != "." && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	return filepath.ToSlash(explicit)
}

// Close releases what the set holds open.
func (s *Set) Close() error {
	if s.close == nil {
		return nil
	}
	return s.close()
}

// read reads the file of a folder of the tree; nil if there is none.
func (s *Set) read(dir string) *file {
	loc := location{name: path.Join(dir, FileName), dir: dir, below: "."}
	raw, err := s.tree.Read(loc.name)
	switch {
	case err == nil:
		return parse(loc, raw)
	case !missing(err):
		return broken(loc, err)
	}
	if dir == "." {
		if _, err := s.tree.Read(otherName); err == nil {
			s.notices = append(s.notices, Notice{
				At:      Where{File: otherName, Line: 1, Column: 1},
				Message: "this file is not read; the configuration of cdolint is called " + FileName,
			})
		}
	}
	return nil
}

// chain is the files that stand above the entries of a folder of the tree.
func (s *Set) chain(dir string) []*file {
	if dir == "." || dir == "/" || s.single || strings.HasPrefix(dir, "..") {
		if s.root == nil {
			return nil
		}
		return []*file{s.root}
	}
	if c := s.last.Load(); c != nil && c.dir == dir {
		return c.files
	}
	v, ok := s.dirs.Load(dir)
	if !ok {
		v, _ = s.dirs.LoadOrStore(dir, &chain{dir: dir})
	}
	c, _ := v.(*chain)
	defer s.last.Store(c)
	c.once.Do(func() {
		c.files = s.chain(path.Dir(dir))
		if f := s.read(dir); f != nil {
			c.files = append(slices.Clip(c.files), f)
			s.add(f)
		}
	})
	return c.files
}

// add takes note of a file of a folder within the tree.
func (s *Set) add(f *file) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files = append(s.files, f)
}

// nearest is the file that counts for a path of the tree, nil if there is none.
func (s *Set) nearest(p string) *file {
	files := s.chain(path.Dir(p))
	if len(files) == 0 {
		return nil
	}
	return files[len(files)-1]
}

// For is the configuration of a file of the tree: that of the nearest file, the
// entries of "paths" that match put over it, later ones over earlier ones. The
// path is slash-separated and relative to the analysed folder; one that ends
// with a slash is a folder.
//
// A file with mistakes counts as far as it could be read; see [Set.Err].
func (s *Set) For(p string) *Config {
	f := s.nearest(p)
	switch {
	case f == nil:
		return &s.none
	case len(f.paths) == 0:
		return f.config
	}
	return f.forPath(strings.ToLower(f.loc.rel(path.Clean(p))))
}

// Focus says which folder of the tree is analysed, if it is not all of it: what
// can only be said once then comes from the file nearest to that folder. Call it
// before the set is shared. It returns [Set.Root].
func (s *Set) Focus(folder string) *Config {
	s.focus = s.chain(path.Clean(folder))
	return s.Root()
}

// Root is the configuration of the analysed folder: what can only be said once.
func (s *Set) Root() *Config {
	if len(s.focus) == 0 {
		return &s.none
	}
	return s.focus[len(s.focus)-1].config
}

// CheckRules says which packs there are, and which ids and names of rules. An
// entry of "rules" that is none of them is an error from then on, see [Set.Err];
// files that are not read yet included. The error is the mistakes known so far.
func (s *Set) CheckRules(known []string) error {
	s.mu.Lock()
	s.rules = slices.Clone(known)
	s.mu.Unlock()
	return s.Err()
}

// Err is the mistakes of all files that were read so far (Errors), nil if
// there are none. Files below the analysed folder are read when they are first
// needed: ask when the work is done.
func (s *Set) Err() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	files := slices.Clone(s.files)
	slices.SortFunc(files, func(a, b *file) int { return cmp.Compare(a.loc.name, b.loc.name) })
	var all []error
	for _, f := range files {
		all = append(all, f.err)
		if s.rules != nil {
			all = append(all, f.checkRules(s.rules))
		}
	}
	return join(all...)
}

// Sum tells what the files that were read so far say: it is a hash of their
// names and their text.
func (s *Set) Sum() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var parts []string
	for _, f := range s.files {
		parts = append(parts, fmt.Sprintf("%q %q", f.loc, f.src.Text))
	}
	slices.Sort(parts)
	h := sha256.New()
	for _, p := range parts {
		_, _ = io.WriteString(h, p)
	}
	return string(h.Sum(nil))
}

// Notices are what has no effect in the files that were read so far, in order
// of their places.
func (s *Set) Notices() []Notice {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := slices.Clone(s.notices)
	for _, f := range s.files {
		if slices.Contains(s.focus, f) {
			continue // what it says counts, or would if another were not nearer
		}
		for _, k := range f.onlyRoot {
			out = append(out, Notice{
				At:      k.at,
				Message: k.name + " counts only in the configuration of the analysed folder; it has no effect here",
			})
		}
	}
	slices.SortFunc(out, func(a, b Notice) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Pos, b.At.Pos))
	})
	return out
}

// checkRules complains about entries of "rules" that name nothing known.
func (f *file) checkRules(known []string) error {
	var errs Errors
	check := func(l layer) {
		for _, r := range l.rules {
			if !slices.ContainsFunc(known, func(k string) bool { return strings.EqualFold(k, r.key) }) {
				errs = append(errs, f.errorAt(r.at, "there is no rule or pack %s; %s", yamltree.Quote(r.key),
					suggest(r.key, known, `"cdolint rules" lists them`)))
			}
		}
	}
	check(f.layer)
	for _, e := range f.paths {
		check(e.layer)
	}
	return join(errs...)
}
