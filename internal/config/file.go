package config

import (
	"path"
	"path/filepath"
	"strings"

	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/source"
)

// file is one configuration file, checked.
type file struct {
	src *source.File
	loc location
	err error // an Errors; what could be read is used all the same

	layer // of the whole file
	paths []pathEntry

	include, exclude []glob
	pages            said[[]string]
	virtualRoots     []virtualRoot
	codepage         said[string]
	packs            []PackFile
	fileSize         said[int64]
	includeDepth     said[int]
	includes         said[int]
	failOn           said[string]
	gitignore        said[bool]

	// onlyRoot are the places of keys that count only in the file of the
	// analysed folder.
	onlyRoot []rootKey

	config *Config // what holds where no entry of paths matches
}

// layer is what can be said for the whole tree and for parts of it.
type layer struct {
	site  site
	rules []ruleSetting
}

// pathEntry is an entry of "paths".
type pathEntry struct {
	globs []glob
	layer
}

type rootKey struct {
	name string
	at   Where
}

// location is where a file stands, seen from the analysed folder.
type location struct {
	// name is fit for messages, see Where.File.
	name string
	// dir is the folder of the file below the analysed one, "." for that one.
	dir string
	// below is the analysed folder below the folder of the file, "." unless
	// the file stands above it.
	below string
	// base is the folder of the file on disk, for what it refers to; "" if it
	// is the folder dir of the tree.
	base string
}

// rel turns a path of the tree into one that starts from the folder of the file.
func (l location) rel(p string) string {
	switch {
	case l.below != ".":
		return path.Join(l.below, p)
	case l.dir != ".":
		return strings.TrimPrefix(strings.TrimPrefix(p, l.dir), "/")
	}
	return p
}

// abs turns a folder named in the file into a path of the tree, with "../"
// where it lies outside.
func (l location) abs(p string) string {
	if l.below == "." {
		return path.Join(l.dir, p)
	}
	rel, err := filepath.Rel(filepath.FromSlash(l.below), filepath.FromSlash(p))
	if err != nil {
		return p // both are relative and clean: not reached
	}
	return filepath.ToSlash(rel)
}

// parse reads a file. Its mistakes are in err.
func parse(loc location, raw []byte) *file {
	// The size is checked by yamltree.
	f := &file{loc: loc, src: source.New(loc.name, raw, source.Options{MaxSize: 2 * yamltree.MaxSize})}
	root, err := yamltree.Parse(f.src)
	if err != nil {
		f.err = asErrors(err)
		f.finish()
		return f
	}
	d := &decoder{file: f}
	d.document(root)
	f.err = d.err()
	f.finish()
	return f
}

// broken is a file that is there and cannot be read.
func broken(loc location, err error) *file {
	src := &source.File{Path: loc.name}
	f := &file{loc: loc, src: src, err: Errors{yamltree.NewError(src, 0, 0, "the configuration cannot be read: %w", err)}}
	f.finish()
	return f
}

func (f *file) finish() { f.config = &Config{file: f, site: f.site, rules: [][]ruleSetting{f.rules}} }

// at makes a place in the file.
func (f *file) at(n *yamltree.Node) Where {
	p := f.src.Position(n.Pos)
	return Where{File: f.loc.name, Line: p.Line, Column: p.UTF16, Pos: n.Pos, End: n.End}
}

// errorAt says what is wrong with a place of the file.
func (f *file) errorAt(at Where, format string, args ...any) error {
	return yamltree.NewError(f.src, at.Pos, at.End, format, args...)
}
