package gittree_test

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/gittree"
)

// work is a repository in a temporary folder.
type work struct {
	*testing.T
	dir string
}

// newWork makes an empty repository that no configuration of the machine touches.
func newWork(t *testing.T, args ...string) *work {
	t.Helper()
	t.Setenv("GIT_CONFIG_GLOBAL", os.DevNull)
	t.Setenv("GIT_CONFIG_NOSYSTEM", "1")
	for _, who := range []string{"AUTHOR", "COMMITTER"} {
		t.Setenv("GIT_"+who+"_NAME", "Ann")
		t.Setenv("GIT_"+who+"_EMAIL", "ann@example.com")
	}
	w := &work{T: t, dir: t.TempDir()}
	w.git(append([]string{"init", "-q", "-b", "main"}, args...)...)
	return w
}

func (w *work) git(args ...string) string {
	w.Helper()
	return run(w.T, w.dir, args...)
}

func run(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", append([]string{"-c", "protocol.file.allow=always"}, args...)...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return strings.TrimSpace(string(out))
}

func (w *work) write(name, content string) {
	w.Helper()
	p := filepath.Join(w.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		w.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(content), 0o644); err != nil {
		w.Fatal(err)
	}
}

// commit writes files ("" deletes one) and commits everything.
func (w *work) commit(files map[string]string) string {
	w.Helper()
	for name, content := range files {
		if content == "" {
			w.git("rm", "-q", "--cached", name)
			if err := os.Remove(filepath.Join(w.dir, name)); err != nil {
				w.Fatal(err)
			}
			continue
		}
		w.write(name, content)
	}
	w.git("add", "-A")
	w.git("commit", "-q", "-m", "change")
	return w.git("rev-parse", "HEAD")
}

func open(t *testing.T, dir string) *gittree.Repo {
	t.Helper()
	r, err := gittree.Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const maxSize = 1 << 20

// revision and index read all files of a tree.
func revision(t *testing.T, dir, rev string) map[string]string {
	t.Helper()
	r := open(t, dir)
	id, err := r.Commit(rev)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := r.Revision(id, maxSize)
	return content(t, tree, err)
}

func index(t *testing.T, dir string) map[string]string {
	t.Helper()
	tree, err := open(t, dir).Index(maxSize)
	return content(t, tree, err)
}

func content(t *testing.T, tree *gittree.Tree, err error) map[string]string {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := tree.Close(); err != nil {
			t.Error(err)
		}
	}()
	list, err := tree.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range list.Files {
		raw, err := tree.Read(e.Path)
		if err != nil {
			t.Fatalf("%q: %v", e.Path, err)
		}
		out[e.Path] = string(raw)
	}
	for _, n := range list.Skipped {
		out[n.Path] = "skipped: " + n.Message
	}
	return out
}

func equal[T any](t *testing.T, got, want T) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestARevisionTheIndexAndTheWorkTreeAreToldApart(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "committed", "b.asp": "same"})
	w.write("a.asp", "staged")
	w.git("add", "a.asp")
	w.write("a.asp", "work tree")
	w.write("new.asp", "untracked")
	equal(t, revision(t, w.dir, "HEAD"), map[string]string{"a.asp": "committed", "b.asp": "same"})
	equal(t, index(t, w.dir), map[string]string{"a.asp": "staged", "b.asp": "same"})
}

func TestEveryNameThatGitTakesIsRead(t *testing.T) {
	w := newWork(t)
	files := map[string]string{"ümläut/über.asp": "1", "with blank.asp": "2", "-dash.asp": "3", "#hash.asp": "4", "日本.asp": "5"}
	if runtime.GOOS == "linux" { // other file systems refuse them
		for _, name := range []string{"tab\there.asp", "line\nend.asp", `quote".asp`, `back\slash.asp`, ":colon.asp", "*.asp", "latin\xe9.asp"} {
			files[name] = name
		}
	}
	w.commit(files)
	want := maps.Clone(files)
	if runtime.GOOS != "linux" {
		equal(t, revision(t, w.dir, "HEAD"), want)
		return
	}
	delete(want, "latin\xe9.asp")
	want["latin\uFFFD.asp"] = "skipped: not a valid path: skipped" // as in reports, paths are UTF-8
	equal(t, revision(t, w.dir, "HEAD"), want)
	equal(t, index(t, w.dir), want)
}

func TestASubfolderIsAllThereIs(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"top.asp": "1", "site/a.asp": "2", "site/mail/b.asp": "3"})
	w.commit(map[string]string{"site/mail/b.asp": "4", "top.asp": "5"})
	dir := filepath.Join(w.dir, "site")
	equal(t, revision(t, dir, "HEAD~1"), map[string]string{"a.asp": "2", "mail/b.asp": "3"})
	equal(t, index(t, dir), map[string]string{"a.asp": "2", "mail/b.asp": "4"})
	changes, err := open(t, dir).Changed(w.git("rev-parse", "HEAD~1"))
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{Path: "mail/b.asp", Old: "mail/b.asp"}})
}

func TestScopesLimitWhatIsListed(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"top.asp": "1", "site/a.asp": "2", "site/mail/b.asp": "3", "site2/c.asp": "4"})
	tree, err := open(t, w.dir).Index(maxSize)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	list, err := tree.List([]string{"site", "not-there-yet"})
	if err != nil {
		t.Fatal(err)
	}
	equal(t, list, filetree.Listing{
		Files: []filetree.Entry{{Path: "site/a.asp", Size: -1}, {Path: "site/mail/b.asp", Size: -1}},
		Dirs:  []string{"site", "site/mail"},
	})
}

// TestTheTreeIsWhatTheFolderIs compares with the reader of folders.
func TestTheTreeIsWhatTheFolderIs(t *testing.T) {
	w := newWork(t)
	w.git("config", "core.symlinks", "true")
	deep := strings.Repeat("d/", filetree.MaxDepth)
	w.commit(map[string]string{
		"a.asp": "1", "mail/inbox.asp": "2", "mail/deep/er/x.inc": "3", "web.config": "<configuration/>",
		deep + "a.asp": "4", deep + "e/a.asp": "5", deep + "e/b.asp": "6", deep + "e/f/a.asp": "7", deep + "g/a.asp": "8",
	})
	for name, to := range map[string]string{
		"mail/link.asp": "../a.asp", "twice.asp": "mail/link.asp", "out.asp": "../../etc/passwd", "abs.asp": "/etc/passwd",
		"lost.asp": "nowhere.asp", "folder": "mail", "loop.asp": "loop.asp",
	} {
		if err := os.Symlink(to, filepath.Join(w.dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	w.git("add", "-A")
	w.git("commit", "-q", "-m", "links")
	folder, err := filetree.OpenFolder(w.dir, maxSize)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = folder.Close() }()
	want, err := folder.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	tree, err := open(t, w.dir).Revision(w.git("rev-parse", "HEAD"), maxSize)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	got, err := tree.List([]string{"."})
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range []*filetree.Listing{&got, &want} {
		for i := range l.Files {
			l.Files[i].Size = 0
		}
		slices.SortFunc(l.Skipped, func(a, b filetree.Notice) int { return strings.Compare(a.Path, b.Path) })
	}
	for i, dir := range want.Dirs { // git keeps no folders without files
		if dir == deep+"e" || dir == deep+"g" {
			t.Errorf("%d: %s is listed", i, dir)
		}
	}
	equal(t, got, want)
	for _, e := range want.Files {
		x, err := folder.Read(e.Path)
		if err != nil {
			t.Fatal(err)
		}
		y, err := tree.Read(e.Path)
		if err != nil || !bytes.Equal(x, y) {
			t.Errorf("%s: %q, %v; the folder has %q", e.Path, y, err, x)
		}
	}
	if _, err := tree.Read("no.asp"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

func TestLargeFilesAreNotRead(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "small", "big.asp": strings.Repeat("x", 200_000), "z.asp": "small too"})
	tree, err := open(t, w.dir).Index(100_000)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = tree.Close() }()
	for range 3 { // the process goes on after it
		if _, err := tree.Read("big.asp"); !errors.Is(err, filetree.ErrTooLarge) {
			t.Errorf("big.asp: %v", err)
		}
		for name, want := range map[string]string{"a.asp": "small", "z.asp": "small too"} {
			if raw, err := tree.Read(name); err != nil || string(raw) != want {
				t.Errorf("%s: %q, %v", name, raw, err)
			}
		}
	}
}

func TestManyReadSideBySide(t *testing.T) {
	w := newWork(t)
	files := map[string]string{}
	for i := range 200 {
		files[fmt.Sprintf("p%d.asp", i)] = strings.Repeat(fmt.Sprint(i, ";"), i*50+1)
	}
	w.commit(files)
	tree, err := open(t, w.dir).Index(maxSize)
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for name, want := range files {
				if raw, err := tree.Read(name); err != nil || string(raw) != want {
					t.Errorf("%s: %d bytes, %v", name, len(raw), err)
				}
			}
		})
	}
	wg.Wait()
	if err := tree.Close(); err != nil {
		t.Error(err)
	}
	if _, err := tree.Read("p1.asp"); err == nil {
		t.Error("a closed tree was read")
	}
}

func TestChangesAreFound(t *testing.T) {
	w := newWork(t)
	long := strings.Repeat("a line of the page\n", 30)
	base := w.commit(map[string]string{"keep.asp": "1", "edit.asp": "2", "gone.asp": "3", "old.asp": long, ".gitignore": "*.log\n"})
	w.write("edit.asp", "2a")
	w.write("fresh.asp", "4")
	w.git("rm", "-q", "gone.asp")
	w.git("mv", "old.asp", "moved.asp")
	w.git("add", "-A")
	w.write("unknown.asp", "5")
	w.write("noise.log", "6")
	w.write("keep.asp", "1a")
	staged := []gittree.Change{{Old: "gone.asp"}, {"edit.asp", "edit.asp"}, {Path: "fresh.asp"}, {"moved.asp", "old.asp"}}
	r := open(t, w.dir)
	got, err := r.Staged(base)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, got, staged)
	got, err = r.Changed(base)
	if err != nil {
		t.Fatal(err)
	}
	equal(t, got, []gittree.Change{
		{Old: "gone.asp"}, {"edit.asp", "edit.asp"}, {Path: "fresh.asp"}, {"keep.asp", "keep.asp"}, {"moved.asp", "old.asp"}, {Path: "unknown.asp"},
	})
}

// gitFails runs git where it is meant to fail.
func gitFails(t *testing.T, dir string, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	if err == nil {
		t.Fatalf("git %s did not fail", strings.Join(args, " "))
	}
	return string(out)
}

func gitSays(dir string, args ...string) (string, error) {
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	out, err := cmd.Output()
	return strings.TrimSpace(string(out)), err
}
