package program

import (
	"flag"
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

var everyFile = flag.String("tree", "", "parse the files of this folder; default: a small generated one")

// TestEveryFileIsParsed reads, decodes, splits and parses all files of a tree, on
// all processors, as a run without prefilter does before it makes programs of
// them. `.ci/bench` times it as a whole process.
func TestEveryFileIsParsed(t *testing.T) {
	dir := *everyFile
	if dir == "" {
		dir = t.TempDir()
		if _, err := (bench.Tree{Seed: 1, Files: 100, Bytes: 1_000_000, Mail: 0.01}).Write(dir); err != nil {
			t.Fatal(err)
		}
	}
	const percent = 1000 // as cmd/cdolint has it for small heaps
	defer debug.SetGCPercent(debug.SetGCPercent(percent))
	var paths []string
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && d.Type().IsRegular() {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	var bytes, tokens, next atomic.Int64
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			var p onlyParser
			for i := next.Add(1) - 1; int(i) < len(paths); i = next.Add(1) - 1 {
				raw, err := p.read(paths[i])
				if err != nil {
					t.Error(err)
					return
				}
				bytes.Add(int64(len(raw)))
				tokens.Add(int64(p.parse(paths[i], raw)))
			}
		})
	}
	workers.Wait()
	t.Logf("%d files, %d bytes, %d tokens of code", len(paths), bytes.Load(), tokens.Load())
	if tokens.Load() < bytes.Load()/50 {
		t.Errorf("only %d tokens of code in %d bytes", tokens.Load(), bytes.Load())
	}
}

// onlyParser parses one file after the other in the same memory.
type onlyParser struct {
	raw    []byte
	memory source.Memory
}

func (p *onlyParser) read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	if size := int(info.Size()); len(p.raw) < size {
		p.raw = make([]byte, 2*size)
	}
	n, err := f.Read(p.raw[:info.Size()])
	if info.Size() == 0 {
		return nil, nil
	}
	return p.raw[:n], err
}

// parse returns how many tokens the code of a file has.
func (p *onlyParser) parse(path string, raw []byte) (tokens int) {
	c := newCompiler(source.New(path, raw, source.Options{Memory: &p.memory}))
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
