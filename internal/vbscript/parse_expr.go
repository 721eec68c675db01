package vbscript

import "strings"

// Precedences of the binary operators, loosest first. Not stands between And
// and the comparisons, unary minus between * and ^.
const (
	precNone = iota
	precImp
	precEqv
	precXor
	precOr
	precAnd
	precCompare
	precConcat
	precAdd
	precMod
	precIntDiv
	precMul
	precPower
	precOperand
)

var precedences = [256]uint8{
	KwImp: precImp, KwEqv: precEqv, KwXor: precXor, KwOr: precOr, KwAnd: precAnd,
	Eq: precCompare, Ne: precCompare, Lt: precCompare, Gt: precCompare, Le: precCompare, Ge: precCompare, KwIs: precCompare,
	Amp: precConcat, Plus: precAdd, Minus: precAdd, KwMod: precMod, IntDiv: precIntDiv,
	Star: precMul, Slash: precMul, Caret: precPower,
}

// expr parses an expression.
func (p *parser) expr() Expr { return p.binary(precImp) }

// binary parses operators that bind at least as tightly as least.
func (p *parser) binary(least uint8) Expr {
	return p.binaryFrom(p.unary(), least)
}

// binaryFrom parses what follows the operand x.
func (p *parser) binaryFrom(x Expr, least uint8) Expr {
	for {
		prec := p.precedence()
		if prec < least || prec == precNone || p.bad {
			return x
		}
		x = p.chain(x, prec)
	}
}

func (p *parser) precedence() uint8 {
	if p.tok == Name && p.mode == VB6 && equalFold(p.text(), "like") {
		return precCompare
	}
	return precedences[p.tok]
}

// chain parses x op y op z … for the operators of one precedence.
func (p *parser) chain(x Expr, prec uint8) Expr {
	height := p.height
	base, ops := len(p.exprStack), len(p.opStack)
	p.exprStack = append(p.exprStack, x)
	for p.precedence() == prec && !p.bad {
		p.opStack = append(p.opStack, p.tok)
		p.next()
		y := p.binary(prec + 1)
		height = max(height, p.height)
		p.exprStack = append(p.exprStack, y)
	}
	b := p.slabs.binaries.New()
	b.Operands = p.popExprs(base)
	b.Ops = p.slabs.kinds.List(p.opStack[ops:])
	p.opStack = p.opStack[:ops]
	b.span = p.at(x.Pos())
	p.grow(height + b.levels())
	return b
}

// longChain is the number of operators above which consumers should balance
// an associative chain.
const longChain = 16

// levels is how deep the chain is as a tree of two-operand nodes, if a long
// associative one is balanced.
func (b *Binary) levels() int {
	n := len(b.Ops)
	if n > longChain && b.Associative() {
		return longChain
	}
	return n
}

// Associative reports whether the operands of the chain may be grouped in any
// way: all operators are the same, and one of & + * And Or Xor Eqv.
func (b *Binary) Associative() bool {
	switch b.Ops[0] {
	case Amp, Plus, Star, KwAnd, KwOr, KwXor, KwEqv:
	default:
		return false
	}
	for _, op := range b.Ops {
		if op != b.Ops[0] {
			return false
		}
	}
	return true
}

// grow notes the height of an expression and enforces the limit.
func (p *parser) grow(height int) {
	p.height = height
	if height > MaxDepth {
		p.tooDeep()
	}
}

// unary parses Not, signs, and operands.
func (p *parser) unary() Expr {
	op, operand := p.tok, uint8(precPower)
	switch op {
	case KwNot:
		operand = precCompare
	case Minus, Plus:
	default:
		return p.operand()
	}
	pos := p.pos
	if !p.enter() {
		return p.badExpr()
	}
	p.next()
	u := p.slabs.unaries.New()
	u.Op = op
	u.X = p.binary(operand)
	u.span = p.at(pos)
	p.leave()
	p.grow(p.height + 1)
	return u
}

// operand parses an operand with its calls and members.
func (p *parser) operand() Expr {
	if !p.enter() {
		return p.badExpr()
	}
	x := p.primary()
	if _, literal := x.(*Literal); !literal && !p.bad {
		x = p.postfix(x, nil)
	}
	p.leave()
	return x
}

// primary parses an operand without what follows it.
func (p *parser) primary() Expr {
	pos := p.pos
	p.height = 1
	switch p.tok {
	case Name:
		if p.mode == VB6 {
			if x := p.wordOperator(); x != nil {
				return x
			}
		}
		return p.ident()
	case String, Int, Float, Date, KwTrue, KwFalse, KwNothing, KwNull, KwEmpty:
		l := p.slabs.literals.New()
		l.Kind, l.Raw = p.tok, p.text()
		p.next()
		l.span = p.at(pos)
		return l
	case LParen:
		p.next()
		x := p.slabs.parens.New()
		x.X = p.expr()
		p.expect(RParen, ExpectedRParen)
		x.span = p.at(pos)
		p.grow(p.height + 1)
		return x
	case KwMe:
		p.next()
		return &Me{p.at(pos)}
	case Dot, Bang:
		w := p.slabs.subjects.New()
		w.span = span{int32(pos), int32(pos)}
		return w
	case KwNew:
		p.next()
		return &New{Class: p.dotted(), span: p.at(pos)}
	}
	if p.tok.contextual() {
		return p.ident()
	}
	p.fail(ExpectedExpression, "expression")
	return p.badExpr()
}

// badExpr stands for an expression that is not there.
func (p *parser) badExpr() Expr {
	p.height = 1
	return &Bad{p.here()}
}

// ident takes the current token as a name.
func (p *parser) ident() *Ident {
	id := p.slabs.idents.New()
	pos, name := p.pos, p.text()
	switch {
	case name[0] == '[':
		name = name[1 : len(name)-1]
	case p.mode == VB6:
		name = trimSuffix(name)
	}
	id.Name = name
	p.next()
	if p.tok == Illegal && p.pos == p.prevEnd && p.mode != VB6 {
		switch p.src[p.pos] {
		case '$', '%', '@':
			p.vb6(p.pos, p.end, "a type suffix")
			p.next()
		}
	}
	id.span = p.at(pos)
	return id
}

// trimSuffix takes the type suffix of VB6 off a name.
func trimSuffix(name string) string {
	if n := len(name) - 1; n > 0 && classes[name[n]] < cLetter {
		return name[:n]
	}
	return name
}

// name parses a name where nothing else will do.
func (p *parser) name() *Ident {
	if !p.tok.isName() {
		p.fail(ExpectedIdentifier, "identifier")
		return &Ident{span: p.here()}
	}
	return p.ident()
}

// dotted parses the name of a class; VB6 qualifies it with its library.
func (p *parser) dotted() *Ident {
	id := p.name()
	for p.tok == Dot && !p.bad {
		p.next()
		pos := id.Pos()
		if p.tok != Name {
			p.fail(ExpectedIdentifier, "identifier")
			break
		}
		p.next()
		id.span = p.at(pos)
		id.Name = p.src[pos:id.end]
	}
	return id
}

// callSites remembers, for a chain at the beginning of a statement, where its
// calls begin: `f (a) & b` turns out to be a call of f with one argument only
// when the operator comes.
type callSites struct {
	first, last       state
	firstX, lastX     Expr // what is called
	hasFirst, hasLast bool
}

// postfix parses members, calls and indices behind x. With sites, the chain
// begins a statement.
func (p *parser) postfix(x Expr, sites *callSites) Expr {
	height := p.height
	pos := x.Pos()
	for !p.bad {
		switch p.tok {
		case Dot:
			// `f .x` hands f the x of the subject of a With, which may stand around
			// the include that this is. Outside of one a line may begin with the dot.
			if gap := p.src[p.prevEnd:p.pos]; sites != nil && gap != "" && x.Pos() != p.pos && (p.inWith > 0 || strings.Trim(gap, " \t") == "") {
				p.grow(height)
				return x
			}
			p.next()
			x = p.member(x, pos, false)
		case Bang:
			p.vb6(p.pos, p.end, "'!'")
			p.next()
			x = p.member(x, pos, true)
		case LParen:
			if sites != nil {
				sites.note(p, x)
			}
			c := p.slabs.calls.New()
			c.X = x
			p.next()
			c.Args = p.args(RParen)
			p.expect(RParen, ExpectedRParen)
			c.span = p.at(pos)
			height = max(height, p.height)
			p.embed(c)
			x = c
		default:
			p.grow(height)
			return x
		}
		height++
		p.grow(height)
	}
	return x
}

func (s *callSites) note(p *parser, x Expr) {
	s.last, s.lastX, s.hasLast = p.save(), x, true
	if !s.hasFirst && p.pos != p.prevEnd {
		s.first, s.firstX, s.hasFirst = s.last, x, true
	}
}

func (p *parser) member(x Expr, pos int, bang bool) Expr {
	m := p.slabs.members.New()
	m.X, m.Bang = x, bang
	m.Name = p.name()
	m.span = p.at(pos)
	return m
}

// args parses arguments up to the kind, which is not taken; with Newline up to
// the end of the statement.
func (p *parser) args(until Kind) []Expr {
	base := len(p.exprStack)
	height := 0
	for !p.bad {
		done := p.tok == until
		if until == Newline {
			done = p.eos()
		}
		if done && len(p.exprStack) == base {
			break
		}
		switch {
		case done, p.tok == Comma, p.tok == Semi && p.mode == VB6:
			p.exprStack = append(p.exprStack, &Omitted{p.here()})
		default:
			p.exprStack = append(p.exprStack, p.arg())
			height = max(height, p.height)
		}
		if !p.accept(Comma) && (p.mode != VB6 || !p.accept(Semi)) {
			break
		}
	}
	p.height = height
	return p.popExprs(base)
}

// arg parses an argument, or a bound of an array.
func (p *parser) arg() Expr {
	pos := p.pos
	x := p.rangeOf("'To' in bounds")
	id, ok := x.(*Ident)
	if !ok || p.tok != Assign || p.bad {
		return x
	}
	p.vb6(pos, p.end, "a named argument")
	p.next()
	a := &NamedArg{Name: id, X: p.expr()}
	a.span = p.at(pos)
	p.grow(p.height + 1)
	return a
}

// rangeOf parses an expression, or VB6's `low To high`.
func (p *parser) rangeOf(what string) Expr {
	pos := p.pos
	x := p.expr()
	if p.tok != KwTo || p.bad {
		return x
	}
	p.vb6(p.pos, p.end, what)
	p.next()
	height := p.height
	r := &CaseRange{Low: x, High: p.expr()}
	r.span = p.at(pos)
	p.grow(max(height, p.height) + 1)
	return r
}
