package source

import (
	"slices"
	"unicode/utf8"
)

const (
	eucKRName = "euc-kr"
	gbkName   = "gbk"
)

// manyPairs of bytes, each another one, are not characters of two bytes by chance:
// "SELEÇÃO" and "OPERAÇÕES" have two between them, however often they stand there.
const manyPairs = 4

// pairedIn is the name of the encoding of a file whose bytes beyond ASCII all come
// in pairs, as in EUC-KR and GB 2312 and in no text of letters with accents, if
// they read as Korean or as Chinese; else "".
//
// Most of Korean is Hangul, which begins with B0 to C8. Of Chinese nearly all is
// among the frequent characters, B0 to D7, which are in the order of their
// pronunciation: a text keeps to no part of them. Letters of Russian, Greek and
// other single-byte text, if all words should have an even number of them, are
// small ones, E0 and up.
func pairedIn(raw []byte) string {
	pairs, hangul, frequent := 0, 0, 0
	var others [manyPairs][2]byte // the first ones that differ
	distinct := 0
	for i := 0; i < len(raw); i++ {
		lead := raw[i]
		if lead < utf8.RuneSelf {
			continue
		}
		if i++; i == len(raw) || lead < 0xa1 || lead == 0xff || raw[i] < 0xa1 || raw[i] == 0xff {
			return ""
		}
		switch {
		case lead < 0xb0: // signs and letters
			continue
		case lead <= 0xc8:
			hangul, frequent = hangul+1, frequent+1
		case lead <= 0xd7:
			frequent++
		}
		pairs++
		if p := [2]byte{lead, raw[i]}; distinct < manyPairs && !slices.Contains(others[:distinct], p) {
			others[distinct] = p
			distinct++
		}
	}
	switch {
	case distinct < manyPairs:
		return ""
	case hangul*10 >= pairs*9:
		return eucKRName
	case frequent*10 >= pairs*8:
		return gbkName
	}
	return ""
}
