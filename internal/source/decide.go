package source

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// decodeMarked decodes files that start with a byte-order mark or are UTF-16
// without one. It reports whether it did.
func (f *File) decodeMarked() bool {
	raw := f.Raw
	switch {
	case bytes.HasPrefix(raw, []byte("\xef\xbb\xbf")):
		f.BOM, f.bomLen, f.Basis = true, 3, ByBOM
		f.decodeAs(charsetNamed(utf8Name))
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		f.BOM, f.bomLen, f.Basis = true, 2, ByBOM
		f.decodeAs(charsetNamed(utf16leName))
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		f.BOM, f.bomLen, f.Basis = true, 2, ByBOM
		f.decodeAs(charsetNamed(utf16beName))
	default:
		name := looksUTF16(raw)
		if name == "" {
			return false
		}
		f.Basis = ByNULs
		f.decodeAs(charsetNamed(name))
	}
	return true
}

// decodeUnmarked decodes everything else. See [New] for the order and its reasons.
func (f *File) decodeUnmarked(opts Options) {
	raw := f.Raw
	first := asciiPrefix(raw)
	if first == len(raw) && bytes.IndexByte(raw, 0x1b) < 0 { // ISO-2022-JP is ASCII with escapes
		f.Basis, f.ascii, f.option = ByValidUTF8, true, opts.Encoding
		f.decodeAs(charsetNamed(utf8Name))
		return
	}
	claims, unsupported := declarations(raw)
	f.Unsupported = unsupported
	if c, ok := lookup(opts.Encoding); ok {
		claims = append(claims, claim{c, ByOption})
	}
	beyond := raw[first:]

	if len(claims) == 0 {
		f.decodeUndeclared(beyond)
		return
	}
	won := claims[0]
	if won.charset.name == utf8Name {
		f.decodeClaimedUTF8(claims, beyond)
		return
	}
	f.Basis = won.basis
	if len(beyond) > 0 && utf8.Valid(beyond) {
		text, bad := won.charset.decode(raw, f.memory)
		if !won.charset.chancy || bad > 0 || takeCensus(beyond).good >= manyCharacters {
			f.Basis, f.Declared = ByValidUTF8, declared(won)
			f.decodeAs(charsetNamed(utf8Name))
			return
		}
		f.set(won.charset, text, bad)
		return
	}
	f.decodeAs(won.charset)
}

// decodeUndeclared decodes files without a claim. beyond is what begins with the
// first byte that is not ASCII.
func (f *File) decodeUndeclared(beyond []byte) {
	if utf8.Valid(beyond) {
		f.Basis = ByValidUTF8
		f.decodeAs(charsetNamed(utf8Name))
		return
	}
	switch seen := takeCensus(beyond); {
	case seen.good >= manyCharacters && seen.good >= 10*seen.bad:
		f.Basis = ByMostlyUTF8
		f.decodeAs(charsetNamed(utf8Name))
	default:
		f.decodeLegacy()
	}
}

// decodeLegacy decodes files that are not UTF-8 and do not say what they are.
func (f *File) decodeLegacy() {
	f.Basis = ByDefault
	f.decodeAs(charsetNamed(defaultName))
	if name := pairedIn(f.Raw); name != "" && f.reads(name, func(string) bool { return true }) {
		return
	}
	if f.Undecodable == 0 && bytes.IndexByte(f.Raw, 0x82) < 0 { // the first byte of all hiragana
		return
	}
	f.reads(sjisName, func(text string) bool { return looksJapanese(text, f.Undecodable > 0) })
}

// reads takes the file for one in an encoding, if every byte means something in
// it and the text looks like it.
func (f *File) reads(name string, looks func(text string) bool) bool {
	c := charsetNamed(name)
	text, bad := c.decode(f.Raw, nil)
	if bad > 0 || !looks(text) {
		return false
	}
	f.Basis = ByContent
	f.set(c, text, 0)
	return true
}

// looksJapanese reports whether text that was decoded as Shift_JIS shows that
// it is: by hiragana, which no Japanese sentence is without; or, if it cannot
// be windows-1252, by ideographs without half-width katakana, which letters of
// other code pages would be. (Full-width katakana would not do: `ât` of DOS
// French is one.)
func looksJapanese(text string, notWestern bool) bool {
	hiragana, ideographs, halfWidth := 0, 0, 0
	for _, r := range text {
		switch {
		case r >= 0x3041 && r <= 0x3093:
			hiragana++
		case r >= 0x4e00 && r <= 0x9fff:
			ideographs++
		case r >= 0xff61 && r <= 0xff9f:
			halfWidth++
		}
	}
	return hiragana >= 2 || notWestern && ideographs >= 4 && halfWidth == 0
}

// decodeClaimedUTF8 decodes files whose first claim is UTF-8. beyond is what
// begins with the first byte that is not ASCII.
func (f *File) decodeClaimedUTF8(claims []claim, beyond []byte) {
	f.Basis = claims[0].basis
	if utf8.Valid(beyond) {
		f.decodeAs(charsetNamed(utf8Name))
		return
	}
	for _, c := range claims[1:] {
		if c.charset.name == utf8Name {
			continue
		}
		if text, bad := c.charset.decode(f.Raw, f.memory); bad == 0 {
			f.Basis, f.Declared = c.basis, declared(claims[0])
			f.set(c.charset, text, 0)
			return
		}
	}
	if seen := takeCensus(beyond); seen.good > seen.bad {
		f.decodeAs(charsetNamed(utf8Name))
		return
	}
	f.Declared = declared(claims[0])
	f.decodeLegacy()
}

// declared is the name of a claim that the file itself makes.
func declared(c claim) string {
	if c.basis == ByOption {
		return ""
	}
	return c.charset.name
}

func (f *File) decodeAs(c charset) {
	text, bad := c.decode(f.Raw[f.bomLen:], f.memory)
	f.set(c, text, bad)
}

func (f *File) set(c charset, text string, bad int) {
	f.charset, f.Encoding, f.Text, f.Undecodable = c, c.name, text, bad
}

// asciiPrefix is the number of bytes before the first that is not ASCII.
func asciiPrefix(b []byte) int {
	i := 0
	for ; i+8 <= len(b); i += 8 {
		if beyond := binary.LittleEndian.Uint64(b[i:]) & 0x8080808080808080; beyond != 0 {
			return i + bits.TrailingZeros64(beyond)/8
		}
	}
	for ; i < len(b); i++ {
		if b[i] >= utf8.RuneSelf {
			break
		}
	}
	return i
}

// census counts what bytes are when read as UTF-8.
type census struct {
	good int // characters beyond ASCII
	bad  int // maximal ill-formed parts
}

// manyCharacters beyond ASCII are not UTF-8 by chance.
const manyCharacters = 10

func takeCensus(b []byte) census {
	var c census
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i += asciiPrefix(b[i:])
			continue
		}
		if i+1 == len(b) || b[i] < 0xc2 || b[i+1]&0xc0 != 0x80 { // nearly all that is ill-formed
			c.bad++
			i++
			continue
		}
		r, size := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && size <= 1 {
			c.bad++
			i += illFormed(b[i:])
			continue
		}
		c.good++
		i += size
	}
	return c
}
