package config

import (
	"strings"
	"testing"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"pgregory.net/rapid"
)

func TestGlob(t *testing.T) {
	for _, tt := range []struct {
		name, pattern, path string
		want                bool
	}{
		{"a folder means all in it", "apps/mail", "apps/mail/a/b.asp", true},
		{"a folder means itself", "apps/mail", "apps/mail", true},
		{"with a slash at its end, too", "apps/mail/", "apps/mail/x.asp", true},
		{"a folder is no beginning of a name", "apps/mail", "apps/mailbox/x.asp", false},
		{"with a slash it starts at the top", "apps/mail", "x/apps/mail/x.asp", false},
		{"without one it may lie anywhere", "old", "x/old/y.asp", true},
		{"also at the top", "old", "old/y.asp", true},
		{"and be a file", "x.asp", "a/b/x.asp", true},
		{"a slash at the start ties it to the top", "/x.asp", "a/x.asp", false},
		{"and is no part of the name", "/x.asp", "x.asp", true},
		{"a dot and slash are nothing", "./apps", "apps/x.asp", true},
		{"a dot is everything", ".", "a/b.asp", true},
		{"a star stays in its folder", "apps/*.asp", "apps/x/y.asp", false},
		{"two stars do not", "apps/**/y.asp", "apps/x/y.asp", true},
		{"two stars may be nothing", "apps/**/y.asp", "apps/y.asp", true},
		{"letter case does not matter", "Apps/[M]ail/*.ASP", "apps/mail/inbox.asp", true},
		{"braces", "{news,mail}/**", "mail/a.asp", true},
		{"a slash within braces counts as one", "{a/b,c}", "x/c", false},
		{"characters beyond ASCII fold too", "ÄÖ", "x/äö/y.asp", true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			g := newGlob(tt.pattern, Where{})
			if got := g.match(strings.ToLower(tt.path)); got != tt.want {
				t.Errorf("%s on %s: %t (%+v)", tt.pattern, tt.path, got, g)
			}
		})
	}
}

// The short ways of match lead where the library leads.
func TestGlobsMatchAsTheLibraryDoes(t *testing.T) {
	part := rapid.SampledFrom([]string{"a", "b", "ab", "*", "**", "?", "a*", "*b", "[ab]", "{a,b}", "{a/b,b}", "."})
	name := rapid.SampledFrom([]string{"a", "b", "ab", "ba", "c"})
	rapid.Check(t, func(t *rapid.T) {
		pattern := strings.Join(rapid.SliceOfN(part, 1, 4).Draw(t, "pattern"), "/")
		if rapid.Bool().Draw(t, "slash") {
			pattern = "/" + pattern
		}
		path := strings.Join(rapid.SliceOfN(name, 1, 5).Draw(t, "path"), "/")
		if strings.Contains(pattern+"/", "./") {
			return // no folder has that name
		}
		long := strings.TrimPrefix(pattern, "/")
		if !strings.Contains(pattern, "/") {
			long = "**/" + pattern
		}
		want := doublestar.MatchUnvalidated(long, path) || doublestar.MatchUnvalidated(long+"/**", path)
		if got := newGlob(pattern, Where{}).match(path); got != want {
			t.Fatalf("%s on %s: %t, the library says %t", pattern, path, got, want)
		}
	})
}

func TestHostileGlobsAreFast(t *testing.T) {
	for _, p := range []string{
		strings.Repeat("*a", 200) + "b", strings.Repeat("**/", 150) + "b", strings.Repeat("**/*a*/", 60) + "b",
		strings.Repeat("{a,b}", 6) + "/" + strings.Repeat("**/a", 100), strings.Repeat("?*", 200) + "b",
		"{" + strings.Repeat("a,", 30) + "b}/**/{x,y}", strings.Repeat("[a-z]*", 60) + "!",
	} {
		if mistake := globMistake(p); mistake != "" {
			t.Errorf("%.20s: %s", p, mistake)
		}
		g := newGlob(p, Where{})
		for _, name := range []string{strings.Repeat("a", 4000), strings.Repeat("a/", 2000) + "x"} {
			start := time.Now()
			g.match(name)
			if d := time.Since(start); d > time.Second {
				t.Errorf("%.20s on %.20s: %v", p, name, d)
			}
		}
	}
}
