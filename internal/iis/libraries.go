package iis

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// A script that sets nothing but in procedures, and calls none of them, is a
// library. What it sets counts if anything in the repository names the script,
// as who loads it does, or one of its procedures; of a script that does
// something else by itself, one of its procedures. Otherwise it stands in
// procedures that nothing calls.

// markUnused marks what is set in libraries that nothing names: named by no
// other file of configuration, and none of those that search finds by words.
func markUnused(fragments []*claim.Fragment, files []*source.File, search func(words []string) []*source.File) {
	var open []*claim.Fragment
	var words []string
	for _, f := range fragments {
		if len(f.Library) > 0 {
			open = append(open, f)
			words = append(append(words, f.Library...), libraryName(f))
		}
	}
	if len(open) == 0 {
		return
	}
	if search != nil {
		files = append(slices.Clone(files), searched(search, words, open[0])...)
	}
	unused := stillUnused(open, files)
	for _, f := range open {
		if unused[f] {
			for i := range f.Claims {
				f.Claims[i].Uncalled = true
			}
			for i := range f.Mounts {
				f.Mounts[i].Uncalled = true
			}
		}
	}
}

// dropUncalledMounts leaves out the virtual paths of procedures that nothing
// calls, if something that runs says anything of a server: where they lie is
// for that to say.
func dropUncalledMounts(fragments []*claim.Fragment) {
	if !slices.ContainsFunc(fragments, runsOnServer) {
		return
	}
	for _, f := range fragments {
		f.Mounts = slices.DeleteFunc(f.Mounts, func(m claim.Mount) bool { return m.Uncalled })
	}
}

// runsOnServer reports whether a file says anything of a server's virtual paths
// other than in procedures that nothing calls.
func runsOnServer(f *claim.Fragment) bool {
	return f.Origin != claim.FromIISExpress && (slices.ContainsFunc(f.Mounts, func(m claim.Mount) bool { return !m.Uncalled }) ||
		slices.ContainsFunc(f.Claims, func(c claim.Claim) bool { return c.Scope.Kind == claim.ScopeHost && !c.Weak && !c.Uncalled }))
}

// stillUnused are the libraries that no file uses. Files are asked for those alone
// of whose names they hold a word.
func stillUnused(libraries []*claim.Fragment, files []*source.File) map[*claim.Fragment]bool {
	unused := map[*claim.Fragment]bool{}
	byWord := map[string][]*claim.Fragment{}
	for _, f := range libraries {
		unused[f] = true
		words := namesOf(append(slices.Clone(f.Library), libraryName(f)))
		for word := range words {
			byWord[word] = append(byWord[word], f)
		}
	}
	asked := 0
	for _, file := range files {
		held := held{file: file, words: map[string]bool{}}
		var order []string
		eachWord(file.Text, func(word string, at int) {
			if byWord[word] == nil {
				return
			}
			called, seen := held.words[word]
			if !seen {
				order = append(order, word)
			}
			if !called {
				held.words[word] = !declares([]byte(file.Text[max(0, at-longestDeclaration):at]))
			}
		})
		for _, word := range order {
			list := byWord[word]
			for _, f := range list {
				if asked++; asked > mostAsked {
					return unused
				}
				if unused[f] && f.Path != file.Path && held.uses(f) {
					delete(unused, f)
				}
			}
			byWord[word] = slices.DeleteFunc(list, func(f *claim.Fragment) bool { return !unused[f] })
		}
	}
	return unused
}

// mostAsked bounds how often files are asked for libraries: a thousand of them
// may have one name that a thousand files hold. Who is not found to be used then
// is unused.
const mostAsked = 1_000_000

// held are words that a file holds, and whether it does other than where a
// procedure of that name is declared.
type held struct {
	file  *source.File
	words map[string]bool
}

// word reports whether the file holds a word.
func (h *held) word(word string, called bool) bool {
	if last := lastWord(word); last != word {
		_, may := h.words[last]
		return may && holdsWord([]byte(h.file.Text), word, called)
	}
	other, is := h.words[word]
	return is && (other || !called)
}

// libraryName is what who loads a library calls it, lower case.
func libraryName(f *claim.Fragment) string {
	base := strings.ToLower(path.Base(f.Path))
	return strings.TrimSuffix(base, path.Ext(base))
}

// uses reports whether the file names a library or, where that is how it is
// called, one of its procedures.
func (h *held) uses(f *claim.Fragment) bool {
	if strings.EqualFold(path.Ext(h.file.Path), ".psd1") { // which says what a module exports
		return false
	}
	named := h.word(libraryName(f), false)
	if named && !f.Script {
		return true
	}
	return slices.ContainsFunc(f.Library, func(name string) bool {
		// PowerShell finds a function in whatever was loaded, with its folder.
		return (named || strings.Contains(name, "-")) && h.word(name, true)
	})
}

// holdsWord reports whether text holds a word (lower case), letter case
// ignored; called: other than where a procedure of that name is declared.
func holdsWord(text []byte, word string, called bool) bool {
	for from := 0; from < len(text); {
		i := indexFold(text[from:], word)
		if i < 0 {
			return false
		}
		i += from
		from = i + 1
		if i > 0 && inName(text[i-1]) || i+len(word) < len(text) && inName(text[i+len(word)]) {
			continue
		}
		if !called || !declares(text[:i]) {
			return true
		}
	}
	return false
}

func inName(c byte) bool {
	return c == '_' || c == '-' || c >= '0' && c <= '9' || lower(c) >= 'a' && lower(c) <= 'z' || c >= 0x80
}

// longestDeclaration is how far before a name, in bytes, the word is looked for
// that declares it.
const longestDeclaration = 32

// declares reports whether what stands before a name makes it that of a
// procedure: Sub, Function, filter.
func declares(before []byte) bool {
	before = before[max(0, len(before)-longestDeclaration):]
	fields := strings.Fields(strings.ToLower(string(before)))
	if len(fields) == 0 {
		return false
	}
	switch fields[len(fields)-1] {
	case "sub", "function", "filter":
		return true
	}
	return false
}
