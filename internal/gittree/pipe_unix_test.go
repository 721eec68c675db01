//go:build unix

package gittree_test

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"

	"github.com/cdolint/cdolint/internal/gittree"
)

// Git would wait for a pipe for ever, so it is not asked.
func TestGitWaitsForNoPipe(t *testing.T) {
	for _, name := range []string{"HEAD", "config", "packed-refs", "index", "refs/heads/main", "refs/heads/link", "objects/4f/0c1e1c6a2b1d0e9f8a7b6c5d4e3f2a1b0c9d8e", "objects/info/alternates", "info/exclude", "shallow"} {
		w := newWork(t)
		w.commit(map[string]string{"a.asp": "<p>"})
		full := filepath.Join(w.dir, ".git", filepath.FromSlash(name))
		if err := errors.Join(os.RemoveAll(full), os.MkdirAll(filepath.Dir(full), 0o700)); err != nil {
			t.Fatal(err)
		}
		pipe := full
		if filepath.Base(name) == "link" {
			pipe = filepath.Join(w.dir, "pipe")
			if err := os.Symlink("../../../pipe", full); err != nil {
				t.Fatal(err)
			}
		}
		if err := unix.Mkfifo(pipe, 0o600); err != nil {
			t.Skip(err)
		}
		if _, err := gittree.Open(w.dir); !errors.Is(err, gittree.ErrNoFile) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A pipe in place of a file would wait for a writer for ever: it is no file.
func TestProvenanceWaitsForNoPipe(t *testing.T) {
	for _, name := range []string{".git", ".git/HEAD", ".git/config", ".git/packed-refs", ".git/refs/heads/main", ".git/refs", ".git/commondir", "elsewhere"} {
		dir := t.TempDir()
		full := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := unix.Mkfifo(full, 0o600); err != nil {
			t.Skip(err)
		}
		for file, text := range map[string]string{".git/HEAD": "ref: refs/heads/main\n", ".git/config": "[core]\n", ".git": "gitdir: elsewhere\n"} {
			file = filepath.Join(dir, filepath.FromSlash(file))
			if _, err := os.Lstat(file); err != nil {
				_ = os.WriteFile(file, []byte(text), 0o600)
			}
		}
		if p := gittree.ProvenanceOf(dir); p.Revision != "" {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
