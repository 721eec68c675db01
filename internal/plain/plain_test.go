package plain_test

import (
	"bytes"
	"encoding/json"
	"testing"
	"unicode"

	"github.com/cdolint/cdolint/internal/plain"
)

func TestWriterSpellsOutWhateverTheCuts(t *testing.T) {
	const text = "a\tb\r\n\x1b[31m \u009b \u202e会議\u2028\U000e0001 \xff\xe4\xf0\x9f \u200d👩\u200d👧."
	const want = "a\tb\\x0d\n\\x1b[31m \\u{9b} \\u{202e}会議\\u{2028}\\u{e0001} \\xff\\xe4\\xf0\\x9f \u200d👩\u200d👧."
	for size := 1; size <= len(text); size++ {
		var out bytes.Buffer
		w := plain.Writer(&out)
		for rest := []byte(text); len(rest) > 0; {
			n := min(size, len(rest))
			if m, err := w.Write(rest[:n]); m != n || err != nil {
				t.Fatal(m, err)
			}
			rest = rest[n:]
		}
		if out.String() != want {
			t.Fatalf("by %d bytes: %q, want %q", size, out.String(), want)
		}
		if plain.Visible(text, "\n\t") != want {
			t.Fatalf("%q", plain.Visible(text, "\n\t"))
		}
	}
}

func TestJSONMeansTheSame(t *testing.T) {
	for r := rune(1); r < 0x110000; r++ {
		if 0xD800 <= r && r < 0xE000 || !plain.Hidden(r) {
			continue
		}
		want := "x" + string(r) + "y"
		var out bytes.Buffer
		e := json.NewEncoder(plain.JSON(&out))
		e.SetEscapeHTML(false)
		if err := e.Encode(want); err != nil {
			t.Fatal(err)
		}
		for _, c := range out.String() {
			if c != '\n' && (unicode.IsControl(c) || plain.Hidden(c)) {
				t.Fatalf("U+%04X is written as %q", r, out.String())
			}
		}
		var got string
		if err := json.Unmarshal(out.Bytes(), &got); err != nil || got != want {
			t.Fatalf("U+%04X is read as %q, %v", r, got, err)
		}
	}
}
