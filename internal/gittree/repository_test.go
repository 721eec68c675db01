package gittree_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/gittree"
)

func TestARepositoryWithoutCommits(t *testing.T) {
	w := newWork(t)
	w.write("a.asp", "first")
	w.git("add", "a.asp")
	r := open(t, w.dir)
	if id, err := r.Head(); id != "" || err != nil {
		t.Errorf("HEAD is %q, %v", id, err)
	}
	if _, err := r.MergeBase("HEAD"); !errors.Is(err, gittree.ErrNoCommits) {
		t.Errorf("merge base: %v", err)
	}
	changes, err := r.Staged("")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{Path: "a.asp"}})
	equal(t, index(t, w.dir), map[string]string{"a.asp": "first"})
	equal(t, content(t, r.Empty(), nil), map[string]string{})
}

func TestMergeBase(t *testing.T) {
	w := newWork(t)
	base := w.commit(map[string]string{"a.asp": "1"})
	w.git("checkout", "-q", "-b", "feature")
	w.commit(map[string]string{"b.asp": "2"})
	w.git("checkout", "-q", "main")
	w.commit(map[string]string{"c.asp": "3"})
	w.git("checkout", "-q", "feature")
	w.git("tag", "-a", "v1", "-m", "a tag is no commit")
	r := open(t, w.dir)
	if got, err := r.MergeBase("main"); got != base || err != nil {
		t.Errorf("got %s, %v, want %s", got, err, base)
	}
	if _, err := r.MergeBase("v1"); err != nil {
		t.Errorf("a tag: %v", err)
	}
	for _, rev := range []string{"no-such", "", "--all", "-h", "a\nb", "HEAD..main", "@{u}"} {
		if _, err := r.MergeBase(rev); !errors.Is(err, gittree.ErrUnknownRevision) {
			t.Errorf("%q: %v", rev, err)
		}
	}
	w.git("checkout", "-q", "--orphan", "other")
	w.git("commit", "-q", "-m", "another root")
	if _, err := r.MergeBase("main"); !errors.Is(err, gittree.ErrUnrelated) {
		t.Errorf("unrelated: %v", err)
	}
	if id, err := r.MergeHead(); id != "" || err != nil {
		t.Errorf("nothing is merged, but MERGE_HEAD is %q, %v", id, err)
	}
}

func TestAShallowCloneSaysThatHistoryIsMissing(t *testing.T) {
	w := newWork(t)
	first := w.commit(map[string]string{"a.asp": "1"})
	w.commit(map[string]string{"a.asp": "2"})
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, w.dir, "clone", "-q", "--depth", "1", "file://"+filepath.ToSlash(w.dir), clone)
	r := open(t, clone)
	if _, err := r.MergeBase(first); !errors.Is(err, gittree.ErrShallow) {
		t.Errorf("a commit that was not fetched: %v", err)
	}
	// Both ends are there, what lies between is not.
	w.git("checkout", "-q", "-b", "side", first)
	w.commit(map[string]string{"b.asp": "3"})
	run(t, clone, "fetch", "-q", "--depth", "1", "origin", "side:side")
	if _, err := r.MergeBase("side"); !errors.Is(err, gittree.ErrShallow) {
		t.Errorf("two ends without a middle: %v", err)
	}
	equal(t, revision(t, clone, "HEAD"), map[string]string{"a.asp": "2"})
}

func TestALinkedWorkTree(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "1"})
	other := filepath.Join(t.TempDir(), "other")
	w.git("worktree", "add", "-q", other, "-b", "other")
	o := &work{T: t, dir: other}
	o.write("a.asp", "2")
	o.git("add", "a.asp")
	equal(t, index(t, other), map[string]string{"a.asp": "2"})
	equal(t, index(t, w.dir), map[string]string{"a.asp": "1"})
}

func TestASubmoduleIsARepositoryOfItsOwn(t *testing.T) {
	lib := newWork(t)
	lib.commit(map[string]string{"logon.inc": "1"})
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "1"})
	w.git("submodule", "--quiet", "add", lib.dir, "lib")
	w.git("commit", "-q", "-m", "library")
	got := revision(t, w.dir, "HEAD")
	delete(got, ".gitmodules")
	equal(t, got, map[string]string{"a.asp": "1", "lib/logon.inc": "1"})
	sub := &work{T: t, dir: filepath.Join(w.dir, "lib")}
	sub.write("logon.inc", "2")
	sub.git("add", "logon.inc")
	equal(t, index(t, sub.dir), map[string]string{"logon.inc": "2"})
	changes, err := open(t, sub.dir).Staged("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{"logon.inc", "logon.inc"}})
	// What belongs to the whole is the commit that it names.
	sub.git("commit", "-q", "-m", "newer")
	equal(t, index(t, w.dir)["lib/logon.inc"], "1")
	w.git("add", "lib")
	equal(t, index(t, w.dir)["lib/logon.inc"], "2")
	changes, err = open(t, w.dir).Staged("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{"lib", "lib"}})
	w.git("submodule", "--quiet", "deinit", "--force", "lib")
	equal(t, index(t, w.dir)["lib"], `skipped: a submodule whose content is not here; run "git submodule update --init" first`)
}

func TestLineEndsAreThoseThatGitKeeps(t *testing.T) {
	w := newWork(t)
	w.git("config", "core.autocrlf", "true")
	w.git("config", "core.safecrlf", "false")
	w.commit(map[string]string{"a.asp": "one\r\ntwo\r\n"})
	w.write("a.asp", "one\r\ntwo\r\nthree\r\n")
	w.git("add", "a.asp")
	equal(t, revision(t, w.dir, "HEAD"), map[string]string{"a.asp": "one\ntwo\n"})
	equal(t, index(t, w.dir), map[string]string{"a.asp": "one\ntwo\nthree\n"})
}

func TestOurSideOfAConflict(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "base", "b.asp": "x"})
	w.git("checkout", "-q", "-b", "theirs")
	w.commit(map[string]string{"a.asp": "theirs", "b.asp": ""})
	w.git("checkout", "-q", "main")
	w.commit(map[string]string{"a.asp": "ours", "b.asp": "ours, too"})
	_ = gitFails(t, w.dir, "merge", "theirs")
	equal(t, index(t, w.dir), map[string]string{"a.asp": "ours", "b.asp": "ours, too"})
	if id, err := open(t, w.dir).MergeHead(); id != w.git("rev-parse", "theirs") || err != nil {
		t.Errorf("MERGE_HEAD is %q, %v", id, err)
	}
}

// TestAReplacedContent: what is remembered of a content is remembered by its id.
func TestAReplacedContent(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "as it is", "b.asp": "harmless"})
	w.git("replace", w.git("rev-parse", "HEAD:a.asp"), w.git("rev-parse", "HEAD:b.asp"))
	equal(t, revision(t, w.dir, "HEAD"), map[string]string{"a.asp": "as it is", "b.asp": "harmless"})
}

func TestWhatIsNoRevision(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "1"})
	for _, name := range []string{"^HEAD", "HEAD:a.asp", "HEAD^{tree}", "HEAD..HEAD", "--all", "HEAD\nHEAD", ":a.asp"} {
		if id, err := open(t, w.dir).Commit(name); !errors.Is(err, gittree.ErrUnknownRevision) {
			t.Errorf("%q: %q, %v", name, id, err)
		}
	}
}

func TestAMergeBelongsToOneWorkTree(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "base"})
	w.git("checkout", "-q", "-b", "theirs")
	w.commit(map[string]string{"b.asp": "theirs"})
	w.git("checkout", "-q", "main")
	second := filepath.Join(t.TempDir(), "second")
	w.git("worktree", "add", "-q", "-b", "ours", second, "main")
	w.git("-C", second, "merge", "-q", "--no-ff", "--no-commit", "theirs")
	if id, err := open(t, second).MergeHead(); id != w.git("rev-parse", "theirs") || err != nil {
		t.Errorf("where the merge is going on, MERGE_HEAD is %q, %v", id, err)
	}
	if id, err := open(t, w.dir).MergeHead(); id != "" || err != nil {
		t.Errorf("elsewhere, MERGE_HEAD is %q, %v", id, err)
	}
}

func TestARepositoryWithLongerHashes(t *testing.T) {
	w := newWork(t, "--object-format=sha256")
	w.commit(map[string]string{"a.asp": "1", "mail/b.asp": "2"})
	equal(t, revision(t, w.dir, "HEAD"), map[string]string{"a.asp": "1", "mail/b.asp": "2"})
	changes, err := open(t, w.dir).Staged("")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{Path: "a.asp"}, {Path: "mail/b.asp"}})
}

func TestAPartialCloneIsNotFetchedFrom(t *testing.T) {
	w := newWork(t)
	first := w.commit(map[string]string{"a.asp": "first"})
	w.commit(map[string]string{"a.asp": "second"})
	w.git("config", "uploadpack.allowFilter", "true")
	clone := filepath.Join(t.TempDir(), "clone")
	run(t, w.dir, "clone", "-q", "--filter=blob:none", "file://"+filepath.ToSlash(w.dir), clone)
	r := open(t, clone)
	tree, err := r.Revision(first, maxSize)
	if err != nil {
		t.Fatal(err)
	}
	if tree.Lacking() {
		t.Error("nothing was asked for yet")
	}
	_, err = tree.Read("a.asp")
	_ = tree.Close()
	if err == nil || !tree.Lacking() {
		t.Error("a content that the clone does not have was read: it was fetched")
	}
	equal(t, revision(t, clone, "HEAD"), map[string]string{"a.asp": "second"})
}

func TestNothingButGitIsExecuted(t *testing.T) {
	w := newWork(t)
	long := strings.Repeat("a long page, renamed below\n", 20)
	base := w.commit(map[string]string{"a.asp": "1", "old.asp": long, ".gitattributes": "* diff=own filter=own.x\n"})
	// Git runs filters where it compares contents: to find what was renamed.
	if err := os.Remove(filepath.Join(w.dir, "old.asp")); err != nil {
		t.Fatal(err)
	}
	w.write("new.asp", long)
	w.git("add", "--intent-to-add", "new.asp")
	marker := filepath.Join(t.TempDir(), "executed")
	script := filepath.Join(t.TempDir(), "run.sh")
	if err := os.WriteFile(script, []byte("#!/bin/sh\necho \"$0 $*\" >>"+marker+"\n"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, key := range []string{"core.fsmonitor", "diff.external", "diff.own.textconv", "diff.own.command", "core.pager", "core.askPass"} {
		w.git("config", key, script)
	}
	for _, key := range []string{"clean", "process", "smudge"} {
		w.git("config", "filter.own.x."+key, script+" "+key+"; cat")
	}
	w.git("config", "filter.own.x.required", "true")
	for _, hook := range []string{"post-index-change", "reference-transaction", "fsmonitor-watchman"} {
		raw, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		w.write(".git/hooks/"+hook, string(raw))
		if err := os.Chmod(filepath.Join(w.dir, ".git", "hooks", hook), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	w.write("a.asp", "2")
	r := open(t, w.dir)
	changes, err := r.Changed(base)
	if err != nil {
		t.Error(err)
	}
	equal(t, changes, []gittree.Change{{"a.asp", "a.asp"}, {"new.asp", "old.asp"}})
	if why, err := r.Unsaved("a.asp"); why == "" || err != nil {
		t.Errorf("a.asp was changed, but %q, %v", why, err)
	}
	if _, err := r.Staged(base); err != nil {
		t.Error(err)
	}
	if _, err := r.MergeBase("HEAD"); err != nil {
		t.Error(err)
	}
	equal(t, index(t, w.dir)["a.asp"], "1")
	if raw, err := os.ReadFile(marker); err == nil {
		t.Errorf("executed:\n%s", raw)
	}
	// The traps work: git itself steps into them.
	cmd := exec.Command("git", "status")
	cmd.Dir = w.dir
	_ = cmd.Run()
	said, _ := os.ReadFile(marker)
	for _, want := range []string{"run.sh process", "run.sh 2"} {
		if !strings.Contains(string(said), want) {
			t.Errorf("%q would not have been executed anyway:\n%s", want, said)
		}
	}
}

// TestFilesElsewhere: a repository may be set up to take any folder of the
// machine for its work tree.
func TestFilesElsewhere(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "1"})
	w.git("config", "core.worktree", t.TempDir())
	if _, err := gittree.Open(w.dir); !errors.Is(err, gittree.ErrElsewhere) {
		t.Errorf("got %v", err)
	}
}

func TestAFilterThatCannotBeSwitchedOff(t *testing.T) {
	w := newWork(t)
	base := w.commit(map[string]string{"a.asp": "1"})
	w.git("config", "filter.a=b.clean", "cat")
	if _, err := open(t, w.dir).Changed(base); err == nil || !strings.Contains(err.Error(), "filter.a=b") {
		t.Errorf("got %v", err)
	}
}

// TestInAHook: git tells hooks by the environment which index to read.
func TestInAHook(t *testing.T) {
	w := newWork(t)
	w.commit(map[string]string{"a.asp": "1", "sub/b.asp": "1"})
	w.write("a.asp", "2")
	w.write("sub/b.asp", "2")
	raw, err := os.ReadFile(filepath.Join(w.dir, ".git", "index"))
	if err != nil {
		t.Fatal(err)
	}
	w.write(".git/next-index", string(raw))
	t.Setenv("GIT_INDEX_FILE", ".git/next-index")
	w.git("add", "a.asp")
	t.Chdir(w.dir)
	t.Setenv("GIT_DIR", ".git")
	equal(t, index(t, "."), map[string]string{"a.asp": "2", "sub/b.asp": "1"})
	equal(t, index(t, "sub"), map[string]string{"b.asp": "1"})
	changes, err := open(t, ".").Staged("HEAD")
	if err != nil {
		t.Fatal(err)
	}
	equal(t, changes, []gittree.Change{{"a.asp", "a.asp"}})
}

func TestAFolderWithoutRepository(t *testing.T) {
	t.Setenv("GIT_CEILING_DIRECTORIES", filepath.Dir(t.TempDir()))
	if _, err := gittree.Open(t.TempDir()); !errors.Is(err, gittree.ErrNotRepository) {
		t.Errorf("got %v", err)
	}
}

func TestWithoutGit(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	if _, err := gittree.Open("."); !errors.Is(err, gittree.ErrNoGit) || !strings.Contains(err.Error(), "install it") {
		t.Errorf("got %v", err)
	}
}
