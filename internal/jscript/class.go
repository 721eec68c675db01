package jscript

import (
	"unicode"
	"unicode/utf8"
)

// Classes of bytes, bits of byteClass.
const (
	cSpace uint8 = 1 << iota // blank, tab, form feed, vertical tab
	cLine                    // CR, LF
	cName                    // may continue a name
	cDigit
	cHex
	cLower // a to z: what reserved words are made of
	cMaybe // may begin a comment or directive
)

const (
	clLower = cName | cLower
	clHexLo = cName | cLower | cHex
	clHexUp = cName | cHex
	clDigit = cName | cDigit | cHex
)

// byteClass classifies ASCII; bytes from 0x80 on are looked at as runes.
var byteClass = [256]uint8{
	'/': cMaybe, '<': cMaybe, '-': cMaybe, '@': cMaybe, '*': cMaybe,
	' ': cSpace, '\t': cSpace, '\f': cSpace, '\v': cSpace, '\r': cLine, '\n': cLine,
	'$': cName, '_': cName,
	'0': clDigit, '1': clDigit, '2': clDigit, '3': clDigit, '4': clDigit,
	'5': clDigit, '6': clDigit, '7': clDigit, '8': clDigit, '9': clDigit,
	'a': clHexLo, 'b': clHexLo, 'c': clHexLo, 'd': clHexLo, 'e': clHexLo, 'f': clHexLo,
	'g': clLower, 'h': clLower, 'i': clLower, 'j': clLower, 'k': clLower, 'l': clLower,
	'm': clLower, 'n': clLower, 'o': clLower, 'p': clLower, 'q': clLower, 'r': clLower,
	's': clLower, 't': clLower, 'u': clLower, 'v': clLower, 'w': clLower, 'x': clLower,
	'y': clLower, 'z': clLower,
	'A': clHexUp, 'B': clHexUp, 'C': clHexUp, 'D': clHexUp, 'E': clHexUp, 'F': clHexUp,
	'G': cName, 'H': cName, 'I': cName, 'J': cName, 'K': cName, 'L': cName, 'M': cName,
	'N': cName, 'O': cName, 'P': cName, 'Q': cName, 'R': cName, 'S': cName, 'T': cName,
	'U': cName, 'V': cName, 'W': cName, 'X': cName, 'Y': cName, 'Z': cName,
}

func isNameByte(c byte) bool { return byteClass[c]&cName != 0 || c >= utf8.RuneSelf }
func isDigit(c byte) bool    { return byteClass[c]&cDigit != 0 }

// wideSpace returns the length of the white space beyond ASCII that s begins
// with, and whether it ends a line; 0 if there is none.
func wideSpace(s string) (n int, line bool) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError:
		return 0, false
	case r == '\u2028', r == '\u2029':
		return n, true
	case r == '\uFEFF', unicode.Is(unicode.Zs, r), r == '\u0085':
		return n, false
	}
	return 0, false
}
