package plain

import (
	"io"
	"slices"
	"unicode/utf8"
)

// Writer is w for text of several lines: hidden characters are spelled out, but
// for tabs and line ends. A character may be cut by the end of a Write.
func Writer(w io.Writer) io.Writer {
	return &writer{w: w, spell: func(b []byte, r rune) []byte { return append(b, Spell(r)...) }, keep: "\n\t"}
}

// JSON is w for JSON, in which hidden characters are escaped: whoever reads it
// gets them, and a look at the file with cat does no harm.
func JSON(w io.Writer) io.Writer {
	return &writer{w: w, spell: AppendEscape, keep: "\n\t\r"}
}

// AppendEscape appends a character as JSON escapes it, in UTF-16.
func AppendEscape(b []byte, r rune) []byte {
	if r > 0xFFFF {
		r -= 0x10000
		b = AppendEscape(b, 0xD800+r>>10)
		r = 0xDC00 + r&0x3FF
	}
	const digits = "0123456789abcdef"
	return append(b, '\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15])
}

type writer struct {
	w     io.Writer
	spell func([]byte, rune) []byte
	keep  string
	cut   []byte // the beginning of a character whose rest is to come
	out   []byte
}

// Write implements io.Writer.
func (w *writer) Write(p []byte) (int, error) {
	in := p
	if len(w.cut) > 0 {
		in = slices.Concat(w.cut, p)
	}
	w.out, w.cut = w.out[:0], nil
	for i := 0; i < len(in); {
		c := in[i]
		if c >= 0x20 && c < 0x7F {
			w.out = append(w.out, c)
			i++
			continue
		}
		if c >= 0x80 && !utf8.FullRune(in[i:]) {
			w.cut = append([]byte(nil), in[i:]...)
			break
		}
		r, n := utf8.DecodeRune(in[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			w.out = append(w.out, Visible(string(in[i:i+1]), "")...)
		case Hidden(r) && !contains(w.keep, r):
			w.out = w.spell(w.out, r)
		default:
			w.out = append(w.out, in[i:i+n]...)
		}
		i += n
	}
	if _, err := w.w.Write(w.out); err != nil {
		return 0, err
	}
	return len(p), nil
}

func contains(keep string, r rune) bool {
	for _, k := range keep {
		if k == r {
			return true
		}
	}
	return false
}
