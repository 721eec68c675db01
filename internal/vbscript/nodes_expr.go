package vbscript

import "strings"

type (
	// Ident is a name.
	Ident struct {
		span
		Name string // without brackets and without the type suffix of VB6
	}

	// Literal is a constant: Int, Float, String, Date, KwTrue, KwFalse,
	// KwNothing, KwNull or KwEmpty.
	Literal struct {
		span
		Kind Kind
		Raw  string // as written, quotes included
	}

	// Embedded is a string literal that is parsed as code in place: the
	// argument of Execute, ExecuteGlobal (Stmts) or Eval (X). The offsets of
	// its nodes are those of the code in the literal, doubled quotes or not.
	Embedded struct {
		span
		Literal *Literal
		Stmts   []Stmt
		X       Expr
	}

	// Me is the object whose class the code is in.
	Me struct{ span }

	// WithSubject is what the enclosing With names, in `.Member`. It is empty.
	WithSubject struct{ span }

	// Omitted is an argument left out. It is empty.
	Omitted struct{ span }

	// Bad is what could not be parsed. Its extent is what was skipped.
	Bad struct{ span }

	// Member is X.Name, or X!Name in VB6.
	Member struct {
		span
		X    Expr
		Name *Ident
		Bang bool
	}

	// Call is X(Args), which may be a call, an index or the default member:
	// the syntax cannot tell. In a statement it may stand without parentheses.
	Call struct {
		span
		X       Expr
		Args    []Expr
		NoParen bool
	}

	// Paren is (X).
	Paren struct {
		span
		X Expr
	}

	// Unary is Op X with Op one of KwNot, Minus, Plus, or, in VB6, an Name
	// for TypeOf and AddressOf, see Word.
	Unary struct {
		span
		Op   Kind
		Word string // VB6: "typeof", "addressof", "byval"
		X    Expr
	}

	// Binary is a chain of operators of one precedence, left-associative:
	// Operands[0] Ops[0] Operands[1] Ops[1] …. Chains are flat so that the
	// tree stays as shallow as the source is to its readers.
	Binary struct {
		span
		Operands []Expr
		Ops      []Kind
	}

	// New is New Class.
	New struct {
		span
		Class *Ident // in VB6 with dots: MAPI.Session
	}

	// NamedArg is VB6's Name:=X.
	NamedArg struct {
		span
		Name *Ident
		X    Expr
	}

	// CaseIs is VB6's `Is > X` in a Case.
	CaseIs struct {
		span
		Op Kind
		X  Expr
	}

	// CaseRange is VB6's `Low To High` in a Case or an array's bounds.
	CaseRange struct {
		span
		Low, High Expr
	}
)

func (*Ident) exprNode()       {}
func (*Literal) exprNode()     {}
func (*Embedded) exprNode()    {}
func (*Me) exprNode()          {}
func (*WithSubject) exprNode() {}
func (*Omitted) exprNode()     {}
func (*Bad) exprNode()         {}
func (*Member) exprNode()      {}
func (*Call) exprNode()        {}
func (*Paren) exprNode()       {}
func (*Unary) exprNode()       {}
func (*Binary) exprNode()      {}
func (*New) exprNode()         {}
func (*NamedArg) exprNode()    {}
func (*CaseIs) exprNode()      {}
func (*CaseRange) exprNode()   {}

// Value returns the value of a string literal, with doubled quotes undone; for
// the others it returns the literal as written.
func (l *Literal) Value() string {
	if l.Kind != String || len(l.Raw) < 2 {
		return l.Raw
	}
	s := l.Raw[1 : len(l.Raw)-1]
	if strings.IndexByte(s, '"') < 0 {
		return s
	}
	return strings.ReplaceAll(s, `""`, `"`)
}
