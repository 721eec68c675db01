//go:build unix && !linux

package filetree

import (
	"os"
	"path/filepath"
)

// readDir lists a folder, whose paths begin with a prefix. An os.File that was
// opened through an os.Root asks the system about every entry; the kind of an
// entry, which the system tells unasked, is enough here. An error may come with
// what could be read before it.
func (f *Folder) readDir(name, prefix string) ([]dirEntry, error) {
	d, err := f.descriptor(name)
	if err != nil {
		return nil, err
	}
	plain := os.NewFile(uintptr(d), filepath.Join(f.root.Name(), name))
	defer func() { _ = plain.Close() }()
	list, err := plain.ReadDir(-1)
	return entriesOf(prefix, list), err
}
