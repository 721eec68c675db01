package gittree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// ErrNoFile is the error of a repository in whose folder something is neither a
// file nor a folder, or among whose .gitignore files: git would wait for it.
var ErrNoFile = errors.New("is neither a file nor a folder, and git would wait for it: remove it")

// Top is the folder at or above dir, which is absolute, that holds .git: the root
// of the work tree that dir lies in, "" if it lies in none. Git is not asked.
func Top(dir string) string {
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

// orderly looks through the folder of the repository that dir lies in. No git
// makes pipes and devices there, and no clone brings them; an archive does.
func orderly(dir string) error {
	top := Top(dir)
	if top == "" {
		return nil // as git may say itself
	}
	name := filepath.Join(top, ".git")
	info, err := os.Lstat(name)
	switch {
	case err != nil:
		return nil //nolint:nilerr // gone meanwhile
	case !info.IsDir():
		return plain(name, fs.FileInfoToDirEntry(info))
	}
	return orderlyFolder(name)
}

func orderlyFolder(git string) error {
	skip := map[string]bool{filepath.Join(git, "hooks"): true, filepath.Join(git, "modules"): true, filepath.Join(git, "lfs"): true}
	return filepath.WalkDir(git, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !skip[name] {
			return plain(name, d)
		}
		if d != nil && d.IsDir() {
			return filepath.SkipDir
		}
		return nil // git may not be able to read it either
	})
}

// plain looks at what a directory entry is, or leads to, without opening it.
func plain(name string, d fs.DirEntry) error {
	mode := d.Type()
	if mode&fs.ModeSymlink != 0 {
		info, err := os.Stat(name)
		if err != nil {
			return nil //nolint:nilerr // leads nowhere
		}
		mode = info.Mode()
	}
	if mode.IsRegular() || mode.IsDir() {
		return nil
	}
	return fmt.Errorf("%s %w", name, ErrNoFile)
}
