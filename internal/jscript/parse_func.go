package jscript

// funcDecl reads function name(…) {…} as a statement. Without a name it is an
// expression that JScript lets begin a statement.
func (p *parser) funcDecl() Stmt {
	start := p.tok.pos
	f := p.function(start, false)
	if len(f.Path) > 0 {
		return &FuncDecl{p.from(start), f}
	}
	x := p.postfix(f, true)
	p.semicolon()
	return &ExprStmt{p.from(start), x}
}

// function reads from the word function on.
func (p *parser) function(start Pos, async bool) *Function {
	f := &Function{Range: Range{From: start}, Async: async}
	if !p.enter() {
		f.Range = p.from(start)
		return f
	}
	if async {
		p.newer(newAsync, Range{start, p.tok.end})
	}
	p.next()
	if p.tok.kind == tMul {
		p.newerHere(newGenerator)
		f.Star = true
		p.next()
	}
	if p.tok.kind == tIdent {
		p.functionName(f)
	}
	p.params(f)
	p.functionBody(f, "function", start)
	f.Range = p.from(start)
	p.leave()
	return f
}

// functionName reads name, a.b.name, or Object::Event.
func (p *parser) functionName(f *Function) {
	f.Path = append(f.Path, p.ident())
	for p.got(tDot) {
		f.Path = append(f.Path, p.memberName())
	}
	if p.got(tDoubleColon) {
		f.Event = p.memberName()
	}
}

// functionBody reads { … } in a scope of its own.
func (p *parser) functionBody(f *Function, head string, from Pos) {
	async, star := p.inAsync, p.inStar
	p.inAsync, p.inStar = f.Async, f.Star
	f.Body = p.block(head, from)
	p.inAsync, p.inStar = async, star
}

// params reads (a, b).
func (p *parser) params(f *Function) {
	if !p.want(tLParen) {
		return
	}
	p.open.round++
	for p.tok.kind != tRParen && !p.failed {
		f.Params = append(f.Params, p.param())
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
}

func (p *parser) param() *Param {
	m := &Param{Range: Range{From: p.tok.pos}}
	if p.tok.kind == tEllipsis {
		p.newerHere(newRest)
		m.Rest = true
		p.next()
	}
	m.Target = p.bindingTarget()
	if p.tok.kind == tAssign {
		p.newerHere(newDefault)
		p.next()
		m.Default = p.assign()
	}
	m.Range = p.from(m.From)
	return m
}

// bindingTarget reads the name, or pattern, that a declaration binds.
func (p *parser) bindingTarget() Expr {
	switch p.tok.kind {
	case tIdent:
		return p.ident()
	case tLBrace, tLBracket:
		p.newerHere(newPattern)
		return p.primary()
	}
	p.fail("name")
	return p.bad()
}

// arrow reads => and what follows, where x is what stood before it.
func (p *parser) arrow(x Expr, async bool) Expr {
	p.newerHere(newArrow)
	f := &Function{Range: Range{From: x.Pos()}, Arrow: true, Async: async}
	switch x := x.(type) {
	case *Ident:
		f.Params = []*Param{{Range: x.Range, Target: x}}
	case *Paren:
		switch in := x.X.(type) {
		case *BadExpr:
		case *Seq:
			f.Params = arrowParams(in.Xs)
		default:
			f.Params = arrowParams([]Expr{in})
		}
	case *Call: // async (a, b) => …
		if id, ok := x.Fun.(*Ident); !ok || id.Name != "async" || x.Optional {
			p.fail("operator")
			return x
		}
		f.Async = true
		f.Params = arrowParams(x.Args)
	default:
		p.fail("operator")
		return x
	}
	p.next()
	if p.tok.kind == tLBrace {
		p.functionBody(f, "function", f.From)
	} else {
		was, star := p.inAsync, p.inStar
		p.inAsync, p.inStar = f.Async, false
		f.X = p.assign()
		p.inAsync, p.inStar = was, star
	}
	f.Range = p.from(f.From)
	return f
}

// arrowParams reads the expressions before => as parameters.
func arrowParams(xs []Expr) []*Param {
	params := make([]*Param, 0, len(xs))
	for _, x := range xs {
		m := &Param{Range: Range{x.Pos(), x.End()}, Target: x}
		switch x := x.(type) {
		case *Spread:
			m.Target, m.Rest = x.X, true
		case *Assign:
			if x.Op == "=" {
				m.Target, m.Default = x.X, x.Y
			}
		}
		params = append(params, m)
	}
	return params
}

// method reads the parameters and body of a method or accessor.
func (p *parser) method(m *Property, async, star bool) {
	if m.Kind == PropInit {
		m.Kind = PropMethod
		p.newer(newMethod, Range{m.From, p.prevEnd})
	}
	f := &Function{Range: Range{From: p.tok.pos}, Async: async, Star: star}
	p.params(f)
	p.functionBody(f, "function", m.From)
	f.Range = p.from(f.From)
	m.Value = f
}

// modifiers reads async, *, get and set before the name of a member.
func (p *parser) modifiers(m *Property) (async, star bool) {
	word := ""
	if p.tok.kind == tIdent {
		word = p.text(p.tok)
	}
	if word == "async" || word == "get" || word == "set" {
		switch next := p.peek(); next.kind {
		case tColon, tLParen, tComma, tRBrace, tAssign, tSemicolon, tEOF:
		default:
			p.newerHere(newAccessor)
			switch word {
			case "async":
				async = true
			case "get":
				m.Kind = PropGet
			case "set":
				m.Kind = PropSet
			}
			p.next()
		}
	}
	if p.tok.kind == tMul {
		p.newerHere(newGenerator)
		star = true
		p.next()
	}
	return async, star
}
