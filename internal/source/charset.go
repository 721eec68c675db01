package source

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"
	"slices"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

const (
	utf8Name    = "utf-8"
	utf16leName = "utf-16le"
	utf16beName = "utf-16be"
	sjisName    = "shift_jis"
	defaultName = "windows-1252"
)

// decodable is the half of [encoding.Encoding] that is needed here.
type decodable interface{ NewDecoder() *encoding.Decoder }

// charset is an encoding that can be decoded.
type charset struct {
	name string
	enc  decodable // nil for UTF-8, which is decoded here
	// chancy: a few characters in it may happen to be valid UTF-8, since
	// characters, or common pairs of them, take two bytes from 0x80 up.
	chancy bool
	// stateful: escapes change what bytes mean, so that decoding cannot
	// begin in the middle.
	stateful bool
}

func (c charset) wide() bool { return c.name == utf16leName || c.name == utf16beName }

// decode returns b as valid UTF-8 and how often U+FFFD stands for bytes that
// mean nothing. Valid UTF-8 is not copied, other text stands in the memory.
func (c charset) decode(b []byte, in *Memory) (text string, bad int) {
	if c.enc == nil {
		return decodeUTF8(b)
	}
	if m, ok := c.enc.(*charmap.Charmap); ok {
		return decodeCharmap(b, in, m)
	}
	ascii := !c.wide() && !c.stateful // a byte of ASCII that begins a character is one
	room := len(b)*3/4 + 16
	if ascii {
		room = len(b) + beyondASCII(b)
	}
	out, rest := in.take(room)[:0], b
	decoder := c.enc.NewDecoder().Transformer
	for len(rest) > 0 {
		run := len(rest)
		if ascii {
			plain := asciiPrefix(rest)
			out, rest = append(out, rest[:plain]...), rest[plain:]
			run = foreignRun(rest)
		}
		before := len(out)
		var err error
		if out, err = appendDecoded(out, decoder, rest[:run]); err != nil { // none does that: they put U+FFFD for what is wrong
			return decodeUTF8(b)
		}
		bad += bytes.Count(out[before:], []byte("\ufffd"))
		rest = rest[run:]
	}
	return view(out), bad
}

// foreignRun is the length of the first characters of b, up to ASCII. Of two bytes
// of ASCII in a row the first may be the second half of a character, the second is
// none in any encoding whose characters have one, two or, alternately, four bytes.
func foreignRun(b []byte) int {
	for i := 1; i < len(b); i++ {
		if b[i-1] < utf8.RuneSelf && b[i] < utf8.RuneSelf {
			return i
		}
	}
	return len(b)
}

// appendDecoded appends what b means.
func appendDecoded(out []byte, decoder transform.Transformer, b []byte) ([]byte, error) {
	for {
		n, read, err := decoder.Transform(out[len(out):cap(out)], b, true)
		out, b = out[:len(out)+n], b[read:]
		if !errors.Is(err, transform.ErrShortDst) {
			return out, err
		}
		out = slices.Grow(out, 64+2*len(b))
	}
}

// decodeCharmap decodes what has a byte for each character. A decoder of package
// charmap would look at each byte that is ASCII, as nearly all are.
func decodeCharmap(b []byte, in *Memory, m *charmap.Charmap) (text string, bad int) {
	const longest = 3 // bytes of a character
	plain := asciiPrefix(b)
	out := in.take(len(b) + (longest-1)*beyondASCII(b[plain:]))[:0]
	for {
		out = append(out, b[:plain]...)
		b = b[plain:]
		if len(b) == 0 {
			return view(out), bad
		}
		for len(b) > 0 && b[0] >= utf8.RuneSelf {
			r := m.DecodeByte(b[0])
			if r == utf8.RuneError {
				bad++
			}
			out = utf8.AppendRune(out, r)
			b = b[1:]
		}
		plain = asciiPrefix(b)
	}
}

// beyondASCII counts the bytes that are not ASCII.
func beyondASCII(b []byte) int {
	n := 0
	for ; len(b) >= 8; b = b[8:] {
		n += bits.OnesCount64(binary.LittleEndian.Uint64(b) & 0x8080808080808080)
	}
	for _, c := range b {
		n += int(c >> 7)
	}
	return n
}

// discarded is memory for text that only counts by its length.
var discarded = sync.Pool{New: func() any { return new([1024]byte) }}

// advance returns how many bytes of b decode to the first want bytes of its text.
func (c charset) advance(b []byte, want int) int {
	if c.enc == nil {
		return advanceUTF8(b, want)
	}
	buf, _ := discarded.Get().(*[1024]byte)
	defer discarded.Put(buf)
	decoder, used := c.enc.NewDecoder().Transformer, 0
	for want > 0 {
		// A decoder stops before a character that does not fit; that is the error.
		wrote, read, _ := decoder.Transform(buf[:min(want, len(buf))], b[used:], true)
		want -= wrote
		used += read
		if wrote == 0 && read == 0 {
			break
		}
	}
	return used
}

// decodeUTF8 is b as valid UTF-8, with U+FFFD for each maximal subpart of an
// ill-formed sequence (Unicode 3.9, "U+FFFD Substitution of Maximal
// Subparts"), and the number of those.
func decodeUTF8(b []byte) (text string, bad int) {
	if utf8.Valid(b) {
		return view(b), 0
	}
	out := make([]byte, 0, len(b)+len(b)/8)
	for i := 0; i < len(b); {
		n := asciiPrefix(b[i:])
		out = append(out, b[i:i+n]...)
		i += n
		if i == len(b) {
			break
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			out = append(out, "\ufffd"...)
			bad++
			i += illFormed(b[i:])
			continue
		}
		out = append(out, b[i:i+size]...)
		i += size
	}
	return view(out), bad
}

// advanceUTF8 returns how many bytes of b make the first want bytes of decodeUTF8(b).
func advanceUTF8(b []byte, want int) int {
	i := 0
	for want > 0 && i < len(b) {
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size == 1 {
			i += illFormed(b[i:])
			want -= len("\ufffd")
			continue
		}
		i += size
		want -= size
	}
	return i
}

// illFormed is the length of the maximal subpart of the ill-formed sequence
// that b begins with: 1 to 3 bytes.
func illFormed(b []byte) int {
	lo, hi, size := byte(0x80), byte(0xbf), 0
	switch c := b[0]; {
	case c >= 0xc2 && c <= 0xdf:
		size = 2
	case c >= 0xe0 && c <= 0xef:
		size = 3
	case c >= 0xf0 && c <= 0xf4:
		size = 4
	}
	switch b[0] { // no overlong forms, no surrogates, nothing beyond U+10FFFF
	case 0xe0:
		lo = 0xa0
	case 0xed:
		hi = 0x9f
	case 0xf0:
		lo = 0x90
	case 0xf4:
		hi = 0x8f
	}
	n := 1
	for n < size && n < len(b) && lo <= b[n] && b[n] <= hi {
		n, lo, hi = n+1, 0x80, 0xbf
	}
	return n
}

// charsetNamed returns the charset of a name that codePageName or labelName
// returns.
func charsetNamed(name string) charset {
	c := charset{name: name}
	switch name {
	case utf8Name:
	case utf16leName:
		c.enc = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case utf16beName:
		c.enc = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case sjisName:
		c.enc, c.chancy = japanese.ShiftJIS, true
	case "euc-jp":
		c.enc, c.chancy = japanese.EUCJP, true
	case "iso-2022-jp":
		c.enc, c.stateful = japanese.ISO2022JP, true
	case "gbk":
		c.enc, c.chancy = simplifiedchinese.GBK, true
	case "gb18030":
		c.enc, c.chancy = simplifiedchinese.GB18030, true
	case "big5":
		c.enc, c.chancy = traditionalchinese.Big5, true
	case "euc-kr":
		c.enc, c.chancy = korean.EUCKR, true
	case johabName:
		c.enc, c.chancy = johab{}, true
	case "windows-874":
		c.enc, c.chancy = charmap.Windows874, true
	default:
		c.enc = singleByte(name)
	}
	return c
}

func singleByte(name string) decodable {
	switch name {
	case "windows-1250":
		return charmap.Windows1250
	case "windows-1251":
		return charmap.Windows1251
	case "windows-1253":
		return charmap.Windows1253
	case "windows-1254":
		return charmap.Windows1254
	case "windows-1255":
		return charmap.Windows1255
	case "windows-1256":
		return charmap.Windows1256
	case "windows-1257":
		return charmap.Windows1257
	case "windows-1258":
		return charmap.Windows1258
	case "iso-8859-2":
		return charmap.ISO8859_2
	case "iso-8859-3":
		return charmap.ISO8859_3
	case "iso-8859-4":
		return charmap.ISO8859_4
	case "iso-8859-5":
		return charmap.ISO8859_5
	case "iso-8859-6":
		return charmap.ISO8859_6
	case "iso-8859-7":
		return charmap.ISO8859_7
	case "iso-8859-8":
		return charmap.ISO8859_8
	case "iso-8859-10":
		return charmap.ISO8859_10
	case "iso-8859-13":
		return charmap.ISO8859_13
	case "iso-8859-14":
		return charmap.ISO8859_14
	case "iso-8859-15":
		return charmap.ISO8859_15
	case "iso-8859-16":
		return charmap.ISO8859_16
	case "koi8-r":
		return charmap.KOI8R
	case "koi8-u":
		return charmap.KOI8U
	case "macintosh":
		return charmap.Macintosh
	case "x-mac-cyrillic":
		return charmap.MacintoshCyrillic
	}
	return dosCodePage(name)
}

func dosCodePage(name string) decodable {
	switch name {
	case "ibm437":
		return charmap.CodePage437
	case "ibm850":
		return charmap.CodePage850
	case "ibm852":
		return charmap.CodePage852
	case "ibm855":
		return charmap.CodePage855
	case "ibm858":
		return charmap.CodePage858
	case "ibm860":
		return charmap.CodePage860
	case "ibm862":
		return charmap.CodePage862
	case "ibm863":
		return charmap.CodePage863
	case "ibm865":
		return charmap.CodePage865
	case "ibm866":
		return charmap.CodePage866
	}
	return charmap.Windows1252
}
