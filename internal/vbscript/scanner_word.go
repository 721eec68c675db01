package vbscript

import "math/bits"

// octet is how many bytes are looked at at once: most words are not longer.
const octet = 8

// wordAt returns the end of the word at pos and its first eight bytes, the first
// in the lowest bits; behind a shorter word, whatever stands there.
func wordAt(src string, pos int) (first uint64, end int) {
	if pos+octet > len(src) {
		end = wordEnd(src, pos)
		for i := min(end, pos+octet); i > pos; i-- {
			first = first<<8 | uint64(src[i-1])
		}
		return first, end
	}
	first = eightBytes(src, pos)
	end = pos + wordBytes(first)
	if end == pos+octet || classes[src[end]] == cHigh {
		end = wordEnd(src, end)
	}
	return first, end
}

// wordEnd returns the end of the word at i, or of the rest of one.
func wordEnd(src string, i int) int {
	for i+octet <= len(src) {
		n := wordBytes(eightBytes(src, i))
		i += n
		if n < octet {
			break
		}
	}
	for i < len(src) {
		switch class := classes[src[i]]; {
		case class < cLetter, class == cHigh && wideBlank(src, i) > 0:
			return i
		}
		i++
	}
	return i
}

// eightBytes returns the bytes at i, the first in the lowest bits. The compiler
// makes one load of it.
func eightBytes(src string, i int) uint64 {
	b := src[i : i+octet]
	return uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
		uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
}

// wordBytes returns how many of the eight bytes, from the first on, are ASCII
// letters, digits and underscores.
func wordBytes(eight uint64) int {
	const (
		each = 0x0101010101010101 // times a byte: that byte eight times
		high = 0x80 * each
	)
	// Seven bits each, so that sums stay within their byte. The high bit of
	// low+(0x80-c) says that the byte is at least c.
	low := eight &^ high
	folded := low | 0x20*each
	letter := (folded + (0x80-'a')*each) &^ (folded + (0x7f-'z')*each)
	digit := (low + (0x80-'0')*each) &^ (low + (0x7f-'9')*each)
	other := (low ^ '_'*each) + 0x7f*each // high bit: not an underscore
	return bits.TrailingZeros64(((letter|digit|^other)&^eight)&high^high) / 8
}
