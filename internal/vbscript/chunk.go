package vbscript

// ChunkKind says what a piece of a page is to the parser.
type ChunkKind uint8

// The kinds of chunks. The zero value is invalid.
const (
	ChunkCode    ChunkKind = iota + 1 // statements; its end ends the statement, as a line end does
	ChunkExpr                         // the expression of <%= %>: a statement of its own
	ChunkHTML                         // text sent to the browser: a statement that may stand anywhere
	ChunkInclude                      // an include directive: a statement likewise
)

// Chunk is a piece of the source text: byte offsets, End exclusive. The chunks
// given to [Parse] are in text order and do not overlap; what lies between
// them (delimiters, other units) is not looked at.
type Chunk struct {
	Kind     ChunkKind
	Pos, End int
}

// Mode says which dialect is normal.
type Mode uint8

// The modes. The zero value is invalid.
const (
	// VBScript is VBScript 5.8. Visual Basic 6 syntax is read through, kept
	// in the tree as far as it matters, and reported.
	VBScript Mode = iota + 1
	// VB6 is Visual Basic 6: .cls, .bas and .frm files.
	VB6
)
