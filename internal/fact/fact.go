// Package fact is the form of what analyzers find out: statements about the
// site that are true or assumed, and neither good nor bad. Rules match on
// them; `cdolint facts` prints them.
package fact

import (
	"github.com/cdolint/cdolint/internal/source"
)

// Fact is one statement. The concrete types are structs declared by the
// analyzers; their fields carry `json`, `expr` and `doc` tags, from which
// rule expressions are type-checked and docs/packs.md is written.
type Fact interface {
	// Kind is the name that rules match on, such as "logon".
	Kind() string
	// About is what every fact has.
	About() *Base
}

// Base is what every fact has. It is embedded in the concrete types.
type Base struct {
	At source.Place `json:"-" expr:"-"`
	// Page is the path of the page on which the fact holds, "" for facts
	// of a file.
	Page string `json:"page,omitempty" expr:"page" doc:"path of the page on which it holds"`
	// Application is the folder of the page's application.
	Application string `json:"application,omitempty" expr:"application" doc:"folder of the page's application, \".\" for the root"`
	// Procedure that encloses the place, "" for module level.
	Procedure string `json:"procedure,omitempty" expr:"procedure" doc:"enclosing procedure, empty at module level"`
	// Confidence: low, medium or high.
	Confidence string `json:"confidence" expr:"confidence" enum:"low,medium,high" doc:"low, medium or high"`
	// Called is false for code in a procedure that nothing calls.
	Called bool `json:"called" expr:"called" doc:"false in a procedure that nothing calls"`
	// Pages counts the pages that reach the place, Hits those of them for
	// which the rule holds. The rule engine fills them in for messages.
	Pages int `json:"-" expr:"pages" doc:"in messages: how many pages reach the place"`
	Hits  int `json:"-" expr:"hits" doc:"in messages: for how many of them the rule holds"`
	// Secret: the place holds a secret, whose text no output may show.
	Secret bool `json:"-" expr:"-"`
	// Hidden are further places of secrets: the pieces that one is joined from.
	Hidden []source.Place `json:"-" expr:"-"`
	// Steps is the evidence, in the order a reader would check it.
	Steps []Step `json:"-" expr:"-"`
	// Related are places that belong to it.
	Related []Related `json:"-" expr:"-"`
}

// About implements Fact.
func (b *Base) About() *Base { return b }

// Twofold is a fact of something under circumstances. Rules that ask for the thing
// itself alone are as sure as that is.
type Twofold interface {
	Fact
	// Circumstances names the fields that tell of them, as expressions do.
	Circumstances() []string
	// SureAlone is the confidence without them, StepsAlone the evidence.
	SureAlone() string
	StepsAlone() []Step
}

// Step is one link of the evidence.
type Step struct {
	Kind    string // authentication, page, include, creation, flow, logon
	At      source.Place
	Text    string
	Assumed bool
}

// Related is a place that belongs to a fact.
type Related struct {
	At   source.Place
	Text string
	// Of is the field that it tells of, as expressions name it: who does not
	// ask for the field is not shown the place. "" concerns everybody.
	Of string
}

// The confidences.
const (
	Low    = "low"
	Medium = "medium"
	High   = "high"
)

// Lower is the confidence one step down.
func Lower(c string) string {
	if c == High {
		return Medium
	}
	return Low
}

// Least is the lower of two confidences.
func Least(a, b string) string {
	if a == Low || b == Low {
		return Low
	}
	if a == Medium || b == Medium {
		return Medium
	}
	return High
}
