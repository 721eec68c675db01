package program

import (
	"strings"
	"sync"
)

// strings of programs are copies, so that no program keeps the text of its file
// in memory. The files of a site have many in common: one copy serves all that
// are compiled one after the other.
type interned map[string]string

// Larger tables, and longer strings, do not serve for other files.
const (
	maxInterned  = 1 << 13 // strings
	longInterned = 64      // bytes
)

var internedPool = sync.Pool{New: func() any { return interned{} }}

func newInterned() interned {
	in, _ := internedPool.Get().(interned)
	return in
}

// release lets the next file have the strings.
func (in interned) release() {
	if len(in) > maxInterned {
		clear(in)
	}
	internedPool.Put(in)
}

// str returns a copy of s that does not share the memory of the text.
func (in interned) str(s string) string {
	if s == "" {
		return ""
	}
	if c, ok := in[s]; ok {
		return c
	}
	c := strings.Clone(s)
	if len(c) <= longInterned {
		in[c] = c
	}
	return c
}
