package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"

	"github.com/cdolint/cdolint/internal/source"
)

// FuzzSource checks what holds for any bytes: the text is valid UTF-8,
// positions agree with the stored bytes and with their inverse, and lines put
// together again are the text.
func FuzzSource(f *testing.F) {
	for _, path := range fixtures(f) {
		f.Add(read(f, path), "")
	}
	f.Add([]byte("\x82\xa0\r\x83\x5c\r\n"), "932")
	f.Add([]byte("a\r\rb\n\r\n\xed\xa0\x80\xf0\x9f"), "65001")
	f.Add([]byte("\x1b$B2q5D\x1b(B\n\x1b(J\\~"), "50220")
	f.Fuzz(func(t *testing.T, raw []byte, configured string) {
		if len(raw) > 16<<10 {
			return
		}
		file := source.New("x.asp", raw, source.Options{Encoding: configured})
		if !utf8.ValidString(file.Text) {
			t.Fatalf("the text of %q is not UTF-8: %q", raw, file.Text)
		}
		if want, err := unicode.UTF8.NewDecoder().String(string(raw)); err != nil || file.UTF8Lossy() != want {
			t.Fatalf("UTF8Lossy of %q = %q, want %q", raw, file.UTF8Lossy(), want)
		}
		if file.IsBinary {
			return
		}
		if file.Encoding != "big5" { // which has pairs of characters in one code
			checkPositions(t, file, 1+len(raw)/512)
		}
		checkLines(t, file)
	})
}

// checkLines checks that lines and the ends between them make the text.
func checkLines(t *testing.T, f *source.File) {
	t.Helper()
	off := 0
	for n := 1; n <= f.LineCount(); n++ {
		if start := f.Offset(n, 1); start != off {
			t.Fatalf("%q: line %d starts at %d, want %d", f.Text, n, start, off)
		}
		line := f.Line(n)
		if strings.ContainsAny(line, "\r\n") || !strings.HasPrefix(f.Text[off:], line) {
			t.Fatalf("%q: line %d is %q", f.Text, n, line)
		}
		off += len(line)
		for _, end := range []string{"\r\n", "\n", "\r"} {
			if strings.HasPrefix(f.Text[off:], end) {
				off += len(end)
				break
			}
		}
	}
	if off != len(f.Text) {
		t.Fatalf("%q: the lines end at %d of %d", f.Text, off, len(f.Text))
	}
}
