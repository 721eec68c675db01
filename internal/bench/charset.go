package bench

import (
	"math/rand/v2"
	"strings"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// charset is how the files of one application are stored.
type charset struct {
	codePage int // for @CODEPAGE, 0 for none
	meta     string
	bom      bool
	newline  string
	words    []string // text of the language that is written so
	enc      encoding.Encoding
}

var utf8 = charset{meta: "utf-8", newline: "\r\n", words: latinWords}

// pickCharset draws as often as one meets each in public code: most pages are
// not UTF-8.
func pickCharset(rng *rand.Rand) charset {
	c := utf8
	switch n := rng.IntN(20); {
	case n < 11:
		c = charset{meta: "windows-1252", newline: "\r\n", words: latinWords, enc: charmap.Windows1252}
	case n < 13:
		c = charset{meta: "windows-1251", codePage: 1251, newline: "\r\n", words: cyrillicWords, enc: charmap.Windows1251}
	case n < 14:
		c = charset{meta: "gb2312", codePage: 936, newline: "\r\n", words: chineseWords, enc: simplifiedchinese.GBK}
	case n < 15:
		c = charset{meta: "Shift_JIS", codePage: 932, newline: "\r\n", words: japaneseWords, enc: japanese.ShiftJIS}
	case n < 17:
		c.codePage, c.bom = 65001, true
	}
	switch n := rng.IntN(10); {
	case n < 2:
		c.newline = "\n"
	case n == 2:
		c.newline = "\r"
	}
	return c
}

// encode stores text, whose lines end in LF.
func (c charset) encode(text string) []byte {
	if c.newline != "\n" {
		text = strings.ReplaceAll(text, "\n", c.newline)
	}
	if c.enc != nil {
		// Every word list is made of characters that its charset has.
		s, err := encoding.ReplaceUnsupported(c.enc.NewEncoder()).String(text)
		if err == nil {
			text = s
		}
	}
	if c.bom {
		text = "\ufeff" + text
	}
	return []byte(text)
}
