package site

import (
	"slices"
	"strings"
	"sync"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/words"
)

// lexicon is the words that a file is searched for before it is parsed: the
// triggers, which Options name, and what tells how files hang together.
type lexicon struct {
	// set and names are made when the first file is searched.
	set   func() *words.Set
	kinds []wordKind // beside the words of the set
	// names finds the triggers alone.
	names func() *words.Set
	all   bool // every file is a trigger
	any   bool // every name is one, too: a word is too short to be searched for
}

// wordKind is what a word tells.
type wordKind uint8

const (
	isTrigger   wordKind = iota + 1
	isCreator            // of an object: a trigger unless its argument is one literal
	isInclude            // #include
	isServerTag          // runat, of a script that may have a source
	isSetup              // of code that sets up a web server
	isItem               // Session or Application
	isRun                // .Execute or .Transfer, of another page
	isEncoding           // declares one
)

// Creation functions: with a literal argument only the literal matters, which
// is a trigger word or not; with anything else the ProgID may be put together.
func creators() []string { return []string{"createobject", "activexobject", "getobject"} }

// newLexicon is the words to search pages for. all: every page is a trigger.
func newLexicon(triggers []string, all bool) *lexicon {
	w := &lexicon{all: all}
	var list []string
	add := func(kind wordKind, more ...string) {
		for _, t := range more {
			switch {
			case len(t) >= words.MinLength:
				list = append(list, strings.ToLower(t))
				w.kinds = append(w.kinds, kind)
			case kind == isTrigger: // a word of two letters is everywhere
				w.all, w.any = true, true
			}
		}
	}
	add(isTrigger, triggers...)
	w.names = setOf(list)
	add(isCreator, creators()...)
	add(isInclude, "#include")
	add(isServerTag, "runat")
	add(isSetup, iis.PageWords()...)
	add(isItem, "session", "application")
	add(isRun, ".execute", ".transfer")
	add(isEncoding, "charset", "codepage", "encoding")
	w.set = setOf(list)
	return w
}

func setOf(list []string) func() *words.Set {
	return sync.OnceValue(func() *words.Set { return words.New(list...) })
}

// triggers reports whether a name, a literal or a text holds a trigger.
func (w *lexicon) triggers(text []byte) bool {
	found := w.any
	w.names().Find(text, func(int, int) bool {
		found = true
		return false
	})
	return found
}

// hits are the offsets of the triggers of a text, ascending; not nil.
func (w *lexicon) hits(text string) []int32 {
	out := []int32{}
	set := w.set()
	set.Find(bytesOf(text), func(word, at int) bool {
		k := w.kinds[word]
		if k == isTrigger || k == isCreator && !literalArgument(text[at+len(set.Word(word)):]) {
			out = append(out, int32(at))
		}
		return true
	})
	slices.Sort(out)
	return out
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
