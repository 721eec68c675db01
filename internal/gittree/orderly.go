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

// orderly looks through the folder of the repository that dir lies in. No git
// makes pipes and devices there, and no clone brings them; an archive does.
func orderly(dir string) error {
	for {
		name := filepath.Join(dir, ".git")
		if info, err := os.Lstat(name); err == nil {
			if !info.IsDir() {
				return plain(name, fs.FileInfoToDirEntry(info))
			}
			return orderlyFolder(name)
		}
		up := filepath.Dir(dir)
		if up == dir {
			return nil // as git may say itself
		}
		dir = up
	}
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
