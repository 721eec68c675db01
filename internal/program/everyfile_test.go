package program

import (
	"flag"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
)

var everyFile = flag.String("tree", "", "the files of this folder; default: a small generated one")

// files are those of the tree that -tree names, or of a generated one, and their
// size in bytes.
func files(t testing.TB) (paths []string, size int64) {
	t.Helper()
	dir := *everyFile
	if dir == "" {
		dir = t.TempDir()
		if _, err := (bench.Tree{Seed: 1, Files: 100, Bytes: 1_000_000, Mail: 0.01}).Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return err
		}
		paths, size = append(paths, p), size+info.Size()
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths, size
}

// onAll calls do for each file, on all processors.
func onAll(t testing.TB, paths []string, do func(path string, raw []byte)) {
	t.Helper()
	const percent = 1000 // as cmd/cdolint has it for small heaps
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	var next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var buf []byte
			for i := next.Add(1) - 1; int(i) < len(paths); i = next.Add(1) - 1 {
				raw, err := read(paths[i], &buf)
				if err != nil {
					t.Error(err)
					return
				}
				do(paths[i], raw)
			}
		})
	}
	workers.Wait()
}

// read reads a file into a buffer.
func read(path string, buf *[]byte) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if size := int(info.Size()); len(*buf) < size {
		*buf = make([]byte, 2*size)
	}
	n, err := io.ReadFull(f, (*buf)[:info.Size()])
	return (*buf)[:n], err
}

// TestEveryFileIsParsed reads, decodes, splits and parses all files of a tree, as
// a run without prefilter does before it makes programs of them. `.ci/bench` times
// it as a whole process.
func TestEveryFileIsParsed(t *testing.T) {
	paths, size := files(t)
	var tokens atomic.Int64
	onAll(t, paths, func(path string, raw []byte) { tokens.Add(int64(onlyParse(path, raw))) })
	t.Logf("%d files, %d bytes, %d tokens of code", len(paths), size, tokens.Load())
	if tokens.Load() < size/50 {
		t.Errorf("only %d tokens of code in %d bytes", tokens.Load(), size)
	}
}

// BenchmarkEveryFile makes programs of all files as well.
func BenchmarkEveryFile(b *testing.B) {
	paths, size := files(b)
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		onAll(b, paths, func(path string, raw []byte) { Compile(source.New(path, raw, source.Options{})) })
	}
}

// memories serve the texts of one file after the other.
var memories = sync.Pool{New: func() any { return new(source.Memory) }}

// onlyParse returns how many tokens the code of a file has.
func onlyParse(path string, raw []byte) (tokens int) {
	memory, _ := memories.Get().(*source.Memory)
	defer memories.Put(memory)
	c := newCompiler(source.New(path, raw, source.Options{Memory: memory}))
	defer pieces.Put(c.split())
	c.pageFacts(0)
	for i := range c.page.Segments {
		if s := &c.page.Segments[i]; s.Kind == asp.Script {
			lang := c.file.Pages.Language
			if s.Value("language") != "" {
				lang = language(c.page.LanguageOf(s))
			}
			tokens += c.onlyParse(c.chunks(s.Parts), lang)
		}
	}
	return tokens + c.onlyParse(c.chunks(c.page.Segments), c.file.Pages.Language)
}

func (c *compiler) onlyParse(list []vbscript.Chunk, lang Language) int {
	switch lang {
	case VBScript:
		unit := c.parseVB(list, vbscript.VBScript)
		defer unit.Release()
		return unit.Tokens
	case JScript:
		unit := c.parseJS(jsChunks(list))
		defer unit.Release()
		return unit.Tokens
	default:
		return 0
	}
}
