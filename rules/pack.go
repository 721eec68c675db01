// Package rules reads rule packs and evaluates them over facts. A pack is
// data: the built-in ones, embedded here, use nothing that a user's own pack
// could not. docs/packs.md describes the format.
package rules

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// Pack is a set of rules.
type Pack struct {
	Name    string
	Title   string
	Summary string
	Enabled bool // on unless the user says otherwise
	Rules   []*Rule
	// Wrappers are components of the user's own that log on to CDO 1.21
	// sessions (key "sessions").
	Wrappers []com.Wrapper
	// File is where the pack was read from, fit for a message.
	File string

	source  *source.File
	name    scalar
	builtin bool
}

// Rule is one rule. See docs/packs.md.
type Rule struct {
	ID    string
	Name  string
	Level string
	// Match is the kind of fact, When the condition on it; "" for none.
	Match string
	When  string
	// Words, in lower case: a page without any of them cannot hold a fact that
	// the rule is about and need not be parsed for it. None: the kind of
	// fact knows its own, or every page is parsed.
	Words []string
	// Group: of the rules of a group at most one is reported for a place,
	// the first that holds; where pages differ, the one that stands first
	// in the pack.
	Group string
	// Message is plain text with {{ expressions }}.
	Message string
	// Pages says in words what the pages have in common for which the rule
	// holds: "under Integrated Windows authentication". Like Message it may hold
	// {{ expressions }}, over the fact of each page.
	Pages       string
	Workarounds []string
	Tags        []string
	Precision   string
	Security    string
	// Pass marks a condition under which the rule of this ID is cleared.
	Pass bool
	Help Help

	Pack *Pack

	rank    int
	at      ruleScalars
	when    *expression // nil: always
	message *template
	pages   *template // nil: nothing is said
}

// ruleScalars are where the keys of a rule stand.
type ruleScalars struct{ id, name, match scalar }

// Help is a rule's page, in Markdown.
type Help struct {
	Summary    string
	What       string
	Why        string
	Example    string
	Fix        string
	Unless     string
	References []string
}

// Check holds the packs to the facts that there are, and to each other: kinds,
// fields, types, ids that are used twice. kinds are empty facts by kind. The
// built-in packs are taken as checked, which their tests do. The error is
// [Errors].
func Check(packs []*Pack, kinds map[string]fact.Fact) error {
	return check(packs, kinds, func(p *Pack) bool { return !p.builtin })
}

func check(packs []*Pack, kinds map[string]fact.Fact, suspect func(*Pack) bool) error {
	var errs Errors
	known := newKinds(kinds)
	for _, p := range packs {
		if !suspect(p) {
			continue
		}
		for _, r := range p.Rules {
			errs = append(errs, r.compile(known)...)
		}
	}
	errs = append(errs, clashes(packs, suspect)...)
	if len(errs) == 0 {
		return nil
	}
	return limited(errs)
}

// limited cuts a list of mistakes that nobody reads to its end.
func limited(errs Errors) Errors {
	if more := len(errs) - maxErrors; more > 1 {
		errs = append(errs[:maxErrors:maxErrors], fmt.Errorf("%d more mistakes are not listed", more))
	}
	return errs
}

// clashes are the names that two packs or rules have in common.
func clashes(packs []*Pack, suspect func(*Pack) bool) (errs Errors) {
	taken := map[string]string{} // in lower case, by whom
	use := func(p *Pack, at scalar, name, by string) {
		key := strings.ToLower(name)
		if owner, ok := taken[key]; ok && owner != by {
			if suspect(p) {
				errs = append(errs, at.errorf(0, len(name), "%s is the name of %s already", name, owner))
			}
			return
		}
		taken[key] = by
	}
	for _, p := range packs {
		use(p, p.name, p.Name, "the pack "+p.Name+" ("+p.File+")")
	}
	for _, p := range packs {
		for i, r := range p.Rules {
			owner := fmt.Sprintf("rule %d of %s", i+1, p.File)
			if r.Pass {
				owner = "the cleared form in " + p.File
				if _, ok := taken[strings.ToLower(r.ID)]; !ok && suspect(p) {
					errs = append(errs, r.at.id.errorf(0, len(r.ID), "no rule %s stands before this one, which says when it is cleared", r.ID))
				}
			} else {
				use(p, r.at.id, r.ID, owner)
			}
			use(p, r.at.name, r.Name, owner)
		}
	}
	return errs
}

func level(s string) finding.Level { return finding.ParseLevel(s) }

// Find returns the rule of an ID or name.
func Find(packs []*Pack, id string) *Rule {
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass && (strings.EqualFold(r.ID, id) || strings.EqualFold(r.Name, id)) {
				return r
			}
		}
	}
	return nil
}

// IDs of all rules of the packs, sorted.
func IDs(packs []*Pack) []string {
	var out []string
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out = append(out, r.ID)
			}
		}
	}
	slices.Sort(out)
	return out
}

// Names of all rules of the packs.
func Names(packs []*Pack) []string {
	var out []string
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass {
				out = append(out, r.Name)
			}
		}
	}
	return out
}

// Wrappers are the components that the packs declare.
func Wrappers(packs []*Pack) []com.Wrapper {
	var out []com.Wrapper
	for _, p := range packs {
		out = append(out, p.Wrappers...)
	}
	return out
}
