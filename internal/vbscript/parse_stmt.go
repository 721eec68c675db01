package vbscript

import "strings"

// stmtsInto parses statements onto the statement stack, up to the end of the
// source, the end of a block that is open, or the head of a procedure that
// the one around it cannot contain.
func (p *parser) stmtsInto() {
	for {
		switch p.tok {
		case Newline, Colon, ExprEnd:
			p.next()
			continue
		case EOF:
			return
		case KwElse, KwElseIf, KwCase, KwEnd, KwEndIf, KwNext, KwLoop, KwWend:
			if b := p.blockEnd(); b != 0 {
				if p.closes(b) {
					return
				}
				p.strayEnd(b)
				continue
			}
		}
		if p.inProc && p.procHead() {
			return
		}
		p.stmtStack = append(p.stmtStack, p.stmtLine())
		if p.nextCount > 0 {
			return
		}
	}
}

// stmts parses the statements of a block.
func (p *parser) stmts() []Stmt {
	base := len(p.stmtStack)
	inline := p.inline
	p.inline = 0
	p.stmtsInto()
	p.inline = inline
	return p.popStmts(base)
}

// body parses the statements of a block of a kind.
func (p *parser) body(b Block) []Stmt {
	if !p.enter() {
		// Everything up to the end would be read at this depth.
		p.giveUp()
		return nil
	}
	p.open[b]++
	out := p.stmts()
	p.open[b]--
	p.leave()
	return out
}

// giveUp leaves the rest of the source unread.
func (p *parser) giveUp() {
	p.gaveUp, p.bad = true, false
	p.s.chunks, p.s.limit, p.s.kind = nil, p.s.pos, 0
	p.tok, p.pos = EOF, p.end
}

// restOfLine leaves the rest of a line unread that nests too deep.
func (p *parser) restOfLine() {
	for p.bad = false; !p.lineEnd(); {
		p.next()
	}
}

// inlineStmts parses the statements behind Then or Else of a single-line If.
func (p *parser) inlineStmts() []Stmt {
	base := len(p.stmtStack)
	p.inline++
loop:
	for !p.lineEnd() {
		switch p.tok {
		case Colon:
			p.next()
			continue
		case KwElse, KwElseIf:
			break loop
		case KwEnd, KwEndIf, KwNext, KwLoop, KwWend, KwCase:
			if b := p.blockEnd(); b == BlockIf || b != 0 && p.closes(b) {
				break loop
			} else if b != 0 {
				p.strayEnd(b)
				continue
			}
		}
		p.stmtStack = append(p.stmtStack, p.stmtLine())
		if p.nextCount > 0 {
			break
		}
	}
	p.inline--
	return p.popStmts(base)
}

// stmtLine parses a statement and sees to its end. A broken one costs its line.
func (p *parser) stmtLine() Stmt {
	pos := p.pos
	p.loose = false
	s := p.stmt()
	if p.loose {
		p.loose = false
		return s
	}
	if !p.bad {
		switch s.(type) {
		case *HTMLStmt, *IncludeStmt, *WriteStmt, *LabelStmt:
			return s // they end by themselves
		}
		if p.eos() {
			return s
		}
		p.fail(ExpectedEndOfStatement, "end of statement")
	}
	p.skipLine()
	switch s.(type) {
	case *IfStmt, *ForStmt, *ForEachStmt, *DoStmt, *SelectStmt, *WithStmt, *ProcDecl, *ClassDecl:
		return s // the error is behind its end
	}
	return &BadStmt{p.at(pos)}
}

// stmt parses a statement.
func (p *parser) stmt() Stmt {
	pos := p.pos
	switch p.tok {
	case HTML:
		h := p.htmls.New()
		h.Text = p.text()
		p.next()
		h.span = p.at(pos)
		return h
	case Include:
		text := p.text()
		p.next()
		p.includes++
		return &IncludeStmt{Index: p.includes - 1, Text: text, span: p.at(pos)}
	case ExprStart:
		return p.writeStmt()
	case KwSet, KwLet:
		return p.assignStmt()
	case KwCall:
		return p.callStmt()
	case KwIf:
		return p.ifStmt()
	case KwFor:
		return p.forStmt()
	case KwDo:
		return p.doStmt()
	case KwWhile:
		return p.whileStmt()
	case KwSelect:
		return p.selectStmt()
	case KwWith:
		return p.withStmt()
	case KwExit:
		return p.exitStmt()
	case KwOn:
		return p.onErrorStmt()
	case KwDim, KwPrivate, KwPublic, KwConst, KwReDim, KwSub, KwFunction, KwClass, KwOption:
		return p.declaration()
	case KwStop:
		p.next()
		return &StopStmt{p.at(pos)}
	case KwErase, KwProperty, KwDefault:
		if s := p.contextualStmt(); s != nil {
			return s
		}
	case Name, Int, Hash, KwEnd, KwResume, KwGoTo, KwGet:
		if s := p.vb6Stmt(); s != nil {
			return s
		}
	}
	return p.simpleStmt()
}

// contextualStmt parses what begins with a keyword that is an identifier
// elsewhere, or returns nil.
func (p *parser) contextualStmt() Stmt {
	next := p.peek()
	switch p.tok {
	case KwErase:
		if next.Kind.isName() || next.Kind == Dot {
			return p.eraseStmt()
		}
	case KwProperty:
		if next.Kind == KwGet || next.Kind == KwLet || next.Kind == KwSet {
			return p.procDecl(p.pos, 0, false)
		}
	case KwDefault:
		switch next.Kind {
		case KwPublic, KwPrivate, KwSub, KwFunction, KwProperty:
			return p.declaration()
		}
	}
	return nil
}

// simpleStmt parses an assignment without keyword, or a call without Call.
func (p *parser) simpleStmt() Stmt {
	pos := p.pos
	switch {
	case p.tok.isName(), p.tok == Dot, p.tok == Bang, p.tok == KwMe:
	case p.tok == Illegal:
		p.fail(InvalidCharacter, "statement")
		return &BadStmt{}
	default:
		p.fail(ExpectedStatement, "statement")
		return &BadStmt{}
	}
	var sites callSites
	x := p.postfix(p.primary(), &sites)
	if p.bad {
		return &BadStmt{}
	}
	if p.tok == Eq {
		return p.assignTo(pos, 0, x)
	}
	x = p.callArgs(x, &sites)
	c := p.callSts.New()
	c.X = x
	c.span = p.at(pos)
	return c
}

// callArgs parses the arguments of a call statement behind the chain x.
func (p *parser) callArgs(x Expr, sites *callSites) Expr {
	if p.eos() {
		if c, ok := x.(*Call); ok && len(c.Args) > 1 {
			p.parenthesesInCall(c)
		}
		return x
	}
	if p.tok == Comma || p.tok == Semi && p.mode == VB6 || precedences[p.tok] != precNone {
		// In `f (a), b` and `f (a) & b` the parentheses belong to the argument.
		c, ok := x.(*Call)
		switch {
		case ok && len(c.Args) == 1:
			p.restore(&sites.last)
			x = sites.lastX
		case !ok && sites.hasFirst && p.tok != Minus && p.tok != Plus:
			p.restore(&sites.first)
			x = sites.firstX
		}
	} else if !p.startsExpr() {
		p.fail(ExpectedEndOfStatement, "end of statement")
		return x
	}
	c := p.slabs.calls.New()
	c.X, c.NoParen = x, true
	c.Args = p.args(Newline)
	c.span = p.at(x.Pos())
	p.grow(p.height + 1)
	p.embed(c)
	return c
}

// parenthesesInCall reports f(a, b) as a statement, which VBScript rejects.
func (p *parser) parenthesesInCall(c *Call) {
	if p.mode == VB6 {
		return
	}
	p.report(&Error{
		Pos: c.Pos(), End: c.End(), Code: ParenthesesInCall,
		Expected: "arguments without parentheses", Found: "parentheses",
	})
}

// startsExpr reports whether the token can begin an argument.
func (p *parser) startsExpr() bool {
	switch p.tok {
	case Name, Int, Float, String, Date, Dot, LParen, Minus, Plus, Comma,
		KwNot, KwNew, KwMe, KwTrue, KwFalse, KwNothing, KwNull, KwEmpty:
		return true
	case Bang, Semi, Hash, KwByVal:
		return p.mode == VB6
	}
	return p.tok.contextual()
}

// assignTo parses `= value` behind the target.
func (p *parser) assignTo(pos int, keyword Kind, target Expr) Stmt {
	p.expect(Eq, ExpectedEquals)
	a := p.assigns.New()
	a.Keyword, a.Target = keyword, target
	if !p.bad {
		a.Value = p.expr()
	}
	a.span = p.at(pos)
	return a
}

// assignStmt parses Set and Let.
func (p *parser) assignStmt() Stmt {
	pos, keyword := p.pos, p.tok
	p.next()
	if !p.tok.isName() && p.tok != Dot && p.tok != Bang && p.tok != KwMe {
		p.fail(ExpectedIdentifier, "identifier")
		return &BadStmt{}
	}
	return p.assignTo(pos, keyword, p.operand())
}

func (p *parser) callStmt() Stmt {
	pos := p.pos
	p.next()
	c := p.callSts.New()
	c.Keyword = true
	c.X = p.operand()
	c.span = p.at(pos)
	return c
}

func (p *parser) eraseStmt() Stmt {
	pos := p.pos
	p.next()
	e := &EraseStmt{Arrays: p.args(Newline)}
	e.span = p.at(pos)
	return e
}

// writeStmt parses <%= X %>. Line ends around X do not matter.
func (p *parser) writeStmt() Stmt {
	w := p.writes.New()
	pos := p.pos
	p.next()
	for p.tok == Newline {
		p.next()
	}
	w.X = p.expr()
	for p.tok == Newline && !p.bad {
		p.next()
	}
	if !p.bad && p.tok != ExprEnd {
		p.fail(ExpectedRParen, "'%>'")
	}
	if p.bad {
		p.bad = false
		for p.tok != ExprEnd && p.tok != EOF {
			p.next()
		}
	}
	p.accept(ExprEnd)
	w.span = p.at(pos)
	return w
}

func (p *parser) exitStmt() Stmt {
	pos := p.pos
	p.next()
	e := p.slabs.exits.New()
	switch p.tok {
	case KwFor:
		e.Block = BlockFor
	case KwDo:
		e.Block = BlockDo
	case KwSub:
		e.Block = BlockSub
	case KwFunction:
		e.Block = BlockFunction
	case KwProperty:
		e.Block = BlockProperty
	default:
		p.fail(InvalidExit, "'Do', 'For', 'Sub', 'Function' or 'Property'")
		return e
	}
	p.next()
	e.span = p.at(pos)
	return e
}

func (p *parser) onErrorStmt() Stmt {
	pos := p.pos
	p.next()
	o := p.slabs.onErrors.New()
	p.expect(KwError, SyntaxError)
	switch {
	case p.bad:
	case p.accept(KwResume):
		p.expect(KwNext, ExpectedNext)
		o.ResumeNext = true
	case p.accept(KwGoTo):
		minus := p.mode == VB6 && p.accept(Minus) // On Error GoTo -1
		switch {
		case p.tok == Int && (p.text() == "0" || minus):
		case p.tok == Name || p.tok == Int:
			p.vb6(p.pos, p.end, "a label")
			o.Label = p.text()
		default:
			p.fail(SyntaxError, "'0'")
			return o
		}
		p.next()
	default:
		p.fail(SyntaxError, "'Resume Next' or 'GoTo 0'")
	}
	o.span = p.at(pos)
	return o
}

func (p *parser) optionStmt() Stmt {
	pos := p.pos
	p.next()
	from := p.pos
	switch {
	case p.accept(KwExplicit):
	case p.word("compare"), p.word("base"), p.tok == KwPrivate:
		p.vb6(pos, p.end, "this option")
		for !p.eos() {
			p.next()
		}
	default:
		p.fail(SyntaxError, "'Explicit'")
		return &BadStmt{}
	}
	return &OptionStmt{Text: strings.TrimSpace(p.src[from:p.prevEnd]), span: p.at(pos)}
}
