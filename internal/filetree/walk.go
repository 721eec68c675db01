package filetree

import (
	"fmt"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
)

// List implements Tree.
func (f *Folder) List(scopes []string) (Listing, error) {
	w := &walker{folder: f, free: make(chan struct{}, 2*runtime.GOMAXPROCS(0))}
	everywhere := w.ignores(nil, ".git/info/exclude", "")
	for _, scope := range Topmost(scopes) {
		info, err := f.root.Lstat(scope)
		if err != nil {
			return Listing{}, err
		}
		if !info.IsDir() {
			w.out.Files = append(w.out.Files, Entry{Path: scope, Size: info.Size()})
			continue
		}
		patterns := w.above(scope, everywhere)
		if patterns.matchAbove(scope) {
			w.ignore(scope)
			continue
		}
		w.dir(scope, patterns)
		w.walking.Wait()
	}
	w.tracked()
	slices.SortFunc(w.out.Files, func(a, b Entry) int { return strings.Compare(a.Path, b.Path) })
	slices.Sort(w.out.Dirs)
	return w.out, nil
}

// walker lists folders side by side.
type walker struct {
	folder *Folder

	walking sync.WaitGroup
	free    chan struct{} // one for each folder that is listed beside the others
	mu      sync.Mutex
	out     Listing         // guarded by mu
	ignored map[string]bool // files and folders that .gitignore names; guarded by mu
	empty   map[string]bool // folders with nothing in them; guarded by mu
}

func (w *walker) ignore(name string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ignored == nil {
		w.ignored = map[string]bool{}
	}
	w.ignored[name] = true
}

// above adds the patterns in the folders above a scope to others.
func (w *walker) above(scope string, patterns ignores) ignores {
	if scope == "." {
		return patterns
	}
	for end := 0; ; {
		patterns = w.ignores(patterns, scope[:end]+gitignore, scope[:end])
		next := strings.IndexByte(scope[end:], '/')
		if next < 0 {
			return patterns
		}
		end += next + 1
	}
}

const gitignore = ".gitignore"

// ignores adds the patterns of a file, which stands for a folder, to those of
// the folders above.
func (w *walker) ignores(above ignores, name, folder string) ignores {
	if w.folder.NoGitignore {
		return nil
	}
	raw, err := w.folder.Read(name)
	if err != nil {
		return above
	}
	out := slices.Clip(above)
	for line := range strings.Lines(strings.TrimPrefix(string(raw), "\ufeff")) {
		p, ok := newIgnore(strings.TrimRight(line, "\r\n"), folder)
		if !ok {
			continue
		}
		if len(out) == maxIgnores {
			w.note(Notice{ID: "limit", Path: name, Message: fmt.Sprintf("more than %d patterns hold for the files here: the others are not looked at", maxIgnores)})
			break
		}
		out = append(out, p)
	}
	return out
}

// below lists a folder, beside the others if there is room.
func (w *walker) below(dir string, patterns ignores) {
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

func (w *walker) dir(dir string, patterns ignores) {
	prefix := ""
	if dir != "." {
		prefix = dir + "/"
	}
	if n, deep := TooDeep(prefix); deep {
		w.note(n)
		return
	}
	entries, err := w.folder.readDir(dir, prefix)
	if err != nil {
		w.skip(dir, "this folder cannot be read: "+Reason(err))
		// readDir returns what it could read beside the error.
	}
	if slices.ContainsFunc(entries, func(e dirEntry) bool { return e.name == gitignore }) {
		patterns = w.ignores(patterns, prefix+gitignore, prefix)
	}
	files := make([]Entry, 0, len(entries))
	for _, e := range entries {
		if e.kind.IsDir() && e.name == ".git" {
			continue
		}
		if patterns.match(e.path, e.kind.IsDir()) {
			w.ignore(e.path)
			continue
		}
		switch {
		case e.kind.IsDir():
			w.below(e.path, patterns)
		case e.kind.IsRegular():
			files = append(files, Entry{Path: e.path, Size: -1})
		case e.kind&fs.ModeSymlink != 0:
			w.link(e.path)
		default:
			w.skip(e.path, "not a regular file ("+kindOf(e.kind)+"): skipped")
		}
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out.Dirs = append(w.out.Dirs, dir)
	w.out.Files = append(w.out.Files, files...)
	if len(entries) == 0 {
		if w.empty == nil {
			w.empty = map[string]bool{}
		}
		w.empty[dir] = true
	}
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
	w.note(Notice{ID: "unreadable-file", Path: at, Message: message})
}

func (w *walker) note(n Notice) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.out.Skipped = append(w.out.Skipped, n)
}

// kindOf names what is no regular file, folder or link.
func kindOf(t fs.FileMode) string {
	switch {
	case t&fs.ModeNamedPipe != 0:
		return "a named pipe"
	case t&fs.ModeSocket != 0:
		return "a socket"
	case t&fs.ModeDevice != 0:
		return "a device"
	}
	return "an irregular file"
}
