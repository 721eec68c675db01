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
}

func newFolders(dirs []string) *folders {
	f := &folders{spelled: map[string]string{".": "."}, byLast: map[string][]string{}}
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
	best, bestLen, unique := "", 0, false
	for _, candidate := range f.byLast[parts[len(parts)-1]] {
		n := commonSuffix(claim.SplitPath(candidate), parts)
		switch {
		case n == 0 || n < bestLen:
		case n > bestLen || depth(candidate) < depth(best):
			best, bestLen, unique = candidate, n, true
		case depth(candidate) == depth(best):
			unique = false
		}
	}
	return best, unique
}

func commonSuffix(a, b []string) int {
	n := 0
	for n < len(a) && n < len(b) && a[len(a)-1-n] == b[len(b)-1-n] {
		n++
	}
	return n
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
