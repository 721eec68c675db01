package flow

import "slices"

// reads are the variables that a call has read of those that were there before it,
// with what they were, in the order of reading.
type reads struct {
	list []written
	seen map[*cell]bool // of more than a few
}

// A few are looked through; more have a map, which of many is not used again: to
// empty a large one for the sake of small ones takes longer than to make it.
const (
	fewReads  = 8
	manyReads = 64
)

// add notes a variable; it is false if it was noted before.
func (r *reads) add(c *cell) bool {
	if len(r.list) <= fewReads {
		if slices.ContainsFunc(r.list, func(w written) bool { return w.c == c }) {
			return false
		}
	} else if r.seen[c] {
		return false
	}
	r.list = append(r.list, written{c, c.v})
	switch {
	case len(r.list) == fewReads+1:
		if r.seen == nil {
			r.seen = map[*cell]bool{}
		}
		for _, w := range r.list {
			r.seen[w.c] = true
		}
	case len(r.list) > fewReads:
		r.seen[c] = true
	}
	return true
}

// takeReads is an empty list of reads.
func (m *machine) takeReads() *reads {
	if n := len(m.idle); n > 0 {
		r := m.idle[n-1]
		m.idle = m.idle[:n-1]
		return r
	}
	return &reads{}
}

// giveBack returns what is in a list, which the next call uses.
func (m *machine) giveBack(r *reads) []written {
	out := slices.Clone(r.list)
	switch n := len(r.list); {
	case n > manyReads:
		r.seen = nil
	case n > fewReads:
		clear(r.seen)
	}
	clear(r.list)
	r.list = r.list[:0]
	m.idle = append(m.idle, r)
	return out
}
