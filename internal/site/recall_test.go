package site_test

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/cache"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// onDisk is a folder of pages with a cache beside it.
type onDisk struct {
	t          *testing.T
	dir, cache string
}

func newOnDisk(t *testing.T) *onDisk {
	d := &onDisk{t: t, dir: t.TempDir(), cache: t.TempDir()}
	for _, name := range []string{"a.asp", "b.asp", "sub/c.asp"} {
		d.write(name, "<% Response.Write \"nothing\" %>")
	}
	return d
}

func (d *onDisk) write(name, text string) {
	d.t.Helper()
	file := filepath.Join(d.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		d.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		d.t.Fatal(err)
	}
}

// settle waits until no change can bear the time of one before.
func (d *onDisk) settle() {
	d.t.Helper()
	wait := 150 * time.Millisecond
	if info, err := os.Stat(filepath.Join(d.dir, "a.asp")); err == nil && info.ModTime().Nanosecond() == 0 {
		wait = 2100 * time.Millisecond
	}
	time.Sleep(wait)
}

func (d *onDisk) load() *site.Site {
	d.t.Helper()
	tree, err := filetree.OpenFolder(d.dir, source.DefaultMaxSize)
	if err != nil {
		d.t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	s, err := site.Load(tree, site.Options{
		Triggers: func(filetree.Listing) []string { return []string{"mapi.session"} },
		Cache:    cache.Open(d.cache),
	})
	if err != nil {
		d.t.Fatal(err)
	}
	s.Remember()
	return s
}

func interesting(s *site.Site) (out []string) {
	for _, p := range s.Pages {
		if p.Interesting {
			out = append(out, p.Path())
		}
	}
	return out
}

func TestFilesThatAreAsTheyWereAreNotRead(t *testing.T) {
	d := newOnDisk(t)
	d.settle()
	if s := d.load(); s.Recall.Files != 0 || !s.Recall.Saved {
		t.Errorf("the first time: %+v", s.Recall)
	}
	if s := d.load(); s.Recall.Files != 3 || s.Recall.Saved || s.Stats.Read != 3 {
		t.Errorf("the second time: %+v, %+v", s.Recall, s.Stats)
	}
}

// A file is changed, and as far as its size and the seconds of its time go it
// is as before.
func TestChangesThatHardlyShowAreSeen(t *testing.T) {
	d := newOnDisk(t)
	d.write("a.asp", "<% Response.Write \"mapi_session\" %>")
	d.settle()
	d.load()
	file := filepath.Join(d.dir, "a.asp")
	before, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	d.write("a.asp", "<% Response.Write \"mapi.session\" %>")
	when := before.ModTime()
	if runtime.GOOS == "windows" { // which tells no other time than this one
		when = when.Truncate(time.Second).Add(time.Millisecond)
	}
	if err := os.Chtimes(file, when, when); err != nil {
		t.Fatal(err)
	}
	if s := d.load(); len(interesting(s)) != 1 || s.Recall.Files != 2 {
		t.Errorf("%q are interesting, %+v", interesting(s), s.Recall)
	}
}

// What was written a moment ago may be written again within the same step of
// the clock: it is not taken for known.
func TestFreshFilesAreNotTrusted(t *testing.T) {
	d := newOnDisk(t)
	for i := range 50 {
		text := "<% Response.Write \"mapi_session\" %>"
		if i%2 == 1 {
			text = "<% Response.Write \"mapi.session\" %>"
		}
		d.write("a.asp", text)
		if got := len(interesting(d.load())); got != i%2 {
			t.Fatalf("round %d: %d interesting pages", i, got)
		}
	}
}

// Pages are searched as they are stored; what their bytes mean is seen when an
// interesting one is compiled, and remembered with what was compiled.
func TestBytesThatMeanNothingAreSaidEveryTime(t *testing.T) {
	d := newOnDisk(t)
	d.write("a.asp", "<%@ CODEPAGE=932 %>\n<% x = \"\x81\xff\xff\" : Set s = CreateObject(\"mapi.session\") %>")
	d.write("b.asp", "<%@ CODEPAGE=932 %>\n<% x = \"\x89\xef\" : Set s = CreateObject(\"mapi.session\") %>")
	d.settle()
	for run := range 3 {
		s := d.load()
		if len(s.Notices) != 1 || s.Notices[0].ID != "encoding" || s.Notices[0].At.Path != "a.asp" {
			t.Errorf("run %d: %+v", run, s.Notices)
		}
		if run > 0 && s.Recall.Programs != 2 {
			t.Errorf("run %d: %+v", run, s.Recall)
		}
	}
}

// Whatever is in the cache folder, the site is the same.
func TestADamagedCacheIsMadeAgain(t *testing.T) {
	d := newOnDisk(t)
	d.write("a.asp", "<% Set s = CreateObject(\"mapi.session\") %>")
	d.settle()
	d.load()
	files, err := filepath.Glob(filepath.Join(d.cache, "*"))
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	whole, err := os.ReadFile(files[0])
	if err != nil {
		t.Fatal(err)
	}
	for n := 0; n < len(whole); n += 7 {
		other := bytes.Clone(whole)
		other[n] ^= 0xff
		if n%2 == 0 {
			other = whole[:n]
		}
		if err := os.WriteFile(files[0], other, 0o600); err != nil {
			t.Fatal(err)
		}
		if s := d.load(); s.Recall.Files != 0 || !s.Recall.Saved || len(interesting(s)) != 1 {
			t.Fatalf("damaged at %d: %+v", n, s.Recall)
		}
	}
	if s := d.load(); s.Recall.Files != 3 || s.Recall.Programs != 1 {
		t.Errorf("made again: %+v", s.Recall)
	}
}

func TestRunsSideBySideShareACache(t *testing.T) {
	d := newOnDisk(t)
	d.write("a.asp", "<% Set s = CreateObject(\"mapi.session\") %>")
	d.settle()
	done := make(chan int)
	for range 4 {
		go func() {
			n := 0
			for range 10 {
				n += len(interesting(d.load()))
			}
			done <- n
		}()
	}
	for range 4 {
		if n := <-done; n != 10 {
			t.Errorf("%d interesting pages in 10 runs", n)
		}
	}
}
