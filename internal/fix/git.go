package fix

import (
	"os"
	"path/filepath"

	"github.com/cdolint/cdolint/internal/gittree"
)

// dirty refuses the changes to files that git could not bring back. Outside of
// a work tree nothing is refused.
func dirty(root string, changes []Change) []error {
	if len(changes) == 0 || !inWorkTree(root) {
		return nil
	}
	repo, opening := gittree.Open(root)
	var refused []error
	for _, c := range changes {
		why, err := "", opening
		if err == nil {
			why, err = repo.Unsaved(c.Path)
		}
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
