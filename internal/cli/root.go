package cli

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
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
	files := false
	for i, a := range abs {
		rel, err := filepath.Rel(t.root, a)
		if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
			return nil, usagef("%s lies outside of the root %s", paths[i], t.root)
		}
		rel = filepath.ToSlash(rel)
		t.scopes = append(t.scopes, rel)
		files = files || !infos[i].IsDir()
	}
	if files {
		t.only, t.scopes = t.scopes, []string{"."} // any page may include the file
	}
	return t, nil
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
	if top := gitTop(dir); top != "" {
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

// gitTop is the root of the git work tree that dir lies in, "" if it lies in none.
func gitTop(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
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
