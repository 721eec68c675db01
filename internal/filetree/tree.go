// Package filetree is where the files of a site come from. A [Folder] of the
// disk, files in [Memory] and an [Overlay] over another tree are here; a git
// revision and an archive are trees of their own packages. It knows paths and
// bytes, .gitignore files and what the system says of a file, and nothing of
// what is in them.
//
// Nothing that a tree names leads out of it: see docs/security-model.md.
package filetree

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Tree is where a site comes from: a folder, a git revision, an archive.
// Read must be safe for concurrent use and must never leave the tree.
type Tree interface {
	// List returns the regular files and the folders below the scopes, which are
	// paths of files or folders; "." is everything.
	List(scopes []string) (Listing, error)
	// Read returns the bytes of a file. The error wraps fs.ErrNotExist if there
	// is none, ErrTooLarge if it is over the limit.
	Read(path string) ([]byte, error)
}

// MaxDepth is how many folders a file may lie in. To open one, every folder above
// it is opened, so that a tree as deep as a system allows would take hours.
const MaxDepth = 255

// TooDeep reports whether a file of that path is not listed, and says so of the
// folder from which on nothing is.
func TooDeep(path string) (Notice, bool) {
	at := 0
	for n := 0; n <= MaxDepth; n++ {
		next := strings.IndexByte(path[at:], '/')
		if next < 0 {
			return Notice{}, false
		}
		at += next + 1
	}
	return Notice{ID: "limit", Path: path[:at-1], Message: fmt.Sprintf("what lies in more than %d folders is not read", MaxDepth)}, true
}

// Entry is a file of a tree.
type Entry struct {
	Path string // slash-separated from the root
	Size int64  // bytes; -1 if not known before reading
}

// Listing is the content of a tree, by path.
type Listing struct {
	Files []Entry
	Dirs  []string // "." included
	// Skipped is what is not among them for another reason than that it is
	// ignored: links out of the tree, devices, folders that cannot be read.
	Skipped []Notice
}

// Notice says what was not listed, and why.
type Notice struct {
	ID      string // as that of a finding.Notification
	Path    string
	Message string
}

// Below is what of a listing lies below the scopes.
func (l Listing) Below(scopes []string) Listing {
	if slices.Contains(scopes, ".") {
		return Listing{Files: slices.Clone(l.Files), Dirs: slices.Clone(l.Dirs), Skipped: slices.Clone(l.Skipped)}
	}
	var out Listing
	in := func(p string) bool {
		return slices.ContainsFunc(scopes, func(s string) bool { return Within(p, s) })
	}
	for _, e := range l.Files {
		if in(e.Path) {
			out.Files = append(out.Files, e)
		}
	}
	for _, d := range l.Dirs {
		if in(d) {
			out.Dirs = append(out.Dirs, d)
		}
	}
	for _, n := range l.Skipped {
		if in(n.Path) {
			out.Skipped = append(out.Skipped, n)
		}
	}
	return out
}

// ErrTooLarge is returned by Tree.Read for a file over the size limit.
var ErrTooLarge = errors.New("file is larger than the limit")

// TooLarge is ErrTooLarge for a file of that many bytes.
func TooLarge(size, limit int64) error {
	return fmt.Errorf("%w: %d bytes, the limit is %d", ErrTooLarge, size, limit)
}

// Topmost drops scopes that lie in another scope, and sorts the others.
func Topmost(scopes []string) []string {
	out := slices.Clone(scopes)
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(slices.Clone(out), func(s string) bool {
		return slices.ContainsFunc(out, func(t string) bool { return s != t && Within(s, t) })
	})
}

// Within reports whether a path lies in a folder, or is it.
func Within(p, folder string) bool {
	return folder == "." || p == folder || strings.HasPrefix(p, folder+"/")
}

// Reason is an error of reading without the path, which a message about the
// file has already.
func Reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		return pe.Err.Error()
	}
	return err.Error()
}
