package finding

import (
	"strings"

	"github.com/cdolint/cdolint/internal/nearest"
)

// nearestRule is the id of the rule that id was probably meant to be: the rule
// with that name, or the one with the most similar id; "" if there is none.
func nearestRule(id string, rules []Rule) string {
	ids := make([]string, 0, len(rules))
	for _, r := range rules {
		if strings.EqualFold(r.Name, id) {
			return r.ID
		}
		ids = append(ids, r.ID)
	}
	return nearest.Of(id, ids)
}
