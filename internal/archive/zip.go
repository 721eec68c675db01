package archive

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync/atomic"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/cdolint/cdolint/internal/filetree"
)

// openZip indexes a zip file.
func openZip(r io.ReaderAt, size int64, l Limits) (*Tree, error) {
	guard := &directory{r: r, entries: l.Entries, indexing: true}
	z, err := zip.NewReader(guard, size)
	guard.indexing = false
	switch {
	case guard.exceeded:
		return nil, newTree(l).tooMany()
	case err != nil && !errors.Is(err, zip.ErrInsecurePath): // names are looked at below
		return nil, fmt.Errorf("the zip file is damaged: %w", err)
	}
	t := newTree(l)
	unpacked := &atomic.Int64{}
	names := make([]string, len(z.File))
	for i, f := range z.File {
		names[i] = f.Name
	}
	foreign := plainNames(names)
	in := namesIn(foreign)
	for _, f := range z.File {
		e := &entry{size: int64(min(f.UncompressedSize64, 1<<62)), read: func() ([]byte, error) { return t.unpack(f, unpacked) }}
		if f.Flags&utf8Flag == 0 && (!utf8.ValidString(f.Name) || foreign != "" && in != charmap.CodePage437) {
			f.Name = decoded(f.Name, in)
		}
		name, err := t.add(f.Name, f.Mode(), e)
		if err != nil {
			return nil, err
		}
		if name != "" && f.Flags&isEncrypted != 0 {
			t.skipped.add(name, "this entry of the archive is encrypted: it cannot be read")
		}
	}
	if preceded(r, z.File) {
		t.skipped.add("", "more stands before what the zip file lists, as where two were joined: it was not read")
	}
	t.finish()
	return t, nil
}

// preceded reports whether a zip file does not begin with an entry that it lists.
func preceded(r io.ReaderAt, files []*zip.File) bool {
	const nameSize, extraSize, fixed = 26, 28, 30 // of a local header
	head := make([]byte, fixed)
	if _, err := r.ReadAt(head, 0); err != nil || kindOf(head) != zipFile {
		return false // nothing in it
	}
	if len(files) == 0 {
		return bytes.HasPrefix(head, []byte("PK\x03\x04"))
	}
	first := fixed + int64(binary.LittleEndian.Uint16(head[nameSize:])) + int64(binary.LittleEndian.Uint16(head[extraSize:]))
	return !slices.ContainsFunc(files, func(f *zip.File) bool {
		at, err := f.DataOffset()
		return err == nil && at == first
	})
}

const isEncrypted = 1

// unpack reads an entry. The sizes that the archive states are not trusted:
// reading stops at the limit.
func (t *Tree) unpack(f *zip.File, unpacked *atomic.Int64) ([]byte, error) {
	size := int64(min(f.UncompressedSize64, 1<<62))
	switch {
	case f.Flags&isEncrypted != 0:
		return nil, errors.New("it is encrypted")
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return nil, fmt.Errorf("it is packed by method %d, which is not supported", f.Method)
	case size > ratioSlack && size/t.limits.Ratio > int64(f.CompressedSize64):
		return nil, fmt.Errorf("it unpacks to more than %d times its size", t.limits.Ratio)
	case unpacked.Load() > t.limits.Unpacked:
		return nil, fmt.Errorf("more than %d MiB of the archive were unpacked already", t.limits.Unpacked>>20)
	}
	rc, err := f.Open()
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(int(min(size, ratioSlack)))
	n, err := b.ReadFrom(io.LimitReader(rc, t.limits.File+1))
	unpacked.Add(n)
	if closing := rc.Close(); err == nil {
		err = closing
	}
	switch {
	case n > t.limits.File:
		return nil, fmt.Errorf("%w: the archive says %d bytes, but there are more than %d", filetree.ErrTooLarge, size, t.limits.File)
	case err != nil:
		return nil, fmt.Errorf("it is damaged: %w", err)
	}
	return b.Bytes(), nil
}

// directory hands the reader of a zip file to archive/zip, which reads all
// headers of the central directory however many there are, and counts them.
type directory struct {
	r        io.ReaderAt
	entries  int
	indexing bool
	exceeded bool
	headers  int
	bytes    int64
	last     [3]byte // the end of what was read before: a signature may be cut
}

// ReadAt implements io.ReaderAt. It is used by one goroutine while indexing.
func (d *directory) ReadAt(p []byte, off int64) (int, error) {
	n, err := d.r.ReadAt(p, off)
	if !d.indexing {
		return n, err
	}
	signature := []byte("PK\x01\x02")
	joined := append(d.last[:], p[:min(n, 3)]...)
	d.headers += bytes.Count(joined, signature) + bytes.Count(p[:n], signature)
	if n >= 3 {
		copy(d.last[:], p[n-3:n])
	}
	d.bytes += int64(n)
	// The search for the end of the directory reads some of it before.
	if d.headers > d.entries*2+1000 || d.bytes > int64(d.entries)*1024+1<<20 {
		d.exceeded = true
		return 0, errors.New("too many entries")
	}
	return n, err
}
