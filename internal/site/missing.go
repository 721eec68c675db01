package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
)

// MissingRoot is the first folder of virtual includes that were not found,
// such as "/common".
type MissingRoot struct {
	Virtual string
	// Folder where it probably lies: the only one in which all of the files
	// are; "" if there is none.
	Folder string
	// Includes counts the includes that need it.
	Includes int
}

// MissingRoots are virtual folders that includes name and that are not where
// their paths say: on the server they are virtual directories. The most wanted
// comes first.
func (s *Site) MissingRoots() []MissingRoot {
	wanted := map[string]map[string]int{} // folder -> rest of the path -> includes
	for _, f := range s.Files {
		for i := range f.scan.includes {
			ref := &f.scan.includes[i]
			if ref.file != nil || !ref.virtual {
				continue
			}
			clean := strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(ref.path, `\`, "/")), "/")
			root, rest, ok := strings.Cut(strings.ToLower(clean), "/")
			if !ok || drive(clean) {
				continue
			}
			if wanted[root] == nil {
				wanted[root] = map[string]int{}
			}
			wanted[root][rest]++
		}
	}
	var out []MissingRoot
	for root, files := range wanted {
		m := MissingRoot{Virtual: "/" + root, Folder: s.folderWith(files)}
		for _, n := range files {
			m.Includes += n
		}
		out = append(out, m)
	}
	slices.SortFunc(out, func(a, b MissingRoot) int {
		return cmp.Or(cmp.Compare(b.Includes, a.Includes), strings.Compare(a.Virtual, b.Virtual))
	})
	return out
}

// folderWith is the only folder that has all of the files, "" if there is none
// or several have.
func (s *Site) folderWith(files map[string]int) string {
	count := map[string]int{} // of the files that a folder has
	for _, p := range s.listed {
		low := strings.ToLower(p)
		for end := len(low); end > 0; {
			end = strings.LastIndexByte(low[:end], '/')
			if end < 0 {
				break
			}
			if _, ok := files[low[end+1:]]; ok {
				count[p[:end]]++
			}
		}
	}
	found := ""
	for folder, n := range count {
		if n < len(files) {
			continue
		}
		if found != "" {
			return ""
		}
		found = folder
	}
	return found
}
