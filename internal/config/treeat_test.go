package config_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
)

// A git revision stands for a folder on disk: its own files come from git,
// those above it from the disk.
func TestATreeThatStandsForAFolder(t *testing.T) {
	top := t.TempDir()
	root := filepath.Join(top, "site")
	if err := os.Mkdir(root, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		".git":               "",
		".cdolint.yaml":      "version: 1\nfailOn: error\n",
		"site/.cdolint.yaml": "version: 1\nfailOn: never\n", // of the work tree: does not count
	} {
		if err := os.WriteFile(filepath.Join(top, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		files map[string][]byte
		want  string
	}{
		{map[string][]byte{}, "error"},
		{map[string][]byte{".cdolint.yaml": []byte("version: 1\nfailOn: note\n")}, "note"},
	} {
		set, err := config.OpenTreeAt(&filetree.Memory{Files: c.files}, root, "")
		if err != nil {
			t.Fatal(err)
		}
		if got := set.Root().FailOn(); got != c.want {
			t.Errorf("%d files: got %q, want %q", len(c.files), got, c.want)
		}
	}
}
