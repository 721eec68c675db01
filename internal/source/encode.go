package source

import (
	"fmt"
	"unicode/utf8"

	"golang.org/x/text/encoding"
)

// EncodeError is a character that the encoding of a file does not have.
type EncodeError struct {
	Path     string
	Encoding string
	Text     string // that was to be encoded
}

// Error implements error.
func (e *EncodeError) Error() string {
	return fmt.Sprintf("%s is stored as %s, which cannot hold %q", e.Path, e.Encoding, e.Text)
}

// Encode is text as the file stores it, without a byte-order mark: what a
// piece of [File.Raw] has to be replaced with for text to stand there. The
// error is an [*EncodeError].
func (f *File) Encode(text string) ([]byte, error) {
	c := f.storage()
	if f.IsBinary || f.TooLarge || !utf8.ValidString(text) {
		return nil, &EncodeError{f.Path, c.name, text}
	}
	if c.enc == nil || !c.wide() && isASCII(text) {
		return []byte(text), nil
	}
	enc, ok := c.enc.(interface{ NewEncoder() *encoding.Encoder })
	if !ok {
		return nil, &EncodeError{f.Path, c.name, text}
	}
	out, err := enc.NewEncoder().Bytes([]byte(text))
	if err != nil {
		return nil, &EncodeError{f.Path, c.name, text}
	}
	return out, nil
}

// storage is the encoding of what is written into the file. Text of ASCII alone
// is in all of them, and then what the file declares counts, else what the
// configuration says.
func (f *File) storage() charset {
	if !f.ascii {
		return f.charset
	}
	claims, _ := declarations(f.Raw)
	if len(claims) > 0 {
		return claims[0].charset
	}
	if c, ok := lookup(f.option); ok && !c.wide() {
		return c
	}
	return f.charset
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}
