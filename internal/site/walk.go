package site

import (
	"io/fs"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/go-git/go-git/v5/plumbing/format/gitignore"
)

// List implements Tree.
func (f *Folder) List(scopes []string) (Listing, error) {
	w := &walker{folder: f, free: make(chan struct{}, 2*runtime.GOMAXPROCS(0))}
	if !f.NoGitignore {
		w.patterns = append(w.patterns, f.patterns(".git/info/exclude", nil)...)
	}
	for _, scope := range topmost(scopes) {
		info, err := f.root.Lstat(scope)
		if err != nil {
			return Listing{}, err
		}
		if !info.IsDir() {
			w.out.Files = append(w.out.Files, Entry{Path: scope, Size: info.Size()})
			continue
		}
		w.ancestors(scope)
		w.dir(scope, w.patterns)
		w.walking.Wait()
	}
	slices.SortFunc(w.out.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(w.out.Dirs)
	return w.out, nil
}

// walker lists folders side by side.
type walker struct {
	folder   *Folder
	patterns []gitignore.Pattern

	walking sync.WaitGroup
	free    chan struct{} // one for each folder that is listed beside the others
	mu      sync.Mutex
	out     Listing // guarded by mu
}

// ancestors reads the .gitignore files above a scope.
func (w *walker) ancestors(scope string) {
	if w.folder.NoGitignore || scope == "." {
		return
	}
	parts := strings.Split(scope, "/")
	for i := range parts {
		w.patterns = append(w.patterns, w.folder.patterns(path.Join(path.Join(parts[:i]...), ".gitignore"), parts[:i])...)
	}
}

// below lists a folder, beside the others if there is room.
func (w *walker) below(dir string, patterns []gitignore.Pattern) {
	select {
	case w.free <- struct{}{}:
		w.walking.Go(func() {
			w.dir(dir, patterns)
			<-w.free
		})
	default:
		w.dir(dir, patterns)
	}
}

func (w *walker) dir(dir string, patterns []gitignore.Pattern) {
	entries, err := w.folder.readDir(dir)
	if err != nil {
		w.skip(dir, "this folder cannot be read: "+reason(err))
		// readDir returns what it could read beside the error.
	}
	var parts []string
	prefix := ""
	if dir != "." {
		parts = strings.Split(dir, "/")
		prefix = dir + "/"
	}
	if !w.folder.NoGitignore && slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == ".gitignore" }) {
		patterns = append(slices.Clip(patterns), w.folder.patterns(prefix+".gitignore", parts)...)
	}
	var matcher gitignore.Matcher
	if len(patterns) > 0 {
		matcher = gitignore.NewMatcher(patterns)
	}
	files := make([]Entry, 0, len(entries))
	for _, e := range entries {
		name := e.Name()
		full := prefix + name
		if e.IsDir() && name == ".git" {
			continue
		}
		if matcher != nil && matcher.Match(append(slices.Clip(parts), name), e.IsDir()) {
			continue
		}
		switch t := e.Type(); {
		case t.IsDir():
			w.below(full, patterns)
		case t.IsRegular():
			files = append(files, Entry{Path: full, Size: -1})
		case t&fs.ModeSymlink != 0:
			w.link(full)
		default:
			w.skip(full, "not a regular file ("+kindOf(t)+"): skipped")
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out.Dirs = append(w.out.Dirs, dir)
	w.out.Files = append(w.out.Files, files...)
}

// link follows a symbolic link to a regular file inside the tree; links to
// folders are not followed, since they could make a cycle.
func (w *walker) link(full string) {
	info, err := w.folder.root.Stat(full)
	switch {
	case err != nil:
		w.skip(full, "a link that leads nowhere or out of the analysed folder: skipped")
	case info.Mode().IsRegular():
		w.mu.Lock()
		defer w.mu.Unlock()
		w.out.Files = append(w.out.Files, Entry{Path: full, Size: info.Size()})
	case info.IsDir():
		w.skip(full, "a link to a folder: not followed")
	default:
		w.skip(full, "a link to something that is not a regular file: skipped")
	}
}

func (w *walker) skip(at, message string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out.Skipped = append(w.out.Skipped, notice("unreadable-file", at, message))
}
