//go:build unix

package gittree

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// TestGitThatDoesNotAnswerIsEnded: a program stands for git that waits, by
// itself and for another that keeps its output open.
func TestGitThatDoesNotAnswerIsEnded(t *testing.T) {
	for name, script := range map[string]string{"itself": "exec sleep 600", "another": "sleep 600; true"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.WriteFile(filepath.Join(dir, "git"), []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
				t.Fatal(err)
			}
			t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
			r := &Repo{dir: dir, env: os.Environ(), patience: 100 * time.Millisecond}
			_, err := r.output("status")
			if err == nil || !strings.Contains(err.Error(), "no answer within 100ms") {
				t.Errorf("%v", err)
			}
		})
	}
}
