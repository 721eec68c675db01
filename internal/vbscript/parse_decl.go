package vbscript

// procHead reports whether the current token begins the head of a procedure
// or a class, which ends a procedure that lacks its end.
func (p *parser) procHead() bool {
	switch p.tok {
	case KwSub, KwFunction:
		return true
	case KwClass, KwPublic, KwPrivate, KwDefault, KwProperty:
	case Name:
		if p.mode != VB6 || !p.word("friend") && !p.word("static") {
			return false
		}
	default:
		return false
	}
	next := p.peek().Kind
	switch p.tok {
	case KwClass:
		return next.isName()
	case KwProperty:
		return next == KwGet || next == KwLet || next == KwSet
	}
	return next == KwSub || next == KwFunction || next == KwProperty || next == KwDefault
}

// declaration parses what begins with Dim, Const, ReDim, Option, Class, Sub,
// Function, or an access modifier.
func (p *parser) declaration() Stmt {
	pos := p.pos
	switch p.tok {
	case KwConst:
		return p.constStmt(pos, 0)
	case KwReDim:
		return p.reDimStmt()
	case KwOption:
		return p.optionStmt()
	case KwClass:
		return p.classDecl()
	case KwSub, KwFunction:
		return p.procDecl(pos, 0, false)
	case KwDim:
		p.next()
		return p.dimStmt(pos, KwDim, "")
	}
	return p.accessed(pos)
}

// accessed parses a declaration that begins with Public, Private or Default.
func (p *parser) accessed(pos int) Stmt {
	var access Kind
	isDefault := false
	for {
		switch p.tok {
		case KwPublic, KwPrivate:
			access = p.tok
			p.next()
			continue
		case KwDefault:
			isDefault = true
			p.next()
			continue
		case KwSub, KwFunction:
			return p.procDecl(pos, access, isDefault)
		case KwProperty:
			if next := p.peek().Kind; next == KwGet || next == KwLet || next == KwSet {
				return p.procDecl(pos, access, isDefault)
			}
		case KwConst:
			return p.constStmt(pos, access)
		case KwDim: // Public Dim x: VBScript rejects it
			p.fail(ExpectedIdentifier, "identifier")
			return &BadStmt{}
		case Name:
			if s := p.vb6Declaration(pos, access); s != nil {
				return s
			}
		}
		if isDefault && access == 0 { // Default x
			p.fail(ExpectedStatement, "'Sub', 'Function' or 'Property'")
			return &BadStmt{}
		}
		return p.dimStmt(pos, access, "")
	}
}

func (p *parser) dimStmt(pos int, keyword Kind, word string) Stmt {
	d := p.slabs.dims.New()
	d.Keyword, d.Word = keyword, word
	var vars []*VarDecl
	for {
		vars = append(vars, p.varDecl())
		if p.bad || !p.accept(Comma) {
			break
		}
	}
	d.Vars = vars
	d.span = p.at(pos)
	return d
}

func (p *parser) varDecl() *VarDecl {
	v := p.slabs.vars.New()
	pos := p.pos
	if p.word("withevents") && p.peek().Kind.isName() {
		v.WithEvents = true
		p.vb6(p.pos, p.end, "'WithEvents'")
		p.next()
	}
	v.Name = p.name()
	if !p.bad && p.accept(LParen) {
		v.Array = true
		v.Bounds = p.args(RParen)
		p.expect(RParen, ExpectedRParen)
	}
	v.Type = p.asType()
	v.span = p.at(pos)
	return v
}

// asType parses VB6's `As [New] Type`, or returns nil.
func (p *parser) asType() *TypeRef {
	if p.bad || p.tok != KwAs {
		return nil
	}
	pos := p.pos
	p.next()
	t := &TypeRef{New: p.accept(KwNew)}
	t.Name = p.dotted()
	if !p.bad && p.tok == Star { // As String * 20
		p.next()
		p.operand()
	}
	if !p.bad && p.tok == LParen && p.peek().Kind == RParen { // As Byte()
		p.next()
		p.next()
	}
	t.span = p.at(pos)
	p.vb6(pos, p.prevEnd, "'As' with a type")
	return t
}

func (p *parser) constStmt(pos int, keyword Kind) Stmt {
	p.next()
	c := &ConstStmt{Keyword: keyword}
	for {
		d := &ConstDecl{}
		from := p.pos
		d.Name = p.name()
		d.Type = p.asType()
		if !p.bad && p.expect(Eq, ExpectedEquals) {
			d.Value = p.expr()
		}
		d.span = p.at(from)
		c.Consts = append(c.Consts, d)
		if p.bad || !p.accept(Comma) {
			break
		}
	}
	c.span = p.at(pos)
	return c
}

func (p *parser) reDimStmt() Stmt {
	r := &ReDimStmt{}
	pos := p.pos
	p.next()
	if p.tok == KwPreserve && p.peek().Kind != LParen {
		r.Preserve = true
		p.next()
	}
	base := len(p.exprStack)
	for {
		if !p.tok.isName() && p.tok != Dot && p.tok != KwMe {
			p.fail(ExpectedIdentifier, "identifier")
		} else {
			p.exprStack = append(p.exprStack, p.operand())
			p.asType()
		}
		if p.bad || !p.accept(Comma) {
			break
		}
	}
	r.Arrays = p.popExprs(base)
	r.span = p.at(pos)
	return r
}

func (p *parser) classDecl() Stmt {
	c := &ClassDecl{}
	pos := p.pos
	p.next()
	headEnd := p.prevEnd
	c.Name = p.name()
	p.endHead()
	inClass, outer := p.inClass, p.enterProc(false)
	p.inClass = true
	c.Body = p.body(BlockClass)
	p.inClass = inClass
	p.leaveProc(outer)
	p.endBlock(BlockClass, pos, headEnd)
	c.span = p.at(pos)
	return c
}

// scope is what surrounds a procedure.
type scope struct {
	open             [BlockClass + 1]int
	elseLess, inWith int
	inline           int
	inProc, oneLine  bool
}

// enterProc begins the body of a procedure, or of a class.
func (p *parser) enterProc(proc bool) scope {
	s := scope{p.open, p.elseLess, p.inWith, p.inline, p.inProc, p.oneLine}
	p.open, p.elseLess, p.inWith, p.inline, p.inProc, p.oneLine = [BlockClass + 1]int{}, 0, 0, 0, proc, false
	return s
}

func (p *parser) leaveProc(s scope) {
	p.open, p.elseLess, p.inWith, p.inline, p.inProc, p.oneLine = s.open, s.elseLess, s.inWith, s.inline, s.inProc, s.oneLine
}

// procDecl parses a procedure from Sub, Function or Property on.
func (p *parser) procDecl(pos int, access Kind, isDefault bool) Stmt {
	d := p.slabs.procs.New()
	d.Access, d.Default = access, isDefault
	switch p.tok {
	case KwSub:
		d.Kind = BlockSub
	case KwFunction:
		d.Kind = BlockFunction
	default:
		d.Kind = BlockProperty
		p.next()
		if p.tok != KwGet && p.tok != KwLet && p.tok != KwSet {
			p.fail(ExpectedAccessor, "'Get', 'Let' or 'Set'")
			return &BadStmt{}
		}
		d.Prop = p.tok
	}
	p.next()
	headEnd := p.prevEnd
	d.Name = p.name()
	// Behind parentheses the body may begin on the same line, and end there.
	sameLine := false
	if !p.bad && p.accept(LParen) {
		d.Params = p.parameters()
		sameLine = p.expect(RParen, ExpectedRParen)
	}
	d.Type = p.asType()
	sameLine = sameLine && !p.bad && !p.eos()
	if !sameLine {
		p.endHead()
	}
	outer := p.enterProc(true)
	p.oneLine = sameLine
	d.Body = p.body(d.Kind)
	p.leaveProc(outer)
	p.endProc(d.Kind, pos, headEnd)
	d.span = p.at(pos)
	return d
}

// endProc takes the end of a procedure. The end of another kind ends it, too,
// with an error.
func (p *parser) endProc(b Block, pos, headEnd int) {
	if p.tok == KwEnd {
		if found := p.blockEnd(); found != b && found.isProc() {
			p.next()
			p.fail(closingProc(b), b.terminator())
			p.bad = false
			p.next()
			return
		}
	}
	p.endBlock(b, pos, headEnd)
}

func closingProc(b Block) Code {
	switch b {
	case BlockSub:
		return ExpectedSub
	case BlockFunction:
		return ExpectedFunction
	}
	return ExpectedProperty
}

func (p *parser) parameters() []*Param {
	var list []*Param
	for p.tok != RParen && !p.bad {
		list = append(list, p.param())
		if !p.accept(Comma) {
			break
		}
	}
	return list
}

func (p *parser) param() *Param {
	d := p.slabs.params.New()
	pos := p.pos
	for {
		switch {
		case p.tok == KwByVal || p.tok == KwByRef:
			d.Passing = p.tok
		case p.word("optional") && p.modifier():
			d.Optional = true
			p.vb6(p.pos, p.end, "'Optional'")
		case p.word("paramarray") && p.modifier():
			d.ParamArray = true
			p.vb6(p.pos, p.end, "'ParamArray'")
		default:
			d.Name = p.name()
			if !p.bad && p.accept(LParen) {
				d.Array = true
				p.expect(RParen, ExpectedRParen)
			}
			d.Type = p.asType()
			if p.tok == Eq && !p.bad {
				if !d.Optional {
					p.vb6(p.pos, p.end, "a default value")
				}
				p.next()
				d.Value = p.expr()
			}
			d.span = p.at(pos)
			return d
		}
		p.next()
	}
}

// modifier reports whether a name follows the current word, so that the word
// is not the name itself.
func (p *parser) modifier() bool {
	k := p.peek().Kind
	return k.isName() || k == KwByVal || k == KwByRef
}
