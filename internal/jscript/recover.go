package jscript

// sync ends the failure and moves to where the next statement can begin.
// moved: part of the statement was read; else at least one token is skipped.
// open is what was open before the statement.
func (p *parser) sync(moved bool, open openBrackets) {
	p.failed = false
	p.tok = p.real
	p.syncing = true
	defer func() { p.syncing = false }()
	if p.fresh {
		p.fresh, p.open = false, openBrackets{}
	}
	blocks := 0
	if moved && p.tok.kind == tLBrace { // if (a {: the body, in spite of the parenthesis
		p.resynced(open)
		return
	}
	for ; ; p.next() {
		flat := blocks == 0 && p.open.round == 0 && p.open.curly == 0
		if p.endsRecovery(flat, moved, blocks) {
			break
		}
		moved = true
		switch p.tok.kind {
		case tSemicolon:
			if blocks == 0 && (p.open.head == 0 || p.open.round == 0) {
				p.next()
				p.resynced(open)
				return
			}
		case tLBrace:
			blocks++
		case tRBrace:
			if blocks > 0 {
				blocks--
			} else {
				p.open.curly--
			}
		case tLParen, tLBracket:
			p.open.round++
		case tRParen, tRBracket:
			p.open.round = max(0, p.open.round-1)
		}
	}
	p.resynced(open)
}

// between reports, between two of the cases or members in braces, whether there
// may be more of them.
func (p *parser) between() bool {
	p.goOn()
	return p.tok.kind != tRBrace && p.tok.kind != tEOF && p.tok.kind != tWriteEnd
}

// goOn ends a failure between two statements: the token that was moved to was
// beyond a limit.
func (p *parser) goOn() {
	if p.failed {
		p.sync(true, p.open)
	}
}

func (p *parser) resynced(open openBrackets) {
	p.open = open
	p.lastBad = p.tok.pos
}

// endsRecovery reports whether a statement can begin at the current token, or
// the enclosing one end.
func (p *parser) endsRecovery(flat, moved bool, blocks int) bool {
	switch k := p.tok.kind; k {
	case tEOF, tHTML, tInclude, tWrite, tWriteEnd:
		return moved || k != tWriteEnd
	case tLBrace:
		return flat && moved // most likely the body of what was given up
	case tRBrace:
		return blocks == 0 && p.open.curly == 0 && moved
	case tVar, tIf, tFor, tWhile, tDo, tSwitch, tTry, tReturn, tThrow, tWith, tBreak, tContinue:
		return moved && p.tok.newline && blocks == 0
	case tFunction:
		return moved && p.tok.newline && flat
	}
	return flat && moved && p.tok.newline
}
