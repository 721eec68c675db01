package vbscript

// blockEnd returns the kind of block that the current token ends or continues
// (Else, Case), 0 if none.
func (p *parser) blockEnd() Block {
	switch p.tok {
	case KwNext:
		return BlockFor
	case KwLoop:
		return BlockDo
	case KwWend:
		return BlockWhile
	case KwElse, KwElseIf, KwEndIf:
		return BlockIf
	case KwCase:
		return BlockSelect
	case KwEnd:
		switch p.peek().Kind {
		case KwIf:
			return BlockIf
		case KwSelect:
			return BlockSelect
		case KwWith:
			return BlockWith
		case KwSub:
			return BlockSub
		case KwFunction:
			return BlockFunction
		case KwProperty:
			return BlockProperty
		case KwClass:
			return BlockClass
		}
	}
	return 0
}

// closes reports whether such a block is open in this procedure, so that the
// token belongs to it or to a block within that lacks its own end.
func (p *parser) closes(b Block) bool {
	switch {
	case b == BlockIf && (p.tok == KwElse || p.tok == KwElseIf):
		return p.elseLess > 0
	case b.isProc():
		return p.inProc
	case b == BlockClass:
		return p.inClass
	}
	return p.open[b] > 0
}

// strayEnd reads over the end of a block that is not open.
func (p *parser) strayEnd(b Block) {
	pos, tok := p.pos, p.tok
	p.next()
	if tok == KwEnd {
		p.next()
	}
	end := p.prevEnd
	switch tok {
	case KwElse, KwElseIf, KwCase:
		p.bad = true
		p.report(&Error{Pos: pos, End: end, Code: SyntaxError, Expected: "statement", Found: tok.String() + " without its block"})
		if tok == KwElse {
			p.bad = false
			return
		}
	case KwLoop:
		if p.tok == KwWhile || p.tok == KwUntil {
			p.next()
			p.expr()
		}
		fallthrough
	default:
		p.edge(b, pos, end, false)
	}
	p.loopVar(tok)
	p.endHead()
}

// loopVar reads over the variable behind Next.
func (p *parser) loopVar(tok Kind) {
	if tok == KwNext && p.tok.isName() {
		p.vb6(p.pos, p.end, "the variable after 'Next'")
		p.next()
	}
}

// endBlock takes the end of a block, or reports that it is missing.
func (p *parser) endBlock(b Block, pos, headEnd int) {
	if p.tok == KwEnd && p.blockEnd() == b {
		p.next()
		p.next()
		return
	}
	if b == BlockIf && p.accept(KwEndIf) {
		return
	}
	p.edge(b, pos, headEnd, true)
}

func (p *parser) ifStmt() Stmt {
	s := p.ifs.New()
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	s.Cond = p.condition()
	switch p.tok {
	case Newline, Colon, HTML, Include, ExprStart, ExprEnd, EOF:
		p.ifBlock(s, pos, headEnd)
	default:
		p.ifLine(s)
	}
	s.span = p.at(pos)
	return s
}

// condition parses `cond Then`. If the condition is broken, it goes on behind
// Then, so that the block is not lost.
func (p *parser) condition() Expr {
	cond := p.expr()
	if !p.bad && p.tok != KwThen {
		p.fail(ExpectedThen, "'Then'")
	}
	if p.bad {
		p.bad = false
		for p.tok != KwThen && !p.lineEnd() {
			p.next()
		}
	}
	p.accept(KwThen)
	return cond
}

func (p *parser) ifBlock(s *IfStmt, pos, headEnd int) {
	p.elseLess++
	depth := p.depth
	s.Then = p.body(BlockIf)
	for p.tok == KwElseIf {
		e := p.slabs.elseIfs.New()
		from := p.pos
		if !p.enter() { // an arm is a level to consumers that nest them
			p.giveUp()
			break
		}
		p.next()
		e.Cond = p.condition()
		e.Body = p.body(BlockIf)
		e.span = p.at(from)
		s.ElseIfs = append(s.ElseIfs, e)
	}
	p.elseLess--
	if p.tok == KwElse {
		p.next()
		s.HasElse = true
		s.Else = p.body(BlockIf)
	}
	p.depth = depth
	p.endBlock(BlockIf, pos, headEnd)
}

// ifLine parses what follows Then on the same line.
func (p *parser) ifLine(s *IfStmt) {
	s.OneLine = true
	if !p.enter() {
		p.restOfLine()
		return
	}
	depth := p.depth
	s.Then = p.inlineStmts()
	for p.tok == KwElseIf {
		e := p.slabs.elseIfs.New()
		from := p.pos
		if !p.enter() {
			p.restOfLine()
			break
		}
		p.next()
		e.Cond = p.condition()
		e.Body = p.inlineStmts()
		e.span = p.at(from)
		s.ElseIfs = append(s.ElseIfs, e)
	}
	if p.accept(KwElse) {
		s.HasElse = true
		s.Else = p.inlineStmts()
	}
	p.depth = depth
	p.leave()
	if p.tok == KwEndIf || p.tok == KwEnd && p.blockEnd() == BlockIf {
		p.endBlock(BlockIf, s.Cond.Pos(), s.Cond.Pos())
	}
}

func (p *parser) selectStmt() Stmt {
	s := p.slabs.selects.New()
	pos := p.pos
	p.next()
	p.expect(KwCase, ExpectedCase)
	headEnd := p.prevEnd
	if !p.bad {
		s.Subject = p.expr()
	}
	p.endHead()
	s.Lead = p.body(BlockSelect)
	for p.tok == KwCase {
		c := p.slabs.cases.New()
		from := p.pos
		p.next()
		if p.accept(KwElse) {
			c.Else = true
		} else {
			c.Values = p.caseValues()
			if p.bad {
				p.skipLine()
			} // else a statement may follow on the same line, even without a colon
		}
		c.Body = p.body(BlockSelect)
		c.span = p.at(from)
		s.Cases = append(s.Cases, c)
	}
	p.endBlock(BlockSelect, pos, headEnd)
	s.span = p.at(pos)
	return s
}

func (p *parser) caseValues() []Expr {
	base := len(p.exprStack)
	for {
		p.exprStack = append(p.exprStack, p.caseValue())
		if p.bad || !p.accept(Comma) {
			return p.popExprs(base)
		}
	}
}

func (p *parser) caseValue() Expr {
	if precedences[p.tok] != precCompare {
		return p.rangeOf("a range in 'Case'")
	}
	c := &CaseIs{}
	pos := p.pos
	p.vb6(pos, p.end, "'Case Is'")
	p.accept(KwIs)
	c.Op = p.tok
	if precedences[p.tok] != precCompare {
		p.fail(ExpectedExpression, "comparison")
		return c
	}
	p.next()
	c.X = p.expr()
	c.span = p.at(pos)
	return c
}

func (p *parser) forStmt() Stmt {
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	if p.accept(KwEach) {
		return p.forEachStmt(pos)
	}
	s := p.slabs.fors.New()
	s.Var = p.loopTarget()
	p.expect(Eq, ExpectedEquals)
	if !p.bad {
		s.From = p.expr()
	}
	if !p.bad && p.expect(KwTo, ExpectedTo) {
		s.To = p.expr()
		if p.accept(KwStep) {
			s.Step = p.expr()
		}
	}
	p.endHead()
	s.Body = p.body(BlockFor)
	p.endFor(pos, headEnd)
	s.span = p.at(pos)
	return s
}

// loopTarget parses the control variable; a name, but members are met too.
func (p *parser) loopTarget() Expr {
	if !p.tok.isName() && p.tok != Dot && p.tok != KwMe {
		p.fail(ExpectedIdentifier, "identifier")
		return p.badExpr()
	}
	return p.operand()
}

func (p *parser) forEachStmt(pos int) Stmt {
	s := &ForEachStmt{}
	headEnd := p.prevEnd
	s.Var = p.loopTarget()
	if !p.bad && p.expect(KwIn, ExpectedIn) {
		s.X = p.expr()
	}
	p.endHead()
	s.Body = p.body(BlockFor)
	p.endFor(pos, headEnd)
	s.span = p.at(pos)
	return s
}

// endFor takes Next. VB6's `Next i, j` ends two loops.
func (p *parser) endFor(pos, headEnd int) {
	if p.nextCount > 0 {
		p.nextCount--
		return
	}
	if !p.accept(KwNext) {
		p.edge(BlockFor, pos, headEnd, true)
		return
	}
	p.loopVar(KwNext)
	for p.tok == Comma && p.mode == VB6 && p.open[BlockFor] > p.nextCount {
		p.next()
		p.operand()
		p.nextCount++
	}
}

func (p *parser) doStmt() Stmt {
	s := p.slabs.dos.New()
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	p.loopTest(s)
	p.endHead()
	s.Body = p.body(BlockDo)
	switch {
	case !p.accept(KwLoop):
		p.edge(BlockDo, pos, headEnd, true)
	case s.Test == 0:
		p.loopTest(s)
		s.AtEnd = s.Test != 0
	}
	s.span = p.at(pos)
	return s
}

func (p *parser) loopTest(s *DoStmt) {
	if p.tok == KwWhile || p.tok == KwUntil {
		s.Test = p.tok
		p.next()
		s.Cond = p.expr()
	}
}

func (p *parser) whileStmt() Stmt {
	s := p.slabs.dos.New()
	s.Test, s.Wend = KwWhile, true
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	s.Cond = p.expr()
	p.endHead()
	s.Body = p.body(BlockWhile)
	if !p.accept(KwWend) {
		p.edge(BlockWhile, pos, headEnd, true)
	}
	s.span = p.at(pos)
	return s
}

func (p *parser) withStmt() Stmt {
	s := p.slabs.withs.New()
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	s.X = p.expr()
	p.endHead()
	p.inWith++
	s.Body = p.body(BlockWith)
	p.inWith--
	p.endBlock(BlockWith, pos, headEnd)
	s.span = p.at(pos)
	return s
}
