package messaging

import (
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// mention is what the text of a page's file says without doing it: a type
// library that is declared, an OLE DB provider in a string.
type mention struct {
	at            source.Place
	family        Family
	product, name string
	via           Via
}

// written files the type libraries and the providers that pages name. What is
// done with a provider need not be followed: ADO is used everywhere, these
// providers only for mail.
func (c *collector) written(s *site.Site) {
	byFile := map[*site.File][]mention{}
	pages := make([]*site.Page, 0, len(s.Pages)+len(s.Apps))
	for _, a := range s.Apps {
		if a.Global != nil {
			pages = append(pages, a.Global)
		}
	}
	for _, p := range append(pages, s.Pages...) {
		if !p.Interesting {
			continue
		}
		for _, f := range p.Closure {
			list, done := byFile[f]
			if !done && f.Program != nil {
				list = mentions(f)
				byFile[f] = list
			}
			for _, m := range list {
				c.add(onPage(p, m.at), m.family, m.product, m.name, m.via)
			}
		}
	}
}

func onPage(p *site.Page, at source.Place) fact.Base {
	b := fact.Base{At: at, Page: p.Path(), Called: true, Confidence: fact.High}
	if p.App != nil {
		b.Application = p.App.Folder
	}
	if p.Orphan {
		b.Confidence = fact.Low
	}
	return b
}

func mentions(f *site.File) []mention {
	var out []mention
	place := func(s program.Span) source.Place {
		return source.Place{Path: f.Path, Pos: int(s.Pos), End: int(s.End)}
	}
	for _, lib := range f.Program.TypeLibs {
		family, product := libraryOf(lib.UUID)
		if family == "" {
			continue
		}
		name := lib.Name
		if name == "" {
			name = lib.UUID
		}
		out = append(out, mention{place(lib.Span), family, product, name, Library})
	}
	look := func(e *program.Expr) bool {
		if e.Kind == program.ExprString {
			if name := provider(e.Str()); name != "" {
				family, product, _ := Classify(name)
				out = append(out, mention{place(e.Span), family, product, name, Connection}) // the string may hold a password
			}
		}
		return true
	}
	if f.Program.Main != nil {
		program.Walk(f.Program.Main.Body, look, nil)
	}
	for _, p := range f.Program.Procs {
		program.Walk(p.Body, look, nil)
	}
	return out
}

// provider is the class of the provider for mail that a string names, "" for
// none: ExOLEDB (by name, or by its addresses) or MSDAIPP.
func provider(text string) string {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "exoledb."), strings.Contains(text, "./backofficestorage"):
		return "exoledb.datasource"
	case strings.Contains(text, "msdaipp."):
		return "msdaipp.dso"
	}
	return ""
}
