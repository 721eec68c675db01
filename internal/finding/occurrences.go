package finding

import (
	"slices"
	"sort"
	"strings"
)

// SecretIndex finds texts in other texts, in time that does not grow with how
// many there are: each line of a file may hold a secret of its own.
type SecretIndex struct {
	byStart map[string][]string // sorted, by their first bytes
}

// NewSecretIndex is an index of the texts of [Report.SecretTexts].
func NewSecretIndex(texts []string) *SecretIndex {
	x := &SecretIndex{byStart: map[string][]string{}}
	for _, t := range texts {
		if len(t) >= shortestSecret {
			x.byStart[t[:shortestSecret]] = append(x.byStart[t[:shortestSecret]], t)
		}
	}
	for _, list := range x.byStart {
		slices.Sort(list)
	}
	return x
}

// In are the places of the texts in s: at each offset that of the longest.
func (x *SecretIndex) In(s string) []Span {
	if x == nil || len(x.byStart) == 0 {
		return nil
	}
	var out []Span
	for i := 0; i+shortestSecret <= len(s); i++ {
		if n := longestStart(x.byStart[s[i:i+shortestSecret]], s[i:]); n > 0 {
			out = append(out, Span{i, i + n})
		}
	}
	return out
}

// longestStart is the length of the longest text of a sorted list that s starts
// with, 0 if there is none.
func longestStart(list []string, s string) int {
	for len(list) > 0 {
		// What s starts with comes before it, as does what only looks alike.
		list = list[:sort.Search(len(list), func(i int) bool { return list[i] > s })]
		if len(list) == 0 {
			break
		}
		t := list[len(list)-1]
		if strings.HasPrefix(s, t) {
			return len(t)
		}
		n := 0
		for n < len(s) && s[n] == t[n] {
			n++
		}
		s, list = s[:n], list[:len(list)-1]
	}
	return 0
}
