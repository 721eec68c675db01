package lint

import (
	"slices"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/signs"
	"github.com/cdolint/cdolint/internal/advice"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/rules"
)

// triggers are the words without one of which a page holds nothing that the
// active rules or the caller want to know; none: every page may.
func triggers(active []*rules.Rule, sources []analyzers.Source, kinds []string, wrappers []com.Wrapper) []string {
	words := []string{finding.DirectivePrefix} // a suppression that suppresses nothing is reported, too
	for _, w := range wrappers {
		words = append(words, w.Words()...)
	}
	for _, s := range sources {
		own, enough := ruleWords(active, s.Kind(), kinds)
		switch {
		case enough:
			words = append(words, own...)
		case s.AnyWord:
			return nil
		default:
			words = append(words, s.Triggers...)
		}
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// ruleWords are the words of the rules on a kind of facts; enough says that
// each of them names some, and nobody else asks for the kind.
func ruleWords(active []*rules.Rule, kind string, kinds []string) (words []string, enough bool) {
	if slices.Contains(kinds, kind) || slices.Contains(kinds, "*") {
		return nil, false
	}
	for _, r := range active {
		switch {
		case len(r.Workarounds) > 0 && slices.Contains(advice.Kinds(), kind):
			return nil, false
		case r.Match == kind && len(r.Words) == 0:
			return nil, false
		case r.Match == kind:
			words = append(words, r.Words...)
		}
	}
	return words, true
}

// possible reports whether what the active rules match on can come of the files
// of an application. Only of the facts that make findings this is asked: what
// the advice wants to know beside them is of no interest without them.
func possible(active []*rules.Rule, programs []*program.File) bool {
	var found *signs.Signs
	for _, s := range analyzers.All() {
		for _, r := range active {
			switch {
			case r.Match != s.Kind():
				continue
			case s.Possible == nil:
				return true
			case found == nil:
				found = signs.Of(programs)
			}
			if s.Possible(found, r.Needs) {
				return true
			}
		}
	}
	return false
}
