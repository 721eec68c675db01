package filetree_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/filetree"
)

// What is listed of each of these trees is what git lists of it.
func TestIgnoredAsGitDoes(t *testing.T) {
	trees, err := filepath.Glob("testdata/gitignore/*.txtar")
	if err != nil || len(trees) == 0 {
		t.Fatal(trees, err)
	}
	for _, name := range trees {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			dir := t.TempDir()
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range a.Files {
				write(t, dir, f.Name, f.Data)
			}
			want := listedByGit(t, dir)
			for _, scopes := range [][]string{{"."}, tops(want)} {
				if got := listed(t, dir, scopes); !slices.Equal(got, want) {
					t.Errorf("below %v\nlisted\n\t%s\ngit lists\n\t%s", scopes, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
				}
			}
		})
	}
}

// The same of folders with patterns by chance, each with a .gitignore of its own.
func TestIgnoredAsGitDoesByChance(t *testing.T) {
	dir, random := t.TempDir(), rand.New(rand.NewPCG(1, 6))
	pieces := strings.Fields(`a b ab a.asp .asp * ** *a ? / / [ab] [!a] {a,b} \a [`)
	text := func(n int) (out string) {
		for range 1 + random.IntN(n) {
			out += pieces[random.IntN(len(pieces))]
		}
		return out
	}
	patterns := map[string]string{}
	for i := range 150 {
		folder := fmt.Sprintf("%03d/", i)
		for range 1 + random.IntN(4) {
			patterns[folder] += []string{"", "", "!"}[random.IntN(3)] + text(4) + []string{"", "", "/"}[random.IntN(3)] + "\n"
		}
		write(t, dir, folder+".gitignore", []byte(patterns[folder]))
		for _, p := range strings.Fields("a.asp b ab.asp a/a.asp a/b/a.asp a/b/b.asp b.d/a/b.asp b.d/ab/c c.asp {a,b}") {
			write(t, dir, folder+p, nil)
		}
	}
	got, want := listed(t, dir, []string{"."}), listedByGit(t, dir)
	for folder, lines := range patterns {
		in := func(list []string) string {
			return strings.Join(slices.DeleteFunc(slices.Clone(list), func(p string) bool { return !strings.HasPrefix(p, folder) }), " ")
		}
		if in(got) != in(want) {
			t.Errorf("with\n%slisted %s\ngit    %s", lines, in(got), in(want))
		}
	}
}

func TestPatternsAreBounded(t *testing.T) {
	var patterns strings.Builder
	for i := range 10_000 {
		fmt.Fprintf(&patterns, "%d.asp\n", i)
	}
	patterns.WriteString("beyond.asp\n")
	dir := t.TempDir()
	write(t, dir, ".gitignore", []byte(patterns.String()))
	write(t, dir, "9999.asp", nil)
	write(t, dir, "beyond.asp", nil)
	f, err := filetree.OpenFolder(dir, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	l, err := f.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Files) != 2 || l.Files[1].Path != "beyond.asp" {
		t.Errorf("listed %v", l.Files)
	}
	if len(l.Skipped) != 1 || l.Skipped[0].ID != "limit" || l.Skipped[0].Path != ".gitignore" {
		t.Errorf("said %v", l.Skipped)
	}
}

func listed(t *testing.T, dir string, scopes []string) (out []string) {
	t.Helper()
	f, err := filetree.OpenFolder(dir, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	l, err := f.List(scopes)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range l.Files {
		out = append(out, e.Path)
	}
	return out
}

func listedByGit(t *testing.T, dir string) []string {
	t.Helper()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	run := func(args ...string) string {
		cmd := exec.Command(git, args...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "GIT_CONFIG_GLOBAL=", "GIT_CONFIG_NOSYSTEM=1")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	run("init", "-q")
	out := strings.Split(strings.TrimRight(run("ls-files", "--others", "--exclude-standard", "-z"), "\x00"), "\x00")
	slices.Sort(out)
	return out
}

// tops are the files and folders at the top that something is listed of.
func tops(list []string) []string {
	var out []string
	for _, p := range list {
		top, _, _ := strings.Cut(p, "/")
		out = append(out, top)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func write(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	full := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(full, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
