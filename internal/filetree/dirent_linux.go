package filetree

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io/fs"
	"sync"

	"golang.org/x/sys/unix"
)

// listings are memory for what the system says of folders.
var listings = sync.Pool{New: func() any { return new(listing) }}

type listing struct {
	records [32 << 10]byte
	path    []byte
}

// readDir lists a folder, whose paths begin with a prefix. What os.File lists
// takes three allocations for an entry; a path is one. An error may come with
// what could be read before it.
func (f *Folder) readDir(name, prefix string) (out []dirEntry, err error) {
	d, err := f.descriptor(name)
	if err != nil {
		return nil, err
	}
	defer d.close()
	l, _ := listings.Get().(*listing)
	defer listings.Put(l)
	for {
		n, err := unix.Getdents(int(d), l.records[:])
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return out, &fs.PathError{Op: "readdirent", Path: name, Err: err}
		case n <= 0:
			return out, nil
		}
		if out == nil {
			out = make([]dirEntry, 0, n/usual)
		}
		out = l.add(out, d, prefix, l.records[:n])
	}
}

// usual is the size of a record, in bytes.
const usual = 32

// add reads records: struct linux_dirent64 of getdents64(2), which ends in the
// name and a zero.
func (l *listing) add(out []dirEntry, d unixDir, prefix string, records []byte) []dirEntry {
	const lengthAt, typeAt, nameAt = 16, 18, 19
	for len(records) > nameAt {
		size := int(binary.NativeEndian.Uint16(records[lengthAt:]))
		if size <= nameAt || size > len(records) {
			break // no system says so
		}
		name, _, _ := bytes.Cut(records[nameAt:size], []byte{0})
		kind := records[typeAt]
		records = records[size:]
		if string(name) == "." || string(name) == ".." {
			continue
		}
		l.path = append(append(l.path[:0], prefix...), name...)
		e := dirEntry{path: string(l.path)}
		e.name = e.path[len(prefix):]
		e.kind = kindOfRecord(kind)
		if kind == unix.DT_UNKNOWN { // some file systems do not know
			var ok bool
			if e.kind, ok = d.kind(e.name); !ok {
				continue // gone meanwhile
			}
		}
		out = append(out, e)
	}
	return out
}

func kindOfRecord(kind byte) fs.FileMode {
	switch kind {
	case unix.DT_REG:
		return 0
	case unix.DT_DIR:
		return fs.ModeDir
	case unix.DT_LNK:
		return fs.ModeSymlink
	case unix.DT_FIFO:
		return fs.ModeNamedPipe
	case unix.DT_SOCK:
		return fs.ModeSocket
	case unix.DT_CHR, unix.DT_BLK:
		return fs.ModeDevice
	}
	return fs.ModeIrregular
}

// kind asks what an entry of the folder is.
func (d unixDir) kind(name string) (fs.FileMode, bool) {
	var st unix.Stat_t
	if err := unix.Fstatat(int(d), name, &st, unix.AT_SYMLINK_NOFOLLOW); err != nil {
		return 0, false
	}
	const shift = 12 // DT_REG and the like are S_IFREG >> 12
	return kindOfRecord(byte(st.Mode & unix.S_IFMT >> shift)), true
}
