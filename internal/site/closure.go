package site

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// resolveAll resolves the includes of every file, reading those that are
// only now known to be needed, until there is nothing new.
func (s *Site) resolveAll() {
	missing := map[string]bool{}
	known := map[inclusion]*File{} // pages include the same files
	var app *App
	folder := "\x00"
	for {
		var fresh []*File
		for _, f := range s.sorted() {
			if f.resolved || !f.scan.done {
				continue
			}
			f.resolved = true
			if in := folderOf(f.Path); in != folder {
				folder, app = in, s.AppOf(f.Path)
			}
			for i := range f.scan.includes {
				ref := &f.scan.includes[i]
				key := inclusionOf(folder, app, ref)
				g := known[key]
				if g == nil {
					t := s.resolve(f.Path, app, ref.path, ref.virtual)
					if t.path == "" {
						f.missing = true
						s.reportMissing(f, ref, t, missing)
						continue
					}
					g = s.file(t.path)
					if !t.near {
						known[key] = g
					}
				}
				g.includedBy++
				if ref.script != 0 {
					g.script = ref.script
				}
				f.scan.includes[i].file = g
				if !g.scan.done && !slices.Contains(fresh, g) {
					fresh = append(fresh, g)
				}
			}
		}
		if len(fresh) == 0 {
			return
		}
		s.scanFiles(fresh)
	}
}

// inclusion is an include, so that those of one file are mostly the same one,
// whatever folder they are in.
type inclusion struct {
	folder  string // that path is relative to; of the application, if it is virtual
	path    string
	virtual bool
}

func inclusionOf(folder string, app *App, ref *includeRef) inclusion {
	if ref.virtual {
		if app != nil {
			folder = app.Folder
		}
		return inclusion{folder, ref.path, true}
	}
	p := ref.path
	for folder != "" {
		rest, up := strings.CutPrefix(p, "../")
		if !up || strings.HasPrefix(rest, "/") || drive(rest) { // the rest would mean something else
			break
		}
		folder, p = folderOf(folder[:len(folder)-1]), rest
	}
	return inclusion{folder, p, false}
}

// reportMissing reports each missing file once, where it is first included.
func (s *Site) reportMissing(f *File, ref *includeRef, t target, seen map[string]bool) {
	key := strings.ToLower(t.wanted)
	if seen[key] {
		return
	}
	seen[key] = true
	s.exact(f)
	id, text := "missing-include", "the included file "+quote(t.wanted)+" was not found"
	if t.outside {
		id, text = "include-outside-root", "the included file "+quote(t.wanted)+" lies outside the analysed folder and was not read"
	}
	s.Notices = append(s.Notices, Notice{ID: id, At: f.placeOf(*ref), Message: text})
}

func quote(p string) string { return `"` + p + `"` }

// sorted are all files by path.
func (s *Site) sorted() []*File {
	if !s.isSorted {
		s.order = slices.Clone(s.order) // somebody may be going through it
		slices.SortFunc(s.order, func(a, b *File) int { return strings.Compare(a.Path, b.Path) })
		s.isSorted = true
	}
	return s.order
}

// makePages makes a page of every file that can be requested, and of the
// includes that hold server code and that nothing includes.
func (s *Site) makePages(l Listing) {
	cycles := map[source.Place]bool{}
	var app *App
	folder := "\x00"
	for _, e := range l.Files {
		f := s.Files[e.Path]
		if f == nil || !f.scan.done {
			continue
		}
		if in := folderOf(f.Path); in != folder {
			folder, app = in, s.AppOf(f.Path)
		}
		p := &Page{File: f, App: app}
		switch {
		case app.GlobalASA == f:
			p.Global = true
			app.Global = p
		case strings.EqualFold(pathBase(f.Path), "global.asa"):
			continue
		case s.isPage(f):
		case f.ext == ".inc" && f.includedBy == 0:
			p.Orphan = true
		default:
			continue
		}
		s.close(p, cycles)
		if !p.Global {
			s.Pages = append(s.Pages, p)
			app.Pages = append(app.Pages, p)
		}
		s.pageByPath[f.Path] = p
	}
	for _, app := range s.Apps { // whose global.asa lies above the scopes
		if app.GlobalASA != nil && app.Global == nil {
			p := &Page{File: app.GlobalASA, App: app, Global: true}
			app.Global = p
			s.close(p, cycles)
			s.pageByPath[p.File.Path] = p
		}
	}
}

// folderOf is the part of a path before its last slash.
func folderOf(p string) string { return p[:strings.LastIndexByte(p, '/')+1] }

func pathBase(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// close collects the closure of a page.
func (s *Site) close(p *Page, cycles map[source.Place]bool) {
	edges := 0
	limited := false
	var visit func(f *File, depth int)
	visit = func(f *File, depth int) {
		f.seen, f.onPath = p, p
		p.Closure = append(p.Closure, f)
		p.MissingInclude = p.MissingInclude || f.missing
		for i := range f.scan.includes {
			ref := &f.scan.includes[i]
			g := ref.file
			if g == nil {
				continue
			}
			edges++
			switch {
			case g.onPath == p:
				s.exact(f)
				ref.cycle = true
				if at := f.placeOf(*ref); !cycles[at] {
					cycles[at] = true
					s.Notices = append(s.Notices, Notice{ID: "include-cycle", At: at, Message: "this include closes a cycle back to " + quote(g.Path) + "; IIS refuses such a page"})
				}
			case g.seen == p:
			case depth >= s.opts.IncludeDepth || edges > s.opts.Includes:
				if !limited {
					limited = true
					s.exact(f)
					s.Notices = append(s.Notices, Notice{ID: "limit", At: f.placeOf(*ref), Message: fmt.Sprintf("the page includes more than is followed: to a depth of %d (limits.includeDepth), and %d in all (limits.includes)", s.opts.IncludeDepth, s.opts.Includes)})
				}
			default:
				visit(g, depth+1)
			}
		}
		f.onPath = nil
	}
	visit(p.File, 0)
}

// compile parses the files of every page whose closure, or whose
// application's global.asa, holds a trigger.
func (s *Site) compile() {
	need := map[*File]bool{}
	mark := func(p *Page) {
		p.Interesting = true
		inline := p.File.scan.language
		for _, f := range p.Closure {
			need[f] = true
			if f.inline == 0 && f != p.File {
				f.inline = inline
			}
		}
	}
	for _, a := range s.Apps {
		if s.followed != nil && !s.followed[a] {
			continue
		}
		global := a.Global != nil && hasTrigger(a.Global)
		interesting := global
		for _, p := range a.Pages {
			if global || hasTrigger(p) {
				interesting = true
				mark(p)
			}
		}
		if a.Global != nil && interesting {
			mark(a.Global)
		}
	}
	s.parseAll(need)
	s.addLinked(need, mark)
	for _, f := range s.sorted() {
		if f.Program == nil {
			if need[f] {
				f.Program = &program.File{Path: f.Path, Main: &program.Proc{Kind: program.ProcMain, Outer: -1}}
			}
			continue
		}
		f.link()
	}
}

// parseAll parses the files that are needed and not parsed yet.
func (s *Site) parseAll(need map[*File]bool) {
	var list []*File
	for _, f := range s.sorted() {
		if need[f] && f.Program == nil {
			list = append(list, f)
		}
	}
	s.parallelRead(len(list), func(r Reader, i int) { s.parse(r, list[i]) })
}

// addLinked marks and parses the pages that interesting ones depend on without
// including them: those that store the items that matter to these, those that
// use the objects that these keep in items, and those that run them by
// Server.Execute.
func (s *Site) addLinked(need map[*File]bool, mark func(*Page)) {
	before := map[*App]int{} // interesting pages
	kept := map[*App]itemSet{}
	found := mentions{site: s, of: map[*File]itemSet{}}
	for {
		var grown []*App
		var files [][]*File
		for _, a := range s.Apps {
			if s.followed != nil && !s.followed[a] {
				continue
			}
			if !slices.ContainsFunc(a.Pages, func(p *Page) bool { return !p.Interesting }) {
				continue // there is nothing to add
			}
			list, pages := a.compiled()
			if pages != before[a] {
				before[a] = pages
				grown, files = append(grown, a), append(files, list)
			}
		}
		needed, objects := make([]itemSet, len(grown)), make([]itemSet, len(grown))
		s.parallel(len(grown), func(i int) {
			sl := newSlice(files[i], kept[grown[i]])
			objects[i], needed[i] = sl.objects(), sl.needed()
			sl.release()
		})
		again := false
		for i, a := range grown {
			kept[a] = objects[i]
			for _, p := range slices.Concat(s.callers(a), suppliers(a, needed[i]), found.users(a, kept[a])) {
				mark(p)
				again = true
			}
		}
		if !again {
			return
		}
		s.parseAll(need)
	}
}

// compiled are the files of the interesting pages of the application, each
// once, and the number of these pages.
func (a *App) compiled() (files []*File, pages int) {
	seen := map[*File]bool{}
	for _, p := range append([]*Page{a.Global}, a.Pages...) {
		if p == nil || !p.Interesting {
			continue
		}
		pages++
		for _, f := range p.Closure {
			if !seen[f] && f.Program != nil {
				seen[f] = true
				files = append(files, f)
			}
		}
	}
	return files, pages
}

// large files, in bytes, are compiled one after the other.
const large = 512 << 10

// texts are memory for texts while a program is made of them, which keeps
// nothing of a text.
var texts = sync.Pool{New: func() any { return new(source.Memory) }}

// parse compiles a file in the way in which its includers use it.
func (s *Site) parse(r Reader, f *File) {
	if s.recallProgram(f, nil) {
		return
	}
	raw, err := r.Read(f.Path) // a program keeps nothing of the text
	if err != nil {
		return // reported when it was scanned
	}
	if s.recallProgram(f, raw) {
		return
	}
	if len(raw) >= large {
		// What is made of it on the way takes many times as much memory.
		s.large.Lock()
		defer s.large.Unlock()
	}
	opts := s.opts.Source
	opts.Memory, _ = texts.Get().(*source.Memory)
	defer texts.Put(opts.Memory)
	src := source.New(f.Path, raw, opts)
	if src.TooLarge || src.IsBinary || src.LFSPointer {
		return
	}
	f.exact(src.Text)
	f.hits = s.words.hits(src.Text)
	switch {
	case f.script != 0 && !strings.Contains(src.Text, "<%") && !strings.Contains(src.Text, "<script"):
		f.Program = program.CompileScriptIn(src, f.script)
	default:
		f.Program = program.CompileIn(src, f.inline)
	}
	// A file that was searched as it is stored is decoded here for the first
	// time; of one that was decoded for the scan finish drops what is said twice.
	notices := s.encodingNotices(src)
	s.note(func() {
		s.Stats.Compiled++
		s.Notices = append(s.Notices, notices...)
	})
	s.rememberProgram(f, raw, notices)
}

// language of a page's directive; 0 if there is none.
func language(name string) program.Language {
	if name == "" {
		return 0
	}
	switch asp.Language(name) {
	case asp.VBScript:
		return program.VBScript
	case asp.JScript:
		return program.JScript
	case asp.EncodedScript, asp.OtherLanguage:
	}
	return program.OtherLanguage
}

func hasTrigger(p *Page) bool {
	return slices.ContainsFunc(p.Closure, func(f *File) bool { return f.scan.trigger })
}

// link puts the resolved includes beside those of the program.
func (f *File) link() {
	at := make(map[int32]*File, len(f.scan.includes))
	for _, ref := range f.scan.includes {
		if !ref.cycle {
			at[ref.at.Pos] = ref.file
		}
	}
	f.Includes = make([]*File, len(f.Program.Includes))
	for i, inc := range f.Program.Includes {
		f.Includes[i] = at[inc.Span.Pos]
	}
	f.ScriptSources = make([]*File, len(f.Program.ScriptSources))
	for i, src := range f.Program.ScriptSources {
		f.ScriptSources[i] = at[src.PathAt.Pos]
	}
}
