// Package slab hands out the nodes of trees from blocks, so that a node costs no
// allocation of its own, and takes the blocks back when the tree has been read.
package slab

import "unsafe"

// Of hands out values of one type from blocks that grow with the tree. The zero
// value is ready to use.
type Of[T any] struct {
	free  []T // of the block that is in use
	next  int // index of the block behind it
	made  int // values of all blocks
	block [][]T
	// long are lists that are too long for a block, nextLong those in use.
	long     [][]T
	nextLong int
}

// The sizes of blocks: of the first in values, of the largest in bytes; and how
// many blocks of one type, and how many lists of which size in bytes that are
// longer, are kept for another tree.
const (
	least    = 4
	largest  = 4<<10 - 8 // with the header of the allocator it fills a size class
	kept     = 64
	keptLong = 4
	longest  = 32 << 10
)

// most is how many values the largest block has.
func (s *Of[T]) most() int {
	var v T
	return max(largest/max(int(unsafe.Sizeof(v)), 1), 4*least)
}

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
	if n > s.most()/4 {
		return s.makeLong(n)
	}
	if len(s.free) < n {
		s.more(n)
	}
	out := s.free[:0:n]
	s.free = s.free[n:]
	return out
}

// makeLong is Make for a list of its own.
func (s *Of[T]) makeLong(n int) []T {
	var v T
	if s.nextLong == keptLong || n*int(unsafe.Sizeof(v)) > longest {
		return make([]T, 0, n)
	}
	if s.nextLong == len(s.long) {
		s.long = append(s.long, nil)
	}
	list := &s.long[s.nextLong]
	s.nextLong++
	if len(*list) < n {
		*list = make([]T, n)
	}
	return (*list)[:0:n]
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
	s.free = make([]T, min(max(s.made/2, least, n), s.most()))
	s.made += len(s.free)
	s.block = append(s.block, s.free)
	s.next = len(s.block)
}

// Reset takes back all values that were handed out, which nobody may use any
// more. Of many blocks, only some are kept.
func (s *Of[T]) Reset() {
	for i, b := range s.block[:s.next] {
		if i == s.next-1 {
			b = b[:len(b)-len(s.free)]
		}
		clear(b)
	}
	if len(s.block) > kept {
		clear(s.block[kept:])
		s.block = s.block[:kept]
	}
	for _, l := range s.long[:s.nextLong] {
		clear(l)
	}
	s.free, s.next, s.nextLong = nil, 0, 0
}
