package cli_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// TestTheSameTwentyTimes: the example sites, and what is hostile and small, with
// each number of workers over and over; twenty times in .ci/hostile-test.
func TestTheSameTwentyTimes(t *testing.T) {
	tree := hostileTree(t)
	runs := 2
	if os.Getenv("CDOLINT_BINARY") != "" { // .ci/hostile-test
		runs = 20
	}
	folders := sites(t)
	for _, name := range []string{"names", "text", "graph", "links", "includes", "special"} {
		folders = append(folders, filepath.Join(tree.Root, name))
	}
	for _, dir := range folders {
		var want []byte
		for run := range runs {
			for jobs := 1; jobs <= 8; jobs++ {
				got := said(t, "check", "--format", "json", "--show-cleared", "--fail-on", "never", "--no-cache", "--root", dir, "--jobs", fmt.Sprint(jobs), dir)
				if want == nil {
					want = got
				}
				if !bytes.Equal(want, got) {
					t.Fatalf("%s, run %d with %d workers: %s", dir, run, jobs, difference(want, got))
				}
			}
		}
	}
}
