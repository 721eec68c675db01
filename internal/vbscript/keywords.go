package vbscript

// keyword is an entry of the keyword table.
type keyword struct {
	kind     Kind
	folded   string // lower case
	spelling string // as people write it
}

// keywordHash is free of collisions over the keywords, which the tests verify:
// it mixes the length with the first, the middle and the last byte, which
// must be lower case. The multipliers were found by trying.
func keywordHash(n int, first, middle, last byte) uint8 {
	return uint8(uint32(first)*3 + uint32(middle)*47 + uint32(last)*46 + uint32(n))
}

// The lengths of the shortest and the longest keyword.
const minKeyword, maxKeyword = 2, 8

// lookupKeyword returns the keyword that s is in any letter case, or Name.
func lookupKeyword(s string) Kind {
	n := len(s)
	if n < minKeyword || n > maxKeyword {
		return Name
	}
	e := &keywords[keywordHash(n, s[0]|0x20, s[n/2]|0x20, s[n-1]|0x20)]
	if len(e.folded) != n {
		return Name
	}
	for i := range n {
		if s[i]|0x20 != e.folded[i] {
			return Name
		}
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
	1:   {KwTrue, "true", "True"},
	4:   {KwIs, "is", "Is"},
	8:   {KwStep, "step", "Step"},
	9:   {KwPreserve, "preserve", "Preserve"},
	12:  {KwDim, "dim", "Dim"},
	16:  {KwEach, "each", "Each"},
	18:  {KwFor, "for", "For"},
	20:  {KwElseIf, "elseif", "ElseIf"},
	24:  {KwUntil, "until", "Until"},
	37:  {KwEqv, "eqv", "Eqv"},
	39:  {KwPrivate, "private", "Private"},
	41:  {KwErase, "erase", "Erase"},
	46:  {KwNext, "next", "Next"},
	49:  {KwFalse, "false", "False"},
	51:  {KwIn, "in", "In"},
	56:  {KwConst, "const", "Const"},
	58:  {KwNew, "new", "New"},
	61:  {KwByVal, "byval", "ByVal"},
	69:  {KwOn, "on", "On"},
	72:  {KwXor, "xor", "Xor"},
	74:  {KwFunction, "function", "Function"},
	75:  {KwIf, "if", "If"},
	77:  {KwReDim, "redim", "ReDim"},
	80:  {KwAnd, "and", "And"},
	82:  {KwExit, "exit", "Exit"},
	86:  {KwExplicit, "explicit", "Explicit"},
	92:  {KwEnd, "end", "End"},
	94:  {KwOption, "option", "Option"},
	97:  {KwImp, "imp", "Imp"},
	101: {KwWith, "with", "With"},
	105: {KwCall, "call", "Call"},
	109: {KwByRef, "byref", "ByRef"},
	112: {KwCase, "case", "Case"},
	115: {KwSub, "sub", "Sub"},
	118: {KwElse, "else", "Else"},
	119: {KwGoTo, "goto", "GoTo"},
	122: {KwRem, "rem", "Rem"},
	129: {KwDo, "do", "Do"},
	130: {KwEmpty, "empty", "Empty"},
	134: {KwNot, "not", "Not"},
	138: {KwNull, "null", "Null"},
	147: {KwWend, "wend", "Wend"},
	155: {KwGet, "get", "Get"},
	158: {KwError, "error", "Error"},
	161: {KwProperty, "property", "Property"},
	163: {KwMod, "mod", "Mod"},
	167: {KwClass, "class", "Class"},
	170: {KwLet, "let", "Let"},
	175: {KwThen, "then", "Then"},
	177: {KwTo, "to", "To"},
	185: {KwOr, "or", "Or"},
	191: {KwSet, "set", "Set"},
	194: {KwSelect, "select", "Select"},
	201: {KwLoop, "loop", "Loop"},
	215: {KwWhile, "while", "While"},
	218: {KwDefault, "default", "Default"},
	222: {KwStop, "stop", "Stop"},
	228: {KwEndIf, "endif", "EndIf"},
	235: {KwNothing, "nothing", "Nothing"},
	236: {KwAs, "as", "As"},
	244: {KwPublic, "public", "Public"},
	250: {KwMe, "me", "Me"},
	253: {KwResume, "resume", "Resume"},
}
