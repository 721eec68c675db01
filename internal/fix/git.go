package fix

import (
	"path/filepath"

	"github.com/cdolint/cdolint/internal/gittree"
)

// dirty refuses the changes to files that git could not bring back. Outside of
// a work tree nothing is refused.
func dirty(root string, changes []Change) []error {
	if abs, err := filepath.Abs(root); len(changes) == 0 || err != nil || gittree.Top(abs) == "" {
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
