//go:build !unix

package filetree

import (
	"io/fs"
	"os"
	"time"
)

// rootDir opens files through an os.Root of their folder, so that the folders
// above it are not opened again for each of them.
type rootDir struct{ root *os.Root }

func (f *Folder) openDir(name string) (openDir, error) {
	r, err := f.root.OpenRoot(name)
	if err != nil {
		return nil, err
	}
	return rootDir{r}, nil
}

// readDir lists a folder, whose paths begin with a prefix.
func (f *Folder) readDir(name, prefix string) ([]dirEntry, error) {
	list, err := fs.ReadDir(f.root.FS(), name)
	return entriesOf(prefix, list), err
}

func (d rootDir) close() { _ = d.root.Close() }

func (d rootDir) open(name string) (openFile, error) {
	f, err := d.root.Open(name)
	if err != nil {
		return nil, err
	}
	return rootFile{f}, nil
}

type rootFile struct{ *os.File }

func (d rootDir) stamp(name string) (s Stamp, since time.Time, ok bool) {
	info, err := d.root.Lstat(name)
	if err != nil || !info.Mode().IsRegular() {
		return Stamp{}, time.Time{}, false
	}
	s, since = fileStamp(info.Size(), info.ModTime(), time.Time{}, 0)
	return s, since, true
}

func (f rootFile) close() { _ = f.File.Close() }

func (f rootFile) stat() (fs.FileMode, int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, 0, err
	}
	return info.Mode(), info.Size(), nil
}
