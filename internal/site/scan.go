package site

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"
	"unsafe"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// scan is what is known of a file that was read and not yet parsed.
type scan struct {
	done    bool
	trigger bool
	setup   bool // holds a word of code that sets up a web server
	// stored: the places of includes count the bytes of the file as it is
	// stored, and not those of its text, which has another length. See exact.
	stored bool
	// language of the page's directive, 0 if it has none. Only known if the
	// file includes others.
	language program.Language
	includes []includeRef
	touches  *touches // nil: nothing
}

// touches is what a file does to others without including them.
type touches struct {
	// stores are the Session and Application items that the file assigns, unless it holds a trigger.
	stores []stored
	// runs are the paths of the pages that it runs by Server.Execute and Server.Transfer.
	runs []string
}

func (s *scan) touch() *touches {
	if s.touches == nil {
		s.touches = new(touches)
	}
	return s.touches
}

func (s *scan) stores() []stored {
	if s.touches == nil {
		return nil
	}
	return s.touches.stores
}

func (s *scan) runs() []string {
	if s.touches == nil {
		return nil
	}
	return s.touches.runs
}

// includeRef is an include directive.
type includeRef struct {
	path    string
	file    *File        // nil if it was not found
	at      program.Span // bytes of the file that includes
	virtual bool
	cycle   bool // leads back to a file that includes this one
	// script is the language of the server-side script block that the include
	// stands in: its target is script from beginning to end. 0 outside of one.
	script program.Language
}

// placeOf an include of the file.
func (f *File) placeOf(ref includeRef) source.Place {
	return source.Place{Path: f.Path, Pos: int(ref.at.Pos), End: int(ref.at.End)}
}

// scanner collects what is known of a file while its words are found.
type scanner struct {
	words *lexicon
	text  string // shares the memory of the file
	scan  scan
	// include is behind the last place where an include may begin, -1 if there is none.
	include int
	// decoded: the text is UTF-8 for certain.
	decoded bool
	// odd: the file has to be decoded first, since it declares an encoding in
	// which words cannot be searched for, or has names that are not ASCII.
	odd bool
}

// scanFile looks for the words and the include directives of a file in one
// pass over its bytes, without decoding them, where they can be searched as
// they are stored. Where not, ok is false, and what is scanned has to be
// decoded. Nothing in the result shares the memory of the text.
func scanFile(text []byte, decoded bool, w *lexicon) (s scan, ok bool) {
	sc := scanner{words: w, text: view(text), include: -1, decoded: decoded}
	sc.scan.done, sc.scan.trigger = true, w.all
	w.set().Find(text, sc.word)
	if sc.include >= 0 && !sc.odd {
		sc.scan.addIncludes(sc.text, sc.include)
		sc.scan.stored = !decoded && !isASCII(sc.text[:sc.include])
		for i := range sc.scan.includes {
			sc.name(sc.scan.includes[i].path)
		}
	}
	return sc.scan, !sc.odd
}

// name notes a name that the file gives something.
func (s *scanner) name(name string) {
	s.odd = s.odd || !s.decoded && !isASCII(name)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// word is called for every word of the file.
func (s *scanner) word(word, at int) bool {
	end := at + len(s.words.set().Word(word))
	switch s.words.kinds[word] {
	case isTrigger:
		s.scan.trigger = true
	case isCreator:
		s.scan.trigger = s.scan.trigger || !literalArgument(s.text[end:])
	case isInclude:
		s.include = max(s.include, end)
	case isServerTag:
		if scriptWithSource(s.text, at) {
			s.include = max(s.include, end)
		}
	case isSetup:
		s.scan.setup = true
	case isItem:
		if !s.scan.trigger {
			if item, ok := storedItem(s.text, at, end); ok {
				t := s.scan.touch()
				t.stores = append(t.stores, item)
				s.name(s.text[end:min(len(s.text), end+64)]) // the item's among others
			}
		}
	case isRun:
		if p := executed(s.text, at, end); p != "" {
			t := s.scan.touch()
			t.runs = append(t.runs, p)
			s.name(p)
		}
	case isEncoding:
		s.odd = s.odd || !s.decoded && !source.PlainLabel(source.DeclaredLabel(s.text[at:]))
	}
	return !s.odd
}

// splitters keep the memory that they need.
var splitters = sync.Pool{New: func() any { return new(asp.Splitter) }}

// addIncludes adds the include directives that begin before end, which is
// where the last one is thought to be.
func (s *scan) addIncludes(text string, end int) {
	splitter, _ := splitters.Get().(*asp.Splitter)
	defer splitters.Put(splitter)
	page := splitter.Includes(text, end)
	if page.Language == "" && directiveBehind(text, end) {
		page = splitter.Includes(text, len(text))
	}
	s.language = language(page.Language)
	s.includes = make([]includeRef, 0, len(page.Segments))
	for i := range page.Segments {
		seg := &page.Segments[i]
		switch seg.Kind {
		case asp.Include:
			s.add(seg, 0)
		case asp.Script:
			lang := program.VBScript
			if page.LanguageOf(seg) == asp.JScript {
				lang = program.JScript
			}
			for j := range seg.Parts {
				if seg.Parts[j].Kind == asp.Include {
					s.add(&seg.Parts[j], lang)
				}
			}
			if src, ok := seg.Attr("src"); ok {
				virtual := strings.HasPrefix(src.Value, "/") || strings.HasPrefix(src.Value, `\\`)
				s.includes = append(s.includes, includeRef{
					path: strings.Clone(src.Value), virtual: virtual, script: lang,
					at: program.Span{Pos: int32(src.ValuePos), End: int32(src.ValueEnd)},
				})
			}
		default:
		}
	}
}

func (s *scan) add(seg *asp.Segment, script program.Language) {
	if p, virtual := seg.Path(); p.Value != "" {
		s.includes = append(s.includes, includeRef{
			path: strings.Clone(p.Value), virtual: virtual, script: script,
			at: program.Span{Pos: int32(seg.Pos), End: int32(seg.End)},
		})
	}
}

// directiveBehind reports whether a `<%@` may stand behind a place. It rarely
// does: what looks like one is looked at again.
func directiveBehind(text string, from int) bool {
	for {
		n := strings.IndexByte(text[from:], '@')
		if n < 0 {
			return false
		}
		from += n
		if before := trimRight(text[max(0, from-64):from]); strings.HasSuffix(before, "<%") {
			return true
		}
		from++
	}
}

// trimRight is s without blanks at its end.
func trimRight(s string) string {
	for s != "" && (s[len(s)-1] == ' ' || '\t' <= s[len(s)-1] && s[len(s)-1] <= '\r') {
		s = s[:len(s)-1]
	}
	return s
}

// exact brings the places of a file's includes to its text.
func (s *Site) exact(f *File) {
	if !f.scan.stored {
		return
	}
	if src, err := s.Source(f.Path); err == nil {
		f.exact(src.Text)
	}
}

// exact brings the places of a file's includes to its text, if they are not:
// both show the same includes in the same order.
func (f *File) exact(text string) {
	if !f.scan.stored {
		return
	}
	f.scan.stored = false
	var s scan
	s.addIncludes(text, len(text))
	if len(s.includes) != len(f.scan.includes) {
		return
	}
	for i := range s.includes {
		f.scan.includes[i].at = s.includes[i].at
	}
}

// view is b as a string that shares its memory, for as long as b lasts.
func view(b []byte) string {
	return unsafe.String(unsafe.SliceData(b), len(b)) //nolint:gosec // nothing writes to b meanwhile; what is kept is cloned
}

// bytesOf are the bytes of s, to read.
func bytesOf(s string) []byte {
	return unsafe.Slice(unsafe.StringData(s), len(s)) //nolint:gosec // nothing writes to them
}

// scriptWithSource reports whether a runat at i belongs to a script tag with a source.
func scriptWithSource(text string, i int) bool {
	const far = 512
	from := strings.LastIndexByte(text[max(0, i-far):i], '<')
	if from < 0 {
		return false
	}
	from += max(0, i-far)
	tag := []byte(text[from:min(len(text), i+far)])
	if end := bytes.IndexByte(tag[i-from:], '>'); end >= 0 {
		tag = tag[:i-from+end]
	}
	tag = bytes.ToLower(tag)
	return bytes.HasPrefix(tag, []byte("<script")) && bytes.Contains(tag, []byte("src"))
}
