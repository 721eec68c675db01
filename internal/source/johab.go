package source

import (
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/transform"
)

const johabName = "johab"

// johab is code page 1361: Korean as KS X 1001, annex 3 arranges it. Its
// second bytes include the backslash. golang.org/x/text does not have it.
type johab struct{}

// NewDecoder implements [decodable].
func (johab) NewDecoder() *encoding.Decoder {
	return &encoding.Decoder{Transformer: johabDecoder{}}
}

type johabDecoder struct{ transform.NopResetter }

// Transform implements [transform.Transformer].
func (johabDecoder) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			if nSrc+1 == len(src) && !atEOF {
				return nDst, nSrc, transform.ErrShortSrc
			}
			r, size = johabRune(src[nSrc:])
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// johabRune is the character that b, whose first byte is not ASCII, begins
// with, or U+FFFD. A byte of ASCII is never swallowed with a wrong one.
func johabRune(b []byte) (r rune, size int) {
	if len(b) < 2 {
		return utf8.RuneError, 1
	}
	if r = johabHangul(b[0], b[1]); r == 0 {
		r = johabKSX1001(b[0], b[1])
	}
	switch {
	case r != 0:
		return r, 2
	case b[1] < utf8.RuneSelf:
		return utf8.RuneError, 1
	}
	return utf8.RuneError, 2
}

// johabHangul composes a syllable, or a single letter of one, from the three
// letters of five bits each that the two bytes hold; 0 if they hold none.
func johabHangul(b0, b1 byte) rune {
	if b0 < 0x84 || b0 > 0xd3 {
		return 0
	}
	bits := int(b0)<<8 | int(b1)
	lead, vowel, tail := bits>>10&31, bits>>5&31, bits&31
	// Codes of a column of eight start at 2 for vowels; 1 and 2 are fillers;
	// 18 is left out of the tails.
	hasLead, hasVowel, hasTail := lead != 1, vowel != 2, tail != 1
	lead -= 2
	switch {
	case vowel >= 26 && vowel < 30:
		vowel -= 9
	case vowel >= 18 && vowel < 24:
		vowel -= 7
	case vowel >= 10 && vowel < 16:
		vowel -= 5
	case vowel >= 3 && vowel < 8:
		vowel -= 3
	case hasVowel:
		return 0
	}
	switch {
	case tail >= 19 && tail < 30:
		tail -= 2
	case tail >= 1 && tail < 18:
		tail--
	default:
		return 0
	}
	if hasLead && (lead < 0 || lead > 18) {
		return 0
	}
	switch {
	case hasLead && hasVowel:
		return rune(0xac00 + (lead*21+vowel)*28 + tail)
	case hasLead && !hasTail:
		return []rune("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ")[lead]
	case hasVowel && !hasLead && !hasTail:
		return 'ㅏ' + rune(vowel)
	case hasTail && !hasLead && !hasVowel:
		return []rune("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")[tail-1]
	}
	return 0
}

// johabKSX1001 finds symbols and Hanja, which stand in the order of
// KS X 1001, two of its rows to a first byte; 0 if there is none.
func johabKSX1001(b0, b1 byte) rune {
	var row, cell int
	switch {
	case b0 >= 0xd9 && b0 <= 0xde:
		row = 2 * int(b0-0xd9)
	case b0 >= 0xe0 && b0 <= 0xf9:
		row = 2*int(b0-0xe0) + 41
	default:
		return 0
	}
	switch {
	case b1 >= 0x31 && b1 <= 0x7e:
		cell = int(b1 - 0x31)
	case b1 >= 0x91 && b1 <= 0xfe:
		cell = int(b1-0x91) + 0x4e
	default:
		return 0
	}
	if cell >= 94 {
		row, cell = row+1, cell-94
	}
	var out [utf8.UTFMax]byte
	pair := []byte{byte(row + 0xa1), byte(cell + 0xa1)}
	n, _, err := korean.EUCKR.NewDecoder().Transformer.Transform(out[:], pair, true)
	if err != nil {
		return 0
	}
	r, _ := utf8.DecodeRune(out[:n])
	if r == utf8.RuneError {
		return 0
	}
	return r
}
