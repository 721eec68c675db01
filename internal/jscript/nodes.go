package jscript

// Node is a node of the syntax tree.
type Node interface {
	Pos() Pos // first byte
	End() Pos // behind the last byte
}

// Range is the place of a node: bytes [From, To) of the text.
type Range struct{ From, To Pos }

// Pos returns the offset of the first byte.
func (r Range) Pos() Pos { return r.From }

// End returns the offset behind the last byte.
func (r Range) End() Pos { return r.To }

// File is what [Parse] returns: the tree of one unit, with all that was wrong.
type File struct {
	Range
	Body []Stmt
	// Errors in the order in which they were found, at most [MaxErrors].
	Errors []*Error
	// MoreErrors counts those that were not kept.
	MoreErrors int
	// Edges are the loose ends of blocks, in text order. They are no errors
	// yet: the other end may stand in an include.
	Edges []Edge
	// Comments in text order, those with conditional compilation excepted.
	Comments []Comment
	// Tokens is the number of those read.
	Tokens int

	nodes *slabs // where its nodes are
}

// Edge is a brace without its counterpart in this unit.
type Edge struct {
	Range
	// Open: a { that is never closed; else a } that closes nothing.
	Open bool
	// Head is what the open block belongs to (if, for, function, …), "" for a
	// plain block and for a closing brace.
	Head string
}

// Stmt is a statement.
type Stmt interface {
	Node
	stmt()
}

// Expr is an expression.
type Expr interface {
	Node
	expr()
}

// The pieces of a page that are no code.
type (
	// HTML is text sent to the browser.
	HTML struct {
		Range
		Text string
	}
	// Include is a server-side include directive.
	Include struct {
		Range
		Text string
	}
	// Write is <%= X %>; X is nil if nothing stands in it.
	Write struct {
		Range
		X Expr
	}
)

// Declarations.
type (
	// VarDecl is var (or, newer, let, const, using) with its declarators.
	VarDecl struct {
		Range
		Kind  string // var, let, const, using
		Decls []*Declarator
	}
	// Declarator is one name = value. The name can be a pattern (newer).
	Declarator struct {
		Range
		Target Expr
		Init   Expr // may be nil
	}
	// FuncDecl is a function declaration.
	FuncDecl struct {
		Range
		Func *Function
	}
	// ClassDecl is a class declaration (newer).
	ClassDecl struct {
		Range
		Class *Class
	}
	// Import is import … from "x" (newer); Text is what follows the word.
	Import struct {
		Range
		Text string
	}
	// Export is export Decl or export default X (newer). Both are nil for a
	// list of names.
	Export struct {
		Range
		Decl Stmt
		X    Expr
		Text string // of a list of names
	}
)

// Simple statements.
type (
	// ExprStmt is an expression as statement.
	ExprStmt struct {
		Range
		X Expr
	}
	// Empty is a lone semicolon.
	Empty struct{ Range }
	// Debugger is the debugger statement.
	Debugger struct{ Range }
	// Return is return X; X may be nil.
	Return struct {
		Range
		X Expr
	}
	// Throw is throw X; X may be nil (JScript throws again).
	Throw struct {
		Range
		X Expr
	}
	// Jump is break or continue.
	Jump struct {
		Range
		Continue bool
		Label    *Ident // may be nil
	}
	// BadStmt is text that could not be read.
	BadStmt struct{ Range }
)

// Compound statements.
type (
	// Block is { … }.
	Block struct {
		Range
		Body []Stmt
		// Unclosed: the } is missing in this unit.
		Unclosed bool
	}
	// Close is a } that closes nothing in this unit, with what continued its
	// block: else, catch, finally or while.
	Close struct{ Range }
	// If is if (Cond) Then else Else; Else may be nil.
	If struct {
		Range
		Cond Expr
		Then Stmt
		Else Stmt
	}
	// For is for (Init; Cond; Post) Body; all three may be nil. Init is a
	// *VarDecl or *ExprStmt.
	For struct {
		Range
		Init Stmt
		Cond Expr
		Post Expr
		Body Stmt
	}
	// ForIn is for (Left in X) Body. Left is an Expr, or a *VarDecl with one
	// declarator.
	ForIn struct {
		Range
		Left Node
		X    Expr
		Body Stmt
		Of   bool // for…of (newer)
		// Await is for await (newer).
		Await bool
	}
	// While is while (Cond) Body.
	While struct {
		Range
		Cond Expr
		Body Stmt
	}
	// DoWhile is do Body while (Cond).
	DoWhile struct {
		Range
		Body Stmt
		Cond Expr
	}
	// Switch is switch (X) { Cases }.
	Switch struct {
		Range
		X        Expr
		Cases    []*Case
		Unclosed bool
	}
	// Case is case X: Body, or default: with X nil.
	Case struct {
		Range
		X    Expr
		Body []Stmt
	}
	// Try is try Body catch (Param) Handler finally Finally. Handler or
	// Finally may be nil; Param is nil in catch without it (newer).
	Try struct {
		Range
		Body    *Block
		Param   Expr
		Handler *Block
		Finally *Block
	}
	// With is with (X) Body.
	With struct {
		Range
		X    Expr
		Body Stmt
	}
	// Labeled is Label: Body.
	Labeled struct {
		Range
		Label *Ident
		Body  Stmt
	}
)

func (*HTML) stmt()      {}
func (*Include) stmt()   {}
func (*Write) stmt()     {}
func (*VarDecl) stmt()   {}
func (*FuncDecl) stmt()  {}
func (*ClassDecl) stmt() {}
func (*Import) stmt()    {}
func (*Export) stmt()    {}
func (*ExprStmt) stmt()  {}
func (*Empty) stmt()     {}
func (*Debugger) stmt()  {}
func (*Return) stmt()    {}
func (*Throw) stmt()     {}
func (*Jump) stmt()      {}
func (*BadStmt) stmt()   {}
func (*Block) stmt()     {}
func (*Close) stmt()     {}
func (*If) stmt()        {}
func (*For) stmt()       {}
func (*ForIn) stmt()     {}
func (*While) stmt()     {}
func (*DoWhile) stmt()   {}
func (*Switch) stmt()    {}
func (*Try) stmt()       {}
func (*With) stmt()      {}
func (*Labeled) stmt()   {}
