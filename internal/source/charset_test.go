package source

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
	"pgregory.net/rapid"
)

// TestLabelsAgreeWithTheEncodingStandard holds labelName against x/text's
// table of the standard's labels.
func TestLabelsAgreeWithTheEncodingStandard(t *testing.T) {
	t.Parallel()
	labels := []string{
		"utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "shift_jis", "shift-jis", "sjis", "x-sjis", "ms932", "ms_kanji",
		"windows-31j", "csshiftjis", "euc-jp", "x-euc-jp", "cseucpkdfmtjapanese", "iso-2022-jp", "csiso2022jp",
		"gb2312", "gbk", "x-gbk", "chinese", "gb_2312", "gb_2312-80", "csgb2312", "iso-ir-58", "csiso58gb231280", "gb18030",
		"big5", "big5-hkscs", "cn-big5", "x-x-big5", "csbig5", "euc-kr", "korean", "ks_c_5601-1987", "ks_c_5601-1989",
		"ksc5601", "ksc_5601", "windows-949", "iso-ir-149", "cseuckr", "csksc56011987",
		"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256",
		"windows-1257", "windows-1258", "windows-874", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255",
		"cp1256", "cp1257", "cp1258", "x-cp1250", "x-cp1251", "x-cp1252", "x-cp1253", "x-cp1254", "x-cp1255", "x-cp1256",
		"x-cp1257", "x-cp1258", "dos-874", "tis-620",
		"iso-8859-1", "iso8859-1", "iso_8859-1", "iso88591", "latin1", "l1", "us-ascii", "ascii", "ansi_x3.4-1968",
		"iso-8859-2", "iso-8859-3", "iso-8859-4", "iso-8859-5", "iso-8859-6", "iso-8859-7", "iso-8859-8", "iso-8859-9",
		"iso-8859-10", "iso-8859-11", "iso-8859-13", "iso-8859-14", "iso-8859-15", "iso-8859-16", "latin2", "latin3",
		"latin4", "latin5", "latin6", "l2", "l5", "cyrillic", "arabic", "greek", "hebrew", "visual",
		"koi8-r", "koi8", "koi", "cskoi8r", "koi8-u", "macintosh", "mac", "x-mac-roman", "x-mac-cyrillic", "ibm866", "cp866", "866",
	}
	for _, label := range labels {
		want, err := htmlindex.Get(label)
		if err != nil {
			t.Errorf("%s: %v", label, err)
			continue
		}
		wantName, err := htmlindex.Name(want)
		if err != nil {
			t.Fatalf("%s: %v", label, err)
		}
		if got := labelName(label); got != wantName {
			t.Errorf("labelName(%q) = %q, want %q", label, got, wantName)
		}
	}
}

// TestEveryCodePageDecodes makes sure that a name from either table has a
// decoder of its own and does not end as windows-1252.
func TestEveryCodePageDecodes(t *testing.T) {
	t.Parallel()
	western := charsetNamed(defaultName).enc
	known := 0
	for n := range 70000 {
		name := codePageName(n)
		if name == "" {
			continue
		}
		known++
		if c := charsetNamed(name); c.enc == western && name != defaultName {
			t.Errorf("code page %d: %s has no decoder", n, name)
		}
		if label := labelName(name); label != name && (n <= 852 || n >= 866) {
			t.Errorf("code page %d: %s is no label, but %q", n, name, label)
		}
	}
	if known < 50 {
		t.Errorf("%d code pages known, want 50", known)
	}
}

func TestLookupEncoding(t *testing.T) {
	t.Parallel()
	tests := []struct{ label, want string }{
		{"Shift_JIS", "shift_jis"},
		{" GB2312 ", "gbk"},
		{"932", "shift_jis"},
		{"65001", "utf-8"},
		{"ISO-8859-1", "windows-1252"},
		{"28599", "windows-1254"},
		{"1361", "johab"},
		{"0", ""},
		{"-1", ""},
		{"", ""},
		{"klingon", ""},
	}
	for _, tt := range tests {
		if got, ok := LookupEncoding(tt.label); got != tt.want || ok != (tt.want != "") {
			t.Errorf("LookupEncoding(%q) = %q, %v, want %q", tt.label, got, ok, tt.want)
		}
	}
}

// TestLossyAgreesWithXText holds decodeUTF8 against x/text's decoder, which
// follows the encoding standard of the web.
func TestLossyAgreesWithXText(t *testing.T) {
	t.Parallel()
	leads := []string{"", "a", "\x80", "\xc0", "\xc2", "\xdf", "\xe0", "\xe1", "\xed", "\xef", "\xf0", "\xf1", "\xf4", "\xf5", "\xff"}
	trails := []string{"", "\x7f", "\x80", "\x8f", "\x90", "\x9f", "\xa0", "\xbf", "\xc0"}
	decoder := encoding.Decoder{Transformer: unicode.UTF8.NewDecoder().Transformer}
	for _, a := range leads {
		for _, b := range trails {
			for _, c := range trails {
				for _, d := range trails {
					raw := a + b + c + d + "z" + a + b + c + d
					want, err := decoder.String(raw)
					if err != nil {
						t.Fatal(err)
					}
					if got, _ := decodeUTF8([]byte(raw)); got != want {
						t.Fatalf("decodeUTF8(%q) = %q, want %q", raw, got, want)
					}
				}
			}
		}
	}
}

func TestJohab(t *testing.T) {
	t.Parallel()
	// Made with another implementation of the code page (CPython's "johab").
	tests := []struct {
		name, raw, want string
	}{
		{"syllables", "\x88\x61\xd3\xbd\xd0\x65\x8b\x69\xa6\xca\xb0\x77", "가힣한글뷁쌍"},
		{"single consonants", "\x88\x41\x8c\x41\x84\x44\xd0\x41\x98\x41\xa8\x41\xbc\x41", "ㄱㄲㄳㅎㄸㅃㅉ"},
		{"single vowels", "\x84\x61\x87\xa1\x87\x81", "ㅏㅣㅢ"},
		{"Hanja of both halves of a first byte", "\xe0\x31\xf7\xdb\xe2\xd0\xf9\xfe\xf7\x3d", "伽韓國詰稗"},
		{"symbols", "\xd9\x32\xd9\x68\xd9\x76\xdc\xe7\xdc\x34\x88\x61", "、※→①ℓ가"},
		{"a lone lead byte is wrong", "\x88", "\ufffd"},
		{"a wrong pair leaves ASCII alone", "\x88\"", "\ufffd\""},
		{"a pair without a character is wrong", "\xdf\xff", "\ufffd"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got, _ := charsetNamed(johabName).decode([]byte(tt.raw), nil); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestSingleBytesAreDecodedAsPackageCharmapDoes, wherever they stand.
func TestSingleBytesAreDecodedAsPackageCharmapDoes(t *testing.T) {
	t.Parallel()
	all := make([]byte, 256)
	for i := range all {
		all[i] = byte(i)
	}
	texts := [][]byte{all, []byte("plain"), nil}
	for i := 0x80; i < 0x100; i++ {
		texts = append(texts, []byte{byte(i)}, []byte{'a', byte(i), byte(i), 'b'}, append(bytes.Repeat([]byte("12345678"), 3), byte(i), 'z'))
	}
	for _, name := range []string{
		"windows-1250", "windows-1251", "windows-1252", "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
		"windows-874", "iso-8859-2", "iso-8859-5", "iso-8859-7", "iso-8859-15", "koi8-r", "koi8-u", "macintosh", "ibm437", "ibm850", "ibm866",
	} {
		c := charsetNamed(name)
		m, ok := c.enc.(*charmap.Charmap)
		if !ok {
			t.Fatalf("%s has no byte for each character", name)
		}
		for _, raw := range texts {
			want, err := m.NewDecoder().Bytes(raw)
			if err != nil {
				t.Fatal(err)
			}
			text, bad := c.decode(raw, nil)
			if text != string(want) || bad != strings.Count(text, "\ufffd") {
				t.Errorf("%s: % x is %q with %d wrong, want %q", name, raw, text, bad, want)
			}
		}
	}
}

// TestRunsOfASCIIDoNotChangeWhatIsDecoded: the oracle decodes all at once.
func TestRunsOfASCIIDoNotChangeWhatIsDecoded(t *testing.T) {
	t.Parallel()
	for _, name := range []string{sjisName, "euc-jp", "gbk", "gb18030", "big5", "euc-kr", johabName} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := charsetNamed(name)
			rapid.Check(t, func(t *rapid.T) {
				raw := slices.Concat(rapid.SliceOf(rapid.OneOf(
					rapid.Just([]byte("Dim a ")), // of two and more in a row
					rapid.SliceOfN(rapid.Byte(), 1, 3),
					rapid.SliceOfN(rapid.ByteRange(0x80, 0xff), 1, 5),
					rapid.Map(rapid.SliceOfN(rapid.ByteRange(0x81, 0xfe), 1, 3), func(lead []byte) []byte { // with second bytes that are ASCII
						pairs := make([]byte, 0, 2*len(lead))
						for _, c := range lead {
							pairs = append(pairs, c, '0'+c%0x4f)
						}
						return pairs
					}),
				)).Draw(t, "parts")...)
				want, _, err := transform.Bytes(c.enc.NewDecoder(), raw)
				if err != nil {
					t.Fatal(err)
				}
				text, bad := c.decode(raw, nil)
				if text != string(want) || bad != strings.Count(text, "\ufffd") {
					t.Fatalf("% x is %q with %d wrong, want %q", raw, text, bad, want)
				}
			})
		})
	}
}

// TestCensusCountsMaximalParts: the oracle is the decoder, which puts one U+FFFD
// for each.
func TestCensusCountsMaximalParts(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		raw := rapid.SliceOfN(rapid.SampledFrom([]byte("a\x80\x9f\xa0\xbf\xc1\xc2\xdf\xe0\xe4\xed\xf0\xf4\xf5\xff")), 0, 12).Draw(t, "bytes")
		text, bad := decodeUTF8(raw)
		good := -bad
		for _, r := range text {
			if r >= utf8.RuneSelf {
				good++
			}
		}
		if got := takeCensus(raw); got.bad != bad || min(got.good, 10) != min(good, 10) {
			t.Errorf("% x: %+v, want %d good and %d bad", raw, got, good, bad)
		}
	})
}
