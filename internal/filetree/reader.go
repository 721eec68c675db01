package filetree

import (
	"errors"
	"io"
	"io/fs"
	"strings"
	"sync"
	"time"
)

// Reader reads files of a tree one after the other. It is not safe for
// concurrent use: every worker has its own.
type Reader interface {
	Stamper
	// Read returns the bytes of a file, which the next call overwrites.
	Read(path string) ([]byte, error)
	// Close releases what the reader keeps open; the tree stays open.
	Close()
}

// ReaderOf returns a reader of a tree: the one that the tree makes by a method
// Reader, if it reads many files faster by that than by Read.
func ReaderOf(t Tree) Reader {
	if fast, ok := t.(interface{ Reader() Reader }); ok {
		return fast.Reader()
	}
	return plainReader{t}
}

// plainReader reads by the methods of the tree.
type plainReader struct{ Tree }

// Stamp implements Stamper for trees that know their files' states.
func (r plainReader) Stamp(path string) (s Stamp, since time.Time, ok bool) {
	if t, ok := r.Tree.(Stamper); ok {
		return t.Stamp(path)
	}
	return Stamp{}, time.Time{}, false
}

// Close implements Reader: there is nothing to let go.
func (plainReader) Close() {}

// Reader returns a reader that keeps the folder open that it read from last:
// files are read folder by folder, so that to open one takes a single step.
func (f *Folder) Reader() Reader {
	buf, _ := buffers.Get().(*[]byte)
	return &folderReader{folder: f, buf: buf}
}

type folderReader struct {
	folder *Folder
	name   string // of the folder that is open
	dir    openDir
	buf    *[]byte
}

// buffers of readers that were closed serve the next ones.
var buffers = sync.Pool{New: func() any { b := make([]byte, 64<<10); return &b }}

// openDir is an open folder. Its open never follows links and never waits.
type openDir interface {
	open(name string) (openFile, error)
	// stamp is that of an ordinary file.
	stamp(name string) (s Stamp, since time.Time, ok bool)
	close()
}

// openFile is an open file.
type openFile interface {
	io.Reader
	// stat returns what the file is and its size in bytes.
	stat() (fs.FileMode, int64, error)
	close()
}

// Close implements Reader.
func (r *folderReader) Close() {
	r.leave()
	if r.buf != nil {
		buffers.Put(r.buf)
		r.buf = nil
	}
}

// leave closes the folder that is open.
func (r *folderReader) leave() {
	if r.dir != nil {
		r.dir.close()
		r.dir = nil
	}
}

// Read implements Reader. What is not an ordinary file in an ordinary folder,
// Folder.Read is asked about.
func (r *folderReader) Read(name string) ([]byte, error) {
	base, err := r.enter(name)
	if err != nil {
		return r.folder.Read(name)
	}
	f, err := r.dir.open(base)
	if err != nil {
		return r.folder.Read(name)
	}
	defer f.close()
	mode, size, err := f.stat()
	switch {
	case err != nil || !mode.IsRegular():
		return r.folder.Read(name)
	case size > r.folder.max:
		return nil, TooLarge(size, r.folder.max)
	}
	if int64(len(*r.buf)) < size {
		*r.buf = make([]byte, size+size/2)
	}
	n, err := io.ReadFull(f, (*r.buf)[:size])
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		err = nil // shorter than its size said: it is being written
	}
	if err != nil {
		return nil, &fs.PathError{Op: "read", Path: name, Err: err}
	}
	return (*r.buf)[:n], nil
}

// enter opens the folder of a file, unless it is open, and returns the file's
// name in it.
func (r *folderReader) enter(name string) (base string, err error) {
	dir, base := ".", name
	if i := strings.LastIndexByte(name, '/'); i >= 0 {
		dir, base = name[:i], name[i+1:]
	}
	if r.dir == nil || r.name != dir {
		r.leave()
		d, err := r.folder.openDir(dir)
		if err != nil {
			return "", err
		}
		r.dir, r.name = d, dir
	}
	return base, nil
}
