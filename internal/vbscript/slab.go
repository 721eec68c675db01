package vbscript

// slab hands out zeroed values of one type from blocks that grow with the
// file, so that a node costs no allocation of its own.
type slab[T any] struct {
	free []T
	size int
}

// The sizes of blocks, in values.
const minSlab, maxSlab = 8, 256

func (s *slab[T]) new() *T {
	if len(s.free) == 0 {
		s.size = min(max(2*s.size, minSlab), maxSlab)
		s.free = make([]T, s.size)
	}
	v := &s.free[0]
	s.free = s.free[1:]
	return v
}

// list copies vs into a slice of the exact length, nil for none.
func (s *slab[T]) list(vs []T) []T {
	n := len(vs)
	if n == 0 {
		return nil
	}
	if n > maxSlab/4 {
		return append([]T(nil), vs...)
	}
	if len(s.free) < n {
		s.size = min(max(2*s.size, minSlab, n), maxSlab)
		s.free = make([]T, s.size)
	}
	out := s.free[:n:n]
	s.free = s.free[n:]
	copy(out, vs)
	return out
}

// slabs are the node kinds that pages hold most of.
type slabs struct {
	idents   slab[Ident]
	literals slab[Literal]
	members  slab[Member]
	calls    slab[Call]
	binaries slab[Binary]
	unaries  slab[Unary]
	parens   slab[Paren]
	assigns  slab[AssignStmt]
	callSts  slab[CallStmt]
	ifs      slab[IfStmt]
	htmls    slab[HTMLStmt]
	writes   slab[WriteStmt]
	vars     slab[VarDecl]
	exprs    slab[Expr]
	stmts    slab[Stmt]
	kinds    slab[Kind]
}
