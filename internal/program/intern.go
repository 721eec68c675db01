package program

import (
	"strings"
	"sync"
)

// interned are the strings of programs: copies, so that no program keeps the text
// of its file in memory. The files of a site have many in common: one copy serves
// all that are compiled one after the other.
type interned struct {
	known map[string]*string
	free  []string // room for more
}

// Larger tables, and longer strings, do not serve for other files.
const (
	maxInterned  = 1 << 13 // strings
	longInterned = 64      // bytes
)

var internedPool = sync.Pool{New: func() any { return &interned{known: map[string]*string{}} }}

func newInterned() *interned {
	in, _ := internedPool.Get().(*interned)
	return in
}

// release lets the next file have the strings.
func (in *interned) release() {
	if len(in.known) > maxInterned {
		clear(in.known)
	}
	internedPool.Put(in)
}

// ref returns a copy of s that does not share the memory of the text, nil for "".
func (in *interned) ref(s string) *string {
	if s == "" {
		return nil
	}
	if c, ok := in.known[s]; ok {
		return c
	}
	const atOnce = 32
	if len(in.free) == 0 {
		in.free = make([]string, atOnce)
	}
	c := &in.free[0]
	in.free = in.free[1:]
	*c = strings.Clone(s)
	if len(s) <= longInterned {
		in.known[*c] = c
	}
	return c
}

// str is [interned.ref] as a string.
func (in *interned) str(s string) string {
	if c := in.ref(s); c != nil {
		return *c
	}
	return ""
}
