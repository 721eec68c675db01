package jscript

// stmtList reads statements up to end: tEOF for all of the unit, tRBrace for a
// block, tCase for what follows a case. The end itself is not consumed.
func (p *parser) stmtList(end kind) []Stmt {
	var list []Stmt
	loose := looseNone
	for {
		p.goOn()
		switch p.tok.kind {
		case tEOF:
			return list
		case tWriteEnd:
			if end != tEOF { // <%= function () { %>
				return list
			}
			p.next()
			continue
		case tRBrace:
			if end != tEOF {
				return list
			}
			list = p.closeStmt(list)
			loose = looseHead
			continue
		case tCase, tDefault:
			if end == tCase {
				return list
			}
		case tElse, tCatch, tFinally:
			if loose == looseBody || p.continuesLost(list) {
				p.continuation()
				loose = looseHead
				continue
			}
		}
		s := p.listed()
		if _, block := s.(*Block); block && loose == looseHead {
			loose = looseBody
		} else {
			loose = looseNone
		}
		list = append(list, s)
	}
}

// looseChain follows a construct whose head is not in this unit through a
// statement list: } catch (e) {…} finally {…}.
type looseChain uint8

const (
	looseNone looseChain = iota
	looseHead            // behind } or } catch (e): its block may follow
	looseBody            // behind that block: catch, finally or else may follow
)

// listed reads one statement and recovers from what is wrong with it.
func (p *parser) listed() Stmt {
	open, before, start := p.open, p.count, p.tok.pos
	s := p.stmt()
	if p.failed {
		p.sync(p.count > before, open)
	}
	if p.count == before { // no statement begins here
		p.next()
		return &BadStmt{p.from(start)}
	}
	return s
}

// closeStmt reads a } that closes nothing in this unit, and the head of what
// follows in the same construct: } else {, } catch (e) {, } while (x).
func (p *parser) closeStmt(list []Stmt) []Stmt {
	s := &Close{Range{p.tok.pos, p.tok.end}}
	p.edge(s.Range, false, "")
	p.next()
	list = append(list, s)
	if p.tok.kind != tWhile {
		p.continuation()
		return list
	}
	open, before, start := p.open, p.count, p.tok.pos
	p.next()
	w := &While{Cond: p.parenExpr()}
	if p.tok.kind == tLBrace || !p.atStmtEnd() { // a loop that follows
		w.Body = p.body("while", start)
	} else {
		w.Body = &Empty{p.here()}
		p.got(tSemicolon)
	}
	w.Range = p.from(start)
	if p.failed {
		p.sync(p.count > before, open)
	}
	return append(list, w)
}

// continuation skips else, finally or catch (e).
func (p *parser) continuation() {
	switch p.tok.kind {
	case tElse, tFinally:
		p.next()
	case tCatch:
		p.next()
		if p.tok.kind == tLParen && p.peek().kind == tIdent {
			p.next()
			p.next()
			p.got(tRParen)
		}
	}
}

// continuesLost reports whether the head of an else, catch or finally was lost
// to an error before, which has been reported.
func (p *parser) continuesLost(list []Stmt) bool {
	if p.lastBad == 0 || len(list) == 0 {
		return false
	}
	return list[len(list)-1].Pos() <= p.lastBad
}

// stmt reads a statement. After a failure what it returns is the part that
// could be read.
func (p *parser) stmt() Stmt {
	if !p.enter() {
		return &BadStmt{p.here()}
	}
	s := p.stmtOf(p.tok.kind)
	p.leave()
	return s
}

func (p *parser) stmtOf(k kind) Stmt {
	start := p.tok.pos
	switch k {
	case tHTML:
		t := p.tok
		p.next()
		return &HTML{Range{t.pos, t.end}, p.text(t)}
	case tInclude:
		t := p.tok
		p.next()
		return &Include{Range{t.pos, t.end}, p.text(t)}
	case tWrite:
		return p.writeStmt()
	case tSemicolon:
		p.next()
		return &Empty{p.from(start)}
	case tLBrace:
		return p.block("", start)
	case tVar:
		s := p.varDecl("var")
		p.semicolon()
		s.Range = p.from(start)
		return s
	case tFunction:
		return p.funcDecl()
	case tIf:
		return p.ifStmt()
	case tFor:
		return p.forStmt()
	case tWhile:
		p.next()
		s := &While{Cond: p.parenExpr()}
		s.Body = p.body("while", start)
		s.Range = p.from(start)
		return s
	case tDo:
		return p.doStmt()
	case tSwitch:
		return p.switchStmt()
	case tTry:
		return p.tryStmt()
	case tWith:
		p.next()
		s := &With{X: p.parenExpr()}
		s.Body = p.body("with", start)
		s.Range = p.from(start)
		return s
	case tReturn, tThrow, tBreak, tContinue, tDebugger:
		return p.leaveStmt(k)
	case tFailed:
		return &BadStmt{p.here()}
	case tIdent:
		if s := p.newerStmt(); s != nil {
			return s
		}
	}
	return p.exprStmt()
}

// semicolon ends a statement, with the semicolon or where ECMAScript inserts
// one. A chunk boundary counts as a line end.
func (p *parser) semicolon() {
	if !p.atStmtEnd() {
		p.fail(`";"`)
		return
	}
	p.got(tSemicolon)
}

// atStmtEnd reports whether a statement can end before the current token.
func (p *parser) atStmtEnd() bool {
	switch p.tok.kind {
	case tSemicolon, tRBrace, tEOF, tHTML, tInclude, tWrite, tWriteEnd:
		return true
	case tFailed:
		return false
	}
	return p.tok.newline
}

func (p *parser) exprStmt() Stmt {
	start := p.tok.pos
	x := p.expr()
	if id, ok := x.(*Ident); ok && p.tok.kind == tColon {
		p.next()
		s := &Labeled{Label: id}
		s.Body = p.body("", start)
		s.Range = p.from(start)
		return s
	}
	p.semicolon()
	s := p.nodes.exprs.New()
	s.Range, s.X = p.from(start), x
	return s
}

// writeStmt reads <%= X %>. An error within it ends with it.
func (p *parser) writeStmt() Stmt {
	start := p.tok.pos
	open := p.open
	p.open = openBrackets{}
	p.next()
	s := &Write{}
	if p.tok.kind == tWriteEnd {
		p.report(p.tok, CodeSyntax, "expression")
	} else if s.X = p.expr(); p.tok.kind != tWriteEnd {
		p.fail(`"%>"`)
		p.failed, p.fresh = false, false
		p.tok = p.real
		p.syncing = true
		for p.tok.kind != tWriteEnd && p.tok.kind != tEOF {
			p.next()
		}
		p.syncing = false
	}
	s.Range = Range{start, p.tok.pos}
	p.got(tWriteEnd)
	p.open = open
	return s
}

// leaveStmt reads return, throw, break, continue and debugger.
func (p *parser) leaveStmt(k kind) Stmt {
	start := p.tok.pos
	p.next()
	var x Expr
	var label *Ident
	switch {
	case p.atStmtEnd():
	case k == tReturn || k == tThrow:
		x = p.expr()
	case (k == tBreak || k == tContinue) && p.tok.kind == tIdent:
		label = p.ident()
	}
	p.semicolon()
	at := p.from(start)
	switch k {
	case tReturn:
		return &Return{at, x}
	case tThrow:
		return &Throw{at, x}
	case tDebugger:
		return &Debugger{at}
	}
	return &Jump{Range: at, Continue: k == tContinue, Label: label}
}

// varDecl reads var and its declarators, without the semicolon.
func (p *parser) varDecl(word string) *VarDecl {
	s := &VarDecl{Range: Range{From: p.tok.pos}, Kind: word}
	p.next()
	for {
		d := &Declarator{Target: p.bindingTarget()}
		if p.got(tAssign) {
			d.Init = p.assign()
		}
		d.Range = p.from(d.Target.Pos())
		s.Decls = append(s.Decls, d)
		if !p.got(tComma) {
			break
		}
	}
	s.Range = p.from(s.From)
	return s
}
