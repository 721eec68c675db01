package jscript_test

import (
	"fmt"

	"github.com/cdolint/cdolint/internal/jscript"
)

// A page: code opens a block, HTML stands in it, code closes it.
func ExampleParse() {
	src := `<% if (ok) { %><b>Signed in</b><% } Session("mapi") = s %>`
	file := jscript.Parse(src, []jscript.Chunk{
		{Kind: jscript.ChunkCode, Pos: 2, End: 13},
		{Kind: jscript.ChunkHTML, Pos: 15, End: 31},
		{Kind: jscript.ChunkCode, Pos: 33, End: 56},
	}, jscript.JScript)
	for _, s := range file.Body {
		fmt.Printf("%T %d-%d\n", s, s.Pos(), s.End())
	}
	fmt.Println(len(file.Errors), "errors")
	// Output:
	// *jscript.If 3-35
	// *jscript.ExprStmt 36-55
	// 0 errors
}

func ExampleInspect() {
	file := jscript.ParseScript(`new ActiveXObject("MAPI.Session").Logon()`, jscript.JScript)
	jscript.Inspect(file, func(n jscript.Node) bool {
		switch n := n.(type) {
		case *jscript.New:
			fmt.Println("creates", n.Args[0].(*jscript.String).Value)
		case *jscript.Call:
			fmt.Println("calls", n.Fun.(*jscript.Member).Name.Name)
		}
		return true
	})
	// Output:
	// calls Logon
	// creates MAPI.Session
}

func ExampleFile_errors() {
	file := jscript.ParseScript("var a = ;\nb();", jscript.JScript)
	for _, e := range file.Errors {
		fmt.Println(e.Pos, e)
	}
	fmt.Println(len(file.Body), "statements")
	// Output:
	// 8 expected expression, found ;
	// 2 statements
}

func ExampleFile_edges() {
	file := jscript.ParseScript("if (a) { b();", jscript.JScript)
	for _, e := range file.Edges {
		fmt.Println(e.Head, e.From, e.Open)
	}
	// Output:
	// if 0 true
}
