package config

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "write what was got as what is wanted")

// mapTree is a Tree in memory.
type mapTree map[string]string

func (t mapTree) Read(name string) ([]byte, error) {
	s, ok := t[name]
	if !ok {
		return nil, &fs.PathError{Op: "read", Path: name, Err: fs.ErrNotExist}
	}
	return []byte(s), nil
}

// fixture is a txtar archive: the files of a tree, and those that the test
// itself reads and writes.
type fixture struct {
	path string
	*txtar.Archive
}

func fixtures(t *testing.T, pattern string) []fixture {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil || len(paths) == 0 {
		t.Fatalf("no fixtures in %s: %v", pattern, err)
	}
	var out []fixture
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, fixture{p, a})
	}
	return out
}

func (f fixture) name() string { return strings.TrimSuffix(filepath.Base(f.path), ".txtar") }

func (f fixture) file(name string) string {
	for _, file := range f.Files {
		if file.Name == name {
			return string(file.Data)
		}
	}
	return ""
}

func (f fixture) tree() mapTree {
	t := mapTree{}
	for _, file := range f.Files {
		t[file.Name] = string(file.Data)
	}
	return t
}

// want compares with a file of the archive, or writes it.
func (f fixture) want(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		for i := range f.Files {
			if f.Files[i].Name == name {
				f.Files = append(f.Files[:i], f.Files[i+1:]...)
				break
			}
		}
		f.Files = append(f.Files, txtar.File{Name: name, Data: []byte(got)})
		if err := os.WriteFile(f.path, txtar.Format(f.Archive), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(f.file(name), got); diff != "" {
		t.Errorf("%s (- want, + got; refresh with -update):\n%s", name, diff)
	}
}

// knownRules stand for those of the packs.
func knownRules() []string {
	return []string{
		"kb918710", "cdo", "security", "platform", "CDO001", "integrated-logon", "CDO002", "unknown-auth-logon",
		"CDO101", "interactive-logon", "CDO102", "CDO109", "getfolder-without-store", "unchecked-logon",
	}
}

func TestMistakes(t *testing.T) {
	for _, f := range fixtures(t, "testdata/mistakes/*.txtar") {
		t.Run(f.name(), func(t *testing.T) {
			s, err := OpenTree(f.tree(), "")
			if err == nil {
				for p := range strings.FieldsSeq(f.file("ask")) {
					s.For(p)
				}
				err = s.CheckRules(knownRules())
			}
			errs, ok := err.(Errors) //nolint:errorlint // the type itself is what is promised
			if !ok {
				t.Fatalf("%T, want Errors: %v", err, err)
			}
			f.want(t, "want", errs.Frames())
		})
	}
}

// Files in a tree, asked for paths: what is said for them, and what has no effect.
func TestTrees(t *testing.T) {
	for _, f := range fixtures(t, "testdata/trees/*.txtar") {
		t.Run(f.name(), func(t *testing.T) {
			s, err := OpenTree(f.tree(), "")
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			for p := range strings.FieldsSeq(f.file("ask")) {
				b.WriteString(p)
				if s.Skip(p) {
					b.WriteString(" is skipped")
				}
				b.WriteByte('\n')
				for _, o := range s.Effective(p) {
					if o.At.IsValid() && o.Key != "include" && o.Key != "exclude" {
						fmt.Fprintf(&b, "  %s: %s  (%s:%d)\n", o.Key, o.Value, o.At, o.At.Column)
					}
				}
			}
			for _, n := range s.Notices() {
				fmt.Fprintf(&b, "notice %s: %s\n", n.At, n.Message)
			}
			if err := s.Err(); err != nil {
				t.Error(err)
			}
			f.want(t, "want", b.String())
		})
	}
}
