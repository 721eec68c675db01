package jscript

import "strings"

// newerStmt reads a statement that begins with a word which newer ECMAScript
// reserves, or returns nil if the word is a plain name here.
func (p *parser) newerStmt() Stmt {
	start := p.tok.pos
	if word := p.lexicalWord(); word != "" {
		s := p.varDecl(word)
		p.semicolon()
		s.Range = p.from(start)
		return s
	}
	switch p.text(p.tok) {
	case "class":
		c := p.class()
		return &ClassDecl{p.from(start), c}
	case "async":
		if next := p.peek(); next.kind == tFunction && !next.newline {
			p.next()
			f := p.function(start, true)
			return &FuncDecl{p.from(start), f}
		}
	case "import":
		if k := p.peek().kind; k == tString || k == tIdent || k == tLBrace || k == tMul {
			return p.importStmt()
		}
	case "export":
		if k := p.peek().kind; k.isWord() || k == tIdent || k == tLBrace || k == tMul {
			return p.exportStmt()
		}
	}
	return nil
}

// lexicalWord returns let, const or using if the current token is that word
// and begins a declaration, and reports it.
func (p *parser) lexicalWord() string {
	word := p.text(p.tok)
	var n newer
	switch word {
	case "let":
		n = newLet
	case "const":
		n = newConst
	case "using":
		n = newUsing
	default:
		return ""
	}
	next := p.peek()
	switch next.kind {
	case tIdent:
		if n == newUsing && next.newline || p.text(next) == "of" {
			return ""
		}
	case tLBrace, tLBracket:
		if n == newUsing || n == newLet && next.newline {
			return ""
		}
	default:
		return ""
	}
	p.newerHere(n)
	return word
}

// newerOperand reads an operand that begins with class or async, or returns
// nil if the word is a plain name here.
func (p *parser) newerOperand() Expr {
	start := p.tok.pos
	switch p.text(p.tok) {
	case "class":
		if k := p.peek().kind; k == tLBrace || k == tIdent {
			return p.class()
		}
	case "async":
		next := p.peek()
		if next.newline {
			return nil
		}
		switch next.kind {
		case tFunction:
			p.next()
			return p.function(start, true)
		case tIdent: // async x => …
			p.newerHere(newAsync)
			p.next()
			x := p.ident()
			if p.tok.kind != tArrow {
				p.fail(`"=>"`)
				return x
			}
			return p.arrow(x, true)
		}
	}
	return nil
}

// atAwait reports whether await at the current token is the operator: where
// it could be a name too, within an async function only.
func (p *parser) atAwait() bool {
	next := p.peek()
	switch k := next.kind; k {
	case tIdent, tString, tNumber, tTemplate, tNew, tThis, tFunction, tNull, tTrue, tFalse:
		return p.inAsync || !next.newline
	case tLParen, tLBracket, tLBrace, tNot, tTilde, tAdd, tSub, tTypeof, tVoid, tDelete, tInc, tDec, tDiv:
		return p.inAsync
	}
	return false
}

// yield reads yield, yield X and yield* X.
func (p *parser) yield() Expr {
	u := &Unary{Range: Range{From: p.tok.pos}, Op: "yield"}
	p.next()
	if p.tok.kind == tMul && !p.tok.newline {
		u.Op = "yield*"
		p.next()
		u.X = p.assign()
	} else if !p.atStmtEnd() {
		switch p.tok.kind {
		case tRParen, tRBracket, tComma, tColon, tIn, tFailed:
		default:
			u.X = p.assign()
		}
	}
	u.Range = p.from(u.From)
	return u
}

// template reads a template literal, the current token being its begin.
func (p *parser) template(tag Expr) Expr {
	x := &Template{Range: Range{From: p.tok.pos}, Tag: tag}
	if tag != nil {
		x.From = tag.Pos()
	}
	p.newerHere(newTemplate)
	for {
		text := p.text(p.tok)
		open := len(text) >= 3 && text[len(text)-2:] == "${" && p.tok.flaw == 0
		x.Raw = append(x.Raw, templateText(text, open, p.tok.flaw == 0))
		if !open {
			break
		}
		p.open.curly++
		p.next()
		x.Xs = append(x.Xs, p.expr())
		if p.tok.kind != tRBrace {
			p.want(tRBrace)
			x.Raw = append(x.Raw, "")
			x.Range = p.from(x.From)
			return x
		}
		p.open.curly--
		p.tok = p.scan.rescanTemplate(p.tok)
		if p.tok.flaw != 0 {
			p.reportFlaw()
		}
	}
	p.next()
	x.Range = p.from(x.From)
	return x
}

// templateText strips the delimiters off a piece of a template: a back quote
// or } before it, ${ or a back quote behind it.
func templateText(s string, open, closed bool) string {
	s = s[1:]
	switch {
	case open:
		return s[:len(s)-2]
	case closed && s != "":
		return s[:len(s)-1]
	}
	return s
}

// class reads a class, the current token being the word.
func (p *parser) class() *Class {
	c := &Class{Range: Range{From: p.tok.pos}}
	p.newerHere(newClass)
	p.next()
	if p.tok.kind == tIdent && !p.is("extends") {
		c.Name = p.ident()
	}
	if p.is("extends") {
		p.next()
		c.Super = p.postfix(p.primary(), true)
	}
	if !p.want(tLBrace) {
		c.Range = p.from(c.From)
		return c
	}
	after := p.prevEnd
	open := p.open
	p.open = openBrackets{}
	p.blocks++
	for p.between() {
		if p.got(tSemicolon) {
			continue
		}
		before := p.count
		c.Members = append(c.Members, p.classMember())
		if p.failed {
			p.sync(p.count > before, openBrackets{})
		}
		if p.count == before {
			p.next()
		}
	}
	p.blocks--
	p.open = open
	if !p.got(tRBrace) {
		p.edge(Range{c.From, after}, true, "class")
	}
	c.Range = p.from(c.From)
	return c
}

// classMember reads a method, accessor, field or static block.
func (p *parser) classMember() *Property {
	m := &Property{Range: Range{From: p.tok.pos}, Kind: PropInit}
	if p.is("static") {
		switch p.peek().kind {
		case tLParen, tAssign, tSemicolon, tRBrace:
		default:
			m.Static = true
			p.next()
		}
	}
	if m.Static && p.tok.kind == tLBrace {
		m.Kind = PropStatic
		f := &Function{Range: Range{From: p.tok.pos}}
		p.functionBody(f, "static", m.From)
		f.Range = p.from(f.From)
		m.Value = f
		m.Range = p.from(m.From)
		return m
	}
	async, star := p.modifiers(m)
	m.Key = p.propertyKey(m)
	if m.Kind != PropInit || async || star || p.tok.kind == tLParen {
		p.method(m, async, star)
	} else {
		if p.got(tAssign) {
			m.Value = p.assign()
		}
		p.semicolon()
	}
	m.Range = p.from(m.From)
	return m
}

// importStmt reads import …; without keeping the names.
func (p *parser) importStmt() Stmt {
	start := p.tok.pos
	p.newerHere(newModule)
	p.next()
	text := p.moduleClause()
	p.semicolon()
	return &Import{p.from(start), text}
}

// moduleClause reads {a, b as c} or * as x and the string behind from, and
// returns the tokens with blanks between.
func (p *parser) moduleClause() string {
	var b strings.Builder
	take := func() {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.text(p.tok))
		p.next()
	}
	for {
		switch p.tok.kind {
		case tString:
			take()
			return b.String()
		case tLBrace:
			p.open.curly++
			take()
		case tRBrace:
			if p.open.curly == 0 {
				return b.String()
			}
			p.open.curly--
			take()
			if !p.is("from") {
				return b.String()
			}
		case tIdent, tComma, tMul, tDefault:
			take()
		default:
			if !p.atStmtEnd() {
				p.fail("string")
			}
			return b.String()
		}
	}
}

func (p *parser) exportStmt() Stmt {
	s := &Export{Range: Range{From: p.tok.pos}}
	p.newerHere(newModule)
	p.next()
	switch {
	case p.tok.kind == tDefault:
		p.next()
		if p.tok.kind == tFunction || p.is("class") {
			s.Decl = p.stmt()
		} else {
			s.X = p.assign()
			p.semicolon()
		}
	case p.tok.kind == tLBrace || p.tok.kind == tMul:
		s.Text = p.moduleClause()
		p.semicolon()
	default:
		s.Decl = p.stmt()
	}
	s.Range = p.from(s.From)
	return s
}
