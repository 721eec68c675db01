// Package source reads one file: bytes, encoding, decoded text, and where an
// offset of the text is in lines and columns.
//
// The text is UTF-8 whatever the file is stored in, so that scanners see
// characters: the second byte of a Shift_JIS or Big5 character can be a
// backslash or a letter, and must not be taken for one. Files that are UTF-8
// already, which includes every ASCII file, are not copied.
//
// A [File] is safe for concurrent use. Its line table is built when it is
// first asked for.
package source

import (
	"fmt"
	"math"
	"sync"
	"unsafe"
)

// DefaultMaxSize is the largest file that is read unless [Options] say
// otherwise: 10 MiB.
const DefaultMaxSize = 10 << 20

// Options say how files are read. The zero value is good.
type Options struct {
	// Encoding of files that neither have a byte-order mark nor declare one:
	// a label such as "shift_jis" or the number of a code page such as "932".
	// "" or an unknown name: none. See [LookupEncoding].
	Encoding string
	// MaxSize is the largest file in bytes that is decoded; larger files get
	// TooLarge. 0 means [DefaultMaxSize], a negative number 2 GiB - 1, which
	// no option exceeds.
	MaxSize int
	// Memory for a text that is not stored as UTF-8. The next file that is given
	// it overwrites the text of the one before. nil: each text has its own.
	Memory *Memory
}

// Memory serves the text of one file after the other. The zero value is empty.
// It is not safe for concurrent use.
type Memory struct{ text []byte }

// kept is how much a [Memory] keeps, in bytes; a larger text has its own.
const kept = 1 << 20

// take returns n bytes, of any content.
func (m *Memory) take(n int) []byte {
	if m == nil || n > kept {
		return make([]byte, n)
	}
	if cap(m.text) < n {
		m.text = make([]byte, n+n/2)
	}
	return m.text[:n]
}

// Basis is how the encoding of a file was decided.
type Basis uint8

// The bases, strongest first. The zero value is invalid.
const (
	ByBOM        Basis = iota + 1 // byte-order mark
	ByNULs                        // UTF-16 without a mark: every second byte is NUL
	ByCodePage                    // @CODEPAGE of the page
	ByMeta                        // <meta charset>, or encoding of an XML declaration
	ByOption                      // Options.Encoding
	ByValidUTF8                   // the bytes are UTF-8 (or ASCII)
	ByMostlyUTF8                  // the bytes are UTF-8 but for a few
	ByContent                     // Shift_JIS, EUC-KR or GBK, undeclared: every byte means something in it, and it reads as Japanese, Korean or Chinese
	ByDefault                     // windows-1252, for want of anything better
)

// String says it in words fit for a message.
func (b Basis) String() string {
	switch b {
	case ByBOM:
		return "byte-order mark"
	case ByNULs:
		return "NUL in every second byte"
	case ByCodePage:
		return "@CODEPAGE"
	case ByMeta:
		return "declared charset"
	case ByOption:
		return "configuration"
	case ByValidUTF8:
		return "valid UTF-8"
	case ByMostlyUTF8:
		return "mostly valid UTF-8"
	case ByContent:
		return "content"
	case ByDefault:
		return "default"
	}
	return "invalid"
}

// File is one file.
type File struct {
	// Path is slash-separated, relative to the analyzed root, as on disk.
	Path string
	// Raw is the file as stored. It must not be changed: Text may share it.
	Raw []byte
	// Text is the decoded file in valid UTF-8, without a byte-order mark at
	// its start. Marks further on (files that were pasted together) are
	// kept as U+FEFF. Empty if IsBinary or TooLarge.
	Text string

	// Encoding is the name that the encoding standard of the web uses, in
	// lower case: "utf-8", "windows-1252", "shift_jis", "gbk", "utf-16le" …;
	// "ibm437" and the like for code pages of DOS. "" if IsBinary or TooLarge.
	Encoding string
	// Basis is how Encoding was decided.
	Basis Basis
	// Declared is the encoding that the file claims in its @CODEPAGE or
	// <meta>, where the bytes show otherwise and Encoding was used; else "".
	Declared string
	// Unsupported is a code page or charset that the file declares and that
	// cannot be decoded, as written; else "".
	Unsupported string
	// BOM: the file starts with a byte-order mark.
	BOM bool
	// Undecodable counts the places of the text where U+FFFD stands for
	// bytes that mean nothing in Encoding.
	Undecodable int

	// IsBinary: the file is no text. BinaryKind is what it looks like, in
	// words fit for a message ("a GIF image", "NUL and control bytes").
	IsBinary   bool
	BinaryKind string
	// TooLarge: the file is larger than Options.MaxSize and was not decoded.
	TooLarge bool
	// LFSPointer: the file is a stand-in of Git LFS; its content is elsewhere.
	LFSPointer bool

	charset   charset
	memory    *Memory
	bomLen    int // bytes of Raw before the first of Text
	ascii     bool
	option    string // Options.Encoding, of a file that is ASCII
	indexOnce sync.Once
	index     index
}

// New decodes raw, the content of the file at path. It keeps raw, which must
// not be changed from then on. It does not fail: whatever the bytes are, the
// fields of the file say what became of them.
//
// The encoding is decided as follows, the first that applies:
//
//  1. the byte-order mark, and UTF-16 without one where it is obvious;
//  2. what the file declares (@CODEPAGE, then <meta charset> or the XML
//     declaration), else Options.Encoding, unless the bytes show otherwise
//     (see below);
//  3. UTF-8, if the bytes are valid, or would be but for a few;
//  4. Shift_JIS, EUC-KR or GBK, if every byte means something in it and the text
//     reads as Japanese, Korean or Chinese; else windows-1252.
//
// A declaration can be wrong: pages are pasted together, and saved by editors
// that do not know of @CODEPAGE, which tells IIS, not them. Where bytes and
// declaration disagree, the reading is taken that a person sees in an editor
// and on GitHub, so that columns and quoted code are theirs, and Declared
// tells:
//
//   - Declared something else, but the bytes are valid UTF-8 with characters
//     beyond ASCII: UTF-8. In a single-byte code page such text is
//     practically always mojibake. In a double-byte one a few characters may
//     be valid UTF-8 by chance, so there it takes ten, or bytes that the
//     code page does not have.
//   - Declared UTF-8, but the bytes are not: the file's other declaration if
//     all bytes have a meaning in it; UTF-8 with U+FFFD if more characters
//     are right than wrong; else windows-1252.
func New(path string, raw []byte, opts Options) *File {
	f := &File{Path: path, Raw: raw, memory: opts.Memory}
	if len(raw) > opts.limit() {
		f.TooLarge = true
		return f
	}
	if f.decodeMarked() {
		return f
	}
	if kind := binaryKind(raw); kind != "" {
		f.IsBinary, f.BinaryKind = true, kind
		return f
	}
	f.LFSPointer = isLFSPointer(raw)
	f.decodeUnmarked(opts)
	return f
}

func (o Options) limit() int {
	switch {
	case o.MaxSize == 0:
		return DefaultMaxSize
	case o.MaxSize < 0 || o.MaxSize > math.MaxInt32:
		return math.MaxInt32 // offsets are int32 further on
	}
	return o.MaxSize
}

// EncodingProblem says in a sentence without final period what of the file's
// encoding can make the analysis, or IIS, misread it; "" if nothing.
// A page that declares windows-1252 and is stored as UTF-8 has no problem:
// IIS passes its bytes through. What is said of UTF-16 holds for pages;
// MetaBase.xml and the like may be.
func (f *File) EncodingProblem() string {
	switch {
	case f.charset.wide():
		return "the file is " + f.Encoding + ", which IIS refuses for pages (ASP 0239)"
	case f.Unsupported != "":
		return fmt.Sprintf("the file declares the encoding %q, which is not supported; it was read as %s", f.Unsupported, f.Encoding)
	case f.Declared == utf8Name:
		return "the file declares utf-8, but is not; it was read as " + f.Encoding
	case f.Undecodable > 0:
		return fmt.Sprintf("the file has bytes that mean nothing in %s (%d times)", f.Encoding, f.Undecodable)
	}
	return ""
}

// UTF8Lossy is the file as stored, byte-order mark included, read as UTF-8
// with U+FFFD for what is not, one for each maximal ill-formed part, as
// browsers, Node.js and GitHub do. It is what GitHub's fingerprints are made of.
func (f *File) UTF8Lossy() string {
	if f.charset.name == utf8Name && f.Undecodable == 0 {
		return view(f.Raw)
	}
	text, _ := decodeUTF8(f.Raw)
	return text
}

// PlaceAt is the place from pos to end, byte offsets into f.Text.
func (f *File) PlaceAt(pos, end int) Place { return Place{Path: f.Path, Pos: pos, End: end} }

// view is b as a string that shares its memory.
func view(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // the files of a tree are its memory; nothing writes to Raw
}
