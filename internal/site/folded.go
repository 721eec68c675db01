package site

import (
	"hash/maphash"
	"strings"
	"unicode/utf8"
)

// foldedPaths are paths that are found without regard to letter case, as Windows
// does. No second copy is kept of them: there may be a hundred thousand.
type foldedPaths struct {
	seed  maphash.Seed
	first map[uint64]int32 // the index of the path added last, by hash
	paths []string
	next  []int32 // the index of one that was added before with the same hash, -1 for none
}

func newFoldedPaths(size int) *foldedPaths {
	return &foldedPaths{
		seed: maphash.MakeSeed(), first: make(map[uint64]int32, size),
		paths: make([]string, 0, size), next: make([]int32, 0, size),
	}
}

// add adds a path. It hides those that differ from it in letter case alone.
func (f *foldedPaths) add(p string) {
	h := f.hash(p)
	before, ok := f.first[h]
	if !ok {
		before = -1
	}
	f.first[h] = int32(len(f.paths))
	f.paths, f.next = append(f.paths, p), append(f.next, before)
}

// get is the path that was added last of those which are p in some letter case, ""
// if none is.
func (f *foldedPaths) get(p string) string {
	i, ok := f.first[f.hash(p)]
	for ; ok && i >= 0; i = f.next[i] {
		if strings.EqualFold(f.paths[i], p) {
			return f.paths[i]
		}
	}
	return ""
}

func (f *foldedPaths) hash(p string) uint64 {
	var room [256]byte
	if len(p) > len(room) {
		return maphash.String(f.seed, strings.ToLower(p))
	}
	for i := range len(p) {
		c := p[i]
		switch {
		case c >= utf8.RuneSelf:
			return maphash.String(f.seed, strings.ToLower(p))
		case 'A' <= c && c <= 'Z':
			c |= 0x20
		}
		room[i] = c
	}
	return maphash.Bytes(f.seed, room[:len(p)])
}
