package fix

import (
	"bytes"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/rogpeppe/go-internal/diff"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// Change is a file before and after its edits, as stored.
type Change struct {
	Path          string // slash-separated from the root
	Before, After []byte
	encoding      string
}

// Patch is the change as a unified diff of the bytes as stored, fit for
// `git apply` and patch(1).
func (c Change) Patch() []byte { return unified(c.Path, c.Before, c.After) }

// Preview is the change as a unified diff for people: decoded text with LF line
// ends. It may hold whatever the file holds; a terminal is the caller's care.
func (c Change) Preview() string {
	return string(unified(c.Path, []byte(c.read(c.Before)), []byte(c.read(c.After))))
}

func (c Change) read(raw []byte) string {
	return withLineEnds(source.New(c.Path, raw, source.Options{Encoding: c.encoding}).Text, "\n")
}

// Diff is the unified diff, for people, of the edits to one file; "" if they
// change nothing.
func Diff(f *source.File, edits []finding.Edit) (string, error) {
	after, err := edited(f, edits)
	if err != nil {
		return "", err
	}
	return Change{Path: f.Path, Before: f.Raw, After: after, encoding: f.Encoding}.Preview(), nil
}

func unified(name string, before, after []byte) []byte {
	out := diff.Diff("a/"+name, before, "b/"+name, after)
	if i := bytes.IndexByte(out, '\n'); i >= 0 {
		out = out[i+1:] // the line "diff a/… b/…"
	}
	return out
}

// read is a regular file of the tree.
func read(tree *os.Root, name string) ([]byte, error) {
	info, err := tree.Lstat(name)
	if err != nil {
		return nil, &Error{Path: name, Reason: err}
	}
	switch {
	case info.Mode()&fs.ModeSymlink != 0:
		return nil, &Error{Path: name, Reason: ErrFile, Detail: "it is a link; change the file that it points to"}
	case !info.Mode().IsRegular():
		return nil, &Error{Path: name, Reason: ErrFile, Detail: "it is no regular file"}
	}
	f, err := tree.Open(name)
	if err != nil {
		return nil, &Error{Path: name, Reason: err}
	}
	defer func() { _ = f.Close() }()
	raw, err := io.ReadAll(f)
	if err != nil {
		return nil, &Error{Path: name, Reason: err}
	}
	return raw, nil
}

// write replaces the file in one step: whoever reads it sees it as it was or
// as it is to be. It keeps the permissions; owner and hard links it cannot.
func (c Change) write(tree *os.Root) (err error) {
	info, err := tree.Stat(c.Path)
	if err != nil {
		return &Error{Path: c.Path, Reason: err}
	}
	temp := path.Join(path.Dir(c.Path), "."+path.Base(c.Path)+"."+strings.ToLower(rand.Text()[:8])+".tmp")
	f, err := tree.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return &Error{Path: c.Path, Reason: err}
	}
	_, err = f.Write(c.After)
	err = errors.Join(err, f.Sync(), f.Close())
	if err == nil {
		err = tree.Chmod(temp, info.Mode().Perm()) // past the umask
	}
	if err == nil {
		err = tree.Rename(temp, c.Path)
	}
	if err != nil {
		_ = tree.Remove(temp)
		return &Error{Path: c.Path, Reason: fmt.Errorf("it was not changed: %w", err)}
	}
	return nil
}
