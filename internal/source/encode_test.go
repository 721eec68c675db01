package source_test

import (
	"errors"
	"testing"

	"github.com/cdolint/cdolint/internal/source"
)

func TestEncode(t *testing.T) {
	tests := []struct {
		name     string
		raw      string
		encoding string
		text     string
		want     string // "" if it cannot be stored
	}{
		{"ASCII in UTF-8", "a", "", "x=\"1\"\n", "x=\"1\"\n"},
		{"anything in UTF-8", "ä", "", "€漢", "€漢"},
		{"umlaut in windows-1252", "\xe4", "", "ä", "\xe4"},
		{"ideograph in windows-1252", "\xe4", "", "漢", ""},
		{"umlaut in ASCII that says windows-1252", "<%@ CodePage=1252 %>", "", "ä", "\xe4"},
		{"ideograph in ASCII that says windows-1252", "<%@ CodePage=1252 %>", "949", "漢", ""},
		{"Hangul in ASCII that the configuration says is Korean", "a", "949", "가", "\xb0\xa1"},
		{"umlaut in ASCII that the configuration says is UTF-16", "a", "utf-16le", "ä", "ä"},
		{"ideograph in Shift_JIS", "\x8a\xbf", "shift_jis", "漢", "\x8a\xbf"},
		{"letter in UTF-16 with a mark", "\xff\xfea\x00", "", "b", "b\x00"},
		{"letter in big-endian UTF-16", "\xfe\xff\x00a", "", "b", "\x00b"},
		{"ASCII in Johab", "\x88\x61", "1361", "b", "b"},
		{"Hangul in Johab, which is read only", "\x88\x61", "1361", "가", ""},
		{"text that is no UTF-8", "a", "", "\xff", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := source.New("x.asp", []byte(tt.raw), source.Options{Encoding: tt.encoding})
			got, err := f.Encode(tt.text)
			var encodeErr *source.EncodeError
			switch {
			case tt.want == "" && !errors.As(err, &encodeErr):
				t.Errorf("got %q, %v, want an EncodeError", got, err)
			case tt.want != "" && (err != nil || string(got) != tt.want):
				t.Errorf("got %q, %v, want %q (read as %s)", got, err, tt.want, f.Encoding)
			}
		})
	}
}
