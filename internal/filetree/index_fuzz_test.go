package filetree

import (
	"io/fs"
	"maps"
	"strings"
	"testing"
	"time"
)

// entry is one of an index: a regular file.
func entry(name string) string {
	return strings.Repeat("\x00", 26) + "\x81\xa4" + strings.Repeat("\x00", 34) + name
}

// indexOfTwo has a.asp and b/c.inc, in version 4: how many bytes of the name
// before go, and what comes instead.
func indexOfTwo() []byte {
	return []byte("DIRC\x00\x00\x00\x04\x00\x00\x00\x02" + entry("\x00a.asp\x00") + entry("\x05b/c.inc\x00"))
}

// FuzzIndexed: whatever an index holds, its names are paths of a tree, in order,
// and no more of them than its bytes have room for.
func FuzzIndexed(f *testing.F) {
	f.Add(indexOfTwo())
	f.Add([]byte("DIRC\x00\x00\x00\x02\x00\x00\x00\x01" + entry("a.asp\x00\x00\x00\x00\x00")))
	f.Fuzz(func(t *testing.T, raw []byte) {
		last, n := "", 0
		for name := range indexed(raw) {
			if !fs.ValidPath(name) || name < last {
				t.Fatalf("%q behind %q", name, last)
			}
			if last = name; n > len(raw)/62 {
				t.Fatal("more names than entries")
			}
			n++
		}
	})
}

func TestIndexedReadsTheSeed(t *testing.T) {
	got := maps.Collect(indexed(indexOfTwo()))
	if want := map[string]uint32{"a.asp": regular, "b/c.inc": regular}; !maps.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

// TestIndexThatGrows: in version 4 an entry may take up the whole name before it,
// and add to it. 64 MiB of those would be terabytes of names.
func TestIndexThatGrows(t *testing.T) {
	var b strings.Builder
	b.WriteString("DIRC\x00\x00\x00\x04\x00\x10\x00\x00" + entry("\x00"+strings.Repeat("a", 1<<20)+"\x00"))
	for range 100_000 {
		b.WriteString(entry("\x00a\x00"))
	}
	start, n := time.Now(), 0
	for range indexed([]byte(b.String())) {
		n++
	}
	if took := time.Since(start); n > 0 || took > time.Second {
		t.Errorf("%d names in %v", n, took)
	}
}

// TestIndexOfAConflict: a file that is in conflict has an entry for each side.
func TestIndexOfAConflict(t *testing.T) {
	raw := "DIRC\x00\x00\x00\x04\x00\x00\x00\x03" + entry("\x00a.asp\x00") + entry("\x00\x00") + entry("\x00\x00")
	n := 0
	for range indexed([]byte(raw)) {
		n++
	}
	if n != 1 {
		t.Errorf("%d files", n)
	}
}
