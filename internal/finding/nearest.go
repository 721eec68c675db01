package finding

import "strings"

// nearestRule is the id of the rule that id was probably meant to be: the rule
// with that name, or the one whose id differs in one or two characters. "" if
// there is none, or if several are as near.
func nearestRule(id string, rules []Rule) string {
	best, distance, several := "", 3, false
	for _, r := range rules {
		if strings.EqualFold(r.Name, id) {
			return r.ID
		}
		switch d := editDistance(id, r.ID); {
		case d < distance:
			best, distance, several = r.ID, d, false
		case d == distance:
			several = true
		}
	}
	if several {
		return ""
	}
	return best
}

// editDistance counts the bytes to insert, delete or change between two ids.
func editDistance(a, b string) int {
	if len(a) > 32 || len(b) > 32 {
		return 32
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := diagonal
			if a[i] != b[j] {
				change++
			}
			diagonal = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
