//go:build unix

package cli_test

import (
	"io"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/cli"
)

// TestALargePageInTime: two hundred includes with fifty thousand lines, all of
// them parsed and followed.
func TestALargePageInTime(t *testing.T) {
	dir := t.TempDir()
	for name, text := range bench.Large(1, 200, 50_000) {
		name = filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	best := time.Hour
	for range 3 {
		start := processor(t)
		if status := cli.Main([]string{"check", "--no-cache", "--no-prefilter", "--quiet", "--root", dir, dir}, nil, io.Discard, io.Discard); status != 1 {
			t.Fatalf("exit status %d", status)
		}
		best = min(best, processor(t)-start)
	}
	t.Log(best)
	if best > time.Second {
		t.Errorf("a page of 50,000 lines took %v", best)
	}
}
