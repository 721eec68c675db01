package program_test

import (
	"flag"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

var everyFile = flag.String("tree", "", "the files of this folder; default: a small generated one")

// open opens the tree that -tree names, or a generated one.
func open(t testing.TB) (*filetree.Folder, filetree.Listing) {
	t.Helper()
	dir := *everyFile
	if dir == "" {
		dir = t.TempDir()
		if _, err := (bench.Tree{Seed: 1, Files: 100, Bytes: 1_000_000, Mail: 0.01}).Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	tree, err := filetree.OpenFolder(dir, source.DefaultMaxSize)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tree.Close() })
	list, err := tree.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	return tree, list
}

// onAll calls do for each file, on all processors, and returns the size of all in
// bytes. Files are listed and read as a site's are.
func onAll(t testing.TB, tree *filetree.Folder, list filetree.Listing, do func(path string, raw []byte)) (size int64) {
	t.Helper()
	const percent = 1000 // as cmd/cdolint has it for small heaps
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	var next, bytes atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			r := tree.Reader()
			defer r.Close()
			for i := next.Add(1) - 1; int(i) < len(list.Files); i = next.Add(1) - 1 {
				raw, err := r.Read(list.Files[i].Path)
				if err != nil {
					t.Error(err)
					return
				}
				bytes.Add(int64(len(raw)))
				do(list.Files[i].Path, raw)
			}
		})
	}
	workers.Wait()
	return bytes.Load()
}

// TestEveryFileIsParsed reads, decodes, splits and parses all files of a tree, as
// a run without prefilter does before it makes programs of them. `.ci/bench` times
// it as a whole process.
func TestEveryFileIsParsed(t *testing.T) {
	tree, list := open(t)
	var tokens atomic.Int64
	size := onAll(t, tree, list, func(path string, raw []byte) { tokens.Add(int64(program.OnlyParse(path, raw))) })
	t.Logf("%d files, %d bytes, %d tokens of code", len(list.Files), size, tokens.Load())
	if tokens.Load() < size/50 {
		t.Errorf("only %d tokens of code in %d bytes", tokens.Load(), size)
	}
}

// BenchmarkEveryFile makes programs of all files as well.
func BenchmarkEveryFile(b *testing.B) {
	tree, list := open(b)
	b.ReportAllocs()
	for b.Loop() {
		b.SetBytes(onAll(b, tree, list, func(path string, raw []byte) {
			program.Compile(source.New(path, raw, source.Options{}))
		}))
	}
}
