package fix_test

import (
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/source"
)

// FuzzEdit holds the bytes that are stored against the replacement made in the
// decoded text, whatever the encoding.
func FuzzEdit(f *testing.F) {
	f.Add([]byte("<a on=\"true\"/>\r\n"), 7, 11, "false")
	f.Add([]byte("\xff\xfea\x00b\x00"), 1, 1, "x")
	f.Add([]byte("<%@ CODEPAGE=932 %>\x8a\xbf\x83\x5c"), 20, 23, "x")
	f.Add([]byte("caf\xe9 \x80"), 3, 5, "\u20ac")
	f.Add([]byte("\x1b$B4A\x1b(B"), 0, 0, "x")
	f.Fuzz(func(t *testing.T, raw []byte, pos, end int, text string) {
		file := source.New("x.asp", raw, source.Options{})
		edit := finding.Edit{At: file.PlaceAt(pos, end), Text: text}
		after, err := fix.Edited(file, []finding.Edit{edit})
		if err != nil {
			return // refused, which is always allowed
		}
		insert := fix.WithLineEnds(text, fix.LineEnd(file.Text, pos))
		want := file.Text[:pos] + insert + file.Text[end:]
		if got := source.New("x.asp", after, source.Options{Encoding: file.Encoding}).Text; got != want {
			t.Errorf("stored text reads %q, want %q (%s)", got, want, file.Encoding)
		}
	})
}
