// Package fix applies the edits of workarounds to the files of a repository:
// byte by byte, in the encoding and with the line ends that each file has, all
// of them or none, and only to files that git could bring back.
package fix

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// The reasons why a file is not changed.
var (
	// ErrDirty: git shows changes that are neither committed nor staged, or does
	// not keep the file. Options.Force overrides it.
	ErrDirty = errors.New("git could not bring the file back as it is")
	// ErrChanged: the file is not as it was when it was analysed.
	ErrChanged = errors.New("the file has changed since it was analysed")
	// ErrConflict: two edits change the same text in different ways.
	ErrConflict = errors.New("two edits change the same text")
	// ErrOutside: an edit lies outside the file or within a character.
	ErrOutside = errors.New("the edit does not fit the file")
	// ErrFile: no regular text file (a link, a device, binary, too large).
	ErrFile = errors.New("not a text file that can be changed")
)

// Error says which file is not changed, and why. It matches one of the
// reasons above with errors.Is, or is a [*source.EncodeError] or an error of
// the file system with errors.As.
type Error struct {
	Path   string
	Reason error
	Detail string
}

// Error implements error.
func (e *Error) Error() string {
	if e.Detail == "" {
		return fmt.Sprintf("%s: %v", e.Path, e.Reason)
	}
	return fmt.Sprintf("%s: %v: %s", e.Path, e.Reason, e.Detail)
}

// Unwrap gives the reason.
func (e *Error) Unwrap() error { return e.Reason }

// Options of Apply. The zero value is good.
type Options struct {
	// Sources give the files as they were when the edits were made; a file
	// that is different on disk is refused, one that has the edits already
	// is left alone. nil: the files on disk are those.
	Sources finding.Sources
	// Force changes files that git could not bring back, too.
	Force bool
	// DryRun finds out what would change and writes nothing. Files that git could
	// not bring back are no error then, but listed in Result.Dirty.
	DryRun bool
}

// Result says what became of the files.
type Result struct {
	// Changes by path.
	Changes []Change
	// Unchanged are the files that have the edits already.
	Unchanged []string
	// Dirty says of each file that git could not bring back why that is, as an
	// [*Error]: without DryRun, nothing would be changed.
	Dirty []error
}

// Apply makes the edits in the tree below root. Either all files are changed or,
// with an error, none: the error joins an [*Error] for each file that is
// refused. If writing itself fails, the result lists what was written before.
func Apply(root string, edits []finding.Edit, o Options) (*Result, error) {
	tree, err := os.OpenRoot(root)
	if err != nil {
		return &Result{}, err
	}
	defer func() { _ = tree.Close() }()
	res, refused := plan(tree, edits, o)
	if !o.Force {
		res.Dirty = dirty(root, res.Changes)
	}
	if !o.DryRun {
		refused = append(refused, res.Dirty...)
	}
	if len(refused) > 0 {
		return &Result{}, errors.Join(refused...)
	}
	if o.DryRun {
		return res, nil
	}
	// Who interrupts now gets all of it: files that belong together are not left
	// half changed.
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	for i := range res.Changes {
		if err := res.Changes[i].write(tree); err != nil {
			res.Changes = res.Changes[:i]
			return res, err
		}
	}
	return res, nil
}

// plan finds out what changes.
func plan(tree *os.Root, edits []finding.Edit, o Options) (*Result, []error) {
	byPath := map[string][]finding.Edit{}
	var paths []string
	for _, e := range edits {
		if byPath[e.At.Path] == nil {
			paths = append(paths, e.At.Path)
		}
		byPath[e.At.Path] = append(byPath[e.At.Path], e)
	}
	slices.Sort(paths)
	res := &Result{}
	var refused []error
	for _, path := range paths {
		c, err := planFile(tree, path, byPath[path], o)
		switch {
		case err != nil:
			refused = append(refused, err)
		case c == nil:
			res.Unchanged = append(res.Unchanged, path)
		default:
			res.Changes = append(res.Changes, *c)
		}
	}
	return res, refused
}

// planFile is the change of one file, nil if it has the edits already.
func planFile(tree *os.Root, path string, edits []finding.Edit, o Options) (*Change, error) {
	raw, err := read(tree, path)
	if err != nil {
		return nil, err
	}
	f := source.New(path, raw, source.Options{})
	if o.Sources != nil {
		if f, err = o.Sources.Source(path); err != nil {
			return nil, &Error{Path: path, Reason: err}
		}
	}
	after, err := edited(f, edits)
	if err != nil {
		return nil, err
	}
	switch {
	case slices.Equal(raw, after):
		return nil, nil //nolint:nilnil // no change is no error
	case !slices.Equal(raw, f.Raw):
		return nil, &Error{Path: path, Reason: ErrChanged, Detail: "run the check again"}
	}
	return &Change{Path: path, Before: raw, After: after, encoding: f.Encoding}, nil
}

// edited is the file as stored after the edits.
func edited(f *source.File, edits []finding.Edit) ([]byte, error) {
	if f.IsBinary || f.TooLarge || f.LFSPointer {
		return nil, &Error{Path: f.Path, Reason: ErrFile, Detail: "binary, too large or kept elsewhere by Git LFS"}
	}
	list, err := ordered(f, edits)
	if err != nil {
		return nil, err
	}
	var raw []byte
	var text []byte
	rawEnd, textEnd := 0, 0
	for _, e := range list {
		insert := withLineEnds(e.Text, lineEnd(f.Text, e.At.Pos))
		b, err := f.Encode(insert)
		if err != nil {
			return nil, &Error{Path: f.Path, Reason: err}
		}
		raw = append(append(raw, f.Raw[rawEnd:f.Position(e.At.Pos).Offset]...), b...)
		text = append(append(text, f.Text[textEnd:e.At.Pos]...), insert...)
		rawEnd, textEnd = f.Position(e.At.End).Offset, e.At.End
	}
	raw = append(raw, f.Raw[rawEnd:]...)
	text = append(text, f.Text[textEnd:]...)
	// The proof: what will be stored reads as it should.
	if got := source.New(f.Path, raw, source.Options{Encoding: f.Encoding}); got.Text != string(text) {
		return nil, &Error{Path: f.Path, Reason: ErrFile, Detail: "after the edit it would not read as " + f.Encoding + " any more"}
	}
	return raw, nil
}

// ordered sorts the edits by place and leaves out what is said twice.
func ordered(f *source.File, edits []finding.Edit) ([]finding.Edit, error) {
	list := slices.Clone(edits)
	slices.SortStableFunc(list, func(a, b finding.Edit) int {
		return cmp.Or(cmp.Compare(a.At.Pos, b.At.Pos), cmp.Compare(a.At.End, b.At.End))
	})
	var out []finding.Edit
	for _, e := range list {
		if !fits(f.Text, e.At.Pos) || !fits(f.Text, e.At.End) || e.At.End < e.At.Pos {
			return nil, &Error{Path: f.Path, Reason: ErrOutside, Detail: fmt.Sprintf("bytes %d to %d of %d", e.At.Pos, e.At.End, len(f.Text))}
		}
		if said(out, e) {
			continue
		}
		if n := len(out); n > 0 && e.At.Pos < out[n-1].At.End {
			return nil, &Error{Path: f.Path, Reason: ErrConflict, Detail: fmt.Sprintf("line %d", f.Position(e.At.Pos).Line)}
		}
		out = append(out, e)
	}
	return out, nil
}

// said reports whether the list ends with edits of the same place, this one
// among them: several findings ask for the same.
func said(list []finding.Edit, e finding.Edit) bool {
	for i := len(list) - 1; i >= 0 && list[i].At == e.At; i-- {
		if list[i] == e {
			return true
		}
	}
	return false
}

// fits reports whether an offset is in the text and not within a character.
func fits(text string, off int) bool {
	return off == len(text) || off >= 0 && off < len(text) && text[off]&0xc0 != 0x80
}
