package filetree

import (
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
)

// Memory is a Tree in memory: for tests and fixtures. Files are by path and
// must not change once the tree is listed.
type Memory struct {
	once  sync.Once
	Files map[string][]byte
	list  Listing
}

// Read implements Tree.
func (m *Memory) Read(name string) ([]byte, error) {
	if b, ok := m.Files[name]; ok {
		return b, nil
	}
	return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
}

// List implements Tree.
func (m *Memory) List(scopes []string) (Listing, error) {
	m.once.Do(func() {
		dirs := map[string]bool{".": true}
		for name, b := range m.Files {
			m.list.Files = append(m.list.Files, Entry{Path: name, Size: int64(len(b))})
			for d := path.Dir(name); !dirs[d]; d = path.Dir(d) {
				dirs[d] = true
			}
		}
		for d := range dirs {
			m.list.Dirs = append(m.list.Dirs, d)
		}
		slices.SortFunc(m.list.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
		slices.Sort(m.list.Dirs)
	})
	return m.list.Below(scopes), nil
}
