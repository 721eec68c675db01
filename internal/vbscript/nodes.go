package vbscript

// Node is a node of the syntax tree.
type Node interface {
	// Pos is the byte offset of the node's first character in the source.
	Pos() int
	// End is the byte offset behind the node's last character.
	End() int

	extent() *span
}

// Expr is an expression.
type Expr interface {
	Node
	exprNode()
}

// Stmt is a statement or a declaration.
type Stmt interface {
	Node
	stmtNode()
}

// span is the extent of a node. Offsets are 32 bits wide to keep the tree
// small; sources are limited to far less than 2 GiB.
type span struct{ pos, end int32 }

// Pos is the byte offset of the node's first character in the source.
func (s *span) Pos() int { return int(s.pos) }

// End is the byte offset behind the node's last character.
func (s *span) End() int { return int(s.end) }

func (s *span) extent() *span { return s }

// File is a parsed source text.
type File struct {
	Src      string
	Mode     Mode
	Stmts    []Stmt
	Comments []Comment // in text order
	Errors   []*Error  // in text order
	// Edges are the loose ends of blocks: heads without their end, ends
	// without their head, in text order.
	Edges []Edge
	// Tokens is the number of those read, comments not counted.
	Tokens int

	nodes *slabs // where its nodes are
}

// Comment is a comment with its delimiter: ', Rem, <!-- or -->.
type Comment struct{ Pos, End int }

// Block is a kind of block.
type Block uint8

// The kinds of blocks. The zero value is invalid.
const (
	BlockIf Block = iota + 1
	BlockFor
	BlockDo
	BlockWhile
	BlockSelect
	BlockWith
	BlockSub
	BlockFunction
	BlockProperty
	BlockClass
)

// String returns the block's keyword in lower case.
func (b Block) String() string {
	return [...]string{"invalid", "if", "for", "do", "while", "select", "with", "sub", "function", "property", "class"}[b]
}

// terminator returns what ends the block, as messages say it.
func (b Block) terminator() string {
	return [...]string{"", "'End If'", "'Next'", "'Loop'", "'Wend'", "'End Select'", "'End With'", "'End Sub'", "'End Function'", "'End Property'", "'End Class'"}[b]
}

// isProc reports whether the block is a procedure.
func (b Block) isProc() bool { return b == BlockSub || b == BlockFunction || b == BlockProperty }

// Edge is one end of a block whose other end is not in the source: it may be
// in a file that this one includes, or that includes this one.
type Edge struct {
	Pos, End int // of the block's head or end, without what follows it
	Block    Block
	Open     bool // a head without its end; else an end without its head
}

// Error returns the syntax error that the edge is if nothing completes it.
func (e Edge) Error() *Error {
	if e.Open {
		return &Error{Pos: e.Pos, End: e.End, Code: closingCode(e.Block), Expected: e.Block.terminator(), Found: "end of the block around it"}
	}
	return &Error{Pos: e.Pos, End: e.End, Code: ExpectedStatement, Expected: "statement", Found: e.Block.terminator() + " without its beginning"}
}
