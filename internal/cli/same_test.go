package cli_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/cli"
)

// everything is a folder "site" with the fixtures of all rules and the example
// sites, each an application of its own; configuration of cdolint is left out,
// since it is meant for one of them.
func everything(t *testing.T) string {
	t.Helper()
	root := filepath.Join(t.TempDir(), "site")
	write := func(name string, raw []byte) {
		full := filepath.Join(root, filepath.FromSlash(name))
		if filepath.Base(full) == ".cdolint.yaml" || filepath.Base(full) == ".gitignore" {
			return
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(dir string, use func(name string, raw []byte)) {
		err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(dir, p)
			use(filepath.ToSlash(rel), raw)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	read("../../testdata/rules", func(name string, raw []byte) {
		for _, f := range txtar.Parse(raw).Files {
			write("rules/"+strings.TrimSuffix(name, ".txtar")+"/"+f.Name, f.Data)
		}
	})
	for _, dir := range sites(t) {
		read(dir, func(name string, raw []byte) { write("sites/"+filepath.Base(dir)+"/"+name, raw) })
	}
	return root
}

// said is what a command prints, whose exit status must say that it worked.
func said(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if status := cli.Main(args, strings.NewReader(""), &out, &errs); status > 1 || errs.Len() > 0 {
		t.Fatalf("%q: exit status %d: %.2000s", args, status, errs.Bytes())
	}
	return out.Bytes()
}

// TestTheSameBytes: whatever is spared, remembered or done side by side, the
// report is the same, byte for byte.
func TestTheSameBytes(t *testing.T) {
	root := everything(t)
	caches := t.TempDir()
	check := func(more ...string) []byte {
		return said(t, append([]string{"check", "--format", "json", "--show-cleared", "--show-suppressed", "--fail-on", "never", "--root", root, root}, more...)...)
	}
	want := check("--no-cache", "--jobs", "1")
	if len(want) < 1<<20 {
		t.Fatalf("%d bytes: the fixtures are not there", len(want))
	}
	same := func(name string, got []byte) {
		t.Helper()
		if !bytes.Equal(want, got) {
			t.Errorf("%s: %s", name, difference(want, got))
		}
	}
	for jobs := 2; jobs <= 8; jobs++ {
		same(fmt.Sprintf("%d workers", jobs), check("--no-cache", "--jobs", fmt.Sprint(jobs)))
	}
	cache := []string{"--cache-dir", caches}
	same("a cold cache", check(cache...))
	same("a warm cache", check(cache...))
	for name, spoil := range map[string]func([]byte) []byte{
		"a cache with changed bytes": func(b []byte) []byte {
			for i := len(b) / 3; i < len(b); i += 97 {
				b[i] ^= 0x55
			}
			return b
		},
		"a cache that is cut off":   func(b []byte) []byte { return b[:len(b)*2/3] },
		"a cache of nothing":        func([]byte) []byte { return nil },
		"a cache of something else": func([]byte) []byte { return bytes.Repeat([]byte("text"), 1000) },
	} {
		n := 0
		err := filepath.WalkDir(caches, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(p)
			if err != nil {
				return err
			}
			n++
			return os.WriteFile(p, spoil(raw), 0o600)
		})
		if err != nil || n == 0 {
			t.Fatalf("%d files in the cache, %v", n, err)
		}
		same(name, check(cache...))
		same(name+", once more", check(cache...))
	}

	// Files that are not parsed have no syntax errors to report.
	findings := func(raw []byte) []byte {
		var report struct{ Findings json.RawMessage }
		if err := json.Unmarshal(raw, &report); err != nil {
			t.Fatal(err)
		}
		return report.Findings
	}
	want = findings(want)
	same("without the prefilter", findings(check("--no-cache", "--no-prefilter")))
	same("without the prefilter, from a cache", findings(check("--no-prefilter", "--cache-dir", caches)))
	same("without the prefilter, from a warm cache", findings(check("--no-prefilter", "--cache-dir", caches)))
}

// TestTheSameFromEverywhere: a folder, archives of it, a revision with it.
func TestTheSameFromEverywhere(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1000000000")
	root := everything(t)
	audit := func(args ...string) []byte {
		raw := said(t, append([]string{"audit", "--format", "json", "-o", "-"}, args...)...)
		var report map[string]any
		if err := json.Unmarshal(raw, &report); err != nil {
			t.Fatal(err)
		}
		sources, _ := report["sources"].([]any)
		if len(sources) != 1 {
			t.Fatalf("%d sources", len(sources))
		}
		for _, s := range sources {
			m, _ := s.(map[string]any)
			delete(m, "kind") // what must differ
			delete(m, "revision")
		}
		out, err := json.MarshalIndent(report, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return bytes.ReplaceAll(out, []byte(`"site at HEAD"`), []byte(`"site"`))
	}
	want := audit(root)
	for name, pack := range map[string]func(t *testing.T, root string, w io.Writer){"zip": packZip, "tar": packTar, "tar.gz": packGzip} {
		var b bytes.Buffer
		pack(t, root, &b)
		file := filepath.Join(t.TempDir(), "site") // the name is in the report
		if err := os.WriteFile(file, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := audit(file); !bytes.Equal(want, got) {
			t.Errorf("%s: %s", name, difference(want, got))
		}
	}
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("no git for the revision")
	}
	for _, args := range [][]string{{"init", "-q"}, {"add", "--all"}, {"commit", "-q", "-m", "all"}} {
		cmd := exec.Command("git", append([]string{"-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "core.autocrlf=false", "-c", "commit.gpgsign=false"}, args...)...)
		cmd.Dir = root
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL="+os.DevNull, "GIT_CONFIG_NOSYSTEM=1")
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v: %s", args, err, out)
		}
	}
	if got := audit("--rev", "HEAD", root); !bytes.Equal(want, got) {
		t.Errorf("a revision: %s", difference(want, got))
	}
}

// difference shows where two texts differ first.
func difference(want, got []byte) string {
	i := 0
	for i < min(len(want), len(got)) && want[i] == got[i] {
		i++
	}
	around := func(b []byte) []byte { return b[max(0, i-200):min(len(b), i+200)] }
	return fmt.Sprintf("%d bytes, not %d; at %d\n%s\nnot\n%s", len(got), len(want), i, around(got), around(want))
}

// eachFile calls use for the files of a folder, by name.
func eachFile(t *testing.T, root string, use func(name string, raw []byte) error) {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(root), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, p)
		}
		return err
	})
	slices.Reverse(names) // archives are in any order
	for _, name := range names {
		if err != nil {
			break
		}
		var raw []byte
		if raw, err = os.ReadFile(filepath.Join(root, filepath.FromSlash(name))); err == nil {
			err = use(name, raw)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

func packZip(t *testing.T, root string, w io.Writer) {
	z := zip.NewWriter(w)
	eachFile(t, root, func(name string, raw []byte) error {
		f, err := z.Create(name)
		if err == nil {
			_, err = f.Write(raw)
		}
		return err
	})
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}

func packTar(t *testing.T, root string, w io.Writer) {
	a := tar.NewWriter(w)
	eachFile(t, root, func(name string, raw []byte) error {
		err := a.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(raw)), Typeflag: tar.TypeReg})
		if err == nil {
			_, err = a.Write(raw)
		}
		return err
	})
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
}

func packGzip(t *testing.T, root string, w io.Writer) {
	z := gzip.NewWriter(w)
	packTar(t, root, z)
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
}
