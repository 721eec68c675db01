package site

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The oracle: a map by the path in lower case.
func TestFoldedPathsAreThoseOfAMap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		path := rapid.StringOfN(rapid.SampledFrom([]rune("aAbBäÄéÉ氏./")), 0, 4, -1)
		long := rapid.SampledFrom([]string{"", strings.Repeat("folder/", 40), strings.Repeat("Folder/", 40)})
		want, got := map[string]string{}, newFoldedPaths(0)
		for range rapid.IntRange(0, 20).Draw(t, "paths") {
			p := long.Draw(t, "folder") + path.Draw(t, "path")
			want[strings.ToLower(p)] = p
			got.add(p)
		}
		for range 20 {
			p := long.Draw(t, "folder") + path.Draw(t, "wanted")
			if got, want := got.get(p), want[strings.ToLower(p)]; got != want {
				t.Fatalf("%q is %q, want %q", p, got, want)
			}
		}
	})
}
