package gittree

import (
	"bytes"
	"slices"
	"strings"
)

// Change is a file that differs. Paths are slash-separated and relative to the
// folder that the repository was opened from.
type Change struct {
	// Path as it is now, "" for a deleted file.
	Path string
	// Old path, "" for a new file. It differs from Path for a renamed one.
	Old string
}

// Staged are the differences between a commit and the index; base "" stands
// for nothing at all, as before the first commit.
func (r *Repo) Staged(base string) ([]Change, error) {
	return r.diff(base, "--cached")
}

// Changed are the differences between a commit and the work tree, files that
// git does not know yet included unless they are ignored. Files that were only
// touched may be among them.
func (r *Repo) Changed(base string) ([]Change, error) {
	r, err := r.unfiltered()
	if err != nil {
		return nil, err
	}
	changes, err := r.diff(base)
	if err != nil {
		return nil, err
	}
	out, err := r.output("ls-files", "--others", "--exclude-standard", "-z")
	if err != nil {
		return nil, err
	}
	for path := range strings.SplitSeq(string(out), "\x00") {
		if path != "" && !strings.HasSuffix(path, "/") { // with a slash: a repository of its own
			changes = append(changes, Change{Path: path})
		}
	}
	sortChanges(changes)
	return changes, nil
}

func (r *Repo) diff(base string, flags ...string) ([]Change, error) {
	if base == "" {
		var err error
		if base, err = r.emptyTree(); err != nil {
			return nil, err
		}
	}
	args := append([]string{
		"diff-index", "-z", "--name-status", "--find-renames", "--no-ext-diff", "--no-textconv",
		"--ignore-submodules=dirty", "--relative",
	}, flags...)
	out, err := r.output(append(args, base, "--")...)
	if err != nil {
		return nil, err
	}
	changes := parseChanges(out)
	sortChanges(changes)
	return changes, nil
}

// parseChanges reads "M\0path\0" and "R087\0old\0new\0".
func parseChanges(out []byte) []Change {
	fields := strings.Split(string(bytes.TrimSuffix(out, []byte{0})), "\x00")
	var list []Change
	for i := 0; i+1 < len(fields); i += 2 {
		status, path := fields[i], fields[i+1]
		if status == "" {
			break
		}
		switch status[0] {
		case 'A':
			list = append(list, Change{Path: path})
		case 'D':
			list = append(list, Change{Old: path})
		case 'R', 'C':
			if i+2 >= len(fields) {
				return list
			}
			i++
			c := Change{Path: fields[i+1], Old: path}
			if status[0] == 'C' {
				c.Old = ""
			}
			list = append(list, c)
		default: // M, T (another type of file), U (not merged)
			list = append(list, Change{Path: path, Old: path})
		}
	}
	return list
}

func sortChanges(list []Change) {
	slices.SortFunc(list, func(a, b Change) int {
		return strings.Compare(a.Path+"\x00"+a.Old, b.Path+"\x00"+b.Old)
	})
}
