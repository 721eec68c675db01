// Package slab hands out the nodes of trees from blocks, so that a node costs no
// allocation of its own, and takes the blocks back when the tree has been read.
package slab

// Of hands out values of one type from blocks that grow with the tree. The zero
// value is ready to use.
type Of[T any] struct {
	free  []T // of the block that is in use
	next  int // index of the block behind it
	size  int // of the block made last, in values
	block [][]T
}

// The sizes of blocks, in values; and how many blocks of one type are kept
// for another tree.
const (
	least, most = 4, 64
	kept        = 64
)

// New returns a value, zeroed.
func (s *Of[T]) New() *T {
	if len(s.free) == 0 {
		s.more(1)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// List copies vs into a slice of the exact length, nil for none.
func (s *Of[T]) List(vs []T) []T {
	if len(vs) == 0 {
		return nil
	}
	return append(s.Make(len(vs)), vs...)
}

// Make returns an empty slice with room for n values.
func (s *Of[T]) Make(n int) []T {
	if n > most/4 {
		return make([]T, 0, n)
	}
	if len(s.free) < n {
		s.more(n)
	}
	out := s.free[:0:n]
	s.free = s.free[n:]
	return out
}

// more goes on to a block that has room for n values, n at most a quarter of the
// largest.
func (s *Of[T]) more(n int) {
	for s.next < len(s.block) {
		s.free = s.block[s.next]
		s.next++
		if len(s.free) >= n {
			return
		}
	}
	s.size = min(max(2*s.size, least, n), most)
	s.free = make([]T, s.size)
	s.block = append(s.block, s.free)
	s.next = len(s.block)
}

// Reset takes back all values that were handed out, which nobody may use any
// more. Of many blocks, only some are kept.
func (s *Of[T]) Reset() {
	for _, b := range s.block[:s.next] {
		clear(b)
	}
	if len(s.block) > kept {
		clear(s.block[kept:])
		s.block = s.block[:kept]
	}
	s.free, s.next = nil, 0
}
