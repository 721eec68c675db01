//go:build unix

package cli

import (
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestAnInterruptedFileIsAsItWas: whoever reads it sees the old report or the
// new one, never a part.
func TestAnInterruptedFileIsAsItWas(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "report.sarif")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := writeFile(name, func(w io.Writer) error {
		if err := syscall.Kill(os.Getpid(), syscall.SIGTERM); err != nil {
			return err
		}
		part := make([]byte, 1<<20)
		for end := time.Now().Add(10 * time.Second); time.Now().Before(end); {
			if _, err := w.Write(part); err != nil {
				return err
			}
		}
		return nil
	})
	if !errors.Is(err, errInterrupted) || !isFailure(err) {
		t.Errorf("the error is %v", err)
	}
	if raw, err := os.ReadFile(name); err != nil || string(raw) != "old" {
		t.Errorf("the file holds %.20q, %v", raw, err)
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
