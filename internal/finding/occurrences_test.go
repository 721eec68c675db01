package finding_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/cdolint/cdolint/internal/finding"
)

// TestSecretIndexFindsWhatIsThere compares with looking for each text by itself.
func TestSecretIndexFindsWhatIsThere(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		texts := rapid.SliceOf(rapid.StringMatching(`[ab]{4,9}`)).Draw(t, "texts")
		s := rapid.StringMatching(`[ab]{0,30}`).Draw(t, "s")
		want := make([]bool, len(s))
		for _, x := range texts {
			for i := range s {
				if strings.HasPrefix(s[i:], x) {
					for j := range x {
						want[i+j] = true
					}
				}
			}
		}
		got := make([]bool, len(s))
		for _, span := range finding.NewSecretIndex(texts).In(s) {
			for j := span.Pos; j < span.End; j++ {
				got[j] = true
			}
		}
		if fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%v, want %v", got, want)
		}
	})
}
