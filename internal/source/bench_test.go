package source_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/source"
)

const sample = "<td align=\"right\"><%= rs(\"subject\") %></td>\r\n"

func BenchmarkNew(b *testing.B) {
	ascii := []byte(strings.Repeat(sample, 20000))
	benchmarks := []struct {
		name string
		raw  []byte
	}{
		{"ascii", ascii},
		{"utf-8", append([]byte("<p>Büro</p>"), ascii...)},
		{"windows-1252", append([]byte("<p>B\xfcro</p>"), ascii...)},
		{"shift_jis", append([]byte("<%@ codepage=932 %><p>\x95\x5c\x8e\xa6</p>"), ascii...)},
		{"utf-16le", append([]byte("\xff\xfe"), bytes.ReplaceAll(ascii, []byte("t"), []byte("t\x00"))...)},
	}
	for _, bm := range benchmarks {
		b.Run(bm.name, func(b *testing.B) {
			b.SetBytes(int64(len(bm.raw)))
			b.ReportAllocs()
			for b.Loop() {
				source.New("x.asp", bm.raw, source.Options{})
			}
		})
	}
}

// BenchmarkLines builds the line table.
func BenchmarkLines(b *testing.B) {
	for _, lines := range []string{"\r\n", "\n", "\r"} {
		raw := []byte(strings.Repeat(strings.TrimSpace(sample)+lines, 20000))
		b.Run(strings.NewReplacer("\r", "CR", "\n", "LF").Replace(lines), func(b *testing.B) {
			b.SetBytes(int64(len(raw)))
			for b.Loop() {
				source.New("x.asp", raw, source.Options{}).LineCount()
			}
		})
	}
}

// BenchmarkPositionInOneLongLine asks for the last place of a line of 8 MB.
func BenchmarkPositionInOneLongLine(b *testing.B) {
	benchmarks := []struct{ name, unit string }{
		{"utf-8", "ü = 1 : "}, {"windows-1252", "\xfc = 1 : "}, {"ascii", "u = 1 : "},
	}
	for _, bm := range benchmarks {
		f := source.New("x.asp", []byte(strings.Repeat(bm.unit, 1<<20)), source.Options{})
		f.LineCount()
		b.Run(bm.name, func(b *testing.B) {
			for b.Loop() {
				f.Position(len(f.Text) - 1)
			}
		})
	}
}
