package rules

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/internal/fact"
)

// kinds are empty facts by kind.
func kinds() map[string]fact.Fact {
	out := map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		out[s.Kind()] = s.Zero
	}
	return out
}

// TestBuiltinPacksAreChecked holds the built-in packs to what is checked when a
// user's own is loaded; for them it is not done at each start.
func TestBuiltinPacksAreChecked(t *testing.T) {
	if err := check(parsedBuiltin(t), kinds(), func(*Pack) bool { return true }); err != nil {
		t.Error(err)
	}
}
