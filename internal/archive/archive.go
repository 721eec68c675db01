// Package archive reads a site out of an archive: .zip, .tar, or .tar packed
// with gzip. Nothing is written to disk, no entry is read under another name
// than one inside the archive, and hostile archives meet limits: the number of
// entries, the bytes unpacked, how far they were packed, the memory held.
//
// A zip file is indexed, and each entry unpacked when it is asked for. A tar
// file is a stream: what may be code or configuration is held, packed again, in
// memory; everything else is passed over.
package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/cdolint/cdolint/internal/source"
)

// Limits of an archive. Fields that are zero have the value of [Defaults].
type Limits struct {
	// Entries is how many files and folders there may be.
	Entries int
	// Unpacked is how many bytes are unpacked in all; a stream is unpacked to
	// its end.
	Unpacked int64
	// Ratio is how many bytes one packed byte may become. Up to ratioSlack
	// bytes do not count: a few pages of blanks pack better than that.
	Ratio int64
	// File is the size in bytes above which a file is not read.
	File int64
	// Held is how many packed bytes of a stream are held in memory, and how
	// large a zip file may be that comes as a stream.
	Held int64
}

const ratioSlack = 1 << 20

// Defaults are the limits that hold unless others are given.
func Defaults() Limits {
	return Limits{Entries: 100_000, Unpacked: 2 << 30, Ratio: 100, File: source.DefaultMaxSize, Held: 512 << 20}
}

func (l Limits) orDefaults() Limits {
	d := Defaults()
	if l.Entries == 0 {
		l.Entries = d.Entries
	}
	if l.Unpacked == 0 {
		l.Unpacked = d.Unpacked
	}
	if l.Ratio == 0 {
		l.Ratio = d.Ratio
	}
	if l.File == 0 {
		l.File = d.File
	}
	if l.Held == 0 {
		l.Held = d.Held
	}
	return l
}

// ErrFormat says that a file is no archive that can be read.
var ErrFormat = errors.New("not an archive that can be read: .zip, .tar and .tar.gz are")

// LimitError says that an archive exceeds a limit as a whole.
type LimitError struct {
	// Limit in words, such as "more than 100000 entries".
	Limit string
}

// Error implements error.
func (e *LimitError) Error() string {
	return "the archive has " + e.Limit + "; if you trust it, unpack it and name the folder"
}

// Open opens an archive on disk. What kind it is, its first bytes say, not its
// name. Errors are of the file system, [ErrFormat], *[LimitError], or say what
// is damaged.
func Open(name string, l Limits) (*Tree, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() { // to open a pipe waits for a writer
		return nil, fmt.Errorf("%w: not a regular file", ErrFormat)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	head := make([]byte, sniffed)
	n, err := f.ReadAt(head, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		_ = f.Close()
		return nil, err
	}
	if kindOf(head[:n]) == zipFile {
		t, err := openZip(f, info.Size(), l.orDefaults())
		if err != nil {
			_ = f.Close()
			return nil, err
		}
		t.close = f.Close
		return t, nil
	}
	t, err := Read(f, l)
	if closing := f.Close(); err == nil {
		err = closing
	}
	if err != nil {
		return nil, err
	}
	return t, nil
}

// Read reads an archive from a stream, such as standard input. Errors are those
// of [Open].
func Read(r io.Reader, l Limits) (*Tree, error) {
	l = l.orDefaults()
	packed := &counter{r: r}
	buffered := bufio.NewReaderSize(packed, 64<<10)
	head, err := buffered.Peek(sniffed)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch kindOf(head) {
	case zipFile:
		// The table of contents is at the end: all of it is needed.
		all, err := io.ReadAll(io.LimitReader(buffered, l.Held+1))
		if err != nil {
			return nil, err
		}
		if int64(len(all)) > l.Held {
			return nil, &LimitError{fmt.Sprintf("more than %d MiB, too much for a zip file from standard input", l.Held>>20)}
		}
		return openZip(bytes.NewReader(all), int64(len(all)), l)
	case gzipFile:
		return readGzip(buffered, packed, l)
	case tarFile:
		return readTar(buffered, packed, l)
	default:
		return nil, ErrFormat
	}
}

// kind of an archive.
type kind uint8

const (
	zipFile kind = iota + 1
	gzipFile
	tarFile
)

// sniffed is how many bytes tell the kind: a tar header.
const sniffed = 512

// IsArchive reports whether a file begins as an archive does that [Open] reads.
func IsArchive(name string) bool {
	if info, err := os.Stat(name); err != nil || !info.Mode().IsRegular() {
		return false
	}
	f, err := os.Open(name)
	if err != nil {
		return false
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, sniffed)
	n, _ := io.ReadFull(f, head)
	return kindOf(head[:n]) != 0
}

// kindOf is the kind of an archive by its first bytes, 0 if it is none.
func kindOf(head []byte) kind {
	switch {
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return zipFile
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return gzipFile
	case isTar(head):
		return tarFile
	}
	return 0
}

// isTar checks the sum of a tar header: the old format has no magic number.
func isTar(head []byte) bool {
	if len(head) < sniffed {
		return false
	}
	var want, sum int64
	for _, c := range head[148:156] {
		switch {
		case '0' <= c && c <= '7':
			want = want*8 + int64(c-'0')
		case c == 0 || c == ' ':
		default:
			return false
		}
	}
	for i, c := range head {
		if 148 <= i && i < 156 {
			c = ' '
		}
		sum += int64(c)
	}
	return sum == want
}

// counter counts what is read through it.
type counter struct {
	r io.Reader
	n int64
}

// Read implements io.Reader.
func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
