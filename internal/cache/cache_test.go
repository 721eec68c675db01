package cache

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"
)

func files(t *testing.T, dir string) []string {
	t.Helper()
	list, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestWhatIsSavedIsLoaded(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	f := Open(dir)
	k := KeyOf("a", "b")
	if _, err := f.Load(k); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("before: %v", err)
	}
	for _, payload := range []string{"", "one", "another, longer"} {
		if err := f.Save(k, []byte(payload)); err != nil {
			t.Fatal(err)
		}
		if got, err := f.Load(k); err != nil || string(got) != payload {
			t.Errorf("got %q, %v; want %q", got, err, payload)
		}
	}
	if n := files(t, dir); len(n) != 1 {
		t.Errorf("there are %q", n)
	}
	if _, err := f.Load(KeyOf("ab")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("another key: %v", err)
	}
	if runtime.GOOS == "windows" {
		return
	}
	for name, want := range map[string]fs.FileMode{dir: 0o700, f.file(k): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v; want %v", name, info.Mode(), err, want)
		}
	}
}

func TestDamagedFilesAreNotLoaded(t *testing.T) {
	f := Open(t.TempDir())
	k := KeyOf("k")
	if err := f.Save(k, []byte("payload")); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(f.file(k))
	if err != nil {
		t.Fatal(err)
	}
	try := func(what string, raw []byte) {
		t.Helper()
		if err := os.WriteFile(f.file(k), raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := f.Load(k); err == nil {
			t.Errorf("%s: got %q", what, got)
		}
	}
	for n := range whole {
		try(fmt.Sprint("cut off at ", n), whole[:n])
		other := bytes.Clone(whole)
		other[n] ^= 0x10
		try(fmt.Sprint("another byte at ", n), other)
	}
	try("longer", append(bytes.Clone(whole), 0))
	// The file of another key under this one's name.
	if err := f.Save(KeyOf("l"), []byte("payload")); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(f.file(KeyOf("l")))
	if err != nil {
		t.Fatal(err)
	}
	try("of another key", raw)
	if err := f.Save(k, []byte("payload")); err != nil {
		t.Fatal(err)
	}
	if got, err := f.Load(k); err != nil || string(got) != "payload" {
		t.Errorf("written again: %q, %v", got, err)
	}
}

func TestRunsSideBySideSeeWholeFiles(t *testing.T) {
	dir := t.TempDir()
	k := KeyOf("k")
	payload := func(n int) []byte { return bytes.Repeat([]byte{byte(n)}, 10_000*(n+1)) }
	if err := Open(dir).Save(k, payload(0)); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for n := range 4 {
		wg.Go(func() {
			f := Open(dir)
			for range 20 {
				// Windows refuses to replace a file that somebody has open.
				if err := f.Save(k, payload(n)); err != nil && runtime.GOOS != "windows" {
					t.Error(err)
				}
				got, err := f.Load(k)
				if err != nil && runtime.GOOS != "windows" {
					t.Error(err)
				} else if err == nil && !bytes.Equal(got, payload(int(got[0]))) {
					t.Error("a mixture")
				}
			}
		})
	}
	wg.Wait()
	if n := files(t, dir); len(n) != 1 {
		t.Errorf("there are %q", n)
	}
}

func TestTheFolderIsBounded(t *testing.T) {
	dir := t.TempDir()
	f := Open(dir)
	f.limit = 1000
	mine := filepath.Join(dir, "not of the cache")
	if err := os.WriteFile(mine, make([]byte, 5000), 0o600); err != nil {
		t.Fatal(err)
	}
	old := time.Now().Add(-48 * time.Hour)
	ended := filepath.Join(dir, "1.tmp"+extension)
	if err := os.WriteFile(ended, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chtimes(ended, old, old); err != nil {
		t.Fatal(err)
	}
	for n := range 6 {
		k := KeyOf(fmt.Sprint(n))
		if err := f.Save(k, make([]byte, 200)); err != nil {
			t.Fatal(err)
		}
		when := old.Add(time.Duration(n) * time.Minute)
		if err := os.Chtimes(f.file(k), when, when); err != nil {
			t.Fatal(err)
		}
		if n == 2 { // used again: the first one stays
			if _, err := f.Load(KeyOf("0")); err != nil {
				t.Fatal(err)
			}
		}
	}
	for n, want := range []bool{true, false, false, false, true, true} {
		_, err := os.Stat(f.file(KeyOf(fmt.Sprint(n))))
		if is := err == nil; is != want {
			t.Errorf("file %d: there is %v, want %v", n, is, want)
		}
	}
	if _, err := os.Stat(ended); err == nil {
		t.Error("what an ended run has left is still there")
	}
	if _, err := os.Stat(mine); err != nil {
		t.Error("a file was removed that is not of the cache")
	}
}

func TestWhatCannotBeWrittenIsAnError(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	f := Open(filepath.Join(file, "below"))
	if err := f.Save(KeyOf("k"), nil); err == nil {
		t.Error("a folder below a file was made")
	}
	if _, err := f.Load(KeyOf("k")); err == nil {
		t.Error("something was loaded")
	}
}
