package jscript

import (
	"os"
	"strings"
	"testing"
)

// benchText is the kind of code that pages include, over and over, 1 MB of it.
func benchText(b *testing.B) string {
	b.Helper()
	data, err := os.ReadFile("testdata/bench/library.js")
	if err != nil {
		b.Fatal(err)
	}
	return strings.Repeat(string(data), 1+1<<20/len(data))
}

func BenchmarkParse(b *testing.B) {
	src := benchText(b)
	if f := ParseScript(src, JScript); len(f.Errors) > 0 {
		b.Fatal(f.Errors[0])
	}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		ParseScript(src, JScript).Release()
	}
}

func BenchmarkScan(b *testing.B) {
	src := benchText(b)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		s := newScanner(src, []Chunk{{Kind: ChunkCode, End: len(src)}})
		for t := (token{}); t.kind != tEOF; {
			s.scan(&t)
		}
	}
}
