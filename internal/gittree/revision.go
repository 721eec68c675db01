package gittree

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// Commit is the id of the commit that a name such as "main", "v1.2" or "HEAD~3"
// stands for.
func (r *Repo) Commit(rev string) (string, error) {
	if rev == "" || strings.HasPrefix(rev, "-") || strings.ContainsAny(rev, "\x00\n\r") {
		return "", fmt.Errorf("%q: %w", rev, ErrUnknownRevision)
	}
	id, err := r.line("rev-parse", "--verify", "--quiet", rev+"^{commit}")
	if err == nil && hash(id) != "" { // ^NAME is none
		return id, nil
	}
	if head, _ := r.Head(); head == "" {
		return "", fmt.Errorf("%q: %w", rev, ErrNoCommits)
	}
	if r.shallow() {
		return "", fmt.Errorf("%q: %w: %w", rev, ErrUnknownRevision, ErrShallow)
	}
	return "", fmt.Errorf("%q: %w", rev, ErrUnknownRevision)
}

// Head is the id of the commit that is checked out, "" before the first one.
func (r *Repo) Head() (string, error) {
	return r.optional("HEAD")
}

// MergeHead is the commit that is being merged, "" if none is: its findings
// are no news either.
func (r *Repo) MergeHead() (string, error) {
	// Git writes it as a file, wherever it keeps other references; mostly there
	// is none, which needs no process to see.
	if exists(r.gitDir, "HEAD") && !exists(r.gitDir, "MERGE_HEAD") {
		return "", nil
	}
	return r.optional("MERGE_HEAD")
}

func exists(dir, name string) bool {
	_, err := os.Lstat(filepath.Join(dir, name))
	return err == nil
}

func (r *Repo) optional(ref string) (string, error) {
	id, err := r.line("rev-parse", "--verify", "--quiet", ref+"^{commit}")
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 {
		return "", nil
	}
	return id, err
}

// MergeBase is the commit that HEAD and a revision have last had in common:
// what HEAD's side has changed since is its own doing.
func (r *Repo) MergeBase(rev string) (string, error) {
	id, err := r.Commit(rev)
	if err != nil {
		return "", err
	}
	base, err := r.line("merge-base", id, "HEAD")
	if err == nil {
		return base, nil
	}
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != 1 {
		return "", err
	}
	if r.shallow() {
		return "", fmt.Errorf("%q: %w", rev, ErrShallow)
	}
	return "", fmt.Errorf("%q: %w", rev, ErrUnrelated)
}

func (r *Repo) shallow() bool {
	s, err := r.line("rev-parse", "--is-shallow-repository")
	return err == nil && s == "true"
}

// emptyTree is the id of the tree without files, by the hash of the repository.
func (r *Repo) emptyTree() (string, error) {
	return r.line("hash-object", "-t", "tree", "--stdin") // standard input is empty
}
