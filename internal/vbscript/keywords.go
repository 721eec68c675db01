package vbscript

import "encoding/binary"

// keyword is an entry of the keyword table.
type keyword struct {
	kind     Kind
	folded   folded
	spelling string // as people write it
}

// folded is a word of at most eight bytes in lower case, with zeros behind it.
type folded [octet]byte

// key is the word as one number.
func (f *folded) key() uint64 { return binary.LittleEndian.Uint64(f[:]) }

// keywordHash is free of collisions over the keywords, which the tests verify.
// The multiplier was found by trying.
func keywordHash(key uint64) uint8 { return uint8(key * 0xc9546b439f9d0129 >> 56) }

// lookupKeyword returns the keyword that the word is in any letter case, or Name.
func lookupKeyword(word string) Kind {
	var first [octet]byte
	copy(first[:], word)
	return keywordOf(binary.LittleEndian.Uint64(first[:]), len(word))
}

// keywordOf is lookupKeyword for a word of n bytes whose first eight are in first;
// what stands there behind a shorter word does not matter.
func keywordOf(first uint64, n int) Kind {
	if n > octet {
		return Name
	}
	// No other bytes become lower case letters by the bit than letters.
	const lower = 0x2020202020202020
	key := (first | lower) & (1<<(n*8) - 1)
	e := &keywords[keywordHash(key)]
	if e.folded.key() != key {
		return Name
	}
	return e.kind
}

// equalFold reports whether s is word in any letter case; word is in lower
// case and ASCII.
func equalFold(s, word string) bool {
	if len(s) != len(word) {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != word[i] {
			return false
		}
	}
	return true
}

// keywords is indexed by keywordHash. It is a plain array, laid out by the
// compiler, so that start-up costs nothing.
var keywords = [256]keyword{
	3:   {KwByRef, folded{'b', 'y', 'r', 'e', 'f'}, "ByRef"},
	4:   {KwErase, folded{'e', 'r', 'a', 's', 'e'}, "Erase"},
	5:   {KwDefault, folded{'d', 'e', 'f', 'a', 'u', 'l', 't'}, "Default"},
	7:   {KwMe, folded{'m', 'e'}, "Me"},
	21:  {KwSub, folded{'s', 'u', 'b'}, "Sub"},
	34:  {KwEqv, folded{'e', 'q', 'v'}, "Eqv"},
	48:  {KwError, folded{'e', 'r', 'r', 'o', 'r'}, "Error"},
	49:  {KwClass, folded{'c', 'l', 'a', 's', 's'}, "Class"},
	53:  {KwAs, folded{'a', 's'}, "As"},
	54:  {KwIf, folded{'i', 'f'}, "If"},
	57:  {KwMod, folded{'m', 'o', 'd'}, "Mod"},
	61:  {KwOption, folded{'o', 'p', 't', 'i', 'o', 'n'}, "Option"},
	63:  {KwDo, folded{'d', 'o'}, "Do"},
	65:  {KwConst, folded{'c', 'o', 'n', 's', 't'}, "Const"},
	73:  {KwWith, folded{'w', 'i', 't', 'h'}, "With"},
	89:  {KwSet, folded{'s', 'e', 't'}, "Set"},
	94:  {KwEach, folded{'e', 'a', 'c', 'h'}, "Each"},
	95:  {KwByVal, folded{'b', 'y', 'v', 'a', 'l'}, "ByVal"},
	96:  {KwWhile, folded{'w', 'h', 'i', 'l', 'e'}, "While"},
	99:  {KwEmpty, folded{'e', 'm', 'p', 't', 'y'}, "Empty"},
	101: {KwWend, folded{'w', 'e', 'n', 'd'}, "Wend"},
	112: {KwPublic, folded{'p', 'u', 'b', 'l', 'i', 'c'}, "Public"},
	114: {KwImp, folded{'i', 'm', 'p'}, "Imp"},
	117: {KwAnd, folded{'a', 'n', 'd'}, "And"},
	127: {KwIs, folded{'i', 's'}, "Is"},
	133: {KwTrue, folded{'t', 'r', 'u', 'e'}, "True"},
	136: {KwGoTo, folded{'g', 'o', 't', 'o'}, "GoTo"},
	139: {KwSelect, folded{'s', 'e', 'l', 'e', 'c', 't'}, "Select"},
	142: {KwReDim, folded{'r', 'e', 'd', 'i', 'm'}, "ReDim"},
	143: {KwProperty, folded{'p', 'r', 'o', 'p', 'e', 'r', 't', 'y'}, "Property"},
	145: {KwOn, folded{'o', 'n'}, "On"},
	149: {KwNothing, folded{'n', 'o', 't', 'h', 'i', 'n', 'g'}, "Nothing"},
	150: {KwFor, folded{'f', 'o', 'r'}, "For"},
	153: {KwStep, folded{'s', 't', 'e', 'p'}, "Step"},
	154: {KwEnd, folded{'e', 'n', 'd'}, "End"},
	160: {KwCall, folded{'c', 'a', 'l', 'l'}, "Call"},
	161: {KwRem, folded{'r', 'e', 'm'}, "Rem"},
	162: {KwLoop, folded{'l', 'o', 'o', 'p'}, "Loop"},
	163: {KwExit, folded{'e', 'x', 'i', 't'}, "Exit"},
	173: {KwNew, folded{'n', 'e', 'w'}, "New"},
	178: {KwExplicit, folded{'e', 'x', 'p', 'l', 'i', 'c', 'i', 't'}, "Explicit"},
	181: {KwCase, folded{'c', 'a', 's', 'e'}, "Case"},
	183: {KwNot, folded{'n', 'o', 't'}, "Not"},
	188: {KwNext, folded{'n', 'e', 'x', 't'}, "Next"},
	190: {KwXor, folded{'x', 'o', 'r'}, "Xor"},
	201: {KwStop, folded{'s', 't', 'o', 'p'}, "Stop"},
	206: {KwFalse, folded{'f', 'a', 'l', 's', 'e'}, "False"},
	212: {KwTo, folded{'t', 'o'}, "To"},
	216: {KwLet, folded{'l', 'e', 't'}, "Let"},
	217: {KwIn, folded{'i', 'n'}, "In"},
	223: {KwNull, folded{'n', 'u', 'l', 'l'}, "Null"},
	225: {KwFunction, folded{'f', 'u', 'n', 'c', 't', 'i', 'o', 'n'}, "Function"},
	227: {KwOr, folded{'o', 'r'}, "Or"},
	230: {KwThen, folded{'t', 'h', 'e', 'n'}, "Then"},
	232: {KwElse, folded{'e', 'l', 's', 'e'}, "Else"},
	233: {KwGet, folded{'g', 'e', 't'}, "Get"},
	235: {KwPrivate, folded{'p', 'r', 'i', 'v', 'a', 't', 'e'}, "Private"},
	238: {KwElseIf, folded{'e', 'l', 's', 'e', 'i', 'f'}, "ElseIf"},
	239: {KwEndIf, folded{'e', 'n', 'd', 'i', 'f'}, "EndIf"},
	240: {KwDim, folded{'d', 'i', 'm'}, "Dim"},
	244: {KwResume, folded{'r', 'e', 's', 'u', 'm', 'e'}, "Resume"},
	247: {KwUntil, folded{'u', 'n', 't', 'i', 'l'}, "Until"},
	248: {KwPreserve, folded{'p', 'r', 'e', 's', 'e', 'r', 'v', 'e'}, "Preserve"},
}
