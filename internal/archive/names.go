package archive

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// utf8Flag of a zip entry: its name is UTF-8. Without it the name is in the code
// page of whoever packed it, which nothing says.
const utf8Flag = 0x800

// namesIn is the encoding of names that are not UTF-8, as they show it together:
// the code pages of Korean, Japanese and Chinese Windows, else that of DOS, which
// zip means where it does not say UTF-8. A wrong one would not only be hard to
// read: pages include files by their names.
func namesIn(names string) encoding.Encoding {
	switch {
	case isKorean(names):
		return korean.EUCKR
	case isJapanese(names):
		return japanese.ShiftJIS
	case isChinese(names):
		return simplifiedchinese.GBK
	}
	return charmap.CodePage437
}

// decoded is a name as UTF-8.
func decoded(name string, in encoding.Encoding) string {
	if s, err := in.NewDecoder().String(name); err == nil {
		return s
	}
	return name
}

// pairs are what bytes are when every one beyond ASCII begins a pair.
type pairs struct {
	n       int  // pairs
	run     int  // most of them in a row
	of      int  // those that the caller counts
	strange bool // a byte that begins none
}

func pairsOf(b string, trail, counts func(lead, c byte) bool) (p pairs) {
	run := 0
	for i := 0; i < len(b); i++ {
		switch {
		case b[i] < utf8.RuneSelf:
			run = 0
		case i+1 < len(b) && trail(b[i], b[i+1]):
			p.n++
			run++
			p.run = max(p.run, run)
			if counts(b[i], b[i+1]) {
				p.of++
			}
			i++
		default:
			p.strange = true
		}
	}
	return p
}

// text: two characters in a row, as no language writes its few letters beyond
// ASCII, and nothing else.
func (p pairs) text() bool { return !p.strange && p.run > 1 }

// isKorean: nearly all are the Hangul of KS X 1001, B0A1 to C8FE; Windows has
// more of them, and Hanja.
func isKorean(b string) bool {
	p := pairsOf(b, func(lead, c byte) bool {
		return lead >= 0x81 && lead <= 0xfd && (c >= 0x81 && c <= 0xfe || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z')
	}, func(lead, c byte) bool { return lead >= 0xb0 && lead <= 0xc8 && c >= 0xa1 })
	return p.text() && p.of*10 >= p.n*8
}

// isJapanese: kana and ideographs of Shift_JIS, and no half-width kana, which
// letters of other code pages would be.
func isJapanese(b string) bool {
	p := pairsOf(b, func(lead, c byte) bool {
		return (lead >= 0x81 && lead <= 0x9f || lead >= 0xe0 && lead <= 0xef) && c >= 0x40 && c <= 0xfc && c != 0x7f
	}, func(lead, c byte) bool {
		return lead == 0x82 && c >= 0x9f && c <= 0xf1 || lead == 0x83 && c <= 0x96 || lead >= 0x88 && lead <= 0x9f || lead >= 0xe0 && lead <= 0xea
	})
	return p.text() && p.of*10 >= p.n*8
}

// isChinese: ideographs of GB 2312, B0A1 to F7FE.
func isChinese(b string) bool {
	p := pairsOf(b, func(lead, c byte) bool {
		return lead >= 0xa1 && lead <= 0xf7 && c >= 0xa1 && c <= 0xfe
	}, func(lead, _ byte) bool { return lead >= 0xb0 })
	return p.text() && p.of*10 >= p.n*8
}

// plainNames are the names without what is ASCII or UTF-8, a line for each.
func plainNames(all []string) string {
	var b strings.Builder
	for _, name := range all {
		if !utf8.ValidString(name) {
			b.WriteString(name)
			b.WriteByte('\n')
		}
	}
	return b.String()
}
