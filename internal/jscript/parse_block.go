package jscript

// block reads { … }. head is the word whose block it is and from where that
// stands, for the edge if the block is not closed.
func (p *parser) block(head string, from Pos) *Block {
	b := &Block{Range: Range{p.tok.pos, p.tok.pos}}
	if p.tok.kind != tLBrace {
		p.fail(`"{"`)
		b.Range = p.here()
		return b
	}
	if !p.enter() {
		return b
	}
	open, noIn := p.open, p.noIn
	p.open, p.noIn = openBrackets{}, false
	p.blocks++
	p.next()
	after := p.prevEnd
	b.Body = p.stmtList(tRBrace)
	p.blocks--
	p.open, p.noIn = open, noIn
	if !p.got(tRBrace) {
		b.Unclosed = true
		p.edge(Range{from, after}, true, head)
	}
	b.Range = p.from(b.From)
	p.leave()
	return b
}

// body reads the statement that belongs to a head.
func (p *parser) body(head string, from Pos) Stmt {
	if p.tok.kind == tLBrace {
		return p.block(head, from)
	}
	return p.stmt()
}

// parenExpr reads the (X) of a head.
func (p *parser) parenExpr() Expr {
	if !p.want(tLParen) {
		return p.bad()
	}
	p.open.round++
	x := p.expr()
	if p.want(tRParen) {
		p.open.round--
	}
	return x
}

// skipStray skips the semicolon that JScript allows between a block and the
// else, catch or finally that belongs to it.
func (p *parser) skipStray(before Stmt, words ...kind) {
	if _, ok := before.(*Block); !ok || p.tok.kind != tSemicolon {
		return
	}
	next := p.peek().kind
	for _, w := range words {
		if next == w {
			p.next()
		}
	}
}

// ifStmt reads if … else if … else without recursion along the chain.
func (p *parser) ifStmt() Stmt {
	root := &If{}
	chain := 0
	for s := root; p.chained(&chain); {
		start := p.tok.pos
		s.From = start
		p.next()
		s.Cond = p.parenExpr()
		s.Then = p.body("if", start)
		p.skipStray(s.Then, tElse)
		elseAt := p.tok.pos
		if !p.got(tElse) {
			break
		}
		if p.tok.kind != tIf {
			s.Else = p.body("else", elseAt)
			break
		}
		// Complete even if the chain turns out to be too long.
		at := p.here()
		next := &If{Range: at, Cond: &BadExpr{at}, Then: &BadStmt{at}}
		s.Else = next
		s = next
	}
	for s := root; s != nil; s, _ = s.Else.(*If) {
		s.Range = p.from(s.From)
	}
	return root
}

func (p *parser) doStmt() Stmt {
	start := p.tok.pos
	p.next()
	s := &DoWhile{Body: p.body("do", start)}
	if b, ok := s.Body.(*Block); ok && b.Unclosed {
		s.Range = p.from(start)
		return s
	}
	p.skipStray(s.Body, tWhile)
	if p.want(tWhile) {
		s.Cond = p.parenExpr()
		p.got(tSemicolon) // never needed
	}
	s.Range = p.from(start)
	return s
}

func (p *parser) forStmt() Stmt {
	start := p.tok.pos
	p.next()
	await := p.is("await")
	if await {
		p.newerHere(newAsync)
		p.next()
	}
	if !p.want(tLParen) {
		return &BadStmt{p.from(start)}
	}
	p.open.round++
	p.open.head++
	init := p.forInit()
	if p.tok.kind == tIn || p.is("of") {
		return p.forIn(start, init, await)
	}
	s := &For{Init: init}
	p.want(tSemicolon)
	if p.tok.kind != tSemicolon {
		s.Cond = p.expr()
	}
	p.want(tSemicolon)
	if p.tok.kind != tRParen {
		s.Post = p.expr()
	}
	p.forEnd()
	s.Body = p.body("for", start)
	s.Range = p.from(start)
	return s
}

func (p *parser) forEnd() {
	if p.want(tRParen) {
		p.open.round--
		p.open.head--
	}
}

// forInit reads what stands before the first semicolon, in or of.
func (p *parser) forInit() Stmt {
	noIn := p.noIn
	p.noIn = true
	defer func() { p.noIn = noIn }()
	switch {
	case p.tok.kind == tSemicolon:
		return nil
	case p.tok.kind == tVar:
		return p.varDecl("var")
	case p.tok.kind == tIdent:
		if word := p.lexicalWord(); word != "" {
			return p.varDecl(word)
		}
	}
	x := p.expr()
	return &ExprStmt{Range{x.Pos(), x.End()}, x}
}

func (p *parser) forIn(start Pos, init Stmt, await bool) Stmt {
	s := &ForIn{Of: p.tok.kind != tIn, Await: await}
	if s.Of {
		p.newerHere(newForOf)
	}
	switch n := init.(type) {
	case *VarDecl:
		s.Left = n
	case *ExprStmt:
		s.Left = n.X
	default:
		s.Left = p.bad()
		p.fail("name")
	}
	p.next()
	s.X = p.expr()
	p.forEnd()
	s.Body = p.body("for", start)
	s.Range = p.from(start)
	return s
}

func (p *parser) switchStmt() Stmt {
	start := p.tok.pos
	p.next()
	s := &Switch{X: p.parenExpr()}
	if !p.want(tLBrace) {
		s.Range = p.from(start)
		return s
	}
	after := p.prevEnd
	open := p.open
	p.open = openBrackets{}
	p.blocks++
	for p.between() {
		s.Cases = append(s.Cases, p.caseClause())
	}
	p.blocks--
	p.open = open
	if !p.got(tRBrace) {
		s.Unclosed = true
		p.edge(Range{start, after}, true, "switch")
	}
	s.Range = p.from(start)
	return s
}

// caseClause reads one case with its statements. Text between switch and the
// first case is reported and kept as a case of its own.
func (p *parser) caseClause() *Case {
	c := &Case{Range: Range{From: p.tok.pos}}
	switch {
	case p.got(tCase):
		open, before := p.open, p.count
		c.X = p.expr()
		p.want(tColon)
		if p.failed {
			p.sync(p.count > before, open)
		}
	case p.got(tDefault):
		p.got(tColon)
	default:
		p.report(p.tok, CodeSyntax, `"case"`)
	}
	c.Body = p.stmtList(tCase)
	c.Range = p.from(c.From)
	return c
}

func (p *parser) tryStmt() Stmt {
	start := p.tok.pos
	p.next()
	s := &Try{Body: p.block("try", start)}
	p.skipStray(s.Body, tCatch, tFinally)
	if at := p.tok.pos; p.got(tCatch) {
		if p.tok.kind == tLBrace {
			p.newer(newCatch, Range{at, p.prevEnd})
		} else if p.want(tLParen) {
			s.Param = p.bindingTarget()
			p.want(tRParen)
		}
		s.Handler = p.block("catch", at)
		p.skipStray(s.Handler, tFinally)
	}
	if at := p.tok.pos; p.got(tFinally) {
		s.Finally = p.block("finally", at)
	}
	if s.Handler == nil && s.Finally == nil && !s.Body.Unclosed {
		p.fail(`"catch"`)
	}
	s.Range = p.from(start)
	return s
}
