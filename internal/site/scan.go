package site

import (
	"strings"

	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// scan is what is known of a file that was read and not yet parsed.
type scan struct {
	done     bool
	trigger  bool
	setup    bool // holds a word of code that sets up a web server
	includes []includeRef
	// stores are the Session and Application items that the file assigns, unless it holds a trigger.
	stores []itemID
	// language of the page's directive, "" if it has none. Only known if the
	// file includes others.
	language string
}

// includeRef is an include directive.
type includeRef struct {
	path    string
	virtual bool
	at      source.Place
	// script is the language of the server-side script block that the include
	// stands in: its target is script from beginning to end. 0 outside of one.
	script program.Language
	file   *File // nil if it was not found
	cycle  bool  // leads back to a file that includes this one
}

// quickScan looks for the triggers and the include directives of a file in
// one pass over its text.
func quickScan(f *source.File, w *words) scan {
	s := scan{done: true}
	var hasInclude bool
	s.trigger, hasInclude, s.setup = w.scan(f.Text, &s.stores)
	if !hasInclude {
		return s
	}
	page := asp.Split(f.Text)
	s.language = page.Language
	for i := range page.Segments {
		seg := &page.Segments[i]
		switch seg.Kind {
		case asp.Include:
			s.add(f, seg, 0)
		case asp.Script:
			lang := program.VBScript
			if page.LanguageOf(seg) == asp.JScript {
				lang = program.JScript
			}
			for j := range seg.Parts {
				if seg.Parts[j].Kind == asp.Include {
					s.add(f, &seg.Parts[j], lang)
				}
			}
			if src, ok := seg.Attr("src"); ok {
				virtual := strings.HasPrefix(src.Value, "/") || strings.HasPrefix(src.Value, `\\`)
				s.includes = append(s.includes, includeRef{path: src.Value, virtual: virtual, script: lang, at: f.PlaceAt(src.ValuePos, src.ValueEnd)})
			}
		default:
		}
	}
	return s
}

func (s *scan) add(f *source.File, seg *asp.Segment, script program.Language) {
	if p, virtual := seg.Path(); p.Value != "" {
		s.includes = append(s.includes, includeRef{path: p.Value, virtual: virtual, script: script, at: f.PlaceAt(seg.Pos, seg.End)})
	}
}

// words finds trigger words without regard to letter case, in one pass.
type words struct {
	// byFirst are the words, lower case without their first letter, by
	// that letter.
	byFirst [256][]word
	first   [256]bool
	all     bool // every file is a trigger
}

// word is a word without its first letter, and what it tells.
type word struct {
	rest string
	is   wordKind
}

type wordKind uint8

const (
	isTrigger wordKind = iota + 1
	isCreator          // of an object: a trigger unless its argument is one literal
	isInclude
	isSource // src, of a script that may run at the server
	isSetup
	isItem // Session or Application
)

// Creation functions: with a literal argument only the literal matters, which
// is a trigger word or not; with anything else the ProgID may be put together.
func creators() []string { return []string{"createobject", "activexobject", "getobject"} }

func newWords(triggers []string, all bool) *words {
	w := &words{all: all}
	add := func(kind wordKind, list ...string) {
		for _, t := range list {
			t = strings.ToLower(t)
			c := t[0]
			w.byFirst[c] = append(w.byFirst[c], word{t[1:], kind})
			w.first[c] = true
			if 'a' <= c && c <= 'z' {
				w.first[c-'a'+'A'] = true
			}
		}
	}
	add(isTrigger, triggers...)
	add(isCreator, creators()...)
	add(isInclude, "#include")
	add(isSource, "src")
	add(isSetup, iis.PageWords()...)
	add(isItem, "session", "application")
	return w
}

// find reports whether the text holds a trigger, whether it may include
// files, and whether it may set up a web server.
func (w *words) find(text string) (trigger, include, setup bool) {
	return w.scan(text, nil)
}

// scan is find that also collects the items that the text stores, as long as
// it has met no trigger.
func (w *words) scan(text string, stores *[]itemID) (trigger, include, setup bool) {
	trigger = w.all
	for i := range len(text) {
		if !w.first[text[i]] {
			continue
		}
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		for _, t := range w.byFirst[c] {
			if !hasFoldPrefix(text[i+1:], t.rest) {
				continue
			}
			switch t.is {
			case isInclude:
				include = true
			case isSource:
				include = include || serverSource(text, i)
			case isCreator:
				trigger = trigger || !literalArgument(text[i+1+len(t.rest):])
			case isSetup:
				setup = true
			case isTrigger:
				trigger = true
			case isItem:
				if stores != nil && !trigger {
					if id, ok := storedItem(text[i], text[i+1+len(t.rest):]); ok {
						*stores = append(*stores, id)
					}
				}
			}
		}
	}
	return trigger, include, setup
}

// serverSource reports whether a src at i may belong to a script that runs at
// the server: the tag says so.
func serverSource(text string, i int) bool {
	from := strings.LastIndexByte(text[max(0, i-256):i], '<')
	if from < 0 {
		return false
	}
	from += max(0, i-256)
	end := strings.IndexByte(text[i:min(len(text), i+256)], '>')
	if end < 0 {
		return false
	}
	tag := strings.ToLower(text[from : i+end])
	return strings.HasPrefix(tag, "<script") && strings.Contains(tag, "runat")
}

// literalArgument reports whether what follows the name of a creation
// function is one string literal in parentheses, or no call at all.
func literalArgument(s string) bool {
	s = strings.TrimLeft(s, " \t")
	if s == "" || s[0] != '(' && s[0] != '"' && s[0] != '\'' {
		// `Dim createobjects`, `x.CreateObject name`: the second may be anything.
		return s == "" || isWordByte(s[0]) || s[0] == '\r' || s[0] == '\n' || s[0] == '<' || s[0] == '='
	}
	if s[0] == '(' {
		s = strings.TrimLeft(s[1:], " \t")
	}
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return false
	}
	quote := s[0]
	end := strings.IndexByte(s[1:min(len(s), 258)], quote)
	if end < 0 {
		return false
	}
	s = strings.TrimLeft(s[end+2:], " \t")
	return s == "" || s[0] == ')' || s[0] == '\r' || s[0] == '\n' || s[0] == ':' || s[0] == '%' || s[0] == ',' || s[0] == ';'
}

func isWordByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

// hasFoldPrefix reports whether s begins with the lower-case word, in any case.
func hasFoldPrefix(s, word string) bool {
	if len(s) < len(word) {
		return false
	}
	for i := range len(word) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != word[i] {
			return false
		}
	}
	return true
}
