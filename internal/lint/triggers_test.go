package lint

import (
	"slices"
	"testing"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/rules"
)

// triggersOf are the words for rules with nothing else asked for.
func triggersOf(active []*rules.Rule, kinds ...string) []string {
	return triggers(active, sourcesOf(active, kinds), kinds, nil)
}

func TestRulesThatNameWordsNeedNoOthers(t *testing.T) {
	words := triggersOf([]*rules.Rule{{ID: "X1", Match: "object", Words: []string{"jmail"}}})
	if !slices.Contains(words, "jmail") || slices.Contains(words, "mapi") {
		t.Errorf("words of a rule on objects: %q", words)
	}
}

func TestARuleOnObjectsWithoutWordsWantsEveryPage(t *testing.T) {
	active := []*rules.Rule{{ID: "X1", Match: "object", Words: []string{"jmail"}}, {ID: "X2", Match: "object"}}
	if words := triggersOf(active); words != nil {
		t.Errorf("words: %q, want none", words)
	}
	if words := triggersOf(nil, "object"); words != nil {
		t.Errorf("words of the facts command: %q, want none", words)
	}
}

func TestAKindOfFactBringsItsWords(t *testing.T) {
	words := triggersOf([]*rules.Rule{{ID: "X1", Match: "http_request"}})
	if !slices.Contains(words, "xmlhttp") || !slices.IsSorted(words) {
		t.Errorf("words of a rule on requests: %q", words)
	}
}

func TestEverySourceHasWordsOrSaysThatItHasNone(t *testing.T) {
	noPages := []string{"managed_cdo", "authentication"} // facts of files, and of every page
	for _, s := range analyzers.All() {
		if !s.AnyWord && len(s.Triggers) == 0 && !slices.Contains(noPages, s.Kind()) {
			t.Errorf("%s: pages would not be parsed for it", s.Kind())
		}
	}
}
