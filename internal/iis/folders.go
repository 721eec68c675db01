package iis

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// folders finds the folder of the repository that a physical path or a
// virtual directory means.
type folders struct {
	spelled map[string]string   // lower case to as on disk
	byLast  map[string][]string // last part to all folders that end with it, lower case
	// suffixes have, by the last part of those that were asked for, what ends
	// of paths mean.
	suffixes map[string]map[string]ending
}

// ending is what the end of a path means: of the folders that end with it the
// one nearest to the root; alone says that no other one is as near.
type ending struct {
	folder string
	alone  bool
}

// longestEnding is the number of parts of the longest end of a path by which
// folders are told apart.
const longestEnding = 32

func newFolders(dirs []string) *folders {
	f := &folders{spelled: map[string]string{".": "."}, byLast: map[string][]string{}, suffixes: map[string]map[string]ending{}}
	for _, d := range dirs {
		d = path.Clean(d)
		key := strings.ToLower(d)
		if _, seen := f.spelled[key]; seen {
			continue
		}
		f.spelled[key] = d
		last := path.Base(key)
		f.byLast[last] = append(f.byLast[last], key)
	}
	for _, list := range f.byLast {
		slices.Sort(list)
	}
	return f
}

// has reports whether the folder (lower case) exists.
func (f *folders) has(folder string) bool {
	_, ok := f.spelled[folder]
	return ok
}

// spelling is the folder as it is written on disk.
func (f *folders) spelling(folder string) string {
	if s, ok := f.spelled[folder]; ok {
		return s
	}
	return folder
}

// physical maps a physical path as configuration writes it, seen from the
// folder of the file that holds it: a relative path from there, else the
// longest suffix of its parts that some folder ends with. Of several such
// folders the one nearest to the root is meant, if it is alone there.
func (f *folders) physical(text, from string) (folder string, ok bool) {
	p := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(text, `\`, "/")))
	if p == "" {
		return "", false
	}
	if rel, isRel := relativePath(p); isRel {
		joined := path.Join(strings.ToLower(from), rel)
		if f.has(joined) {
			return joined, true
		}
	}
	parts := claim.SplitPath(p)
	return f.suffix(parts)
}

// relativePath strips the ways of scripts to say "where I am".
func relativePath(p string) (string, bool) {
	for _, prefix := range []string{"%~dp0", "%cd%", "$psscriptroot", "${psscriptroot}", "$pwd", "$(projectdir)", "$(msbuildprojectdirectory)", "${project::get-base-directory()}"} {
		if rest, ok := strings.CutPrefix(p, prefix); ok {
			return "./" + strings.TrimLeft(rest, "/"), true
		}
	}
	absolute := strings.HasPrefix(p, "/") || strings.HasPrefix(p, "%") || strings.HasPrefix(p, "$") ||
		len(p) > 1 && p[1] == ':' || strings.HasPrefix(p, claim.Unknown)
	return p, !absolute
}

// suffix finds the folder that ends with the longest suffix of parts (lower case).
func (f *folders) suffix(parts []string) (string, bool) {
	if len(parts) == 0 {
		return "", false
	}
	endings := f.endings(parts[len(parts)-1])
	for n := min(len(parts), longestEnding); n > 0 && len(endings) > 0; n-- {
		if e, ok := endings[strings.Join(parts[len(parts)-n:], "/")]; ok {
			return e.folder, e.alone
		}
	}
	return "", false
}

// endings are the ends of all folders whose last part is given.
func (f *folders) endings(last string) map[string]ending {
	if known, ok := f.suffixes[last]; ok {
		return known
	}
	all := map[string]ending{}
	for _, folder := range f.byLast[last] {
		for from, n := len(folder), 0; from > 0 && n < longestEnding; n++ {
			from = strings.LastIndexByte(folder[:from], '/')
			end := folder[from+1:]
			switch e, seen := all[end]; {
			case !seen || depth(folder) < depth(e.folder):
				all[end] = ending{folder, true}
			case depth(folder) == depth(e.folder):
				all[end] = ending{e.folder, false}
			}
		}
	}
	f.suffixes[last] = all
	return all
}

// depth is the number of parts of a folder, 0 for the root.
func depth(folder string) int {
	if folder == "." || folder == "" {
		return 0
	}
	return strings.Count(folder, "/") + 1
}

// within reports whether folder is base or lies below it (both lower case),
// and the parts between them.
func within(folder, base string) (rest []string, ok bool) {
	if base == "." {
		if folder == "." {
			return nil, true
		}
		return strings.Split(folder, "/"), true
	}
	if folder == base {
		return nil, true
	}
	if strings.HasPrefix(folder, base+"/") {
		return strings.Split(folder[len(base)+1:], "/"), true
	}
	return nil, false
}

// join adds parts to a folder.
func join(folder string, parts []string) string {
	return path.Join(append([]string{folder}, parts...)...)
}
