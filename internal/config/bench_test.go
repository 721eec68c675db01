package config

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// thirtyLines is a configuration of the usual size.
func thirtyLines(tb testing.TB) []byte {
	tb.Helper()
	raw, err := os.ReadFile("testdata/valid/everything.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return raw
}

// BenchmarkOpen reads a file of some thirty lines from disk: below 1 ms.
func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	raw := thirtyLines(b)
	if err := os.WriteFile(filepath.Join(dir, FileName), raw, 0o600); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		s, err := Open(dir, "")
		if err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
}

// BenchmarkOpenNothing is what a run without configuration pays.
func BenchmarkOpenNothing(b *testing.B) {
	dir := filepath.Join(b.TempDir(), "a", "b", "c")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := Open(dir, "")
		if err != nil {
			b.Fatal(err)
		}
		_ = s.Close()
	}
}

// BenchmarkFor asks for one page after the other, as an analysis does.
func BenchmarkFor(b *testing.B) {
	s, err := OpenTree(mapTree{FileName: string(thirtyLines(b))}, "")
	if err != nil {
		b.Fatal(err)
	}
	paths := make([]string, 1000)
	for i := range paths {
		paths[i] = fmt.Sprintf("apps/mail/folder%d/page%d.asp", i%50, i)
	}
	i := 0
	for b.Loop() {
		p := paths[i%len(paths)]
		if !s.Skip(p) {
			s.For(p).Level("cdo", "CDO101", "interactive-logon", "warning", true)
		}
		i++
	}
}
