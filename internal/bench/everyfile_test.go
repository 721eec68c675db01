package bench_test

import (
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"

	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

var everyFile = flag.String("tree", "", "compile the files of this folder; default: a small generated one")

// BenchmarkEveryFile decodes, splits, parses and compiles all files of a tree,
// on all processors, reading included. No program is kept.
func BenchmarkEveryFile(b *testing.B) {
	dir := *everyFile
	if dir == "" {
		dir = b.TempDir()
		if _, err := (bench.Tree{Seed: 1, Files: 300, Bytes: 3_000_000, Mail: 0.01}).Write(dir); err != nil {
			b.Fatal(err)
		}
	}
	var paths []string
	var size int64
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		size += info.Size()
		paths = append(paths, p)
		return nil
	})
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		compileAll(b, paths)
	}
}

func compileAll(b *testing.B, paths []string) {
	b.Helper()
	next := make(chan string, len(paths))
	for _, p := range paths {
		next <- p
	}
	close(next)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for p := range next {
				raw, err := os.ReadFile(p)
				if err != nil {
					b.Error(err)
					return
				}
				program.Compile(source.New(p, raw, source.Options{}))
			}
		})
	}
	workers.Wait()
}
