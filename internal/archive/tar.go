package archive

import (
	"archive/tar"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// bomb stops reading what becomes too long for the packed bytes that it is made of.
type bomb struct {
	r      io.Reader
	packed *counter
	limits Limits
	n      int64
}

// Read implements io.Reader.
func (b *bomb) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.n += int64(n)
	switch {
	case b.n > b.limits.Unpacked:
		return 0, &LimitError{fmt.Sprintf("more than %d MiB when unpacked", b.limits.Unpacked>>20)}
	case b.n > ratioSlack && b.n/b.limits.Ratio > b.packed.n:
		return 0, &LimitError{fmt.Sprintf("more than %d times its size when unpacked", b.limits.Ratio)}
	}
	return n, err
}

// readTar reads a tar file to its end.
func readTar(r io.Reader, packed *counter, l Limits) (*Tree, error) {
	t := newTree(l)
	end := &ending{r: r}
	in := tar.NewReader(end)
	// Holes of sparse files are made here, out of a few bytes of the header.
	content := &bomb{r: in, packed: packed, limits: l}
	held := int64(0)
	files := &holder{}
	for seen := 0; ; seen++ {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			if end.zeros < tarBlock {
				t.skipped.add("", "the archive has no mark at its end: it may have been cut off there")
			}
			break
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) { // names are looked at below
			if seen == 0 && !isLimit(err) {
				return nil, ErrFormat // gzip of something else
			}
			return nil, damaged(err)
		}
		if seen > 2*l.Entries { // links and metadata count, too
			return nil, t.tooMany()
		}
		if h.Typeflag == tar.TypeXGlobalHeader {
			continue // git archive notes the commit there
		}
		e := &entry{size: h.Size, read: notHeld("it was too large to be held in memory; unpack the archive and name the folder")}
		name, err := t.add(h.Name, modeOf(h), e)
		if err != nil {
			return nil, err
		}
		if name == "" || h.Size > l.File {
			continue
		}
		if !wanted(name) {
			e.read = notHeld("files of this kind are not read from a stream")
			continue
		}
		if held > l.Held {
			e.read = func() ([]byte, error) {
				return nil, errors.New("there was no more room in memory; unpack the archive and name the folder")
			}
			continue
		}
		kept, err := files.hold(content, h.Size)
		if err != nil {
			return nil, damaged(err)
		}
		held += int64(len(kept.data))
		e.read = func() ([]byte, error) { return files.read(kept) }
	}
	if err := t.behind(r); err != nil {
		return nil, err
	}
	t.finish()
	return t, nil
}

// tarBlock is what tar files consist of, in bytes. Two of zeros are their end.
const tarBlock = 512

// ending counts the zeros at the end of what is read through it.
type ending struct {
	r     io.Reader
	zeros int
}

// Read implements io.Reader.
func (e *ending) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	if rest := len(bytes.TrimRight(p[:n], "\x00")); rest > 0 {
		e.zeros = n - rest
	} else {
		e.zeros += n
	}
	return n, err
}

const moreBehind = "more stands behind the end of the archive, as where two were joined: it was not read"

// behind looks at what stands behind the end of a tar file, two blocks of zeros:
// nothing else, unless somebody joined two archives, or has something to hide.
func (t *Tree) behind(r io.Reader) error {
	buf := make([]byte, 32<<10)
	for {
		n, err := r.Read(buf)
		if len(bytes.Trim(buf[:n], "\x00")) > 0 {
			t.skipped.add("", moreBehind)
			return nil
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return damaged(err)
		}
	}
}

func notHeld(why string) func() ([]byte, error) {
	return func() ([]byte, error) { return nil, errors.New(why) }
}

func damaged(err error) error {
	if isLimit(err) {
		return err
	}
	return fmt.Errorf("the archive is damaged: %w", err)
}

func isLimit(err error) bool {
	var limit *LimitError
	return errors.As(err, &limit)
}

// modeOf is the kind of an entry. Hard links are links: what they lead to need
// not be in the archive.
func modeOf(h *tar.Header) fs.FileMode {
	switch h.Typeflag {
	case tar.TypeReg, tar.TypeGNUSparse:
		return 0
	case tar.TypeDir:
		return fs.ModeDir
	case tar.TypeLink, tar.TypeSymlink:
		return fs.ModeSymlink
	}
	return fs.ModeIrregular
}

// held is a file in memory.
type held struct {
	data   []byte
	size   int64
	packed bool
}

// holder packs files, one after the other.
type holder struct {
	raw, out bytes.Buffer
	packer   *flate.Writer
	readers  sync.Pool // of io.ReadCloser, all of them flate.Resetter
}

// hold reads a file of the stream, and packs it unless it is small.
func (h *holder) hold(r io.Reader, size int64) (*held, error) {
	h.raw.Reset()
	n, err := h.raw.ReadFrom(io.LimitReader(r, size))
	if err != nil {
		return nil, err
	}
	const small = 512
	if n <= small {
		return &held{data: bytes.Clone(h.raw.Bytes()), size: n}, nil
	}
	h.out.Reset()
	if h.packer == nil {
		h.packer, err = flate.NewWriter(&h.out, flate.BestSpeed)
		if err != nil {
			return nil, err
		}
	}
	h.packer.Reset(&h.out)
	if _, err := h.packer.Write(h.raw.Bytes()); err != nil {
		return nil, err
	}
	if err := h.packer.Close(); err != nil {
		return nil, err
	}
	return &held{data: bytes.Clone(h.out.Bytes()), size: n, packed: true}, nil
}

// read is the content of a held file. It is safe for concurrent use.
func (h *holder) read(f *held) ([]byte, error) {
	if !f.packed {
		return bytes.Clone(f.data), nil
	}
	z, ok := h.readers.Get().(io.ReadCloser)
	if !ok {
		z = flate.NewReader(nil)
	}
	defer h.readers.Put(z)
	if err := z.(flate.Resetter).Reset(bytes.NewReader(f.data), nil); err != nil {
		return nil, err
	}
	out := make([]byte, f.size)
	_, err := io.ReadFull(z, out)
	return out, err
}

// wanted reports whether a file may hold code or configuration. Includes may
// have any extension, so what is known to be something else is left out.
func wanted(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".gif", ".jpg", ".jpeg", ".png", ".bmp", ".ico", ".tif", ".tiff", ".psd", ".webp", ".cur",
		".swf", ".fla", ".mp3", ".mp4", ".avi", ".wmv", ".wav", ".mov", ".mpg", ".mpeg", ".flv", ".webm", ".ogg",
		".pdf", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".rtf", ".vsd", ".mdb", ".accdb", ".mdf", ".ldf", ".db", ".sqlite",
		".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".cab", ".msi", ".iso", ".jar",
		".exe", ".dll", ".ocx", ".lib", ".obj", ".pdb", ".so", ".tlb", ".chm", ".hlp",
		".ttf", ".otf", ".woff", ".woff2", ".eot", ".pfx":
		return false
	}
	return true
}
