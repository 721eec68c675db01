package filetree

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"time"
)

// Overlay is a Tree in which some files have another content: what an editor
// holds and has not saved yet, or what edits would make of them.
type Overlay struct {
	Tree

	// Content by path. The files need not exist in the tree.
	Content map[string][]byte
	// Max bytes: larger content counts as too large. 0: none does.
	Max int64
}

// List implements Tree.
func (o *Overlay) List(scopes []string) (Listing, error) {
	l, err := o.Tree.List(scopes)
	if err != nil {
		return l, err
	}
	l.Files, l.Dirs = slices.Clone(l.Files), slices.Clone(l.Dirs)
	for _, name := range slices.Sorted(maps.Keys(o.Content)) {
		e := Entry{Path: name, Size: int64(len(o.Content[name]))}
		at, found := slices.BinarySearchFunc(l.Files, name, func(e Entry, name string) int { return strings.Compare(e.Path, name) })
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

// Read implements Tree.
func (o *Overlay) Read(name string) ([]byte, error) {
	content, ok := o.Content[name]
	switch {
	case !ok:
		return o.Tree.Read(name)
	case o.Max > 0 && int64(len(content)) > o.Max:
		return nil, fmt.Errorf("%w: the limit is %d bytes", ErrTooLarge, o.Max)
	}
	return content, nil
}

// Reader reads the other files as fast as the tree can.
func (o *Overlay) Reader() Reader { return &overlayReader{ReaderOf(o.Tree), o} }

type overlayReader struct {
	Reader

	o *Overlay
}

// Read implements Reader.
func (r *overlayReader) Read(name string) ([]byte, error) {
	if _, ok := r.o.Content[name]; ok {
		return r.o.Read(name)
	}
	return r.Reader.Read(name)
}

// Stamp implements Stamper: content that was handed in has none.
func (r *overlayReader) Stamp(name string) (s Stamp, since time.Time, ok bool) {
	if _, ok := r.o.Content[name]; ok {
		return Stamp{}, time.Time{}, false
	}
	return r.Reader.Stamp(name)
}
