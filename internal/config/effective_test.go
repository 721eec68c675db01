package config

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

func TestEffective(t *testing.T) {
	a, err := txtar.ParseFile("testdata/effective.txtar")
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{"testdata/effective.txtar", a}
	s, err := OpenTree(f.tree(), "")
	if err != nil {
		t.Fatal(err)
	}
	f.want(t, "want", table(s.Effective("apps/mail/inbox.asp")))
}

func TestEffectiveWithoutConfiguration(t *testing.T) {
	s, err := OpenTree(mapTree{}, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range s.Effective("default.asp") {
		if o.At.IsValid() || o.At.String() != "default" {
			t.Errorf("%s comes from %s, want the default", o.Key, o.At)
		}
	}
}

func table(list []Origin) string {
	var b strings.Builder
	for _, o := range list {
		fmt.Fprintf(&b, "%-24s %-30s %s\n", o.Key, o.Value, o.At)
	}
	return b.String()
}

func TestQuoteYAML(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"a word stays", "integrated", "integrated"},
		{"a path stays", "shared/common", "shared/common"},
		{"an extension stays", ".asp", ".asp"},
		{"a server name that is a number is quoted", "2003", `"2003"`},
		{"a server name that looks like a float is quoted", "1e3", `"1e3"`},
		{"what YAML 1.1 takes for a boolean is quoted", "NO", `"NO"`},
		{"a pattern is quoted", "*.asp", `"*.asp"`},
		{"quotes and backslashes are escaped", `a"\`, `"a\"\\"`},
		{"line ends are escaped", "a\nb", `"a\x0ab"`},
		{"bidirectional marks are escaped", "a\u202eb", `"a\u202eb"`},
		{"a dot alone is quoted", ".", `"."`},
		{"nothing is quoted", "", `""`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := quoteYAML(tt.in); got != tt.want {
				t.Errorf("quoteYAML(%q) = %s, want %s", tt.in, got, tt.want)
			}
		})
	}
}
