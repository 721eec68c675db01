package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/archive"
	"github.com/cdolint/cdolint/internal/gittree"
	"github.com/cdolint/cdolint/internal/report"
)

// target is what a command works on: the root that everything is read from
// and relative to, and the parts of it that are asked for.
type target struct {
	root   string   // absolute
	scopes []string // slash-separated from root: folders to analyse
	// only are files and folders, if files were named: the rest of the site is
	// context.
	only []string
}

// locate finds the root for paths given on the command line: --root, else the
// root of the git work tree that they lie in, else the folder that is their
// common ancestor.
func locate(paths []string, root string) (*target, error) {
	if len(paths) == 0 {
		paths = []string{here(root)}
	}
	abs := make([]string, len(paths))
	infos := make([]fs.FileInfo, len(paths))
	for i, p := range paths {
		if p == "" {
			return nil, usagef("a path that is empty; . is the folder that you are in")
		}
		a, err := filepath.Abs(p)
		if err != nil {
			return nil, usagef("the folder that you are in cannot be found: %w", err)
		}
		info, err := os.Stat(a)
		if err := deviceError(p, info); err != nil {
			return nil, err
		}
		if err != nil && p == stdout {
			return nil, usagef("-: no such file or folder; --stdin-filename NAME reads a file from standard input")
		}
		if err != nil {
			return nil, usagef("%s: %w", p, unwrapPath(err))
		}
		abs[i], infos[i] = a, info
	}
	t := &target{}
	if root != "" {
		r, err := filepath.Abs(root)
		if err != nil {
			return nil, usageError{err}
		}
		if info, err := os.Stat(r); err != nil || !info.IsDir() {
			return nil, usagef("--root %s: not a folder", root)
		}
		t.root = r
	} else {
		common := ancestor(abs, infos)
		t.root = rootOf(common, !infos[0].IsDir())
	}
	files, links := false, newLinks(t.root)
	for i, a := range abs {
		if !inside(a, t.root) {
			return nil, usagef("%s lies outside of the root %s", paths[i], t.root)
		}
		rel, err := filepath.Rel(t.root, links.follow(a, infos[i].IsDir()))
		if err != nil {
			return nil, usageError{err}
		}
		t.scopes = append(t.scopes, filepath.ToSlash(rel))
		files = files || !infos[i].IsDir()
	}
	if files {
		t.only, t.scopes = t.scopes, []string{"."} // any page may include the file
	}
	return t, nil
}

// links tells where links below a root lead: a tree is walked without following
// links to folders, so that each file has one path.
type links struct {
	root, real string
	known      map[string]string // by folder
}

func newLinks(root string) *links {
	l := &links{root: root, known: map[string]string{}}
	l.real, _ = filepath.EvalSymlinks(root) // where that fails, paths stay as they are
	return l
}

// follow is a path below the root without links on the way. A link to a file is
// a file; one that leads out of the root stays what it is.
func (l *links) follow(p string, folder bool) string {
	if folder {
		return l.folder(p)
	}
	return filepath.Join(l.folder(filepath.Dir(p)), filepath.Base(p))
}

func (l *links) folder(dir string) string {
	to, ok := l.known[dir]
	if !ok {
		to = dir
		if at, err := filepath.EvalSymlinks(dir); err == nil && l.real != "" && inside(at, l.real) {
			if rel, err := filepath.Rel(l.real, at); err == nil {
				to = filepath.Join(l.root, rel)
			}
		}
		l.known[dir] = to
	}
	return to
}

// here is what is looked at where no path is given: the folder that we are in,
// or the root if that lies elsewhere.
func here(root string) string {
	if root == "" {
		return "."
	}
	wd, err := os.Getwd()
	if err != nil {
		return root
	}
	if abs, err := filepath.Abs(root); err == nil && inside(wd, abs) {
		return "."
	}
	return root
}

// rootOf is the root for a folder, or for a file in it.
func rootOf(dir string, file bool) string {
	if top := gittree.Top(dir); top != "" {
		return top
	}
	if file {
		// Outside of git: the folder that we are in, if it holds the file.
		if wd, err := os.Getwd(); err == nil && inside(dir, wd) {
			return wd
		}
	}
	return dir
}

// ancestor is the innermost folder that holds all paths.
func ancestor(abs []string, infos []fs.FileInfo) string {
	dir := ""
	for i, a := range abs {
		if !infos[i].IsDir() {
			a = filepath.Dir(a)
		}
		if dir == "" {
			dir = a
			continue
		}
		for !inside(a, dir) {
			up := filepath.Dir(dir)
			if up == dir {
				break
			}
			dir = up
		}
	}
	return dir
}

func inside(p, dir string) bool {
	rel, err := filepath.Rel(dir, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// settingsAbove says that a web.config between the folder that we are in and the
// root is not read: outside of git the root is the folder that was named, and
// who names a part of a site may mean it to be judged as that.
func (a *app) settingsAbove(f *checkFlags, t *target) {
	wd, err := os.Getwd()
	if err != nil || f.root != "" || t.root == wd || !inside(t.root, wd) || gittree.Top(t.root) != "" {
		return
	}
	for dir := filepath.Dir(t.root); inside(dir, wd); dir = filepath.Dir(dir) {
		for _, name := range []string{"web.config", "Web.config"} {
			info, err := os.Lstat(filepath.Join(dir, name))
			if err != nil || !info.Mode().IsRegular() {
				continue
			}
			name, dir = shown(wd, filepath.Join(dir, name)), shown(wd, dir)
			a.note("cdolint: %s is not read, since it lies above what is analysed; --root %s reads it", report.Line(name), report.Line(dir))
			return
		}
	}
}

// shown is a path as one would write it in a folder.
func shown(folder, p string) string {
	if rel, err := filepath.Rel(folder, p); err == nil {
		return rel
	}
	return p
}

// errNoSuchFile is said in the same words on every system.
var errNoSuchFile = errors.New("no such file or folder")

// unwrapPath is what is wrong with a file, without its name.
func unwrapPath(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return errNoSuchFile
	}
	if pe, ok := err.(*fs.PathError); ok { //nolint:errorlint // os.Stat returns it bare
		return pe.Err
	}
	return err
}

// archiveError is the mistake of naming nothing but archives, which audit looks
// into. Beside files, as in a list of what has changed, an archive is one that no
// page contains.
func archiveError(t *target) error {
	if len(t.only) == 0 || slices.ContainsFunc(t.only, func(p string) bool { return !archive.IsArchive(filepath.Join(t.root, filepath.FromSlash(p))) }) {
		return nil
	}
	return usagef("%s is an archive, and only cdolint audit looks into archives", t.only[0])
}
