package site

import (
	"hash/fnv"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
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

// storedItem is the item that is assigned in `Session("name") = …`, ok false
// if that is not what follows the word. scope is its first letter.
func storedItem(scope byte, rest string) (itemID, bool) {
	for _, member := range [...]string{".contents", ".value"} {
		if hasFoldPrefix(rest, member) {
			rest = rest[len(member):]
		}
	}
	rest = strings.TrimLeft(rest, " \t")
	if rest == "" || rest[0] != '(' {
		return 0, false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return 0, false
	}
	const longest = 256
	end := strings.IndexByte(rest[1:min(len(rest), longest)], rest[0])
	if end < 0 {
		return 0, false
	}
	name := rest[1 : 1+end]
	rest = strings.TrimLeft(rest[end+2:], " \t")
	if rest == "" || rest[0] != ')' {
		return 0, false
	}
	rest = strings.TrimLeft(rest[1:], " \t")
	if !strings.HasPrefix(rest, "=") || strings.HasPrefix(rest, "==") {
		return 0, false
	}
	return itemOf(scope, name), true
}

// readItems are the items that a program mentions by name.
func readItems(f *program.File, into map[itemID]bool) {
	visit := func(e *program.Expr) bool {
		if e.Kind != program.ExprCall || len(e.Args) == 0 || e.Args[0] == nil || e.Args[0].Kind != program.ExprString {
			return true
		}
		x := e.X
		if x != nil && x.Kind == program.ExprMember { // Session.Contents("x")
			x = x.X
		}
		if x != nil && x.Kind == program.ExprName {
			switch name := program.Fold(x.Str); name {
			case "session", "application":
				into[itemOf(name[0], e.Args[0].Str)] = true
			}
		}
		return true
	}
	if f.Main != nil {
		program.Walk(f.Main.Body, visit, nil)
	}
	for _, p := range f.Procs {
		program.Walk(p.Body, visit, nil)
	}
}

// suppliers are the pages of an application that are not interesting yet and
// store an item that is wanted.
func suppliers(a *App, wanted map[itemID]bool) []*Page {
	var out []*Page
	stores := map[*File]bool{}
	for _, p := range a.Pages {
		if p.Interesting {
			continue
		}
		for _, f := range p.Closure {
			yes, known := stores[f]
			if !known {
				for _, id := range f.scan.stores {
					yes = yes || wanted[id]
				}
				stores[f] = yes
			}
			if yes {
				out = append(out, p)
				break
			}
		}
	}
	return out
}
