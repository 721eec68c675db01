package audit

import (
	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/storeop"
	"github.com/cdolint/cdolint/internal/fact"
)

// facts are the facts of an input, by kind.
type facts struct {
	logons []*logon.Fact
	pages  []*authentication.Fact
	uses   []*messaging.Fact
	ops    []*storeop.Fact
}

func sortFacts(list []fact.Fact) facts {
	var out facts
	for _, f := range list {
		switch f := f.(type) {
		case *logon.Fact:
			out.logons = append(out.logons, f)
		case *authentication.Fact:
			out.pages = append(out.pages, f)
		case *messaging.Fact:
			out.uses = append(out.uses, f)
		case *storeop.Fact:
			if f.Interface == storeop.CDO {
				out.ops = append(out.ops, f)
			}
		}
	}
	return out
}
