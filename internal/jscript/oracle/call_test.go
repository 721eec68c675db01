package oracle

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"

	sitter "github.com/smacker/go-tree-sitter"
	"github.com/smacker/go-tree-sitter/javascript"

	"github.com/cdolint/cdolint/internal/jscript"
)

// call is a call or object creation, by its place in the text.
type call struct {
	pos, end  int // of the whole
	callee    string
	args      int
	construct bool
}

func (c call) describe(src string) string {
	word := ""
	if c.construct {
		word = "new "
	}
	return fmt.Sprintf("line %d: %s%s with %d arguments", 1+strings.Count(src[:c.pos], "\n"), word, c.callee, c.args)
}

func sortCalls(calls []call) {
	slices.SortFunc(calls, func(a, b call) int {
		return cmp.Or(cmp.Compare(a.pos, b.pos), cmp.Compare(a.end, b.end))
	})
}

// callsOf are the calls of a tree of ours.
func callsOf(f *jscript.File, src string) []call {
	var calls []call
	add := func(n, fun jscript.Node, args int, construct bool) {
		calls = append(calls, call{
			int(n.Pos()), int(n.End()), src[fun.Pos():fun.End()], args, construct,
		})
	}
	jscript.Inspect(f, func(n jscript.Node) bool {
		switch n := n.(type) {
		case *jscript.Call:
			add(n, n.Fun, len(n.Args), false)
		case *jscript.New:
			add(n, n.Fun, len(n.Args), true)
		}
		return true
	})
	sortCalls(calls)
	return calls
}

// theirCalls are the calls that tree-sitter finds in a text, and whether it
// read the text without an error.
func theirCalls(ctx context.Context, plain, src string) (calls []call, sound bool, err error) {
	parser := sitter.NewParser()
	parser.SetLanguage(javascript.GetLanguage())
	tree, err := parser.ParseCtx(ctx, nil, []byte(plain))
	if err != nil {
		return nil, false, err
	}
	root := tree.RootNode()
	cursor := sitter.NewTreeCursor(root)
	defer cursor.Close()
	for {
		if c, ok := theirCall(cursor.CurrentNode(), src); ok {
			calls = append(calls, c)
		}
		if cursor.GoToFirstChild() || cursor.GoToNextSibling() {
			continue
		}
		for {
			if !cursor.GoToParent() {
				sortCalls(calls)
				return calls, !root.HasError(), nil
			}
			if cursor.GoToNextSibling() {
				break
			}
		}
	}
}

func theirCall(n *sitter.Node, src string) (call, bool) {
	construct := n.Type() == "new_expression"
	if !construct && n.Type() != "call_expression" {
		return call{}, false
	}
	fun := n.ChildByFieldName("function")
	if construct {
		fun = n.ChildByFieldName("constructor")
	}
	args := n.ChildByFieldName("arguments")
	if fun == nil || args != nil && args.Type() == "template_string" {
		return call{}, false
	}
	count := 0
	if args != nil {
		for i := range int(args.NamedChildCount()) {
			if args.NamedChild(i).Type() != "comment" {
				count++
			}
		}
	}
	return call{
		int(n.StartByte()), int(n.EndByte()), src[fun.StartByte():fun.EndByte()], count, construct,
	}, true
}

// plain makes JavaScript of a page, every byte in its place: HTML becomes an
// empty statement, <%= x %> a statement, and what only JScript knows something
// of the same length that holds the same calls.
func plain(src string, chunks []jscript.Chunk) string {
	out := []byte(src)
	keep := make([]bool, len(src))
	for _, c := range chunks {
		if c.Kind == jscript.ChunkCode || c.Kind == jscript.ChunkExpr {
			for i := c.Pos; i < c.End; i++ {
				keep[i] = true
			}
		}
	}
	for i, c := range out {
		if !keep[i] && c != '\n' && c != '\r' {
			out[i] = ' '
		}
	}
	for _, c := range chunks {
		switch c.Kind {
		case jscript.ChunkExpr:
			out[c.Pos-1] = '('
			copy(out[c.End:], ");")
		case jscript.ChunkHTML, jscript.ChunkInclude:
			if strings.TrimSpace(src[c.Pos:c.End]) != "" {
				out[c.Pos] = ';'
			}
		case jscript.ChunkCode:
			if c.Pos > 0 { // a boundary ends a line
				out[c.Pos-1] = '\n'
			}
		}
	}
	s := string(out)
	for _, r := range jscriptOnly {
		s = r.find.ReplaceAllStringFunc(s, func(m string) string {
			at := r.find.FindStringSubmatchIndex(m)
			return m[:at[2]] + r.put(m[at[2]:at[3]]) + m[at[3]:]
		})
	}
	return s
}

func blank(s string) string { return strings.Repeat(" ", len(s)) }

// jscriptOnly is what tree-sitter's grammar lacks; the first group is replaced.
var jscriptOnly = []struct {
	find *regexp.Regexp
	put  func(string) string
}{
	// Session("x") = y
	{regexp.MustCompile(`\)[ \t]*(=)[^=>]`), func(string) string { return "," }},
	// Session("x") += y
	{regexp.MustCompile(`\)[ \t]*[-+](=)`), blank},
	// function Session::OnStart()
	{regexp.MustCompile(`function\s+[\w$.]+(::)`), func(string) string { return "__" }},
	// function a.b()
	{regexp.MustCompile(`function\s+([\w$]+(?:\.[\w$]+)+)\s*\(`), func(s string) string { return strings.ReplaceAll(s, ".", "_") }},
	// };  else
	{regexp.MustCompile(`\}\s*(;)\s*(?:else|catch|finally)\b`), blank},
	// conditional compilation
	{regexp.MustCompile(`(/[*/]@(?:cc_on|else|end)\b|/\*@(?:el)?if\s*\([^)\n]*\)|/\*@set[^\n]*?@\*/|@\*/)`), blank},
	{regexp.MustCompile(`(@(?:el)?if\s*\([^)\n]*\)|@(?:else|end|cc_on)\b)`), blank},
	{regexp.MustCompile(`(@)_`), func(string) string { return "$" }},
}
