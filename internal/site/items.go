package site

import (
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

// A page may hold nothing of interest itself and yet put into a Session or
// Application item what an interesting page takes out again: the name of the
// mailbox, say. Every file is scanned for the items that it stores, and those
// that an interesting page reads make it interesting, too.

// itemID tells items apart: a hash of the scope's first letter and the folded
// name, so that a file's items cost eight bytes each.
type itemID uint64

func itemOf(scope byte, name string) itemID {
	h := fnv.New64a()
	_, _ = h.Write([]byte{scope | 0x20})
	_, _ = h.Write([]byte(strings.ToLower(name)))
	return itemID(h.Sum64())
}

// stored is one assignment to an item.
type stored struct {
	item itemID
	// code is a hash of what is assigned, as written: of many equal lines
	// one tells enough.
	code uint64
}

// storedItem is the item that is assigned in `Session("name") = …`, where the
// word at pos ends at end; ok is false if that is not what stands there.
func storedItem(text string, pos, end int) (s stored, ok bool) {
	if !beginsStatement(text[:pos]) {
		return stored{}, false
	}
	item, value, ok := assignedItem(text[pos], text[end:])
	if !ok {
		return stored{}, false
	}
	if i := strings.IndexAny(value, "\r\n"); i >= 0 {
		value = value[:i]
	}
	h := fnv.New64a()
	_, _ = io.WriteString(h, strings.TrimSpace(value))
	return stored{item, h.Sum64()}, true
}

// beginsStatement reports whether a statement may begin behind the text: a
// comparison in a condition looks like an assignment.
func beginsStatement(before string) bool {
	before = strings.TrimRight(before, " \t")
	if before == "" {
		return true
	}
	switch before[len(before)-1] {
	case '\r', '\n', '%', ':', ';', '{', '}':
		return true
	}
	for _, word := range [...]string{"set", "let", "then", "else"} {
		if n := len(before) - len(word); n >= 0 && (n == 0 || !isWordByte(before[n-1])) && strings.EqualFold(before[n:], word) {
			return true
		}
	}
	return false
}

// assignedItem reads what follows the word Session or Application.
func assignedItem(scope byte, rest string) (item itemID, value string, ok bool) {
	for _, member := range [...]string{".contents", ".value"} {
		if hasFoldPrefix(rest, member) {
			rest = rest[len(member):]
		}
	}
	rest = strings.TrimLeft(rest, " \t")
	if rest == "" || rest[0] != '(' {
		return 0, "", false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return 0, "", false
	}
	const longest = 256
	end := strings.IndexByte(rest[1:min(len(rest), longest)], rest[0])
	if end < 0 {
		return 0, "", false
	}
	name := rest[1 : 1+end]
	rest = strings.TrimLeft(rest[end+2:], " \t")
	if rest == "" || rest[0] != ')' {
		return 0, "", false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") {
		return 0, "", false
	}
	return itemOf(scope, name), rest[1:], true
}

// maxSuppliers bounds how many pages are looked at for one line of code that
// stores an item.
const maxSuppliers = 4

// suppliers are pages of an application that are not interesting yet: for
// each file that stores an item that is wanted, the first that it runs on.
func suppliers(a *App, wanted neededItems) []*Page {
	var out []*Page
	seen := map[*File]bool{}
	lines := map[stored]int{}
	for _, p := range a.Pages {
		supplies := false
		for _, f := range p.Closure {
			if seen[f] {
				continue
			}
			seen[f] = true
			for _, s := range f.scan.stores {
				if (wanted.any || wanted.items[s.item]) && lines[s] < maxSuppliers {
					lines[s]++
					supplies = true
				}
			}
		}
		if supplies && !p.Interesting {
			out = append(out, p)
		}
	}
	return out
}

// callers are the pages of an application that run an interesting page by
// Server.Execute or Server.Transfer and are not interesting themselves.
func (s *Site) callers(a *App) []*Page {
	var out []*Page
	for _, p := range a.Pages {
		if p.Interesting {
			continue
		}
		if slices.ContainsFunc(p.Closure, func(f *File) bool {
			return slices.ContainsFunc(f.scan.runs, func(path string) bool {
				t := s.PageFor(a, f.Path, path)
				return t != nil && t.Interesting
			})
		}) {
			out = append(out, p)
		}
	}
	return out
}

// executed is the literal path in `.Execute("page.asp")`, "" if that is not what follows.
func executed(rest string) string {
	rest = strings.TrimLeft(rest, " \t(")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	const longest = 512
	end := strings.IndexByte(rest[1:min(len(rest), longest)], rest[0])
	if end <= 0 {
		return ""
	}
	path, _, _ := strings.Cut(rest[1:1+end], "?")
	if !strings.Contains(path, ".") || strings.ContainsAny(path, " \t\r\n") {
		return "" // connection.Execute "SELECT …"
	}
	return strings.Clone(path) // or the whole text would stay in memory
}
