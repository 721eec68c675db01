package program

import (
	"fmt"
	"slices"

	"github.com/cdolint/cdolint/internal/jscript"
	"github.com/cdolint/cdolint/internal/vbscript"
)

// How much code of one file is read, in words and signs (the tokens of its
// languages). The largest of 6,300 public pages, scripts and modules has 36,443
// of them; the longest line of VBScript 441, that of server-side JScript, which
// people minify, 9,604.
const (
	maxFile   = 500_000
	maxLine   = 20_000  // of VBScript
	maxLineJS = 100_000 // of JScript
)

// How many blocks and pieces of text of a page, and of one line, are looked at.
// The largest of those pages has 254 blocks, the longest line 66.
const (
	maxBlocks       = 300_000
	maxBlocksOnLine = 5_000
)

// parseVB parses VBScript, within what the file may still have.
func (c *compiler) parseVB(list []vbscript.Chunk, mode vbscript.Mode) *vbscript.File {
	return vbscript.ParseWithin(c.src.Text, list, mode, vbscript.Limits{Line: maxLine, Source: c.left})
}

// parseJS does the same for JScript.
func (c *compiler) parseJS(list []jscript.Chunk) *jscript.File {
	return jscript.ParseWithin(c.src.Text, list, jscript.JScript, jscript.Limits{Line: maxLineJS, Source: c.left})
}

// used takes what a unit had from what the file may have. Of what is left of a
// file that had it all, the first unit is told.
func (c *compiler) used(tokens int) { c.left -= tokens }

// full reports whether the file had all that it may have, and says so where it
// is first asked, unless the parser did.
func (c *compiler) full(list []vbscript.Chunk) bool {
	if c.left > 0 {
		return false
	}
	i := slices.IndexFunc(list, func(k vbscript.Chunk) bool { return k.Kind == vbscript.ChunkCode || k.Kind == vbscript.ChunkExpr })
	if c.left == 0 && i >= 0 {
		c.left = -1
		c.file.Problems = append(c.file.Problems, Problem{
			spanOf(list[i].Pos, list[i].End), "limit",
			fmt.Sprintf("more than %d words and signs; the rest of the file is not analysed", maxFile),
		})
	}
	return true
}

// flaws are the syntax errors and loose ends of a unit of VBScript: not what is
// beyond a limit.
func flaws(unit *vbscript.File) int {
	n := len(unit.Errors) + len(unit.Edges)
	for _, e := range unit.Errors {
		if e.Code.IsLimit() {
			n--
		}
	}
	return n
}

// flawsJS are those of a unit of JScript.
func flawsJS(unit *jscript.File) int {
	n := len(unit.Errors) + len(unit.Edges)
	for _, e := range unit.Errors {
		if e.Code == jscript.CodeLimit {
			n--
		}
	}
	return n
}
