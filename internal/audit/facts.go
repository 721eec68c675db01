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
