package filetree

import (
	"os"
	"path/filepath"
	"testing"
)

// What a file system does not tell in its listing is asked.
func TestKindsAreAsked(t *testing.T) {
	root := t.TempDir()
	for _, err := range []error{
		os.Mkdir(filepath.Join(root, "folder"), 0o700),
		os.Symlink("folder", filepath.Join(root, "link")),
		os.WriteFile(filepath.Join(root, "a.asp"), nil, 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	list, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	f, err := OpenFolder(root, 0)
	if err != nil {
		t.Fatal(err)
	}
	d, err := f.descriptor(".")
	if err != nil {
		t.Fatal(err)
	}
	defer d.close()
	for _, e := range list {
		if kind, ok := d.kind(e.Name()); !ok || kind != e.Type() {
			t.Errorf("%q is %v, want %v", e.Name(), kind, e.Type())
		}
	}
	if _, ok := d.kind("none"); ok {
		t.Error("what is not there has a kind")
	}
}
