//go:build unix

package filetree

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/sys/unix"
)

// A folder is listed as package os lists it, whatever lies in it, and however
// many pieces the system tells it in.
func TestFoldersAreListedAsTheyAre(t *testing.T) {
	root := t.TempDir()
	for i := range 3000 {
		name := fmt.Sprintf("page%d%s.asp", i, strings.Repeat("x", i%200))
		if err := os.WriteFile(filepath.Join(root, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{
		os.Mkdir(filepath.Join(root, "folder"), 0o700),
		os.Symlink("page1x.asp", filepath.Join(root, "link.asp")),
		unix.Mkfifo(filepath.Join(root, "pipe.asp"), 0o600),
		os.WriteFile(root+"/caf\xe9.asp", nil, 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	f, err := OpenFolder(root, 0)
	if err != nil {
		t.Fatal(err)
	}
	got, err := f.readDir(".", "a/b/")
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]fs.FileMode{}
	for _, e := range got {
		if e.path != "a/b/"+e.name {
			t.Fatalf("%q has the path %q", e.name, e.path)
		}
		kinds[e.name] = e.kind
	}
	if len(got) != len(want) || len(kinds) != len(want) {
		t.Errorf("%d entries, %d of them different, want %d", len(got), len(kinds), len(want))
	}
	for _, e := range want {
		if kind, ok := kinds[e.Name()]; !ok || kind != e.Type() {
			t.Errorf("%q is %v, want %v", e.Name(), kind, e.Type())
		}
	}
	if _, err := f.readDir("none", "none/"); err == nil {
		t.Error("a folder that is not there is listed")
	}
}
