package jscript

// expr reads an expression with commas.
func (p *parser) expr() Expr {
	x := p.assign()
	if p.tok.kind != tComma {
		return x
	}
	seq := &Seq{Xs: []Expr{x}}
	for p.got(tComma) {
		seq.Xs = append(seq.Xs, p.assign())
	}
	seq.Range = p.from(x.Pos())
	return seq
}

// assign reads an expression without commas.
func (p *parser) assign() Expr {
	if !p.enter() {
		return p.bad()
	}
	start := p.tok.pos
	if p.inStar && p.is("yield") {
		x := p.yield()
		p.leave()
		return x
	}
	x := p.cond()
	switch {
	case p.tok.kind.isAssign():
		op := p.tok.kind
		p.checkTarget(x, op)
		p.next()
		a := p.nodes.assigns.New()
		a.Op, a.X = op.String(), x
		a.Y = p.assign()
		a.Range = p.from(start)
		x = a
	case p.tok.kind == tArrow:
		x = p.arrow(x, false)
	}
	p.leave()
	return x
}

// bad stands for an expression that is missing.
func (p *parser) bad() Expr { return &BadExpr{p.here()} }

// checkTarget reports what cannot be assigned to. Calls can.
func (p *parser) checkTarget(x Expr, op kind) {
	switch op {
	case tPowAssign:
		p.newerHere(newPower)
	case tAndAndAssign, tOrOrAssign, tNullishAssign:
		p.newerHere(newLogicalAssign)
	}
	for {
		paren, ok := x.(*Paren)
		if !ok {
			break
		}
		x = paren.X
	}
	switch x := x.(type) {
	case *Ident, *Member, *Index, *Call, *BadExpr:
	case *Array, *Object:
		p.newer(newPattern, Range{x.Pos(), x.End()})
	default:
		p.report(p.tok, CodeSyntax, "something assignable before")
	}
}

func (p *parser) cond() Expr {
	x := p.binary(1)
	if p.tok.kind != tQuestion {
		return x
	}
	c := &Cond{If: x}
	p.next()
	noIn := p.noIn
	p.noIn = false
	c.Then = p.assign()
	p.noIn = noIn
	p.want(tColon)
	c.Else = p.assign()
	c.Range = p.from(x.Pos())
	return c
}

// binary reads operators of at least the given precedence.
func (p *parser) binary(least uint8) Expr {
	x := p.unary()
	chain := 0
	for {
		op := p.tok.kind
		prec := precedence[op]
		if prec < least || prec == 0 || op == tIn && p.noIn {
			return x
		}
		if op == tNullish {
			p.newerHere(newNullish)
		} else if op == tPow {
			p.newerHere(newPower)
		}
		if !p.chained(&chain) {
			return x
		}
		p.next()
		b := p.nodes.binaries.New()
		b.Op, b.X = op.String(), x
		b.Y = p.binary(prec + 1)
		b.Range = p.from(x.Pos())
		x = b
	}
}

func (p *parser) unary() Expr {
	switch k := p.tok.kind; k {
	case tNot, tTilde, tAdd, tSub, tTypeof, tVoid, tDelete:
		return p.prefixed(k.String())
	case tInc, tDec:
		if !p.enter() {
			return p.bad()
		}
		u := &Update{Op: k.String(), Prefix: true}
		start := p.tok.pos
		p.next()
		u.X = p.unary()
		u.Range = p.from(start)
		p.leave()
		return u
	case tIdent:
		if p.is("await") && p.atAwait() {
			p.newerHere(newAsync)
			return p.prefixed("await")
		}
	}
	x := p.postfix(p.primary(), true)
	if k := p.tok.kind; (k == tInc || k == tDec) && !p.tok.newline {
		p.next()
		return &Update{Range: p.from(x.Pos()), Op: k.String(), X: x}
	}
	return x
}

// prefixed reads an operator before its operand.
func (p *parser) prefixed(op string) Expr {
	if !p.enter() {
		return p.bad()
	}
	u := &Unary{Op: op}
	start := p.tok.pos
	p.next()
	u.X = p.unary()
	u.Range = p.from(start)
	p.leave()
	return u
}

// postfix reads members, indices and, if calls is set, calls behind x.
func (p *parser) postfix(x Expr, calls bool) Expr {
	chain := 0
	for p.chained(&chain) {
		start := x.Pos()
		switch k := p.tok.kind; {
		case k == tDot:
			p.next()
			name := p.memberName()
			m := p.nodes.members.New()
			m.Range, m.X, m.Name = p.from(start), x, name
			x = m
		case k == tLBracket:
			key := p.indexKey()
			x = &Index{Range: p.from(start), X: x, Key: key}
		case k == tLParen && calls:
			args := p.args()
			c := p.nodes.calls.New()
			c.Range, c.Fun, c.Args = p.from(start), x, args
			x = c
		case k == tTemplate:
			x = p.template(x)
		case k == tOptional && calls:
			x = p.optional(x)
		default:
			return x
		}
	}
	return x
}

// optional reads what follows x?. (newer).
func (p *parser) optional(x Expr) Expr {
	p.newerHere(newOptional)
	p.next()
	start := x.Pos()
	switch p.tok.kind {
	case tLParen:
		args := p.args()
		return &Call{Range: p.from(start), Fun: x, Args: args, Optional: true}
	case tLBracket:
		key := p.indexKey()
		return &Index{Range: p.from(start), X: x, Key: key, Optional: true}
	}
	name := p.memberName()
	return &Member{Range: p.from(start), X: x, Name: name, Optional: true}
}

// indexKey reads [key].
func (p *parser) indexKey() Expr {
	noIn := p.noIn
	p.noIn = false
	p.open.round++
	p.next()
	key := p.expr()
	if p.want(tRBracket) {
		p.open.round--
	}
	p.noIn = noIn
	return key
}

// args reads (a, b).
func (p *parser) args() []Expr {
	noIn := p.noIn
	p.noIn = false
	p.open.round++
	p.next()
	var args []Expr
	for p.tok.kind != tRParen && !p.failed {
		if p.tok.kind == tEllipsis {
			args = append(args, p.spread())
		} else {
			args = append(args, p.assign())
		}
		if p.tok.kind != tComma {
			break
		}
		comma := p.tok
		if p.next(); p.tok.kind == tRParen {
			p.newer(newTrailing, Range{comma.pos, comma.end})
		}
	}
	if p.want(tRParen) {
		p.open.round--
	}
	p.noIn = noIn
	return args
}

func (p *parser) spread() Expr {
	p.newerHere(newSpread)
	s := &Spread{Range: Range{From: p.tok.pos}}
	p.next()
	s.X = p.assign()
	s.Range = p.from(s.From)
	return s
}

// memberName reads the name behind a dot; reserved words are names there.
func (p *parser) memberName() *Ident {
	switch k := p.tok.kind; {
	case k == tIdent || k.isWord():
		return p.ident()
	case k == tPrivate:
		p.newerHere(newPrivate)
		return p.ident()
	}
	p.fail("name")
	return &Ident{Range: p.here()}
}

// ident makes a name of the current token, whatever it is, and consumes it.
func (p *parser) ident() *Ident {
	id := p.nodes.idents.New()
	id.Range, id.Name = Range{p.tok.pos, p.tok.end}, p.text(p.tok)
	if p.tok.escaped {
		id.Escaped = true
		id.Name = unescapeName(id.Name)
	}
	p.next()
	return id
}

// newExpr reads new Fun(Args).
func (p *parser) newExpr() Expr {
	if !p.enter() {
		return p.bad()
	}
	n := &New{Range: Range{From: p.tok.pos}}
	p.next()
	switch p.tok.kind {
	case tDot: // new.target
		p.newerHere(newTarget)
		p.next()
		id := &Ident{Range: p.from(n.From), Name: "new"}
		m := &Member{X: id, Name: p.memberName()}
		m.Range = p.from(n.From)
		p.leave()
		return m
	case tNew:
		n.Fun = p.newExpr()
	default:
		n.Fun = p.primary()
	}
	n.Fun = p.postfix(n.Fun, false)
	if p.tok.kind == tLParen {
		n.Parens = true
		n.Args = p.args()
	}
	n.Range = p.from(n.From)
	p.leave()
	return n
}
