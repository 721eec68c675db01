package cli

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/cdolint/cdolint/internal/site"
)

// overlay is a tree in which some files have another content: what an editor
// holds and has not saved yet, or what edits would make of them. The files need
// not exist.
type overlay struct {
	site.Tree

	content map[string][]byte
	max     int64 // larger content counts as too large; 0: none does
}

// List implements [site.Tree].
func (o *overlay) List(scopes []string) (site.Listing, error) {
	l, err := o.Tree.List(scopes)
	if err != nil {
		return l, err
	}
	l.Files, l.Dirs = slices.Clone(l.Files), slices.Clone(l.Dirs)
	for _, name := range slices.Sorted(maps.Keys(o.content)) {
		e := site.Entry{Path: name, Size: int64(len(o.content[name]))}
		at, found := slices.BinarySearchFunc(l.Files, name, func(e site.Entry, name string) int { return strings.Compare(e.Path, name) })
		if found {
			l.Files[at].Size = e.Size
			continue
		}
		l.Files = slices.Insert(l.Files, at, e)
		for d := path.Dir(name); !slices.Contains(l.Dirs, d); d = path.Dir(d) {
			l.Dirs = append(l.Dirs, d)
		}
	}
	slices.Sort(l.Dirs)
	return l, nil
}

// Read implements [site.Tree].
func (o *overlay) Read(name string) ([]byte, error) {
	content, ok := o.content[name]
	switch {
	case !ok:
		return o.Tree.Read(name)
	case o.max > 0 && int64(len(content)) > o.max:
		return nil, fmt.Errorf("%w: the limit is %d bytes", site.ErrTooLarge, o.max)
	}
	return content, nil
}

// Reader reads the other files as fast as the tree can.
func (o *overlay) Reader() site.Reader { return &overlayReader{readerOf(o.Tree), o} }

type overlayReader struct {
	site.Reader

	o *overlay
}

// Read implements [site.Reader].
func (r *overlayReader) Read(name string) ([]byte, error) {
	if _, ok := r.o.content[name]; ok {
		return r.o.Read(name)
	}
	return r.Reader.Read(name)
}

// Stamp implements [site.Stamper]: content that was handed in has none.
func (r *overlayReader) Stamp(name string) (s site.Stamp, since time.Time, ok bool) {
	if _, ok := r.o.content[name]; ok {
		return site.Stamp{}, time.Time{}, false
	}
	return stampOf(r.Reader, name)
}
