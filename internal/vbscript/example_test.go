package vbscript_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/vbscript"
)

// A page is parsed as one unit: the If opens in one block and closes in
// another, and the text between them is a statement.
func ExampleParse() {
	const page = `<% If n > 0 Then %>new mail<% End If %>`
	f := vbscript.Parse(page, []vbscript.Chunk{
		{Kind: vbscript.ChunkCode, Pos: 2, End: 17},
		{Kind: vbscript.ChunkHTML, Pos: 19, End: 27},
		{Kind: vbscript.ChunkCode, Pos: 29, End: 37},
	}, vbscript.VBScript)
	s := f.Stmts[0].(*vbscript.IfStmt)
	fmt.Printf("%T at %d–%d\n", s.Then[0], s.Then[0].Pos(), s.Then[0].End())
	// Output: *vbscript.HTMLStmt at 19–27
}

// A broken line costs its statement; the error says where, what was due and
// what stands there.
func ExampleParseScript() {
	f := vbscript.ParseScript("a = 1\nb = * 2\nc = 3\n", vbscript.VBScript)
	for _, e := range f.Errors {
		fmt.Println(e.Pos, int(e.Code), e)
	}
	fmt.Println(len(f.Stmts), "statements")
	// Output:
	// 10 1023 expected expression, found '*'
	// 3 statements
}

// The loose ends of blocks are kept apart from errors: an include may hold the
// other end.
func ExampleEdge() {
	f := vbscript.ParseScript("If a Then\n  b\n", vbscript.VBScript)
	e := f.Edges[0]
	fmt.Println(len(f.Errors), e.Block, e.Open, "—", e.Error())
	// Output: 0 if true — expected 'End If', found end of the block around it
}

func ExampleWalk() {
	f := vbscript.ParseScript(`objSession.Logon "", "", False`, vbscript.VBScript)
	vbscript.Walk(f.Stmts[0], func(n vbscript.Node) bool {
		if m, ok := n.(*vbscript.Member); ok {
			fmt.Println("member", m.Name.Name)
		}
		return true
	})
	// Output: member Logon
}

func ExamplePrint() {
	f := vbscript.ParseScript("if a then b:c else d ' comment", vbscript.VBScript)
	src, _ := vbscript.Print(f)
	fmt.Print(src)
	// Output: If a Then b : c : Else d : End If
}
