package iis

import (
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// eachWord calls f for each word of a text, in lower case, and where it begins: a
// word is what a procedure or a file, without its folder and extension, may be
// called.
func eachWord(text string, f func(word string, at int)) {
	for i := 0; i < len(text); {
		if !inName(text[i]) {
			i++
			continue
		}
		from := i
		for i < len(text) && inName(text[i]) {
			i++
		}
		f(strings.ToLower(text[from:i]), from)
	}
}

// lastWord is the last word of a name, by which names are looked for that are not
// one word, "" for none.
func lastWord(name string) string {
	end := len(name)
	for end > 0 && !inName(name[end-1]) {
		end--
	}
	from := end
	for from > 0 && inName(name[from-1]) {
		from--
	}
	return name[from:end]
}

// names are looked for in many files at once.
type names map[string]bool // last words, lower case

func namesOf(list []string) names {
	n := names{}
	for _, name := range list {
		if word := lastWord(name); word != "" {
			n[word] = true
		}
	}
	return n
}

// in reports whether a text may hold one of the names; %~dp0 of batch files stands
// right before a name.
func (n names) in(text string) bool {
	found := false
	eachWord(text, func(word string, _ int) {
		found = found || n[word] || n[strings.TrimPrefix(word, "dp0")]
	})
	return found
}

// mostSearched bounds the words that the files of the repository are searched
// for at once.
const mostSearched = 500

// searched searches the files of the repository for words that have to do with a
// script; it notes there that there are more words than are searched for.
func searched(search func(words []string) []*source.File, words []string, f *claim.Fragment) []*source.File {
	if len(words) > mostSearched {
		words = words[:mostSearched]
		f.Problems = append(f.Problems, claim.Problem{
			At: source.Place{Path: f.Path}, ID: "limit",
			Message: "more names of set-up scripts and their procedures than other files are searched for; some that use them may not be found",
		})
	}
	return search(words)
}
