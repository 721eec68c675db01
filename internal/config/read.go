package config

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"

	"github.com/cdolint/cdolint/internal/config/yamltree"
)

// FileName is the name of a configuration file.
const FileName = ".cdolint.yaml"

// otherName is what people call it by mistake.
const otherName = ".cdolint.yml"

// Tree is what is analysed: a folder, a git revision, an archive. Read returns
// an error that is fs.ErrNotExist for a file that is not there, and reads
// nothing outside the tree.
type Tree interface {
	Read(path string) ([]byte, error)
}

// folder is a Tree on disk.
type folder struct{ root *os.Root }

// Read implements Tree. Links that lead out of the folder are errors.
func (f folder) Read(name string) ([]byte, error) {
	// Nearly no folder has one. To see that takes the system one step by the whole
	// path, and the root one for each part of it.
	if _, err := os.Lstat(filepath.Join(f.root.Name(), filepath.FromSlash(name))); missing(err) {
		return nil, err
	}
	// A FIFO would block in open, a device in read: look before opening.
	info, err := f.root.Stat(name)
	switch {
	case err != nil && !missing(err) && f.isLink(name):
		return nil, errors.New("it is a link that leads out of the folder")
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, errors.New("it is not a regular file")
	}
	file, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return bounded(file)
}

func (f folder) isLink(name string) bool {
	info, err := f.root.Lstat(name)
	return err == nil && info.Mode()&fs.ModeSymlink != 0
}

// ReadNamed reads a rule pack that the command line names, wherever it lies and
// whatever it is: a process may hand it over through a pipe. No more is read than
// a pack may have, and a byte.
func ReadNamed(name string) ([]byte, error) {
	file, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = file.Close() }()
	return bounded(file)
}

// bounded reads at most one byte more than is allowed, so that the size can be
// complained about.
func bounded(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, yamltree.MaxSize+1))
}

// missing reports whether an error says that a file is not there.
func missing(err error) bool {
	return errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR)
}

// readOutside reads a file of a folder that is not part of the tree.
func readOutside(dir, name string) ([]byte, error) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	defer func() { _ = root.Close() }()
	return folder{root}.Read(name)
}

// readGiven reads the file that the user named. It may be a pipe.
func readGiven(name string) ([]byte, error) {
	file, err := os.Open(name)
	var at *fs.PathError
	switch {
	case errors.As(err, &at):
		return nil, at.Err // whoever complains names the file
	case err != nil:
		return nil, err
	}
	defer func() { _ = file.Close() }()
	if info, err := file.Stat(); err == nil && info.IsDir() {
		return nil, errors.New("it is a folder")
	}
	return bounded(file)
}

// above looks for a file in the folders above root: up to and with the first
// that holds .git, the work tree that root belongs to. nil if there is none.
func above(root string) *file {
	name, below := "../", filepath.Base(root)
	for dir := root; ; name += "../" {
		parent := filepath.Dir(dir)
		if parent == dir || exists(filepath.Join(dir, ".git")) {
			return nil
		}
		dir = parent
		if exists(filepath.Join(dir, FileName)) {
			loc := location{name: name + FileName, dir: ".", below: filepath.ToSlash(below), base: dir}
			raw, err := readOutside(dir, FileName)
			if err != nil {
				return broken(loc, err)
			}
			return parse(loc, raw)
		}
		below = filepath.Join(filepath.Base(dir), below)
	}
}

func exists(name string) bool {
	_, err := os.Lstat(name)
	return err == nil
}
