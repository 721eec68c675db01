package storeop

import (
	"strings"

	"github.com/cdolint/cdolint/internal/migration"
)

// OperationsOf are the operations of the last member of a path, read and set,
// in every folder.
func OperationsOf(path string) []migration.ID {
	u := use{walk: walk{class: session}, member: path}
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		u.walk, u.member = follow(path[:i]), path[i+1:]
	}
	var out []migration.ID
	for _, folder := range []string{"", "calendar", "contacts", "outbox"} {
		for _, set := range []bool{false, true} {
			u.folder, u.set = folder, set
			if op := u.operation(); op != "" {
				out = append(out, op)
			}
		}
	}
	return out
}
