package report

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/plain"
)

// jsonEncoder makes JSON values, reusing its buffers.
type jsonEncoder struct {
	buf bytes.Buffer
	out []byte
	enc *json.Encoder
}

func newJSONEncoder() *jsonEncoder {
	e := &jsonEncoder{}
	e.enc = json.NewEncoder(&e.buf)
	e.enc.SetEscapeHTML(false)
	return e
}

// encode is v as JSON on one line. The bytes are valid until the next call.
// Characters that are not fit for a terminal are written as escapes, so that a
// look at the file with cat does no harm.
func (e *jsonEncoder) encode(v any) ([]byte, error) {
	e.buf.Reset()
	if err := e.enc.Encode(v); err != nil {
		return nil, err
	}
	b := bytes.TrimSuffix(e.buf.Bytes(), []byte("\n"))
	i := indexSuspect(b)
	if i < 0 {
		return b, nil
	}
	e.out = append(e.out[:0], b[:i]...)
	for i < len(b) {
		if b[i] < 0x7F {
			e.out = append(e.out, b[i])
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if hidden(r) {
			e.out = plain.AppendEscape(e.out, r)
		} else {
			e.out = append(e.out, b[i:i+n]...)
		}
		i += n
	}
	return e.out, nil
}

// indexSuspect finds the first byte that may begin a hidden character. JSON has
// escaped those below 0x20 already.
func indexSuspect(b []byte) int {
	for i, c := range b {
		if c >= 0x7F {
			return i
		}
	}
	return -1
}

// jsonOpen writes an object as JSON on one line, without the brace that ends it:
// more of its members follow.
func (p *printer) jsonOpen(e *jsonEncoder, v any) {
	b, err := e.encode(v)
	if err != nil && p.err == nil {
		p.err = err
	}
	_, _ = p.Write(bytes.TrimSuffix(b, []byte("}"))) // kept by the bufio.Writer
}

// json writes v as JSON on one line, without a line end.
func (p *printer) json(e *jsonEncoder, v any) {
	b, err := e.encode(v)
	if err != nil && p.err == nil {
		p.err = err
	}
	_, _ = p.Write(b) // kept by the bufio.Writer
}
