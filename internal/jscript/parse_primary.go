package jscript

// primary reads an operand.
func (p *parser) primary() Expr {
	start := p.tok.pos
	at := Range{start, p.tok.end}
	switch p.tok.kind {
	case tIdent:
		if x := p.newerOperand(); x != nil {
			return x
		}
		return p.ident()
	case tPrivate: // #x in y
		p.newerHere(newPrivate)
		return p.ident()
	case tString:
		raw, escaped := p.text(p.tok), p.tok.escaped
		p.next()
		s := p.nodes.strings.New()
		s.Range, s.Value, s.Raw = at, stringValue(raw, escaped), raw
		return s
	case tNumber:
		raw := p.text(p.tok)
		v, recent := numberValue(raw)
		if recent {
			p.newerHere(newNumber)
		}
		p.next()
		n := p.nodes.numbers.New()
		n.Range, n.Value, n.Raw = at, v, raw
		return n
	case tDiv, tDivAssign:
		p.tok = p.scan.rescanRegexp(p.tok)
		if p.tok.flaw != 0 {
			p.reportFlaw()
		}
		at.To = p.tok.end
		raw := p.text(p.tok)
		p.next()
		return &Regexp{at, raw}
	case tTemplate:
		return p.template(nil)
	case tThis:
		p.next()
		return &This{at}
	case tNull:
		p.next()
		return &Null{at}
	case tTrue, tFalse:
		v := p.tok.kind == tTrue
		p.next()
		return &Bool{at, v}
	case tLParen:
		return p.paren()
	case tLBracket:
		return p.array()
	case tLBrace:
		return p.object()
	case tFunction:
		return p.function(start, false)
	case tNew:
		return p.newExpr()
	}
	p.fail("expression")
	return p.bad()
}

// paren reads (X). Empty parentheses and those with a spread in them are the
// parameters of an arrow function (newer).
func (p *parser) paren() Expr {
	x := &Paren{Range: Range{From: p.tok.pos}}
	noIn := p.noIn
	p.noIn = false
	p.open.round++
	p.next()
	var list []Expr
	arrow := false
	for p.tok.kind != tRParen && !p.failed {
		if p.tok.kind == tEllipsis {
			arrow = true
			list = append(list, p.spread())
		} else {
			list = append(list, p.assign())
		}
		if !p.got(tComma) {
			break
		}
		arrow = arrow || p.tok.kind == tRParen
	}
	arrow = arrow || len(list) == 0
	if p.want(tRParen) {
		p.open.round--
	}
	p.noIn = noIn
	x.Range = p.from(x.From)
	switch len(list) {
	case 0:
		x.X = &BadExpr{Range{p.prevEnd, p.prevEnd}}
	case 1:
		x.X = list[0]
	default:
		x.X = &Seq{Range{list[0].Pos(), list[len(list)-1].End()}, list}
	}
	if arrow && p.tok.kind != tArrow {
		p.fail(`"=>"`)
	}
	return x
}

func (p *parser) array() Expr {
	x := &Array{Range: Range{From: p.tok.pos}}
	noIn := p.noIn
	p.noIn = false
	p.open.round++
	p.next()
	for p.tok.kind != tRBracket && !p.failed {
		switch p.tok.kind {
		case tComma:
			x.Elems = append(x.Elems, nil)
		case tEllipsis:
			x.Elems = append(x.Elems, p.spread())
		default:
			x.Elems = append(x.Elems, p.assign())
		}
		if !p.got(tComma) {
			break
		}
	}
	if p.want(tRBracket) {
		p.open.round--
	}
	p.noIn = noIn
	x.Range = p.from(x.From)
	return x
}

func (p *parser) object() Expr {
	x := &Object{Range: Range{From: p.tok.pos}}
	noIn := p.noIn
	p.noIn = false
	p.open.curly++
	p.next()
	for p.tok.kind != tRBrace && !p.failed {
		x.Props = append(x.Props, p.property())
		if !p.got(tComma) {
			break
		}
	}
	if p.want(tRBrace) {
		p.open.curly--
	}
	p.noIn = noIn
	x.Range = p.from(x.From)
	return x
}

// property reads a member of an object literal.
func (p *parser) property() *Property {
	m := &Property{Range: Range{From: p.tok.pos}, Kind: PropInit}
	if p.tok.kind == tEllipsis {
		p.newerHere(newSpread)
		p.next()
		m.Kind = PropSpread
		m.Value = p.assign()
		m.Range = p.from(m.From)
		return m
	}
	async, star := p.modifiers(m)
	keyKind, keyTok := p.tok.kind, p.tok
	m.Key = p.propertyKey(m)
	switch {
	case m.Kind != PropInit, async, star, p.tok.kind == tLParen:
		p.method(m, async, star)
	case p.got(tColon):
		m.Value = p.assign()
	case keyKind == tIdent && !keyTok.escaped && (p.tok.kind == tComma || p.tok.kind == tRBrace || p.tok.kind == tAssign):
		p.newer(newShorthand, Range{keyTok.pos, keyTok.end})
		m.Kind = PropShorthand
		if p.got(tAssign) {
			m.Value = p.assign()
		}
	default:
		p.fail(`":"`)
		m.Value = p.bad()
	}
	m.Range = p.from(m.From)
	return m
}

// propertyKey reads a name, reserved word, string, number or [key].
func (p *parser) propertyKey(m *Property) Expr {
	switch k := p.tok.kind; {
	case k == tIdent || k.isWord():
		return p.ident()
	case k == tString || k == tNumber:
		return p.primary()
	case k == tPrivate:
		p.newerHere(newPrivate)
		return p.ident()
	case k == tLBracket:
		p.newerHere(newComputed)
		m.Computed = true
		return p.indexKey()
	}
	p.fail("property name")
	return p.bad()
}
