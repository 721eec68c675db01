package source_test

import (
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/source"
)

func TestPosition(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		raw  string
		at   string // the position of this is asked for
		want source.Position
	}{
		{"LF ends a line", "a\nb\nX", "X", source.Position{Offset: 4, Line: 3, Column: 1, UTF16: 1}},
		{"CRLF ends one line", "a\r\nb\r\nX", "X", source.Position{Offset: 6, Line: 3, Column: 1, UTF16: 1}},
		{"CR alone ends a line", "a\rb\rX", "X", source.Position{Offset: 4, Line: 3, Column: 1, UTF16: 1}},
		{"mixed line ends each end one", "a\rb\r\nc\n\r\n\rX", "X", source.Position{Offset: 10, Line: 6, Column: 1, UTF16: 1}},
		{"LF before CR ends two lines", "a\n\rX", "X", source.Position{Offset: 3, Line: 3, Column: 1, UTF16: 1}},
		{"a line end belongs to its line", "abc\r\nd", "\n", source.Position{Offset: 4, Line: 1, Column: 5, UTF16: 5}},
		{"the end of the file has a place", "ab\n", "", source.Position{Offset: 3, Line: 2, Column: 1, UTF16: 1}},
		{"U+2028, NEL, VT and FF end no line", "\u2028\u0085\v\fX", "X", source.Position{Offset: 7, Line: 1, Column: 8, UTF16: 5}},
		{"UTF-8 has more bytes than UTF-16 units", "ü€X", "X", source.Position{Offset: 5, Line: 1, Column: 6, UTF16: 3}},
		{"a character beyond the BMP is two UTF-16 units", "😀X", "X", source.Position{Offset: 4, Line: 1, Column: 5, UTF16: 3}},
		{"the byte-order mark is in the offset, not in the column", "\ufeffüX", "X", source.Position{Offset: 5, Line: 1, Column: 3, UTF16: 2}},
		{"a byte-order mark further on is a character", "ab\ufeffX", "X", source.Position{Offset: 5, Line: 1, Column: 6, UTF16: 4}},
		{"windows-1252 has a byte for each character", "\xfc\x80\nB\xfcro X", "X", source.Position{Offset: 8, Line: 2, Column: 6, UTF16: 6}},
		{"Shift_JIS has two bytes for most", "<%@codepage=932%>\n\x95\x5c\xb1X", "X", source.Position{Offset: 21, Line: 2, Column: 4, UTF16: 3}},
		{"GB 18030 has four bytes for some", "<%@codepage=54936%>\n\x94\x39\xfc\x36X", "X", source.Position{Offset: 24, Line: 2, Column: 5, UTF16: 3}},
		{"UTF-16 has two bytes for each unit", "\xff\xfea\x00\n\x00\xfc\x00\x3d\xd8\x00\xdeX\x00", "X", source.Position{Offset: 12, Line: 2, Column: 7, UTF16: 4}},
		{"a wrong byte of UTF-8 is one column", "<%@codepage=65001%>\n\u00fc\u00fc\u00fc\xfc\xe2\x82X", "X", source.Position{Offset: 29, Line: 2, Column: 10, UTF16: 6}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := source.New("x.asp", []byte(tt.raw), source.Options{})
			off := len(f.Text)
			if tt.at != "" {
				off = strings.Index(f.Text, tt.at)
			}
			got := f.Position(off)
			if got != tt.want {
				t.Errorf("Position(%d) of %q = %+v, want %+v", off, f.Text, got, tt.want)
			}
			if back := f.Offset(got.Line, got.UTF16); back != off && tt.at != "\n" {
				t.Errorf("Offset(%d, %d) = %d, want %d", got.Line, got.UTF16, back, off)
			}
		})
	}
}

func TestPlacesOutsideTheFileAreItsEnds(t *testing.T) {
	t.Parallel()
	f := source.New("x.asp", []byte("ab\r\nü"), source.Options{})
	if got := f.Position(-1); got != f.Position(0) {
		t.Errorf("Position(-1) = %+v", got)
	}
	if got := f.Position(100); got != f.Position(len(f.Text)) {
		t.Errorf("Position(100) = %+v", got)
	}
	if got := f.Position(5); got != f.Position(4) {
		t.Errorf("Position within a character = %+v, want its start", got)
	}
	offsets := []struct{ line, column, want int }{
		{0, 1, 0}, {-5, 2, 1}, {1, 0, 0}, {1, 3, 2}, {1, 4, 2}, {1, 1 << 40, 2}, {2, 1, 4}, {2, 2, 6}, {2, 99, 6}, {3, 1, 4}, {99, 99, 6},
	}
	for _, o := range offsets {
		if got := f.Offset(o.line, o.column); got != o.want {
			t.Errorf("Offset(%d, %d) = %d, want %d", o.line, o.column, got, o.want)
		}
	}
}

func TestLine(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, text string
		want       []string
	}{
		{"an empty file has one line", "", []string{""}},
		{"a line needs no end", "a", []string{"a"}},
		{"a final line end begins another line", "a\n", []string{"a", ""}},
		{"so does a final CR", "a\r", []string{"a", ""}},
		{"and a final CRLF", "a\r\n", []string{"a", ""}},
		{"line ends of every kind are left out", "a\r\nb\rc\nd", []string{"a", "b", "c", "d"}},
		{"empty lines are lines", "\r\r\r\n\n", []string{"", "", "", "", ""}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			f := source.New("x.asp", []byte(tt.text), source.Options{})
			if f.LineCount() != len(tt.want) {
				t.Fatalf("LineCount() = %d, want %d", f.LineCount(), len(tt.want))
			}
			for i, want := range tt.want {
				if got := f.Line(i + 1); got != want {
					t.Errorf("Line(%d) = %q, want %q", i+1, got, want)
				}
			}
			if f.Line(0) != "" || f.Line(len(tt.want)+1) != "" {
				t.Error("lines that the file does not have are not empty")
			}
		})
	}
}

// TestLongLines crosses the marks that columns are counted from.
func TestLongLines(t *testing.T) {
	t.Parallel()
	unit := "ü€😀x" // 10 bytes and 5 UTF-16 units
	texts := map[string][]byte{
		"utf-8":    []byte(strings.Repeat(unit, 3000) + "\r\n" + strings.Repeat(unit, 3000)),
		"gb18030":  append([]byte("<%@codepage=54936%>"), []byte(strings.Repeat("\x81\x30\x89\x38\x94\x39\xfc\x36\xa2\xe3x", 2500))...),
		"utf-16le": append([]byte("\xff\xfe"), []byte(strings.Repeat("\xfc\x00\xac\x20\x3d\xd8\x00\xde", 2500))...),
	}
	for name, raw := range texts {
		f := source.New("x.asp", raw, source.Options{})
		if f.Encoding != name || f.Undecodable != 0 {
			t.Fatalf("%s: %s, %d undecodable", name, f.Encoding, f.Undecodable)
		}
		checkPositions(t, f, 97)
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	f := source.New("x.asp", []byte(strings.Repeat("ü\n", 10000)), source.Options{})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if got := f.Position(len(f.Text)).Line; got != 10001 || f.LineCount() != 10001 {
				t.Errorf("line %d, want 10001", got)
			}
		})
	}
	wg.Wait()
}

// checkPositions checks that positions of f agree with the stored bytes and
// with each other, at every step-th character.
func checkPositions(t *testing.T, f *source.File, step int) {
	t.Helper()
	var last source.Position
	n := 0
	for off := 0; off <= len(f.Text); {
		n++
		if step == 1 || n%step == 1 || off == len(f.Text) {
			p := f.Position(off)
			if p.Offset < last.Offset || p.Line < last.Line || p.Line == last.Line && p.UTF16 < last.UTF16 {
				t.Fatalf("%q: Position(%d) = %+v, after %+v", f.Raw, off, p, last)
			}
			last = p
			checkStored(t, f, off, p)
			checkOffset(t, f, off, p)
		}
		_, size := utf8.DecodeRuneInString(f.Text[off:])
		off += max(size, 1)
	}
	if end := f.Position(len(f.Text)); end.Offset != len(f.Raw) && f.Encoding != "iso-2022-jp" {
		t.Fatalf("%q: the end of the text is at %d, want %d", f.Raw, end.Offset, len(f.Raw))
	}
}

// checkStored checks that an ASCII character of the text is the byte of the
// file that its position says.
func checkStored(t *testing.T, f *source.File, off int, p source.Position) {
	t.Helper()
	if off == len(f.Text) || f.Text[off] >= utf8.RuneSelf || f.Encoding == "iso-2022-jp" {
		return
	}
	at := p.Offset
	if f.Encoding == "utf-16be" {
		at++
	}
	if f.Raw[at] != f.Text[off] {
		t.Fatalf("%q: Position(%d).Offset = %d, where %q is, not %q", f.Raw, off, p.Offset, f.Raw[at], f.Text[off])
	}
}

// checkOffset checks that Offset is the inverse of Position, but for line
// ends, which are no columns.
func checkOffset(t *testing.T, f *source.File, off int, p source.Position) {
	t.Helper()
	back := f.Offset(p.Line, p.UTF16)
	if back == off {
		return
	}
	if off == back+1 && off < len(f.Text) && f.Text[back:off+1] == "\r\n" {
		return
	}
	t.Fatalf("%q: Offset(Position(%d)) = %d (%+v)", f.Raw, off, back, p)
}
