package vbscript

import (
	"sort"
	"strings"
)

// embed parses the literal argument of Execute, ExecuteGlobal and Eval as code
// in place. Code that does not parse stays a string: it fails when it runs, if
// it ever does.
func (p *parser) embed(c *Call) {
	id, ok := c.X.(*Ident)
	if !ok || len(c.Args) != 1 {
		return
	}
	isEval := equalFold(id.Name, "eval")
	if !isEval && !equalFold(id.Name, "execute") && !equalFold(id.Name, "executeglobal") {
		return
	}
	arg := c.Args[0]
	if in, ok := arg.(*Paren); ok && c.NoParen {
		arg = in.X
	}
	lit, ok := arg.(*Literal)
	if !ok || lit.Kind != String {
		return
	}
	e := p.embedded(lit, isEval)
	if e == nil {
		return
	}
	if in, ok := c.Args[0].(*Paren); ok {
		in.X = e
	} else {
		c.Args[0] = e
	}
}

func (p *parser) embedded(lit *Literal, isEval bool) *Embedded {
	src, chunk := p.src, Chunk{ChunkCode, lit.Pos() + 1, lit.End() - 1}
	text := src[chunk.Pos:chunk.End]
	doubled := strings.IndexByte(text, '"') >= 0
	if doubled {
		src = lit.Value()
		chunk.Pos, chunk.End = 0, len(src)
	}
	sub := p.nested(src, []Chunk{chunk})
	e := &Embedded{Literal: lit, span: lit.span}
	if isEval {
		e.X = sub.expr()
		if !sub.bad && sub.tok != Newline && sub.tok != EOF {
			return nil
		}
	} else {
		e.Stmts = sub.unit()
	}
	p.counted(sub.count - p.count)
	p.limitIn(sub, lit)
	if sub.bad || sub.gaveUp || len(sub.file.Errors) > 0 || len(sub.file.Edges) > 0 {
		return nil
	}
	if doubled {
		relocate(e, text)
	}
	return e
}

// limitIn reports that a limit was met in the code of a literal: whether it
// runs is not known, so that it stays one.
func (p *parser) limitIn(sub *parser, lit *Literal) {
	for _, e := range sub.file.Errors {
		if e.Code.IsLimit() {
			p.report(&Error{Pos: lit.Pos(), End: lit.End(), Code: e.Code, Expected: e.Expected, Found: e.Found})
			return
		}
	}
}

// relocate moves the nodes of e, whose offsets are those of the literal's
// value, to where they are in the source. text is the literal without its
// delimiting quotes.
func relocate(e *Embedded, text string) {
	var quotes []int // offsets in the value of quotes written twice
	for i, n := 0, 0; i < len(text); i, n = i+1, n+1 {
		if text[i] == '"' {
			quotes = append(quotes, n)
			i++
		}
	}
	start := e.Literal.Pos() + 1
	move := func(off int32) int32 {
		n := sort.SearchInts(quotes, int(off))
		return int32(start+n) + off
	}
	shift := func(n Node) bool {
		s := n.extent()
		s.pos, s.end = move(s.pos), move(s.end)
		return true
	}
	for _, s := range e.Stmts {
		Walk(s, shift)
	}
	if e.X != nil {
		Walk(e.X, shift)
	}
}
