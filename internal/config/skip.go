package config

import (
	"path"
	"slices"
	"strings"
)

// Skip reports whether a file or folder of the tree is not analysed. exclude
// leaves out whatever it matches; include, where it is given, leaves out the
// pages that it does not match. Both hold for every file on the way down to the
// path: a file in a subfolder can leave out more, never less.
//
// Files that are included by pages that are analysed are read all the same.
func (s *Set) Skip(p string) bool {
	p = path.Clean(p)
	for _, f := range s.chain(path.Dir(p)) {
		if len(f.include) == 0 && len(f.exclude) == 0 {
			continue
		}
		lower := strings.ToLower(f.loc.rel(p))
		if matchAny(f.exclude, lower) {
			return true
		}
		if len(f.include) > 0 && s.isPage(p) && !matchAny(f.include, lower) {
			return true
		}
	}
	return false
}

// isPage reports whether include chooses the file: pages and orphaned includes.
// A global.asa belongs to the pages of its application, wherever they lie.
func (s *Set) isPage(p string) bool {
	ext := strings.ToLower(path.Ext(p))
	if strings.EqualFold(path.Base(p), "global.asa") {
		return false
	}
	pages := s.Root().PageExtensions()
	if pages == nil {
		pages = defaultPages()
	}
	return ext == ".inc" || slices.Contains(pages, ext)
}

// defaultPages are the extensions that IIS maps to asp.dll out of the box.
func defaultPages() []string { return []string{".asp", ".asa", ".cdx", ".cer"} }
