package site

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/words"
)

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

// maxSuppliers bounds how many pages are looked at for one line of code that
// stores an item.
const maxSuppliers = 4

// suppliers are pages of an application that are not interesting yet: for
// each file that stores an item that is wanted, the first that it runs on.
func suppliers(a *App, wanted itemSet) []*Page {
	if wanted.empty() {
		return nil
	}
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
			for _, s := range f.scan.stores() {
				if (s.item == anyItem || wanted.any || wanted.items[s.item]) && lines[s] < maxSuppliers {
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

// mentions remembers which items files mention. It reads them again: few sites
// keep objects of interest in items, so this is not asked of every file.
type mentions struct {
	site *Site
	of   map[*File]itemSet
}

// users are the pages of an application that mention one of the items and are
// not interesting yet.
func (m *mentions) users(a *App, items itemSet) []*Page {
	if items.empty() {
		return nil
	}
	var out []*Page
	for _, p := range a.Pages {
		if !p.Interesting && slices.ContainsFunc(p.Closure, func(f *File) bool { return m.mentions(f, items) }) {
			out = append(out, p)
		}
	}
	return out
}

func (m *mentions) mentions(f *File, items itemSet) bool {
	set, known := m.of[f]
	if !known {
		set = newItemSet()
		if src, err := m.site.Source(f.Path); err == nil {
			set = mentioned(src.Text)
		}
		m.of[f] = set
	}
	if set.any || items.any && len(set.items) > 0 {
		return true
	}
	for id := range items.items {
		if set.items[id] {
			return true
		}
	}
	return false
}

// mentioned are the items that a text mentions.
func mentioned(text string) itemSet {
	out := newItemSet()
	set := words.New("session", "application")
	set.Find(bytesOf(text), func(word, at int) bool {
		if name, _, literal, ok := itemName(text[at+len(set.Word(word)):]); ok {
			out.any = out.any || !literal
			out.items[itemOf(text[at], name)] = true
		}
		return true
	})
	return out
}

// callers are the pages of an application that run an interesting page by
// Server.Execute or Server.Transfer and are not interesting themselves.
func (s *Site) callers(a *App) []*Page {
	if a.Global != nil && !a.Global.Interesting && !slices.ContainsFunc(a.Pages, func(p *Page) bool { return p.Interesting }) {
		return nil
	}
	var out []*Page
	for _, p := range a.Pages {
		if p.Interesting {
			continue
		}
		if slices.ContainsFunc(p.Closure, func(f *File) bool {
			return slices.ContainsFunc(f.scan.runs(), func(path string) bool {
				if path == anyPage {
					return true
				}
				t := s.PageFor(a, f.Path, path)
				return t != nil && t.Interesting
			})
		}) {
			out = append(out, p)
		}
	}
	return out
}

// anyPage stands for a path that is not literal.
const anyPage = "?"

// executed is the page that `Server.Execute("page.asp")` runs, where the word
// at pos, `.Execute`, ends at end: anyPage if its path is not one literal, ""
// if it runs none.
func executed(text string, pos, end int) string {
	server := strings.TrimRight(text[max(0, pos-16):pos], " \t")
	isServer := len(server) >= 6 && strings.EqualFold(server[len(server)-6:], "server")
	rest := strings.TrimLeft(text[end:], " \t(")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		if isServer {
			return anyPage
		}
		return "" // connection.Execute(sql)
	}
	const longest = 512
	closing := strings.IndexByte(rest[1:min(len(rest), longest)], rest[0])
	if closing <= 0 {
		return ""
	}
	if behind := strings.TrimLeft(rest[closing+2:], " \t"); isServer && behind != "" && strings.IndexByte("&+", behind[0]) >= 0 {
		return anyPage
	}
	path, _, _ := strings.Cut(rest[1:1+closing], "?")
	if !strings.Contains(path, ".") || strings.ContainsAny(path, " \t\r\n") {
		return "" // connection.Execute "SELECT …"
	}
	return strings.Clone(path) // or the whole text would stay in memory
}
