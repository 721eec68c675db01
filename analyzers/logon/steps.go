package logon

import (
	"fmt"

	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
)

// steps are the evidence of a logon.
func steps(f *Fact, e *flow.Event, recv flow.Atom) []fact.Step {
	made := "the session is created: " + f.ProgID
	if f.Declared {
		made += ", which a rule pack declares to log on to CDO 1.21 sessions"
	}
	whose := "the identity of the request"
	if f.Identity == "shared" {
		whose = "the account that stands for every visitor"
	}
	return values.Chain{
		Event: e, Authentication: f.Auth.Steps, How: recv.How, Made: made,
		Declared: func(id string) string { return fmt.Sprintf("the session is declared as object %q", id) },
		Kind:     "logon", Text: "logs on to the mailbox with " + whose,
	}.Steps()
}
