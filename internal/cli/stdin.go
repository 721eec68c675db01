package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/source"
)

// analyseStdin checks the pages that contain a file whose content comes from
// standard input.
func (a *app) analyseStdin(f *checkFlags, args []string, kinds ...string) (*lint.Result, error) {
	switch {
	case f.staged, f.since != "", f.whole:
		return nil, usagef("--stdin-filename does not go with --staged, --since or --whole")
	case len(args) > 0:
		return nil, usagef("--stdin-filename names the file; no other can be given")
	}
	t, err := locateNew(f.stdinFilename, f.root)
	if err != nil {
		return nil, err
	}
	const most = source.DefaultMaxSize + 1
	content, err := io.ReadAll(io.LimitReader(a.in, most))
	if err != nil {
		return nil, failure{fmt.Errorf("standard input: %w", err)}
	}
	over := &filetree.Overlay{Content: map[string][]byte{t.only[0]: content}, Max: source.DefaultMaxSize}
	disk := fromFolder(t.root)
	r, err := a.run(f, t, origin{
		kind: disk.kind, concern: concernOf(t, kinds),
		config: func(explicit string) (*config.Set, error) {
			if path.Base(t.only[0]) != config.FileName {
				return disk.config(explicit)
			}
			folder, err := filetree.OpenFolder(t.root, source.DefaultMaxSize)
			if err != nil {
				return nil, err
			}
			over.Tree = folder
			return config.OpenTreeAt(over, t.root, explicit)
		},
		tree: func(here *config.Config) (filetree.Tree, func() error, error) {
			tree, done, err := disk.tree(here)
			over.Tree, over.Max = tree, here.Limits().FileSize
			return over, done, err
		},
	}, kinds...)
	if err != nil {
		return nil, err
	}
	defer r.close()
	f.limit(t, r)
	hold(r.Report)
	return r.Result, nil
}

// locateNew is locate for a file that need not exist.
func locateNew(name, root string) (*target, error) {
	if strings.HasSuffix(name, "/") || strings.HasSuffix(name, string(filepath.Separator)) {
		return nil, usagef("--stdin-filename %s: not the name of a file", name)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return nil, usagef("the folder that you are in cannot be found: %w", err)
	}
	info, err := os.Stat(abs)
	if err == nil && info.IsDir() {
		return nil, usagef("--stdin-filename %s: a folder", name)
	}
	if err := deviceError(name, info); err != nil {
		return nil, err
	}
	if r, err := filepath.Abs(root); root != "" && err == nil && !inside(abs, r) {
		return nil, usagef("--stdin-filename %s lies outside of the root %s", name, r)
	}
	dir := filepath.Dir(abs)
	for { // the innermost folder that exists
		if info, err := os.Stat(dir); err == nil && info.IsDir() {
			break
		} else if up := filepath.Dir(dir); up != dir && errors.Is(err, os.ErrNotExist) {
			dir = up
			continue
		}
		return nil, usagef("--stdin-filename %s: no such folder", name)
	}
	if root == "" {
		root = rootOf(dir, true)
	}
	t, err := locate([]string{dir}, root)
	if err != nil {
		return nil, err
	}
	rel, err := filepath.Rel(t.root, abs)
	if err != nil {
		return nil, usageError{err}
	}
	t.scopes, t.only = []string{"."}, []string{filepath.ToSlash(rel)}
	return t, nil
}
