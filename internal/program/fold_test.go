package program

import (
	"strings"
	"sync"
	"testing"
)

func TestFoldIsToLower(t *testing.T) {
	names := []string{"", "x", "X", "objSession", "OBJSESSION", "Größe", "ĞÜRÜLTÜ", "İ", strings.Repeat("Long", 40)}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 100 {
				for _, n := range names {
					if got, want := Fold(n), strings.ToLower(n); got != want {
						t.Errorf("Fold(%q) = %q", n, got)
					}
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkFold(b *testing.B) {
	names := []string{"Response", "Write", "rs", "strServer", "i", "objSession", "Request", "ServerVariables"}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		Fold(names[i&7])
	}
}
