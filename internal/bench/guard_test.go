package bench

import (
	"bytes"
	"io/fs"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/vbscript"
	"github.com/cdolint/cdolint/internal/words"
	"github.com/cdolint/cdolint/rules"
)

// What is slower than it was is seen on machines that are busy, too: these
// tests count, or compare two times of one run. The bounds are a quarter above
// what there was when they were set, half where memory that is kept for the next file
// may have been collected; who makes things better lowers them.

const (
	mostPerKB  = 13   // allocations for each kilobyte that is compiled
	mostTimes  = 42   // allocations for each file of a tree
	mostSize   = 5000 // bytes allocated for each file of a tree
	mostParsed = 0.02 // share of the files of a tree
	mostRatio  = 60   // twenty when it was set: machines differ
)

// TestGuardSearchAllocatesNothing, nor does the scanner for a token.
func TestGuardSearchAllocatesNothing(t *testing.T) {
	page := Page(1, 2_000)
	set := words.New("mapi.session", "cdo.message", "#include", "createobject")
	found := 0
	count := func(int, int) bool { found++; return true }
	if n := testing.AllocsPerRun(10, func() { set.Find(page, count) }); n > 0 {
		t.Errorf("a search allocates %v times", n)
	}
	code := strings.Repeat("If a(1) = \"x\" & b Then c.d e, 0x1F ' note\r\n", 50)
	chunks := []vbscript.Chunk{{Kind: vbscript.ChunkCode, End: len(code)}}
	if n := testing.AllocsPerRun(10, func() {
		s := vbscript.NewScanner(code, chunks, vbscript.VBScript)
		for s.Next().Kind != vbscript.EOF {
			found++
		}
	}); n > 0 {
		t.Errorf("a scan allocates %v times", n)
	}
	if found == 0 {
		t.Error("nothing was found")
	}
}

// TestGuardAllocations bounds how often parsing, and a whole run, allocate.
func TestGuardAllocations(t *testing.T) {
	page := Page(1, 2_000)
	src := source.New("page.asp", page, source.Options{})
	perKB := testing.AllocsPerRun(5, func() { program.Compile(src) }) / (float64(len(page)) / 1000)
	t.Logf("compiling: %.1f allocations a kilobyte", perKB)
	if perKB > mostPerKB {
		t.Errorf("compiling allocates %.1f times for each kilobyte of a page, at most %v is wanted", perKB, mostPerKB)
	}

	tree := small(t)
	var before, after runtime.MemStats
	check(t, tree, nil)
	runtime.ReadMemStats(&before)
	s := check(t, tree, nil)
	runtime.ReadMemStats(&after)
	times := float64(after.Mallocs-before.Mallocs) / float64(s.Stats.Read)
	size := float64(after.TotalAlloc-before.TotalAlloc) / float64(s.Stats.Read)
	t.Logf("a run: %.0f allocations and %.0f bytes a file, %d of %d files parsed", times, size, s.Stats.Compiled, s.Stats.Read)
	if times > mostTimes || size > mostSize {
		t.Errorf("a run allocates %.0f times and %.0f bytes for each file, at most %v and %v are wanted", times, size, mostTimes, mostSize)
	}
	if share := float64(s.Stats.Compiled) / float64(s.Stats.Read); share > mostParsed {
		t.Errorf("%.0f %% of the files are parsed, at most %v is wanted", share*100, mostParsed)
	}
}

// TestGuardKnownFilesAreNotRead: with a warm cache no file is read twice.
func TestGuardKnownFilesAreNotRead(t *testing.T) {
	tree := &counting{Memory: small(t)}
	folder := cache.Open(t.TempDir())
	check(t, tree, folder)
	tree.read = 0
	s := check(t, tree, folder)
	t.Logf("%d of %d files known, %d programs, %d read", s.Recall.Files, s.Stats.Read, s.Recall.Programs, tree.read)
	if s.Stats.Compiled > 0 || s.Recall.Files < s.Stats.Read*9/10 || tree.read > s.Stats.Read/10 {
		t.Errorf("%+v, and %d files were read", s.Recall, tree.read)
	}
}

// TestGuardRatioInTime compares the search for all words with one search for a
// byte that is not there, over the same bytes.
func TestGuardRatioInTime(t *testing.T) {
	page := Page(1, 20_000)
	set := words.New("mapi.session", "cdo.message", "#include", "createobject")
	fast, slow := time.Hour, time.Hour
	for range 30 {
		fast = min(fast, timed(func() { bytes.IndexByte(page, 0) }))
		slow = min(slow, timed(func() { set.Find(page, func(int, int) bool { return true }) }))
	}
	ratio := float64(slow) / float64(fast)
	t.Logf("%d bytes: %v and %v, ratio %.1f", len(page), fast, slow, ratio)
	if ratio > mostRatio {
		t.Errorf("the search takes %.1f times as long as one for a byte, at most %v is wanted", ratio, mostRatio)
	}
}

func timed(f func()) time.Duration {
	start := time.Now()
	f()
	return max(time.Since(start), 1)
}

// small is a little tree in memory.
func small(t *testing.T) *filetree.Memory {
	t.Helper()
	dir := t.TempDir()
	if _, err := (Tree{Seed: 5, Files: 600, Bytes: 6_000_000, Mail: 0.01}).Write(dir); err != nil {
		t.Fatal(err)
	}
	m := &filetree.Memory{Files: map[string][]byte{}}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			m.Files[p], err = fs.ReadFile(os.DirFS(dir), p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func check(t *testing.T, tree filetree.Tree, c *cache.Folder) *site.Site {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := lint.Options{Packs: packs, Prefilter: true}
	o.Site.Jobs = 1
	if c != nil {
		o.Site.Cache = c
	}
	res, err := lint.Run(tree, o)
	if err != nil {
		t.Fatal(err)
	}
	return res.Site
}

// counting is a tree that counts what is read, and knows the states of its files.
type counting struct {
	*filetree.Memory
	read int
}

func (c *counting) Read(name string) ([]byte, error) {
	c.read++ // by one worker
	return c.Memory.Read(name)
}

func (c *counting) Stamp(name string) (s filetree.Stamp, since time.Time, ok bool) {
	raw, ok := c.Files[name]
	s[0] = byte(len(raw))
	return s, since, ok
}
