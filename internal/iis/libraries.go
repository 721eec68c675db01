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
		files = append(slices.Clone(files), search(words)...)
	}
	for _, file := range files {
		open = slices.DeleteFunc(open, func(f *claim.Fragment) bool { return f.Path != file.Path && uses(file, f) })
	}
	for _, f := range open {
		for i := range f.Claims {
			f.Claims[i].Uncalled = true
		}
		for i := range f.Mounts {
			f.Mounts[i].Uncalled = true
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

// libraryName is what who loads a library calls it, lower case.
func libraryName(f *claim.Fragment) string {
	base := strings.ToLower(path.Base(f.Path))
	return strings.TrimSuffix(base, path.Ext(base))
}

// uses reports whether a file names a library or, where that is how it is
// called, one of its procedures.
func uses(file *source.File, f *claim.Fragment) bool {
	if strings.EqualFold(path.Ext(file.Path), ".psd1") { // which says what a module exports
		return false
	}
	text := []byte(file.Text)
	named := holdsWord(text, libraryName(f), false)
	if named && !f.Script {
		return true
	}
	return slices.ContainsFunc(f.Library, func(name string) bool {
		// PowerShell finds a function in whatever was loaded, with its folder.
		return (named || strings.Contains(name, "-")) && holdsWord(text, name, true)
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

// declares reports whether what stands before a name makes it that of a
// procedure: Sub, Function, filter.
func declares(before []byte) bool {
	before = before[max(0, len(before)-32):]
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
