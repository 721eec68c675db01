package gittree

import (
	"errors"
	"fmt"
	"os/exec"
	"strings"
)

// unfiltered is the repository without the filters that are configured, for
// what compares files of the work tree: to know what a file would be once committed, git
// starts filter.NAME.clean, a command line that whoever made the repository has
// chosen. A file that a filter would change therefore counts as changed, if git
// looks at its content at all.
func (r *Repo) unfiltered() (*Repo, error) {
	names, err := r.output("config", "--includes", "-z", "--name-only", "--get-regexp", `^filter\.`)
	var exit *exec.ExitError
	if err != nil && (!errors.As(err, &exit) || exit.ExitCode() != 1) { // 1: there are none
		return nil, err
	}
	off := *r
	seen := map[string]bool{}
	for name := range strings.SplitSeq(string(names), "\x00") {
		last := strings.LastIndexByte(name, '.')
		if last < 0 || seen[name[:last]] {
			continue
		}
		filter := name[:last]
		seen[filter] = true
		if strings.ContainsRune(filter, '=') {
			return nil, fmt.Errorf("the configuration of git has %q, a filter that cannot be switched off", filter)
		}
		off.off = append(off.off, "-c", filter+".clean=", "-c", filter+".process=", "-c", filter+".required=false")
	}
	return &off, nil
}

// Unsaved says in words why git could not bring a file of the work tree back,
// "" if it could: it is as it was committed, or as it is staged.
func (r *Repo) Unsaved(path string) (string, error) {
	r, err := r.unfiltered()
	if err != nil {
		return "", err
	}
	out, err := r.output("status", "--porcelain=v1", "-z", "--ignored=matching", "--untracked-files=all", "--ignore-submodules=all", "--", path)
	switch {
	case err != nil:
		return "", err
	case len(out) == 0:
		return "", nil
	case strings.HasPrefix(string(out), "??"):
		return "it is not under version control", nil
	case strings.HasPrefix(string(out), "!!"):
		return "git ignores it", nil
	case out[1] == ' ': // "XY path": Y compares the work tree with the index
		return "", nil
	}
	return "it has changes that are neither committed nor staged", nil
}
