package bench

import (
	"context"
	"flag"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

var (
	growFiles = flag.String("grow-files", "", "trees of so many files (\"1000,10000,100000\"): how does the cost of a check grow?")
	growLines = flag.String("grow-lines", "", "pages of so many lines (\"1000,10000,100000\"): how does the cost of a check grow?")
	growRuns  = flag.Int("grow-runs", 5, "how often each is run; the least counts")
	perFile   = flag.Int("grow-bytes", 10_000, "bytes a file")
)

// mostGrowth is the largest exponent n of a cost that grows with the nth power
// of its input. Linear is 1.
const mostGrowth = 1.1

// TestGrowth runs the program as a whole, and prints the processor time that
// each size takes and the exponent that fits. It does so only if it is asked to.
func TestGrowth(t *testing.T) {
	if *growFiles == "" && *growLines == "" {
		t.Skip("-grow-files and -grow-lines say of what")
	}
	work := t.TempDir()
	tool := filepath.Join(work, "cdolint")
	build := exec.CommandContext(t.Context(), "go", "build", "-o", tool, "github.com/cdolint/cdolint/cmd/cdolint")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	nothing := filepath.Join(work, "nothing")
	if err := os.Mkdir(nothing, 0o755); err != nil {
		t.Fatal(err)
	}
	start := cost(t, tool, nothing)
	t.Logf("%-22s %10s", "no file", start.Round(100*time.Microsecond))
	fit(t, "files", *growFiles, start, func(n int, dir string) time.Duration {
		if _, err := (Tree{Seed: *seed, Files: n, Bytes: int64(n) * int64(*perFile), Mail: *mail}).Write(dir); err != nil {
			t.Fatal(err)
		}
		return cost(t, tool, dir)
	})
	fit(t, "lines of a page", *growLines, start, func(n int, dir string) time.Duration {
		page := append([]byte("<% Set mail = Server.CreateObject(\"MAPI.Session\") %>\r\n"), Page(*seed, n)...)
		if err := os.WriteFile(filepath.Join(dir, "page.asp"), page, 0o644); err != nil {
			t.Fatal(err)
		}
		return cost(t, tool, dir)
	})
}

// cost is the least processor time of a check of a folder.
func cost(t *testing.T, tool, dir string) time.Duration {
	t.Helper()
	least := time.Duration(math.MaxInt64)
	for range *growRuns {
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Minute)
		c := exec.CommandContext(ctx, tool, "check", "--no-cache", "--quiet", "--fail-on", "never", dir)
		out, err := c.CombinedOutput()
		cancel()
		if err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		least = min(least, c.ProcessState.UserTime()+c.ProcessState.SystemTime())
	}
	return least
}

// fit prints what each size costs, less what the start of the program costs,
// and the slope of the line through their logarithms.
func fit(t *testing.T, what, sizes string, start time.Duration, run func(n int, dir string) time.Duration) {
	t.Helper()
	if sizes == "" {
		return
	}
	var x, y []float64
	for _, s := range strings.Split(sizes, ",") {
		n, err := strconv.Atoi(s)
		if err != nil || n <= 0 {
			t.Fatalf("%q is no number of %s", s, what)
		}
		dir := filepath.Join(t.TempDir(), s)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		c := run(n, dir)
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		t.Logf("%-22s %10s", fmt.Sprint(n, " ", what), c.Round(100*time.Microsecond))
		x = append(x, math.Log(float64(n)))
		y = append(y, math.Log(max(c-start, 100*time.Microsecond).Seconds()))
	}
	n := slope(x, y)
	t.Logf("%-22s grows with the power %.2f of the number", "", n)
	if len(x) > 1 && n > mostGrowth {
		t.Errorf("the cost of %s grows with the power %.2f of their number, at most %v is wanted", what, n, mostGrowth)
	}
}

// slope of the line that fits best.
func slope(x, y []float64) float64 {
	var mx, my float64
	for i := range x {
		mx += x[i] / float64(len(x))
		my += y[i] / float64(len(y))
	}
	var over, under float64
	for i := range x {
		over += (x[i] - mx) * (y[i] - my)
		under += (x[i] - mx) * (x[i] - mx)
	}
	return over / under
}

func TestSlope(t *testing.T) {
	x := []float64{1, 2, 4}
	if got := slope(x, []float64{3, 5, 9}); math.Abs(got-2) > 1e-9 {
		t.Errorf("got %v, want 2", got)
	}
}
