// Package nearest finds what a misspelt word was probably meant to be.
package nearest

import "strings"

// Of returns the candidate that differs least from word: without regard to
// letter case, in at most a third of its letters, and at least as near as any
// other. "" if there is none or if two are equally near.
func Of(word string, candidates []string) string {
	limit := max(1, min(len(word)/3, 4))
	best, distance, several := "", limit+1, false
	for _, c := range candidates {
		switch d := editDistance(strings.ToLower(word), strings.ToLower(c), limit); {
		case d < distance:
			best, distance, several = c, d, false
		case d == distance && c != best:
			several = true
		}
	}
	if several || distance > limit {
		return ""
	}
	return best
}

// maxLen bounds the words that are compared, in bytes.
const maxLen = 64

// editDistance counts the letters to insert, delete, change or swap; more than limit is limit+1.
func editDistance(a, b string, limit int) int {
	if len(a) > maxLen || len(b) > maxLen || len(a)-len(b) > limit || len(b)-len(a) > limit {
		return limit + 1
	}
	var before, prev [maxLen + 1]int
	for j := range len(b) + 1 {
		prev[j] = j
	}
	for i := range len(a) {
		var row [maxLen + 1]int
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(prev[j]+cost, prev[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, prev = prev, row
	}
	return min(prev[len(b)], limit+1)
}
