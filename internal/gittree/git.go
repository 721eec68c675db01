// Package gittree reads a site from git: a revision, or what is staged for the
// next commit. It uses git's own command line, which reads every repository
// that git reads (work trees, submodules, alternates, partial clones, SHA-256)
// and does not copy a file to the disk.
//
// Nothing but git is executed, whatever the configuration of the repository
// says: hooks, file system monitors, filters, text converters and external diff
// tools are off, and git is kept from fetching what a partial clone lacks.
package gittree

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// The mistakes that a caller may want to tell apart.
var (
	// ErrNoGit: the program git is not installed.
	ErrNoGit = errors.New("git was not found; install it, or add it to PATH")
	// ErrNotRepository: the folder lies in no git repository.
	ErrNotRepository = errors.New("this folder is not in a git repository")
	// ErrNoCommits: the repository has no commit yet.
	ErrNoCommits = errors.New("the repository has no commits yet")
	// ErrUnknownRevision: a name is no revision of this repository.
	ErrUnknownRevision = errors.New("git knows no such revision")
	// ErrShallow: the history that is needed was not fetched.
	ErrShallow = errors.New("this is a shallow clone, and its history does not reach back that far; " +
		`fetch the rest with "git fetch --unshallow" (GitHub Actions: actions/checkout with "fetch-depth: 0")`)
	// ErrElsewhere: the repository is set up to keep its files in another folder
	// than the one that it lies in.
	ErrElsewhere = errors.New("the repository keeps its files in another folder (core.worktree)")
	// ErrUnrelated: two revisions have no common ancestor.
	ErrUnrelated = errors.New("it has no common ancestor with HEAD")
)

// Repo is a git repository, seen from a folder of its work tree: all paths are
// relative to that folder, and what lies outside of it does not exist.
type Repo struct {
	dir  string
	env  []string
	off  []string // arguments that switch off more than is always off
	bare bool
	// gitDir is where git keeps the state of the work tree; absolute.
	gitDir          string
	patience, doubt time.Duration // see the constants
}

// Open finds the repository that a folder lies in.
func Open(dir string) (*Repo, error) {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return nil, err
	}
	return open(abs, environment(os.Environ(), true))
}

func open(dir string, env []string) (*Repo, error) {
	r := &Repo{dir: dir, env: env, patience: patience, doubt: doubt}
	if err := orderly(dir); err != nil {
		return nil, err
	}
	said, err := r.output("rev-parse", "--is-inside-work-tree", "--is-bare-repository", "--absolute-git-dir")
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return nil, ErrNoGit
		}
		if strings.Contains(err.Error(), "not a git repository") {
			return nil, ErrNotRepository
		}
		return nil, err
	}
	inside, rest, _ := strings.Cut(string(said), "\n")
	bare, dir, _ := strings.Cut(rest, "\n")
	switch strings.TrimSpace(inside) + " " + strings.TrimSpace(bare) {
	case "false false":
		return nil, ErrElsewhere
	case "false true":
		r.bare = true
	}
	r.gitDir = strings.TrimRight(dir, "\r\n")
	return r, nil
}

// IsBare reports whether a folder is a bare repository, by what lies in it: no
// git is started, and one with a .git folder is none.
func IsBare(dir string) bool {
	is := func(name string, folder bool) bool {
		info, err := os.Lstat(filepath.Join(dir, name))
		return err == nil && info.IsDir() == folder
	}
	return is("HEAD", false) && is("objects", true) && is("refs", true) && !is(".git", true)
}

// Bare reports whether the repository has commits only: no index and no work
// tree to compare with.
func (r *Repo) Bare() bool { return r.bare }

// environment is that of git. Where it says which repository to read (a hook
// runs with GIT_INDEX_FILE), that is kept if it is meant for this one, and made
// independent of the folder that git is started in.
func environment(env []string, own bool) []string {
	out := make([]string, 0, len(env)+8)
	dir, tree := false, false
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		switch name {
		case "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR":
			if value == "" || !own {
				continue
			}
			if abs, err := filepath.Abs(value); err == nil {
				kv = name + "=" + abs
			}
			dir = dir || name == "GIT_DIR"
			tree = tree || name == "GIT_WORK_TREE"
		case "GIT_EXTERNAL_DIFF", "GIT_LITERAL_PATHSPECS", "GIT_NAMESPACE", "GIT_PREFIX":
			continue
		}
		out = append(out, kv)
	}
	if dir && !tree { // then the work tree is where we are
		if wd, err := os.Getwd(); err == nil {
			out = append(out, "GIT_WORK_TREE="+wd)
		}
	}
	return append(out,
		"LC_ALL=C", // messages are recognised
		"GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0",
		"GIT_NO_LAZY_FETCH=1", "GIT_ALLOW_PROTOCOL=none", // no network
		"GIT_LITERAL_PATHSPECS=1",
	)
}

// command is git with arguments. They are never the user's own words but for
// revisions, which Commit resolves.
func (r *Repo) command(args ...string) *exec.Cmd {
	fixed := []string{
		"--no-pager",
		"-c", "core.fsmonitor=false", "-c", "core.hooksPath=" + os.DevNull,
		"-c", "core.attributesFile=" + os.DevNull, "-c", "core.excludesFile=" + os.DevNull, // anywhere, otherwise
		"-c", "diff.external=", "-c", "diff.renameLimit=2000", "-c", "submodule.recurse=false",
	}
	cmd := exec.Command("git", slices.Concat(fixed, r.off, args)...)
	cmd.Dir = r.dir
	cmd.Env = r.env
	cmd.WaitDelay = lastWords
	return cmd
}

// output runs git and returns what it prints.
func (r *Repo) output(args ...string) ([]byte, error) {
	cmd := r.command(args...)
	var stdout bytes.Buffer
	var stderr tail
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	v := r.watch(cmd, args[0])
	trust := v.suspect()
	err := cmd.Wait()
	v.rest()
	trust()
	switch ended := v.ended(); {
	case err == nil:
		return stdout.Bytes(), nil
	case ended != nil:
		return nil, ended
	}
	return nil, stderr.explain(args[0], err)
}

// line is the first line that git prints.
func (r *Repo) line(args ...string) (string, error) {
	out, err := r.output(args...)
	first, _, _ := strings.Cut(string(out), "\n")
	return strings.TrimRight(first, "\r"), err
}

// tail keeps the beginning of what git complains about.
type tail struct{ bytes.Buffer }

const maxComplaint = 4096 // bytes

func (t *tail) Write(p []byte) (int, error) {
	if room := maxComplaint - t.Len(); room > 0 {
		t.Buffer.Write(p[:min(room, len(p))])
	}
	return len(p), nil
}

// explain makes an error of what git said.
func (t *tail) explain(command string, err error) error {
	said := strings.TrimSpace(t.String())
	if said == "" {
		return fmt.Errorf("git %s: %w", command, err)
	}
	said, _, _ = strings.Cut(said, "\n")
	said = strings.TrimPrefix(strings.TrimPrefix(said, "fatal: "), "error: ")
	return fmt.Errorf("git %s: %s: %w", command, strings.TrimSpace(said), err)
}
