//go:build unix

package site

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// unixDir opens files by the descriptor of their folder, with four calls of
// the system for each file: open, fstat, read, close. Through os.File it is nine.
type unixDir struct {
	folder *os.File // found through os.Root: it lies within the tree
}

func (f *Folder) openDir(name string) (openDir, error) {
	d, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	return unixDir{d}, nil
}

// readDir lists a folder. An os.File that was opened through an os.Root asks
// the system about every entry; the kind of an entry, which the system tells
// unasked, is enough here.
func (f *Folder) readDir(name string) ([]fs.DirEntry, error) {
	d, err := f.root.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = d.Close() }()
	fd, err := unix.FcntlInt(d.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, &fs.PathError{Op: "dup", Path: name, Err: err}
	}
	plain := os.NewFile(uintptr(fd), filepath.Join(f.root.Name(), name))
	defer func() { _ = plain.Close() }()
	return plain.ReadDir(-1)
}

func (d unixDir) close() { _ = d.folder.Close() }

func (d unixDir) open(name string) (openFile, error) {
	// No link is followed; a FIFO that waits for a writer is opened, seen and closed.
	const flags = unix.O_RDONLY | unix.O_CLOEXEC | unix.O_NOFOLLOW | unix.O_NONBLOCK
	for {
		fd, err := unix.Openat(int(d.folder.Fd()), name, flags, 0)
		if !errors.Is(err, unix.EINTR) {
			return unixFile(fd), err
		}
	}
}

type unixFile int

func (f unixFile) close() { _ = unix.Close(int(f)) }

func (d unixDir) stamp(name string) (s Stamp, since time.Time, ok bool) {
	var st unix.Stat_t
	err := unix.Fstatat(int(d.folder.Fd()), name, &st, unix.AT_SYMLINK_NOFOLLOW)
	if err != nil || st.Mode&unix.S_IFMT != unix.S_IFREG {
		return Stamp{}, time.Time{}, false
	}
	s, since = fileStamp(st.Size, time.Unix(st.Mtim.Unix()), time.Unix(st.Ctim.Unix()), st.Ino)
	return s, since, true
}

func (f unixFile) stat() (fs.FileMode, int64, error) {
	var st unix.Stat_t
	if err := unix.Fstat(int(f), &st); err != nil {
		return 0, 0, err
	}
	if st.Mode&unix.S_IFMT != unix.S_IFREG {
		return fs.ModeIrregular, 0, nil
	}
	return 0, st.Size, nil
}

func (f unixFile) Read(b []byte) (int, error) {
	for {
		n, err := unix.Read(int(f), b)
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return 0, err
		case n == 0 && len(b) > 0:
			return 0, io.EOF
		}
		return n, nil
	}
}
