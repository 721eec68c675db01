//go:build unix

package cli_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/cli"
)

// TestAPackWithoutEnd: of what the command line names no more is read than a file
// of its kind may have.
func TestAPackWithoutEnd(t *testing.T) {
	dir := t.TempDir()
	for _, flag := range []string{"--packs", "--config", "--baseline"} {
		var errs bytes.Buffer
		if status := cli.Main([]string{"check", "--no-cache", flag, "/dev/zero", "--root", dir, dir}, nil, io.Discard, &errs); status != 2 || !strings.Contains(errs.String(), "/dev/zero") {
			t.Errorf("%s: exit status %d: %s", flag, status, errs.String())
		}
	}
}
