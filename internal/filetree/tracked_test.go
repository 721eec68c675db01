package filetree_test

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestTrackedFilesAreNotIgnored: git ignores no file that is in its index,
// whatever the index's version is; git itself is the oracle.
func TestTrackedFilesAreNotIgnored(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	for _, kind := range []string{"2", "3", "4", "2 sha256", "3 sha256", "4 sha256"} {
		t.Run("index version "+kind, func(t *testing.T) {
			version, format, _ := strings.Cut(kind, " ")
			dir := t.TempDir()
			run := func(args ...string) string {
				t.Helper()
				cmd := exec.Command(git, args...)
				cmd.Dir = dir
				cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=", "GIT_CONFIG_NOSYSTEM=1", "GIT_INDEX_VERSION="+version)
				out, err := cmd.CombinedOutput()
				if err != nil {
					t.Fatalf("git %v: %v\n%s", args, err, out)
				}
				return string(out)
			}
			write := func(name, text string) {
				t.Helper()
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			run("init", "-q", "--object-format="+cmp.Or(format, "sha1"))
			write(".gitignore", "old/\n*.bak.asp\n/top.asp\n")
			for i := range 30 { // names of every length, so that entries are padded in every way
				write("old/a/"+strings.Repeat("x", i)+"p.asp", "1")
				write(fmt.Sprintf("mail/%sp%d.asp", strings.Repeat("y", i), i), "1")
			}
			write("old/받은편지함.asp", "1")
			write("mail/a.bak.asp", "1")
			write("top.asp", "1")
			write("old/gone.asp", "1")
			run("add", "-f", ".")
			if version == "3" {
				write("later.asp", "1")
				run("add", "-N", "later.asp") // what needs version 3
			}
			run("update-index", "--index-version", version)
			write("old/untracked.asp", "1")
			write("mail/b.bak.asp", "1")
			if err := os.Remove(filepath.Join(dir, "old", "gone.asp")); err != nil {
				t.Fatal(err)
			}
			want := strings.Split(strings.TrimRight(run("ls-files", "-z"), "\x00"), "\x00")
			want = slices.DeleteFunc(want, func(s string) bool { return s == "old/gone.asp" })
			slices.Sort(want)
			if got := listed(t, dir, []string{"."}); !slices.Equal(got, want) {
				t.Errorf("listed\n\t%s\ngit tracks\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
			}
			if got := listed(t, dir, []string{"old/a"}); len(got) != 30 {
				t.Errorf("%d files in an ignored folder, want 30", len(got))
			}
			// Cut anywhere, an index says less, and nothing else.
			index := filepath.Join(dir, ".git", "index")
			raw, err := os.ReadFile(index)
			if err != nil {
				t.Fatal(err)
			}
			for cut := 0; cut < len(raw); cut += 7 {
				if err := os.WriteFile(index, raw[:cut], 0o644); err != nil {
					t.Fatal(err)
				}
				for _, name := range listed(t, dir, []string{"."}) {
					if !slices.Contains(want, name) {
						t.Fatalf("%d bytes of the index: %q", cut, name)
					}
				}
			}
		})
	}
}
