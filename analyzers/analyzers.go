// Package analyzers lists the analyzers and the kinds of facts that they find.
package analyzers

import (
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/analyzers/cdocall"
	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/comparison"
	"github.com/cdolint/cdolint/analyzers/component"
	"github.com/cdolint/cdolint/analyzers/constant"
	"github.com/cdolint/cdolint/analyzers/exchange"
	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/analyzers/lifetime"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/mailbox"
	"github.com/cdolint/cdolint/analyzers/managed"
	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/object"
	"github.com/cdolint/cdolint/analyzers/password"
	"github.com/cdolint/cdolint/analyzers/signs"
	"github.com/cdolint/cdolint/analyzers/stored"
	"github.com/cdolint/cdolint/analyzers/storeop"
	"github.com/cdolint/cdolint/analyzers/suppression"
	"github.com/cdolint/cdolint/internal/fact"
)

// Source is where the facts of one kind come from.
type Source struct {
	// Zero is an empty fact of the kind: rule expressions are checked
	// against its fields.
	Zero fact.Fact
	// Analyzer finds them.
	Analyzer *analysis.Analyzer
	// Facts takes them from the result of the analyzer.
	Facts func(result any) []fact.Fact
	// Triggers are the words, lower case, without one of which a page
	// cannot hold such a fact.
	Triggers []string
	// Possible reports whether the files of an application, by what stands in
	// them, can lead to such a fact on its pages; nil: that cannot be told. Of
	// facts in which a field is false that needs reports, nobody wants to know.
	Possible func(s *signs.Signs, needs func(field string) bool) bool
	// Secrets: the facts say where secrets stand, which no output may show
	// whatever rules are on.
	Secrets bool
	// Late: the run makes them itself, after the rules were evaluated. A
	// rule of a user's own that matched on them would never hold.
	Late bool
	// AnyWord: there are no such words. A rule on such facts names its own,
	// or every page is parsed.
	AnyWord bool
}

// Kind of the facts.
func (s Source) Kind() string { return s.Zero.Kind() }

// All are the sources of facts, by kind.
func All() []Source { return slices.Clone(all()) }

var all = sync.OnceValue(func() []Source {
	return []Source{
		{Zero: &logon.Fact{}, Analyzer: logon.Analyzer, Facts: facts[*logon.Fact], Triggers: []string{"mapi", com.SessionCLSIDWord, ".logon"}, Possible: session},
		{Zero: &object.Fact{}, Analyzer: object.Analyzer, Facts: facts[*object.Fact], AnyWord: true},
		{Zero: &authentication.Fact{}, Analyzer: authentication.Analyzer, Facts: facts[*authentication.Fact], Possible: never},
		{Zero: &cdocall.Fact{}, Analyzer: cdocall.Analyzer, Facts: facts[*cdocall.Fact], Triggers: com.Words(), Possible: session},
		{Zero: &comparison.Fact{}, Analyzer: comparison.Analyzer, Facts: facts[*comparison.Fact], Triggers: comparison.Words(), Possible: errorNumber},
		{Zero: &component.Fact{}, Analyzer: component.Analyzer, Facts: facts[*component.Fact], Triggers: component.Words()},
		{Zero: &constant.Fact{}, Analyzer: constant.Analyzer, Facts: facts[*constant.Fact], Triggers: com.Words(), Possible: session},
		{Zero: &exchange.Fact{}, Analyzer: exchange.Analyzer, Facts: facts[*exchange.Fact], Triggers: append(com.Words(), com.HTTPWords()...), Possible: sessionOrRequest},
		{Zero: &httprequest.Fact{}, Analyzer: httprequest.Analyzer, Facts: facts[*httprequest.Fact], Triggers: com.HTTPWords(), Possible: request},
		{Zero: &lifetime.Fact{}, Analyzer: lifetime.Analyzer, Facts: facts[*lifetime.Fact], Triggers: com.Words(), Possible: session},
		{Zero: &mailbox.Fact{}, Analyzer: mailbox.Analyzer, Facts: facts[*mailbox.Fact], Triggers: append(com.Words(), com.HTTPWords()...), Possible: sessionOrRequest},
		{Zero: &managed.Fact{}, Analyzer: managed.Analyzer, Facts: facts[*managed.Fact], Possible: never},
		{Zero: &messaging.Fact{}, Analyzer: messaging.Analyzer, Facts: facts[*messaging.Fact], Triggers: messaging.Words()},
		{Zero: &password.Fact{}, Analyzer: password.Analyzer, Facts: facts[*password.Fact], Secrets: true, Triggers: append(com.Words(), com.HTTPWords()...), Possible: sessionOrRequest},
		{Zero: &stored.Fact{}, Analyzer: stored.Analyzer, Facts: facts[*stored.Fact], Triggers: append(com.Words(), "amhtml", "impid"), Possible: session},
		{Zero: &suppression.Fact{}, Analyzer: suppression.Analyzer, Facts: facts[*suppression.Fact], Triggers: []string{"cdolint:"}, Late: true, Possible: never},
		{Zero: &storeop.Fact{}, Analyzer: storeop.Analyzer, Facts: facts[*storeop.Fact], Triggers: append(com.Words(), "exoledb", "backofficestorage"), Possible: session},
	}
})

type needs = func(field string) bool

func session(s *signs.Signs, _ needs) bool { return s.Session() }

func errorNumber(s *signs.Signs, _ needs) bool { return s.ErrorNumber() }

func request(s *signs.Signs, needed needs) bool {
	if needed("webdav") {
		return s.Request()
	}
	return s.Client()
}

func sessionOrRequest(s *signs.Signs, _ needs) bool { return s.Session() || s.Request() }

// never is for facts that no page holds.
func never(*signs.Signs, needs) bool { return false }

func facts[F fact.Fact](result any) []fact.Fact {
	list := result.([]F)
	out := make([]fact.Fact, len(list))
	for i, f := range list {
		out[i] = f
	}
	return out
}
