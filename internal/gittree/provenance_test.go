package gittree_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/gittree"
)

// The files are read as git reads them: this asks both.
func TestProvenanceIsWhatGitSays(t *testing.T) {
	w := newWork(t)
	ask := func(t *testing.T, dir string) (want gittree.Provenance) {
		t.Helper()
		try := func(args ...string) string {
			out, err := gitSays(dir, args...)
			if err != nil {
				return ""
			}
			return out
		}
		return gittree.Provenance{URI: try("config", "--get", "remote.origin.url"), Revision: try("rev-parse", "--verify", "--quiet", "HEAD"), Branch: try("symbolic-ref", "--quiet", "--short", "HEAD")}
	}
	check := func(name, dir string) {
		t.Run(name, func(t *testing.T) {
			want := ask(t, dir)
			if want.Revision == "" && name != "no commit" || want.URI == "" && name != "no commit" {
				t.Fatalf("git says nothing: %+v", want)
			}
			equal(t, gittree.ProvenanceOf(dir), want)
		})
	}
	check("no commit", w.dir)
	id := w.commit(map[string]string{"a.asp": "<p>", "sub/b.asp": "<p>"})
	w.git("remote", "add", "upstream", "https://example.com/other.git")
	for name, uri := range map[string]string{
		"a remote": "https://example.com/a.git", "a remote with odd characters": "ssh://git@example.com/a#b;c \"d\"\\e.git", "a remote of scp": "git@example.com:corp/intranet.git",
	} {
		w.git("config", "remote.origin.url", uri)
		check(name, w.dir)
	}
	w.git("config", "--add", "remote.origin.url", "https://example.com/second.git")
	check("two addresses", w.dir)
	w.git("checkout", "-q", "-b", "feature/mail")
	check("a branch with a slash", w.dir)
	w.git("pack-refs", "--all")
	check("packed references", w.dir)
	w.git("checkout", "-q", "--detach")
	check("a detached head", w.dir)
	linked := filepath.Join(t.TempDir(), "linked")
	w.git("worktree", "add", "-q", "-b", "other", linked, id)
	check("a linked work tree", linked)
	w.git("pack-refs", "--all")
	check("a linked work tree with packed references", linked)

	super := newWork(t)
	super.git("submodule", "add", "-q", w.dir, "lib")
	check("a submodule", filepath.Join(super.dir, "lib"))

	long := newWork(t, "--object-format=sha256")
	long.commit(map[string]string{"a.asp": "<p>"})
	long.git("config", "remote.origin.url", "https://example.com/a.git")
	check("longer hashes", long.dir)
}

// Configuration as people write it, by hand.
func TestProvenanceReadsConfiguration(t *testing.T) {
	dir := t.TempDir()
	for text, want := range map[string]string{
		"[remote \"origin\"]\n\turl = https://example.com/a\n":                     "https://example.com/a",
		"[REMOTE \"origin\"]\r\n  URL=https://example.com/a ; comment\r\n":         "https://example.com/a",
		"[remote \"origin\"] url = \"a;b\" # comment\n":                            "a;b",
		"[remote \"origin\"]\nurl = https://exa\\\nmple.com/a\n":                   "https://example.com/a",
		"[remote \"Origin\"]\nurl = https://example.com/a\n":                       "",
		"[remote \"a\"]\nurl = x\n[remote \"origin\"]\nfetch = y\n[core]\nurl = z": "",
		"# [remote \"origin\"]\n; url = x\n":                                       "",
		"[remote \"origin\"\nurl = x\n":                                            "",
		"[remote \"origin\"]\nurl = \\":                                            "\\",
	} {
		if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, ".git", "config"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got := gittree.ProvenanceOf(dir).URI; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

// What a repository says of itself leads nowhere else, and is no more than a
// hash and a name.
func TestProvenanceStaysInTheWorkTree(t *testing.T) {
	const id = "4f0c1e1c6a2b1d0e9f8a7b6c5d4e3f2a1b0c9d8e"
	outside := t.TempDir()
	files := func(dir string, list map[string]string) {
		t.Helper()
		for name, text := range list {
			name = filepath.Join(dir, filepath.FromSlash(name))
			if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	files(outside, map[string]string{
		"git/HEAD": "ref: refs/heads/secret\n", "git/config": "[remote \"origin\"]\nurl = secret\n", "git/refs/heads/secret": id,
		"HEAD": id, "config": "[remote \"origin\"]\nurl = secret\n", "refs/heads/secret": id, "id": id, "git/gitdir": filepath.Join(outside, ".git"),
	})
	for name, list := range map[string]map[string]string{
		"a folder elsewhere":        {".git": "gitdir: " + filepath.Join(outside, "git")},
		"a folder above":            {".git": "gitdir: .."},
		"a repository shared above": {".git/commondir": "../..", ".git/HEAD": "ref: refs/heads/main", "x": ""},
		"a reference that leads up": {".git/HEAD": "ref: refs/../../../id"},
		"a reference to a file":     {".git/HEAD": "ref: " + filepath.Join(outside, "id")},
		"what is no hash":           {".git/HEAD": "root:x:0:0"},
		"a hash of another length":  {".git/HEAD": id + "00"},
		"nothing":                   {".git/HEAD": strings.Repeat("\x00", 1000)},
	} {
		dir := filepath.Join(outside, strings.ReplaceAll(name, " ", "-"), "site")
		files(dir, list)
		if p := gittree.ProvenanceOf(dir); p.URI != "" || p.Revision != "" {
			t.Errorf("%s: %+v", name, p)
		}
	}
}
