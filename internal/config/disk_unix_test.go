//go:build unix

package config

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestNothingOutsideIsRead(t *testing.T) {
	dir := write(t, map[string]string{
		"secret.yaml":     "site: {auth: basic} # secret",
		"broken":          "secret: [",
		"repo/.git":       "/",
		"repo/sub/x.asp":  "",
		"repo/link/x.asp": "",
		"repo/fine.yaml":  "site: {auth: digest}",
		"repo/good/x.asp": "",
	})
	link := func(to, at string) {
		if err := os.Symlink(to, filepath.Join(dir, "repo", at)); err != nil {
			t.Fatal(err)
		}
	}
	link("../../broken", "sub/.cdolint.yaml")
	link("../fine.yaml", "good/.cdolint.yaml")
	link("../../secret.yaml", "link/pack.yaml")
	root := filepath.Join(dir, "repo")

	s := openDisk(t, root, "")
	if got := s.For("good/x.asp").Assertions().Auth; len(got) != 1 || got[0] != "digest" {
		t.Errorf("a link within the tree is followed: auth %v", got)
	}
	if err := s.Err(); err != nil {
		t.Error(err)
	}
	if got := s.For("sub/x.asp").Assertions().Auth; got != nil {
		t.Errorf("auth %v came from outside", got)
	}
	err := s.Err()
	if err == nil || !strings.HasPrefix(err.Error(), "sub/.cdolint.yaml: the configuration cannot be read") || strings.Contains(err.Error(), "secret") {
		t.Errorf("a link that leads out: %v", err)
	}

	if err := os.WriteFile(filepath.Join(root, FileName), []byte("packs: [link/pack.yaml]"), 0o600); err != nil {
		t.Fatal(err)
	}
	s = openDisk(t, root, "")
	if raw, err := s.ReadPack(s.Root().Packs()[0]); err == nil {
		t.Errorf("a pack was read through a link that leads out: %q", raw)
	}
}

func TestAPipeIsNotWaitedFor(t *testing.T) {
	dir := write(t, map[string]string{"sub/x.asp": ""})
	if err := syscall.Mkfifo(filepath.Join(dir, "sub", FileName), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openDisk(t, dir, "")
	done := make(chan error, 1)
	go func() {
		s.For("sub/x.asp")
		done <- s.Err()
	}()
	select {
	case err := <-done:
		if err == nil || !strings.Contains(err.Error(), "is not a regular file") {
			t.Errorf("got %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Fatal("waits for a writer")
	}
}
