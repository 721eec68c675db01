package jscript

// slab hands out zeroed values of one type from blocks that grow with the
// file, so that a node costs no allocation of its own.
type slab[T any] struct {
	free []T
	size int
}

// The sizes of blocks, in values.
const minSlab, maxSlab = 4, 128

func (s *slab[T]) new() *T {
	if len(s.free) == 0 {
		s.size = min(max(2*s.size, minSlab), maxSlab)
		s.free = make([]T, s.size)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// slabs are the kinds of nodes that code holds most of.
type slabs struct {
	idents   slab[Ident]
	strings  slab[String]
	numbers  slab[Number]
	members  slab[Member]
	calls    slab[Call]
	binaries slab[Binary]
	assigns  slab[Assign]
	exprs    slab[ExprStmt]
}
