package filetree

import "io/fs"

// dirEntry is what a folder says of an entry.
type dirEntry struct {
	path string      // from the root of the tree
	name string      // the last part of it
	kind fs.FileMode // type bits alone
}
