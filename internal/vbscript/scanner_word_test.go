package vbscript

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestWordsEndWhereTheirClassesSay compares with one byte after the other.
func TestWordsEndWhereTheirClassesSay(t *testing.T) {
	slow := func(src string, i int) int {
		for i < len(src) && classes[src[i]] >= cLetter && (classes[src[i]] != cHigh || wideBlank(src, i) == 0) {
			i++
		}
		return i
	}
	for c := range 256 { // each byte at each place
		for at := range 20 {
			src := "x" + strings.Repeat("a9_Z", 5)[:at] + string([]byte{byte(c)}) + "bc (d"
			if _, got := wordAt(src, 0); got != slow(src, 0) {
				t.Fatalf("%q ends at %d, not at %d", src, got, slow(src, 0))
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		src := "w" + rapid.StringMatching(`([a-zA-Z0-9_]{0,6}[ .,(@\[`+"`"+`{/:é한\x{3000}\x{200b}\x{a0}\x{feff}]?){0,6}`).Draw(t, "source")
		first, end := wordAt(src, 0)
		if want := slow(src, 0); end != want {
			t.Fatalf("ends at %d, not at %d", end, want)
		}
		for i := range min(end, octet) {
			if byte(first>>(8*i)) != src[i] {
				t.Fatalf("byte %d of %q is not in %x", i, src, first)
			}
		}
	})
}
