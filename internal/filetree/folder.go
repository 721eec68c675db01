package filetree

import (
	"errors"
	"fmt"
	"io"
	"os"
)

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
		return nil, TooLarge(info.Size(), f.max)
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
