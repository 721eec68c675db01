package site

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"sync"
)

// Entry is a file of a tree.
type Entry struct {
	Path string // slash-separated from the root
	Size int64  // bytes; -1 if not known before reading
}

// Tree is where a site comes from: a folder, a git revision, an archive.
// Read must be safe for concurrent use and must never leave the tree.
type Tree interface {
	// List calls visit for every regular file and folder below the scopes, in
	// lexical order; what is skipped for another reason than being
	// ignored goes to skipped.
	List(scopes []string) (Listing, error)
	// Read returns the bytes of a file.
	Read(path string) ([]byte, error)
}

// Listing is the content of a tree.
type Listing struct {
	Files   []Entry
	Dirs    []string // "." included
	Skipped []Notice // links out of the tree, devices, unreadable folders
}

// ErrTooLarge is returned by Tree.Read for a file over the size limit.
var ErrTooLarge = errors.New("file is larger than the limit")

// Folder is a Tree on disk. Every access goes through os.Root or, on Unix, from
// the descriptor of a folder to a name in it without following links, so that no
// link, ".." or device leads out of it.
type Folder struct {
	root *os.Root
	top  *os.File // the folder itself, from which others are opened
	max  int64
	// NoGitignore reads files that .gitignore excludes, too.
	NoGitignore bool
}

// OpenFolder opens dir as a tree; files over maxSize bytes are not read.
func OpenFolder(dir string, maxSize int64) (*Folder, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	top, err := root.Open(".")
	if err != nil {
		_ = root.Close()
		return nil, err
	}
	return &Folder{root: root, top: top, max: maxSize}, nil
}

// Close releases the folder.
func (f *Folder) Close() error { return errors.Join(f.top.Close(), f.root.Close()) }

// Read implements Tree.
func (f *Folder) Read(name string) ([]byte, error) {
	// A FIFO would block in open, a device in read: look before opening.
	info, err := f.root.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a regular file", name)
	}
	if info.Size() > f.max {
		return nil, tooLarge(info.Size(), f.max)
	}
	file, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	buf := make([]byte, info.Size())
	n, err := io.ReadFull(file, buf)
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // shorter than its size said: it is being written, or a special file system
	}
	return buf[:n], err
}

// topmost drops scopes that lie in another scope.
func topmost(scopes []string) []string {
	out := slices.Clone(scopes)
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(slices.Clone(out), func(s string) bool {
		return slices.ContainsFunc(out, func(t string) bool { return s != t && within(s, t) })
	})
}

// within reports whether path lies in folder.
func within(p, folder string) bool {
	return folder == "." || p == folder || strings.HasPrefix(p, folder+"/")
}

func kindOf(t fs.FileMode) string {
	switch {
	case t&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case t&fs.ModeSocket != 0:
		return "a socket"
	case t&fs.ModeDevice != 0:
		return "a device"
	}
	return "an irregular file"
}

// reason is an error without the path, which the notice already has.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}

// Memory is a Tree in memory: for tests, fixtures and archives.
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
	var out Listing
	in := func(p string) bool {
		return slices.ContainsFunc(scopes, func(s string) bool { return within(p, s) })
	}
	for _, e := range m.list.Files {
		if in(e.Path) {
			out.Files = append(out.Files, e)
		}
	}
	for _, d := range m.list.Dirs {
		if in(d) {
			out.Dirs = append(out.Dirs, d)
		}
	}
	return out, nil
}
