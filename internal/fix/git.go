package fix

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// gitTimeout bounds one question to git.
const gitTimeout = 30 * time.Second

// dirty refuses the changes to files that git could not bring back. Outside of
// a work tree nothing is refused.
func dirty(root string, changes []Change) []error {
	if len(changes) == 0 || !inWorkTree(root) {
		return nil
	}
	var refused []error
	for _, c := range changes {
		why, err := status(root, c.Path)
		switch {
		case err != nil:
			refused = append(refused, &Error{Path: c.Path, Reason: ErrDirty, Detail: err.Error()})
		case why != "":
			refused = append(refused, &Error{Path: c.Path, Reason: ErrDirty, Detail: why})
		}
	}
	return refused
}

// inWorkTree reports whether a folder lies in a git repository.
func inWorkTree(dir string) bool {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return false
	}
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return true
		}
		up := filepath.Dir(dir)
		if up == dir {
			return false
		}
		dir = up
	}
}

// status says in words why git could not bring a file back, "" if it could.
// The repository may be anybody's: no hook or monitor of it is run.
func status(root, path string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), gitTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, "git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath="+os.DevNull, "--no-optional-locks", "--literal-pathspecs",
		"status", "--porcelain=v1", "-z", "--ignored=matching", "--untracked-files=all", "--ignore-submodules=all", "--", filepath.FromSlash(path))
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", errors.New("git is not there to ask")
		}
		return "", fmt.Errorf("git status failed: %s", strings.TrimSpace(firstLine(stderr.String())))
	}
	switch {
	case len(out) == 0:
		return "", nil
	case bytes.HasPrefix(out, []byte("??")):
		return "it is not under version control", nil
	case bytes.HasPrefix(out, []byte("!!")):
		return "git ignores it", nil
	}
	return "it has changes that are not committed", nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}
