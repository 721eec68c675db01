package rules_test

import (
	"testing"

	"github.com/cdolint/cdolint/rules"
)

func TestNeeds(t *testing.T) {
	for when, want := range map[string]bool{
		`webdav`:                           true,
		`webdav and not credentials`:       true,
		`(method == "GET") and (webdav)`:   true,
		`webdav && local == "no"`:          true,
		``:                                 false,
		`not webdav`:                       false,
		`webdav or credentials`:            false,
		`credentials and (webdav or true)`: false,
		`webdav == false`:                  false,
	} {
		if got := (&rules.Rule{When: when}).Needs("webdav"); got != want {
			t.Errorf("%q needs webdav: %v, want %v", when, got, want)
		}
	}
}
