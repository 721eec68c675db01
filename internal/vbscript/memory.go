package vbscript

import (
	"sync"

	"github.com/cdolint/cdolint/internal/slab"
)

// slabs are the node kinds that pages hold most of.
type slabs struct {
	idents   slab.Of[Ident]
	literals slab.Of[Literal]
	members  slab.Of[Member]
	calls    slab.Of[Call]
	binaries slab.Of[Binary]
	unaries  slab.Of[Unary]
	parens   slab.Of[Paren]
	assigns  slab.Of[AssignStmt]
	callSts  slab.Of[CallStmt]
	ifs      slab.Of[IfStmt]
	htmls    slab.Of[HTMLStmt]
	writes   slab.Of[WriteStmt]
	vars     slab.Of[VarDecl]
	dims     slab.Of[DimStmt]
	procs    slab.Of[ProcDecl]
	params   slab.Of[Param]
	elseIfs  slab.Of[ElseIf]
	selects  slab.Of[SelectStmt]
	cases    slab.Of[CaseClause]
	fors     slab.Of[ForStmt]
	dos      slab.Of[DoStmt]
	withs    slab.Of[WithStmt]
	subjects slab.Of[WithSubject]
	onErrors slab.Of[OnErrorStmt]
	exits    slab.Of[ExitStmt]
	exprs    slab.Of[Expr]
	stmts    slab.Of[Stmt]
	kinds    slab.Of[Kind]
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
	s.literals.Reset()
	s.members.Reset()
	s.calls.Reset()
	s.binaries.Reset()
	s.unaries.Reset()
	s.parens.Reset()
	s.assigns.Reset()
	s.callSts.Reset()
	s.ifs.Reset()
	s.htmls.Reset()
	s.writes.Reset()
	s.vars.Reset()
	s.dims.Reset()
	s.procs.Reset()
	s.params.Reset()
	s.elseIfs.Reset()
	s.selects.Reset()
	s.cases.Reset()
	s.fors.Reset()
	s.dos.Reset()
	s.withs.Reset()
	s.subjects.Reset()
	s.onErrors.Reset()
	s.exits.Reset()
	s.exprs.Reset()
	s.stmts.Reset()
	s.kinds.Reset()
	spare.Put(s)
}
