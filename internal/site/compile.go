package site

import (
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

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
	s.parallelRead(len(list), func(r filetree.Reader, i int) { s.parse(r, list[i]) })
}

// large files, in bytes, are compiled one after the other.
const large = 512 << 10

// texts are memory for texts while a program is made of them, which keeps
// nothing of a text.
var texts = sync.Pool{New: func() any { return new(source.Memory) }}

// parse compiles a file in the way in which its includers use it.
func (s *Site) parse(r filetree.Reader, f *File) {
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
	// time; of one that was decoded for the scan sortNotices drops what is said twice.
	notices := s.encodingNotices(src)
	s.guarded(func() {
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
