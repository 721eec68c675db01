package audit

import (
	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/analyzers/component"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/storeop"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/site"
)

// facts are the facts of an input, by kind.
type facts struct {
	logons []*logon.Fact
	pages  []*authentication.Fact
	uses   []*messaging.Fact
	ops    []*storeop.Fact
	// globals are the global.asa files: they run, but nobody asks for them.
	globals map[string]bool
	byApp   map[string]*facts // the same of each application, by its folder
}

// in are the facts of an application.
func (f *facts) in(folder string) *facts {
	if own := f.byApp[folder]; own != nil {
		return own
	}
	return &facts{globals: f.globals}
}

// split sorts the facts by application.
func (f *facts) split() {
	f.byApp = map[string]*facts{}
	own := func(folder string) *facts {
		if f.byApp[folder] == nil {
			f.byApp[folder] = &facts{globals: f.globals}
		}
		return f.byApp[folder]
	}
	for _, x := range f.logons {
		o := own(x.Application)
		o.logons = append(o.logons, x)
	}
	for _, x := range f.pages {
		o := own(x.Application)
		o.pages = append(o.pages, x)
	}
	for _, x := range f.uses {
		o := own(x.Application)
		o.uses = append(o.uses, x)
	}
	for _, x := range f.ops {
		o := own(x.Application)
		o.ops = append(o.ops, x)
	}
}

// isPage reports whether a browser can ask for the page of a fact.
func (f *facts) isPage(page string) bool { return page != "" && !f.globals[page] }

func sortFacts(s *site.Site, list []fact.Fact) facts {
	out := facts{globals: map[string]bool{}}
	for _, a := range s.Apps {
		if a.Global != nil {
			out.globals[a.Global.Path()] = true
		}
	}
	for _, f := range list {
		switch f := f.(type) {
		case *logon.Fact:
			out.logons = append(out.logons, f)
		case *authentication.Fact:
			out.pages = append(out.pages, f)
		case *messaging.Fact:
			out.uses = append(out.uses, f)
		case *component.Fact:
			out.uses = append(out.uses, &messaging.Fact{
				Base: f.Base, Family: messaging.Unseen, Product: givenWords(f.Given), ProgID: f.ProgID + " " + f.Method,
				Via: viaCall, Hop: messaging.NotKnown,
			})
		case *storeop.Fact:
			if f.Interface == storeop.CDO {
				out.ops = append(out.ops, f)
			}
		}
	}
	return out
}
