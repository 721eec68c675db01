package bench

import (
	"crypto/sha256"
	"encoding/hex"
	"flag"
	"io/fs"
	"os"
	"testing"
)

var (
	dir   = flag.String("dir", "", "write the tree here and keep it; default: a small one in a temporary folder")
	files = flag.Int("files", 300, "number of files")
	size  = flag.Int64("bytes", 3_000_000, "bytes of all files together")
	seed  = flag.Uint64("seed", 1, "seed of the tree")
	mail  = flag.Float64("mail", 0.01, "share of pages that use messaging")
)

func TestTreeIsWritten(t *testing.T) {
	to := *dir
	if to == "" {
		to = t.TempDir()
	} else if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	stats, err := Tree{Seed: *seed, Files: *files, Bytes: *size, Mail: *mail}.Write(to)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %+v", to, stats)
	if stats.Files != *files {
		t.Errorf("wrote %d files, want %d", stats.Files, *files)
	}
	if off := float64(stats.Bytes-*size) / float64(*size); off < -0.02 || off > 0.02 {
		t.Errorf("wrote %d bytes, want %d within 2 %%", stats.Bytes, *size)
	}
}

func TestSameSeedGivesTheSameTree(t *testing.T) {
	one, again, other := digest(t, 7), digest(t, 7), digest(t, 8)
	if one != again {
		t.Errorf("two trees of seed 7 differ: %s, %s", one, again)
	}
	if one == other {
		t.Error("the trees of seeds 7 and 8 are the same")
	}
}

func TestShareOfMessagingIsMet(t *testing.T) {
	for share, want := range map[float64][2]int{-1: {0, 0}, 0.05: {50, 150}} {
		stats, err := Tree{Seed: 3, Files: 2000, Bytes: 2_000_000, Mail: share}.Write(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if stats.MailPages < want[0] || stats.MailPages > want[1] {
			t.Errorf("share %v: %d of %d pages use messaging, want %d to %d", share, stats.MailPages, stats.Pages, want[0], want[1])
		}
	}
}

func TestPageHasTheLinesAskedFor(t *testing.T) {
	for _, want := range []int{1_000, 10_000} {
		got := 0
		for _, c := range Page(1, want) {
			if c == '\n' {
				got++
			}
		}
		if got < want || got > want+100 {
			t.Errorf("Page(1, %d) has %d lines", want, got)
		}
	}
}

func digest(t *testing.T, seed uint64) string {
	t.Helper()
	to := t.TempDir()
	if _, err := (Tree{Seed: seed, Files: 400, Bytes: 2_000_000}).Write(to); err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	err := fs.WalkDir(os.DirFS(to), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(os.DirFS(to), path)
		sum.Write([]byte(path))
		sum.Write(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(sum.Sum(nil))
}
