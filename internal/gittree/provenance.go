package gittree

import (
	"bufio"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Provenance is where a work tree comes from, as far as its repository tells.
type Provenance struct {
	URI      string // of the remote "origin", as configured; may hold credentials
	Revision string // full hash of HEAD
	Branch   string // "" for a detached HEAD
}

// ProvenanceOf reads the remote, revision and branch of the work tree whose top
// a folder is. It reads a few small files and starts no git: a report is written
// of trees that nobody vouches for. What they do not tell is empty, such as what
// the configuration includes from elsewhere.
func ProvenanceOf(top string) Provenance {
	own, common, ok := gitFolders(top)
	if !ok {
		return Provenance{}
	}
	defer func() { _ = own.Close() }()
	defer func() { _ = common.Close() }()
	var p Provenance
	p.URI = configured(read(common, "config"), "remote", "origin", "url")
	head := strings.TrimSpace(read(own, "HEAD"))
	ref, symbolic := strings.CutPrefix(head, "ref:")
	if !symbolic {
		p.Revision = hash(head)
		return p
	}
	ref = strings.TrimSpace(ref)
	if !fs.ValidPath(ref) || !strings.HasPrefix(ref, "refs/") {
		return p
	}
	p.Branch = strings.TrimPrefix(strings.TrimPrefix(ref, "refs/"), "heads/")
	for _, dir := range []*os.Root{own, common} {
		if p.Revision = hash(strings.TrimSpace(read(dir, ref))); p.Revision != "" {
			return p
		}
	}
	p.Revision = packed(common, ref)
	return p
}

// gitFolders are the folder of a work tree's own state and that of its
// repository, which are one unless the work tree is a linked one or a submodule.
// Those lie elsewhere, and are believed if they name the work tree in turn:
// otherwise a file could make us look anywhere.
func gitFolders(top string) (own, common *os.Root, ok bool) {
	root, err := os.OpenRoot(top)
	if err != nil {
		return nil, nil, false
	}
	defer func() { _ = root.Close() }()
	if info, err := root.Stat(".git"); err != nil {
		return nil, nil, false
	} else if info.IsDir() {
		if own, err = root.OpenRoot(".git"); err != nil {
			return nil, nil, false
		}
		if common, err = root.OpenRoot(".git"); err != nil {
			_ = own.Close()
		}
		return own, common, err == nil
	}
	dir, found := strings.CutPrefix(strings.TrimSpace(read(root, ".git")), "gitdir: ")
	if dir = absolute(top, dir); !found || dir == "" || !isDir(dir) {
		return nil, nil, false
	}
	if own, err = os.OpenRoot(dir); err != nil {
		return nil, nil, false
	}
	if !namesBack(own, top) {
		_ = own.Close()
		return nil, nil, false
	}
	if strings.TrimSpace(read(own, "commondir")) == "../.." { // worktrees/NAME
		dir = filepath.Join(dir, "..", "..")
	}
	common, err = os.OpenRoot(dir)
	if err != nil {
		_ = own.Close()
	}
	return own, common, err == nil
}

// isDir reports whether a path is a folder: to open a pipe waits for a writer.
func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// namesBack reports whether a folder of git says that it belongs to a work tree.
func namesBack(own *os.Root, top string) bool {
	if back := strings.TrimSpace(read(own, "gitdir")); back != "" {
		back = absolute(own.Name(), back)
		return back != "" && same(filepath.Dir(back), top)
	}
	back := configured(read(own, "config"), "core", "", "worktree")
	if back != "" {
		back = absolute(own.Name(), back)
	}
	return back != "" && same(back, top)
}

// absolute is a name that a file in dir gives, "" for a share of the network:
// to look there sends the user's credentials to whoever it belongs to.
func absolute(dir, name string) string {
	name = filepath.FromSlash(name)
	if strings.HasPrefix(filepath.VolumeName(name), `\\`) {
		return ""
	}
	if filepath.IsAbs(name) {
		return name
	}
	return filepath.Join(dir, name)
}

func same(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// regular opens what is a regular file: a pipe would wait for a writer.
func regular(dir *os.Root, name string) (*os.File, error) {
	name = filepath.FromSlash(name)
	info, err := dir.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	return dir.Open(name)
}

// read is the beginning of a file, "" if there is none.
func read(dir *os.Root, name string) string {
	const most = 1 << 20 // bytes; of HEAD and the like there are a hundred
	f, err := regular(dir, name)
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(io.LimitReader(f, most))
	if err != nil {
		return ""
	}
	return string(raw)
}

// packed looks for a reference among those that git has packed into one file.
func packed(dir *os.Root, ref string) string {
	const most = 64 << 20 // bytes, of a million references
	f, err := regular(dir, "packed-refs")
	if err != nil {
		return ""
	}
	defer func() { _ = f.Close() }()
	for lines := bufio.NewScanner(io.LimitReader(f, most)); lines.Scan(); {
		if id, ok := strings.CutSuffix(lines.Text(), " "+ref); ok {
			return hash(id)
		}
	}
	return ""
}

// hash is the text if it is the id of an object, else "".
func hash(s string) string {
	if len(s) != 40 && len(s) != 64 || strings.Trim(s, "0123456789abcdef") != "" {
		return ""
	}
	return s
}
