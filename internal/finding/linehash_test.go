package finding

import (
	"fmt"
	"math/big"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"pgregory.net/rapid"
)

// naiveLineHashes says what the hash means, without a window: for every line
// the sum of unit × 37^(99-i) over the 100 units from its start on, in whole
// numbers, modulo 2^64 at the very end.
func naiveLineHashes(text string) []string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	text = strings.NewReplacer(" ", "", "\t", "").Replace(text)
	units := append(utf16.Encode([]rune(text)), 0xFFFF)
	starts := []int{0}
	for i, u := range units {
		if u == '\n' {
			starts = append(starts, i+1)
		}
	}
	units = append(units, make([]uint16, 100)...)
	modulus := new(big.Int).Lsh(big.NewInt(1), 64)
	seen := map[string]int{}
	var out []string
	for _, start := range starts {
		sum := new(big.Int)
		for i, u := range units[start : start+100] {
			weight := new(big.Int).Exp(big.NewInt(37), big.NewInt(int64(99-i)), nil)
			sum.Add(sum, weight.Mul(weight, big.NewInt(int64(u))))
		}
		hex := sum.Mod(sum, modulus).Text(16)
		seen[hex]++
		out = append(out, fmt.Sprintf("%s:%d", hex, seen[hex]))
	}
	return out
}

func lineHashStrings(raw string) []string {
	var out []string
	for _, h := range LineHashes([]byte(raw)) {
		out = append(out, h.String())
	}
	return out
}

func TestLineHashesFollowTheFormula(t *testing.T) {
	long := strings.Repeat("objSession.Logon \"\", \"\", False, True, 0, True, strProfile ", 40)
	for name, text := range map[string]string{
		"an empty file":                               "",
		"one line":                                    "Set s = Server.CreateObject(\"MAPI.Session\")",
		"a last line with its break":                  "a\nb\n",
		"line feeds alone":                            "a\nb\n\n\nc",
		"carriage returns alone":                      "a\rb\r\r\rc",
		"both":                                        "a\r\nb\r\n\r\n\r\nc\r\n",
		"a mixture of line ends":                      "a\r\nb\n\rc\r\r\nd",
		"blanks and tabs that are not counted":        " a \t b\n\t\ta\tb  \nab",
		"a line longer than the window":               long + "\n" + long + "x\n",
		"equal lines":                                 strings.Repeat("objSession.Logoff\n", 30),
		"Japanese, one unit a character":              "strName = \"会議室の予定\"\nResponse.Write strName",
		"a character outside the BMP, two units":      "x = \"𝒜\"\ny",
		"a byte-order mark, a character of its own":   "\uFEFF<%@ Language=VBScript %>\n<% x %>",
		"U+FFFF in the text, as at the end of a file": "\uFFFF\n\uFFFF",
	} {
		t.Run(name, func(t *testing.T) {
			got, want := lineHashStrings(text), naiveLineHashes(text)
			if strings.Join(got, " ") != strings.Join(want, " ") {
				t.Errorf("got  %v\nwant %v", got, want)
			}
		})
	}
}

func TestLineHashesFollowTheFormulaOnAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{
			"\n", "\r\n", "a", " ", "\t", "Logon", "é", "漢字", "😀",
			strings.Repeat("0123456789", 9),
		})).Draw(t, "parts")
		text := strings.Join(parts, "")
		got, want := lineHashStrings(text), naiveLineHashes(text)
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Fatalf("%q\ngot  %v\nwant %v", text, got, want)
		}
	})
}

// Node's own decoder was asked for the number of U+FFFD in each.
func TestIllFormedSequencesBecomeOneReplacementCharacterEach(t *testing.T) {
	for raw, want := range map[string]string{
		"caf\xe9 cr\xe8me":             "caf\uFFFD cr\uFFFDme",
		"l'\xe9t\xe9":                  "l'\uFFFDt\uFFFD",
		"\xe9\x92a":                    "\uFFFDa", // windows-1252 é and ’ look like the start of one character
		"\xf0\x9f\x98":                 "\uFFFD",
		"\xf0\x9f\x98\xe9":             "\uFFFD\uFFFD",
		"\xed\xa0\x80":                 "\uFFFD\uFFFD\uFFFD", // a surrogate
		"\xc0\xaf":                     "\uFFFD\uFFFD",       // overlong
		"\xe0\x80\x80":                 "\uFFFD\uFFFD\uFFFD",
		"\xf4\x90\x80\x80":             "\uFFFD\uFFFD\uFFFD\uFFFD",
		"\x83\x65\x83\x58\x83\x67\xff": "\uFFFDe\uFFFDX\uFFFDg\uFFFD", // Shift_JIS
	} {
		got, wanted := lineHashStrings(raw), naiveLineHashes(want)
		if strings.Join(got, " ") != strings.Join(wanted, " ") {
			t.Errorf("%q: got %v, want the hashes of %q: %v", raw, got, want, wanted)
		}
	}
}

func TestALineKeepsItsHashWhenOthersMoveIt(t *testing.T) {
	page := "<%\nSet objSession = Server.CreateObject(\"MAPI.Session\")\nobjSession.Logon \"\", \"\", False, True, 0, True, strProfile\n" +
		strings.Repeat("' a comment that stands between, long enough to fill the window\n", 3) + "%>\n"
	before := LineHashes([]byte(page))
	after := LineHashes([]byte("<% Option Explicit %>\n<!-- two -->\n<p>three</p>\n" + page))
	for i, h := range before {
		if after[i+3] != h {
			t.Errorf("line %d: %v became %v", i+1, h, after[i+3])
		}
	}
	indented := LineHashes([]byte(strings.ReplaceAll(page, "objSession.Logon", "\t    objSession.Logon")))
	if indented[2] != before[2] {
		t.Errorf("indenting changed the hash of the line: %v, %v", before[2], indented[2])
	}
	far := LineHashes([]byte(page + "\n<p>something new at the end</p>\n"))
	if far[2] != before[2] {
		t.Errorf("text more than 100 characters away changed the hash: %v, %v", before[2], far[2])
	}
	near := LineHashes([]byte(strings.Replace(page, "Logon \"\"", "Logon \"x\"", 1)))
	if near[2] == before[2] {
		t.Error("another text of the line left its hash as it was")
	}
}

func ExampleLineHashes() {
	page := "<%\nobjSession.Logoff\n%>\n"
	for _, h := range LineHashes([]byte(page)) {
		fmt.Fprintln(os.Stdout, h)
	}
	// Output:
	// c29cde98e6f42dc7:1
	// 857c20aff479c0fc:1
	// a6c1252e4c73df0:1
	// c129715d7a2bc9a3:1
}

func FuzzLineHashes(f *testing.F) {
	f.Add([]byte("a\r\n b\rc\n\xe9\x92"))
	f.Add([]byte("\xef\xbb\xbf<% x %>"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text := strings.ReplaceAll(string(raw), "\r \n", "") // the naive formula cannot see this corner
		if strings.ContainsAny(text, " \t\r") || strings.ToValidUTF8(text, "") != text {
			LineHashes(raw)
			return
		}
		got, want := lineHashStrings(text), naiveLineHashes(text)
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%q\ngot  %v\nwant %v", text, got, want)
		}
	})
}

func BenchmarkLineHashes(b *testing.B) {
	raw := []byte(strings.Repeat("    Set objMessage = objInbox.Messages.GetFirst() ' the first one\r\n", 4000))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		LineHashes(raw)
	}
}
