//go:build unix

package cache

import (
	"os"
	"syscall"
	"testing"
	"time"
)

func TestWhatOthersMayWriteIsNotTrusted(t *testing.T) {
	f := Open(t.TempDir())
	k := KeyOf("k")
	if err := f.Save(k, []byte("payload")); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(f.file(k), 0o622); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Load(k); err == nil {
		t.Error("a file that others may write was loaded")
	}
	if os.Geteuid() == 0 {
		if err := os.Chmod(f.file(k), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chown(f.file(k), 12345, 12345); err != nil {
			t.Skip(err)
		}
		if _, err := f.Load(k); err == nil {
			t.Error("a file of somebody else was loaded")
		}
	}
}

func TestLinksAndPipesAreNotOpened(t *testing.T) {
	f := Open(t.TempDir())
	other := Open(t.TempDir())
	k := KeyOf("k")
	if err := other.Save(k, []byte("payload")); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(other.file(k), f.file(k)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Load(k); err == nil {
		t.Error("a link was followed")
	}
	if err := os.Remove(f.file(k)); err != nil {
		t.Fatal(err)
	}
	if err := syscall.Mkfifo(f.file(k), 0o600); err != nil {
		t.Skip(err)
	}
	done := make(chan error, 1)
	go func() {
		_, err := f.Load(k)
		done <- err
	}()
	select {
	case err := <-done:
		if err == nil {
			t.Error("a pipe was loaded")
		}
	case <-time.After(10 * time.Second):
		t.Fatal("a pipe was waited for")
	}
}
