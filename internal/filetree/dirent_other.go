//go:build !linux

package filetree

import "io/fs"

// entriesOf are entries as package os lists them.
func entriesOf(prefix string, list []fs.DirEntry) []dirEntry {
	out := make([]dirEntry, len(list))
	for i, e := range list {
		p := prefix + e.Name()
		out[i] = dirEntry{path: p, name: p[len(prefix):], kind: e.Type()}
	}
	return out
}
