package site

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Options say how a site is loaded.
type Options struct {
	Source source.Options
	// Scopes are the files and folders to analyse, "." for all. Includes and
	// configuration may lie outside of them, but not outside the tree.
	Scopes []string
	// PageExtensions are mapped to ASP, with the dot, lower case.
	// nil: DefaultPageExtensions.
	PageExtensions []string
	// VirtualRoots map virtual paths to folders, before anything else.
	VirtualRoots []VirtualRoot
	// Triggers gives words, lower case: a page without one in its closure
	// holds nothing of interest and is not parsed, unless ParseAll. It sees what
	// the tree holds, since configuration further down may ask for more.
	// nil, or no words: every page is parsed.
	Triggers func(Listing) []string
	ParseAll bool
	// Whole: pages that hold nothing of interest are parsed as well, but only for
	// what is wrong in them.
	Whole bool
	// Possible is asked of the programs of each application that holds a
	// trigger: can anything of interest come of them? It is called side by side
	// for several applications. nil: always.
	Possible func(programs []*program.File) bool
	// Suppression reports whether a text may hold a suppression; nil: none do.
	Suppression func(text string) bool
	// Concern is asked, once the pages are known, which of them are to be judged, by path:
	// others are looked at only as far as these depend on them. nil: all are.
	Concern func(s *Site) func(page string) bool
	// Known reports whether all that is to be known of a tree in a state is known:
	// then nothing is parsed. It is asked if there is a Cache, and the state of
	// every file is known. nil: nothing is known.
	Known func(State) bool
	// Jobs is the number of files read side by side; 0: one for each processor.
	Jobs int
	// IncludeDepth and Includes bound how deep, and how many, includes of one
	// page are followed. 0: 64 and 10,000.
	IncludeDepth, Includes int
	// Skip reports files that the user excluded; nil: none.
	Skip func(path string) bool
	// Cache remembers from run to run what files hold; nil: nothing is.
	Cache Cache
	// CacheKey is what decides about that beside these options: the build of the
	// tool, the tree.
	CacheKey []string
	// IIS are options of the configuration reader.
	IIS iis.Options
}

// VirtualRoot maps a virtual path such as "/common" to a folder of the tree.
type VirtualRoot struct{ Virtual, Folder string }

// DefaultPageExtensions are those that IIS maps to asp.dll out of the box.
func DefaultPageExtensions() []string { return []string{".asp", ".asa", ".cdx", ".cer"} }

// Limits of one page (RULES.md descriptors include-cycle, limit).
const (
	maxIncludeDepth = 64
	maxIncludeEdges = 10_000
)

// Load reads and links a site.
func Load(tree Tree, o Options) (*Site, error) {
	if o.Jobs <= 0 {
		o.Jobs = runtime.GOMAXPROCS(0)
	}
	if len(o.Scopes) == 0 {
		o.Scopes = []string{"."}
	}
	if o.IncludeDepth <= 0 {
		o.IncludeDepth = maxIncludeDepth
	}
	if o.Includes <= 0 {
		o.Includes = maxIncludeEdges
	}
	if o.PageExtensions == nil {
		o.PageExtensions = DefaultPageExtensions()
	}
	listing, err := tree.List(o.Scopes)
	if err != nil {
		return nil, err
	}
	index := newPathIndex(tree, listing, slices.Contains(o.Scopes, ".")) // what a page includes is read all the same
	if o.Skip != nil {
		listing.Files = slices.DeleteFunc(listing.Files, func(e Entry) bool { return o.Skip(e.Path) })
	}
	s := &Site{
		Files: make(map[string]*File, len(listing.Files)), isSorted: true, tree: tree, opts: o, index: index,
		Suppressing: map[string]string{}, suppression: o.Suppression,
		pageByPath: make(map[string]*Page, len(listing.Files)), interest: map[*program.Proc]bool{},
	}
	if o.Triggers != nil {
		s.triggers = o.Triggers(listing)
	}
	all := o.ParseAll || len(s.triggers) == 0
	s.words = newWords(s.triggers, false)
	s.readComponents(listing)
	s.words = newWords(s.triggers, all)
	s.recall = newRecall(s)
	s.Notices = append(s.Notices, listing.Skipped...)
	s.Stats.Listed = len(listing.Files)
	s.listed = make([]string, len(listing.Files))
	for i, e := range listing.Files {
		s.listed[i] = e.Path
	}
	s.readPages(listing)
	s.readConfig(listing)
	s.findApps(listing)
	s.resolveAll()
	s.makePages(listing)
	if s.unchanged(listing) {
		s.finish()
		return s, nil
	}
	s.follow()
	s.compile()
	s.findQuiet()
	done := s.parseRest()
	s.matchEdges()
	done()
	s.finish()
	return s, nil
}

// readConfig reads what may be configuration of the web server: files that
// say so by their name or their content, and pages that hold set-up code.
func (s *Site) readConfig(l Listing) {
	var paths []string
	for _, e := range l.Files {
		if s.Files[e.Path] == nil && iis.Candidate(e.Path) {
			paths = append(paths, e.Path)
		}
	}
	for _, dir := range above(s.opts.Scopes) { // web.config files above the scopes apply, too
		if p := s.index.probe(path.Join(dir, "web.config"), path.Join(dir, "Web.config")); p != "" {
			paths = append(paths, p)
		}
	}
	read := make([]*source.File, len(paths))
	s.parallelRead(len(paths), func(r Reader, i int) {
		key := paths[i] + "\x00configuration"
		m := s.memory(r, paths[i], key)
		if m.knownNo() {
			s.rememberNo(key, m)
			return
		}
		raw, err := r.Read(paths[i])
		if err == nil && iis.Classify(paths[i], raw) == "" && !isUTF16(raw) {
			s.rememberNo(key, m)
			return
		}
		if f, ok := s.decode(paths[i], bytes.Clone(raw), err); ok && iis.Classify(paths[i], []byte(f.Text)) != "" {
			read[i] = f
		}
	})
	files := slices.DeleteFunc(read, func(f *source.File) bool { return f == nil })
	for _, f := range files {
		if s.suppression != nil && s.suppression(f.Text) {
			s.Suppressing[f.Path] = f.Text
		}
	}
	for _, f := range s.sorted() {
		if f.config != nil {
			files = append(files, f.config)
			f.config = nil
		}
	}
	for _, e := range l.Files {
		if strings.EqualFold(path.Base(e.Path), "global.asa") {
			s.opts.IIS.Applications = append(s.opts.IIS.Applications, path.Dir(e.Path))
		}
	}
	for _, sc := range topmost(s.opts.Scopes) {
		if asa := s.globalAbove(sc); asa != "" {
			s.opts.IIS.Applications = append(s.opts.IIS.Applications, path.Dir(asa))
		}
	}
	s.opts.IIS.Search = func(words []string) []*source.File { return s.Search(running(), words) }
	s.Config = iis.Load(files, l.Dirs, s.opts.IIS)
	for _, p := range s.Config.Problems() {
		s.Notices = append(s.Notices, Notice{ID: p.ID, At: p.At, Message: p.Message})
	}
}

// running are the extensions of files that may run a set-up script, load one, or
// tell people to do so.
func running() []string {
	return []string{
		"", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsc", ".sct", ".hta", ".sh", ".py", ".rb", ".pl", ".groovy",
		".cs", ".vb", ".bas", ".cls", ".frm", ".xml", ".proj", ".targets", ".props", ".msbuild", ".build", ".nant", ".csproj", ".vbproj", ".wxs", ".wxi",
		".iss", ".nsi", ".inf", ".ini", ".cfg", ".config", ".yml", ".yaml", ".json", ".txt", ".md", ".rst", ".htm", ".html",
	}
}

// isUTF16 reports whether a file begins as UTF-16 does, so that words are not
// found in its bytes.
func isUTF16(raw []byte) bool {
	return len(raw) > 1 && (raw[0] == 0xff && raw[1] == 0xfe || raw[0] == 0xfe && raw[1] == 0xff)
}

// above are the folders above the scopes, without the scopes themselves.
func above(scopes []string) []string {
	var out []string
	for _, sc := range scopes {
		for sc != "." {
			sc = path.Dir(sc)
			out = append(out, sc)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// globalAbove is the global.asa of the application that a scope is a part of, ""
// if it is one by itself or if there is none.
func (s *Site) globalAbove(scope string) string {
	if s.Lists(path.Join(scope, "global.asa")) {
		return ""
	}
	for dir := scope; dir != "."; {
		dir = path.Dir(dir)
		if p := s.index.probe(path.Join(dir, "global.asa"), path.Join(dir, "Global.asa")); p != "" {
			return p
		}
	}
	return ""
}

// findApps makes the applications: folders of a global.asa, those that IIS
// configuration names, and the root.
func (s *Site) findApps(l Listing) {
	byFolder := map[string]*App{}
	app := func(folder string) *App {
		a := byFolder[strings.ToLower(folder)]
		if a == nil {
			a = &App{Folder: folder}
			byFolder[strings.ToLower(folder)] = a
			s.Apps = append(s.Apps, a)
		}
		return a
	}
	for _, sc := range topmost(s.opts.Scopes) {
		switch asa := s.globalAbove(sc); {
		case asa != "":
			a := app(path.Dir(asa))
			if a.GlobalASA == nil {
				a.GlobalASA = s.file(asa)
				s.scanFiles([]*File{a.GlobalASA})
			}
		case slices.Contains(l.Dirs, sc):
			app(sc)
		default:
			app(".")
		}
	}
	for _, e := range l.Files {
		if strings.EqualFold(path.Base(e.Path), "global.asa") {
			a := app(path.Dir(e.Path))
			a.GlobalASA = s.file(e.Path)
		}
	}
	for _, c := range s.Config.Applications() {
		if c.Guess {
			continue
		}
		if c.Virtual != "/" && c.Virtual != "" {
			s.virtuals = append(s.virtuals, VirtualRoot{Virtual: c.Virtual, Folder: c.Folder})
		}
		if c.IsApplication {
			if a := app(c.Folder); !a.At.IsValid() {
				a.At = c.At
			}
		}
	}
	slices.SortFunc(s.Apps, func(a, b *App) int {
		return cmp.Or(cmp.Compare(depth(a.Folder), depth(b.Folder)), strings.Compare(a.Folder, b.Folder))
	})
	s.appIn = make(map[string]*App, len(s.Apps))
	for _, a := range s.Apps {
		s.appIn[a.Folder] = a
	}
}

func depth(folder string) int {
	if folder == "." {
		return 0
	}
	return 1 + strings.Count(folder, "/")
}

// AppOf is the application that a path lies in: the innermost.
func (s *Site) AppOf(p string) *App {
	for dir := p; ; {
		if a := s.appIn[dir]; a != nil {
			return a
		}
		if dir == "." {
			break
		}
		if i := strings.LastIndexByte(dir, '/'); i >= 0 {
			dir = dir[:i]
		} else {
			dir = "."
		}
	}
	if len(s.Apps) > 0 {
		return s.Apps[0]
	}
	return nil
}

func (s *Site) file(p string) *File {
	f := s.Files[p]
	if f == nil {
		f = &File{Path: p, ext: strings.ToLower(path.Ext(p))}
		s.Files[p] = f
		s.isSorted = s.isSorted && (len(s.order) == 0 || s.order[len(s.order)-1].Path < p)
		s.order = append(s.order, f)
	}
	return f
}

func (s *Site) isPage(f *File) bool { return slices.Contains(s.opts.PageExtensions, f.ext) }

// Served are the paths of all files that can be requested as pages, sorted,
// whether they were read or not.
func (s *Site) Served() []string {
	var out []string
	for _, p := range s.listed {
		if slices.Contains(s.opts.PageExtensions, strings.ToLower(path.Ext(p))) && !strings.EqualFold(path.Base(p), "global.asa") {
			out = append(out, p)
		}
	}
	return out
}

// readPages reads and scans the files that can be requested, and those that
// may be included without being found by an include of a page (orphans).
func (s *Site) readPages(l Listing) {
	var list []*File
	for _, e := range l.Files {
		ext := strings.ToLower(path.Ext(e.Path))
		if slices.Contains(s.opts.PageExtensions, ext) || ext == ".inc" {
			list = append(list, s.file(e.Path))
		}
	}
	s.scanFiles(list)
}

func (s *Site) scanFiles(list []*File) {
	s.parallelRead(len(list), func(r Reader, i int) {
		f := list[i]
		f.scan.done = true
		if s.recalled(r, f) {
			return
		}
		raw, err := r.Read(f.Path)
		if err == nil {
			if text, ok := source.Plain(raw, s.opts.Source); ok {
				if f.scan, ok = scanFile(text, false, s.words); ok {
					s.count(len(raw))
					s.keepConfig(f, raw)
					f.remember(len(raw), nil)
					return
				}
				f.scan = scan{done: true}
			}
		}
		if src, ok := s.decode(f.Path, bytes.Clone(raw), err); ok {
			f.scan, _ = scanFile([]byte(src.Text), true, s.words)
			s.keepConfig(f, raw)
			f.remember(len(raw), s.encodingNotices(src))
		}
	})
}

// keepConfig keeps a page that may set up the web server.
func (s *Site) keepConfig(f *File, raw []byte) {
	if !f.scan.setup {
		return
	}
	if src := source.New(f.Path, bytes.Clone(raw), s.opts.Source); iis.Classify(f.Path, []byte(src.Text)) != "" {
		f.config = src
	}
}

// open reads a file and reports what is wrong with it.
func (s *Site) open(p string) (*source.File, bool) {
	raw, err := s.tree.Read(p)
	return s.decode(p, raw, err)
}

// decode makes a source of what was read.
func (s *Site) decode(p string, raw []byte, err error) (*source.File, bool) {
	if err != nil {
		id := "unreadable-file"
		if errors.Is(err, ErrTooLarge) {
			id = "file-too-large"
		}
		s.report(id, p, "this file was not analysed: "+reason(err))
		return nil, false
	}
	f := source.New(p, raw, s.opts.Source)
	s.count(len(raw))
	switch {
	case f.TooLarge:
		s.report("file-too-large", p, fmt.Sprintf("this file was not analysed: it has %d bytes", len(raw)))
		return nil, false
	case f.IsBinary:
		s.report("unreadable-file", p, "this file was not analysed: it is not text but "+f.BinaryKind)
		return nil, false
	case f.LFSPointer:
		s.report("unreadable-file", p, "this file was not analysed: it is a Git LFS pointer; run \"git lfs pull\" first")
		return nil, false
	}
	if list := s.encodingNotices(f); len(list) > 0 {
		s.note(func() { s.Notices = append(s.Notices, list...) })
	}
	return f, true
}

// encodingNotices are what is odd about a file's encoding.
func (s *Site) encodingNotices(f *source.File) []Notice {
	var message string
	utf16 := strings.HasPrefix(f.Encoding, "utf-16") // fine for scripts and configuration
	of := s.Files[f.Path]
	switch {
	case f.Unsupported != "":
		message = fmt.Sprintf("the file declares the encoding %q, which cannot be decoded; it was read as %s", f.Unsupported, f.Encoding)
	case f.Undecodable > 0:
		message = fmt.Sprintf("%d places are not valid %s; they were read as U+FFFD", f.Undecodable, f.Encoding)
	case utf16 && slices.Contains(s.opts.PageExtensions, strings.ToLower(path.Ext(f.Path))):
		message = "the page is saved as UTF-16, which IIS refuses to run; it was analysed all the same"
	case utf16 && of != nil && (of.includedBy > 0 || of.ext == ".inc"):
		message = "the file is meant to be included and saved as UTF-16, which IIS refuses in a page; it was analysed all the same"
	default:
		return nil
	}
	return []Notice{notice("encoding", f.Path, message)}
}

func (s *Site) note(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

// count counts a file that was read.
func (s *Site) count(bytes int) {
	s.note(func() {
		s.Stats.Read++
		s.Stats.Bytes += int64(bytes)
	})
}

func (s *Site) report(id, p, message string) {
	s.note(func() { s.Notices = append(s.Notices, notice(id, p, message)) })
}

func notice(id, p, message string) Notice {
	return Notice{ID: id, At: source.Place{Path: p}, Message: message}
}

// parallel calls f for 0 … n-1, Jobs at a time.
func (s *Site) parallel(n int, f func(i int)) {
	var next atomic.Int64
	sideBySide(min(s.opts.Jobs, n), func() {
		for {
			i := int(next.Add(1)) - 1
			if i >= n {
				return
			}
			f(i)
		}
	})
}

// sideBySide calls a function n times and waits for all. One call alone needs no
// goroutine: to wake another processor for it takes longer than a small file.
func sideBySide(n int, f func()) {
	if n == 1 {
		f()
		return
	}
	var wg sync.WaitGroup
	for range n {
		wg.Go(f)
	}
	wg.Wait()
}
