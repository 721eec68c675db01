package jscript

import "strings"

// Pos is a byte offset into the text handed to [Parse].
type Pos int32

// ChunkKind says what a piece of a page is.
type ChunkKind uint8

// The kinds of chunks. The zero value is invalid.
const (
	// ChunkCode is the inside of <% %>, or of <script runat=server>.
	ChunkCode ChunkKind = iota + 1
	// ChunkExpr is the inside of <%= %>, behind the equals sign.
	ChunkExpr
	// ChunkHTML is text sent to the browser.
	ChunkHTML
	// ChunkInclude is a server-side include directive.
	ChunkInclude
)

// Chunk is a piece of a page: the bytes [Pos, End) of its text, without the
// delimiters.
type Chunk struct {
	Kind     ChunkKind
	Pos, End int
}

// isBlank reports whether s is white space only. Such HTML between two pieces
// of code ends a line but is no statement: pages write
//
//	<% } %>
//	<% else { %>
func isBlank(s string) bool { return strings.TrimLeft(s, " \t\r\n\f\v") == "" }

// clampChunks returns chunks with bounds that lie within [0, n), ascend and do
// not overlap, whatever the caller passed.
func clampChunks(chunks []Chunk, n int) []Chunk {
	last, sound := 0, true
	for _, c := range chunks {
		if c.Pos < last || c.End < c.Pos || c.End > n {
			sound = false
			break
		}
		last = c.End
	}
	if sound {
		return chunks
	}
	out := make([]Chunk, len(chunks))
	last = 0
	for i, c := range chunks {
		c.Pos = min(max(c.Pos, last), n)
		c.End = min(max(c.End, c.Pos), n)
		last = c.End
		out[i] = c
	}
	return out
}
