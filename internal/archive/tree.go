package archive

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/filetree"
)

// Tree is an archive as a [filetree.Tree]. It is safe for concurrent use.
type Tree struct {
	entries map[string]*entry
	dirs    map[string]bool
	skipped skipped
	limits  Limits
	close   func() error
}

var _ filetree.Tree = (*Tree)(nil)

// entry is a file of the archive.
type entry struct {
	size int64
	read func() ([]byte, error)
}

// Close releases the archive. Nothing can be read after that.
func (t *Tree) Close() error {
	if t.close == nil {
		return nil
	}
	return t.close()
}

// Read implements filetree.Tree. The error is fs.ErrNotExist for what is not in the
// archive, filetree.ErrTooLarge, or says why an entry cannot be unpacked.
func (t *Tree) Read(name string) ([]byte, error) {
	e := t.entries[name]
	if e == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if e.size > t.limits.File {
		return nil, filetree.TooLarge(e.size, t.limits.File)
	}
	return e.read()
}

// List implements filetree.Tree.
func (t *Tree) List(scopes []string) (filetree.Listing, error) {
	var out filetree.Listing
	for name, e := range t.entries {
		out.Files = append(out.Files, filetree.Entry{Path: name, Size: e.size})
	}
	for name := range t.dirs {
		out.Dirs = append(out.Dirs, name)
	}
	slices.SortFunc(out.Files, func(a, b filetree.Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(out.Dirs)
	out.Skipped = t.skipped.notices()
	return out.Below(scopes), nil
}

func newTree(l Limits) *Tree {
	return &Tree{entries: map[string]*entry{}, dirs: map[string]bool{".": true}, limits: l}
}

// add files an entry under its name, which is not trusted. It returns the path,
// "" for what is no file to read.
func (t *Tree) add(name string, mode fs.FileMode, e *entry) (string, error) {
	clean, why := cleanName(name)
	switch {
	case why == "metadata":
		return "", nil
	case why != "":
		t.skipped.add(printable(name), why)
		return "", nil
	case clean == ".":
		return "", nil
	case mode.IsDir(), strings.HasSuffix(name, "/"), strings.HasSuffix(name, `\`):
		return "", t.folder(clean)
	case mode&fs.ModeSymlink != 0:
		t.skipped.add(clean, "a link in the archive: not followed")
		return "", nil
	case !mode.IsRegular():
		t.skipped.add(clean, "not a regular file in the archive: skipped")
		return "", nil
	}
	if t.entries[clean] != nil {
		t.skipped.add(clean, "this name is in the archive more than once: the last is read, as when unpacking")
	}
	if err := t.folder(path.Dir(clean)); err != nil {
		return "", err
	}
	t.entries[clean] = e
	return clean, t.count()
}

// folder notes a folder and those above it.
func (t *Tree) folder(dir string) error {
	for d := dir; !t.dirs[d]; d = path.Dir(d) {
		t.dirs[d] = true
	}
	return t.count()
}

func (t *Tree) count() error {
	if len(t.entries)+len(t.dirs)-1 > t.limits.Entries {
		return t.tooMany()
	}
	return nil
}

func (t *Tree) tooMany() error {
	return &LimitError{fmt.Sprintf("more than %d entries", t.limits.Entries)}
}

// finish settles names that are a file and a folder at once.
func (t *Tree) finish() {
	for name := range t.entries {
		if t.dirs[name] {
			delete(t.entries, name)
			t.skipped.add(name, "a file and a folder in the archive have this name: the file is skipped")
		}
	}
}

// maxName is the longest name in bytes: more than any file system has.
const maxName = 4096

// cleanName is the name of an entry as a path of the tree. why says why it is
// none; "metadata" stands for what systems add and nobody misses.
func cleanName(name string) (clean, why string) {
	const outside = "the name leads out of the archive: skipped"
	if !utf8.ValidString(name) { // before its bytes mean anything: a backslash may end a character
		name = decoded(name, namesIn(name))
	}
	slashed := strings.ReplaceAll(name, `\`, "/") // Windows tools write it so
	_, deep := filetree.TooDeep(slashed)
	switch {
	case name == "" || strings.Contains(name, "\x00") || len(name) > maxName || deep:
		return "", "the name is not one of a file: skipped"
	case strings.HasPrefix(slashed, "/"), len(slashed) > 1 && slashed[1] == ':':
		return "", outside
	}
	for part := range strings.SplitSeq(slashed, "/") {
		switch part {
		case "..":
			return "", outside
		case ".git":
			return "", "metadata"
		}
	}
	clean = path.Clean(slashed)
	if (strings.HasPrefix(path.Base(clean), "._") || strings.HasSuffix(slashed, "/")) && slices.Contains(strings.Split(clean, "/"), "__MACOSX") {
		return "", "metadata"
	}
	return clean, ""
}

// printable is the beginning of a name that is no path, for a notice.
func printable(name string) string {
	const longest = 200
	if len(name) > longest {
		name = name[:longest] + "…"
	}
	return strings.ToValidUTF8(strings.ReplaceAll(name, "\x00", ""), "\uFFFD")
}

// skipped collects what is not read, by reason. Of each reason some names are
// kept and the others counted: a hostile archive has a hundred thousand.
type skipped struct {
	reasons []string
	byWhy   map[string]*reason
}

type reason struct {
	names []string
	n     int
}

const namedEach = 20

func (s *skipped) add(name, why string) {
	if s.byWhy == nil {
		s.byWhy = map[string]*reason{}
	}
	r := s.byWhy[why]
	if r == nil {
		r = &reason{}
		s.byWhy[why] = r
		s.reasons = append(s.reasons, why)
	}
	r.n++
	if len(r.names) < namedEach {
		r.names = append(r.names, name)
	}
}

func (s *skipped) notices() []filetree.Notice {
	var out []filetree.Notice
	for _, why := range s.reasons {
		r := s.byWhy[why]
		for i, name := range r.names {
			text := why
			if i == len(r.names)-1 && r.n > len(r.names) {
				text += fmt.Sprintf(" (and %d more like it)", r.n-len(r.names))
			}
			out = append(out, filetree.Notice{ID: "unreadable-file", Path: name, Message: text})
		}
	}
	slices.SortStableFunc(out, func(a, b filetree.Notice) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), strings.Compare(a.Message, b.Message))
	})
	return out
}

// Limit sets the size in bytes above which a file is not read. What a stream
// held larger files back for is not there any more.
func (t *Tree) Limit(size int64) { t.limits.File = size }
