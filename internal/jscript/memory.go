package jscript

import (
	"sync"

	"github.com/cdolint/cdolint/internal/slab"
)

// slabs are the kinds of nodes that code holds most of.
type slabs struct {
	idents   slab.Of[Ident]
	strings  slab.Of[String]
	numbers  slab.Of[Number]
	members  slab.Of[Member]
	calls    slab.Of[Call]
	binaries slab.Of[Binary]
	assigns  slab.Of[Assign]
	exprs    slab.Of[ExprStmt]
}

// spare are slabs of trees that were released.
var spare = sync.Pool{New: func() any { return new(slabs) }}

// Release gives the memory of the tree back, for the next one that is parsed.
// Nothing of the tree may be used afterwards. Without it, the tree lives like
// any other value.
func (f *File) Release() {
	s := f.nodes
	if s == nil {
		return
	}
	*f = File{}
	s.idents.Reset()
	s.strings.Reset()
	s.numbers.Reset()
	s.members.Reset()
	s.calls.Reset()
	s.binaries.Reset()
	s.assigns.Reset()
	s.exprs.Reset()
	spare.Put(s)
}
