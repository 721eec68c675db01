package filetree

import (
	"encoding/binary"
	"time"
)

// Stamp tells one state of a file from its others without reading it.
type Stamp [32]byte

// Stamper is what a Reader of a tree may be that knows the states of its
// files without reading them.
type Stamper interface {
	// Stamp returns the state of a file and when it came to be, the zero time
	// if the stamp says everything about the content, as an id of git does. ok
	// is false if it is not known, as with anything but an ordinary file.
	Stamp(path string) (s Stamp, since time.Time, ok bool)
}

// fileStamp is a file's size in bytes, when its content and its properties were
// last changed (the zero time where a system does not tell), and its number in
// the file system.
func fileStamp(size int64, content, properties time.Time, inode uint64) (s Stamp, since time.Time) {
	binary.LittleEndian.PutUint64(s[:], uint64(size))
	binary.LittleEndian.PutUint64(s[8:], uint64(content.UnixNano()))
	if !properties.IsZero() {
		binary.LittleEndian.PutUint64(s[16:], uint64(properties.UnixNano()))
	}
	binary.LittleEndian.PutUint64(s[24:], inode)
	since = settled(content)
	if p := settled(properties); p.After(since) {
		since = p
	}
	return s, since
}

// settled is from when on no change can bear the same time. File systems count
// in steps: of up to two seconds, where they keep no fractions, else of some
// milliseconds.
func settled(t time.Time) time.Time {
	const coarse, fine = 2 * time.Second, 100 * time.Millisecond
	if t.Nanosecond() == 0 {
		return t.Add(coarse)
	}
	return t.Add(fine)
}

// Stamp implements Stamper.
func (r *folderReader) Stamp(name string) (s Stamp, since time.Time, ok bool) {
	base, err := r.enter(name)
	if err != nil {
		return Stamp{}, time.Time{}, false
	}
	return r.dir.stamp(base)
}
