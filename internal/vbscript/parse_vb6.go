package vbscript

import "strings"

// header reads over the header of a .cls or .frm file: VERSION, Object lines,
// and BEGIN … END with what is nested in it.
func (p *parser) header() {
	for p.tok == Newline {
		p.next()
	}
	if !p.word("version") {
		return
	}
	p.skipLine()
	depth := 0
	for p.tok != EOF {
		for p.tok == Newline {
			p.next()
		}
		switch {
		case p.word("begin"), p.word("beginproperty"):
			depth++
		case depth > 0 && (p.tok == KwEnd && p.peek().Kind == Newline || p.word("endproperty")):
			depth--
			if depth == 0 {
				p.skipLine()
				return
			}
		case depth == 0 && !p.word("object"):
			return
		}
		p.skipLine()
	}
}

// vb6Stmt parses a statement that only Visual Basic 6 has, or returns nil.
func (p *parser) vb6Stmt() Stmt {
	pos := p.pos
	switch p.tok {
	case Name:
		return p.wordStmt()
	case Int: // a line number
		if !p.lineStart() {
			return nil
		}
		p.vb6(p.pos, p.end, "a line number")
		l := &LabelStmt{Name: p.text()}
		p.next()
		l.span = p.at(pos)
		return l
	case Hash: // #If, #Const, #Else, #End If
		switch p.peek().Kind {
		case KwIf, KwElse, KwElseIf, KwEnd, KwConst:
			if p.lineStart() {
				return p.raw("conditional compilation")
			}
		}
	case KwGoTo:
		return p.raw("'GoTo'")
	case KwResume:
		return p.raw("'Resume'")
	case KwEnd:
		if p.mode == VB6 && p.peek().Kind.endsStmt() {
			return p.raw("'End'")
		}
	case KwGet:
		if p.mode == VB6 && p.peek().Kind == Hash {
			return p.raw("'Get'")
		}
	}
	return nil
}

func (k Kind) endsStmt() bool { return k == Newline || k == Colon || k == EOF }

// raw reads over a statement up to its line end.
func (p *parser) raw(what string) Stmt { return p.rawFrom(p.pos, what) }

// rawFrom is raw for a statement that began at pos.
func (p *parser) rawFrom(pos int, what string) Stmt {
	p.next()
	for !p.lineEnd() && p.tok != Colon && (p.inline == 0 || p.tok != KwElse) {
		if p.tok == Illegal {
			p.fail(InvalidCharacter, "end of statement")
			break
		}
		p.next()
	}
	p.vb6(pos, p.prevEnd, what)
	return &RawStmt{Text: p.src[pos:p.prevEnd], span: p.at(pos)}
}

// wordStmt parses a VB6 statement that begins with a word VBScript does not
// reserve, or returns nil.
func (p *parser) wordStmt() Stmt {
	pos, text := p.pos, p.text()
	modifier := len(text) == len("static") && (equalFold(text, "static") || equalFold(text, "global") || equalFold(text, "friend"))
	typeOrEnum := len(text) == len("type") && (equalFold(text, "type") || equalFold(text, "enum"))
	if p.mode != VB6 && !modifier && !typeOrEnum {
		return nil
	}
	next := p.peek().Kind
	switch {
	case modifier:
		return p.modified(pos, text, next)
	case p.mode != VB6:
		if next.isName() && p.endsWord(text) {
			return p.rawBlock(pos, text)
		}
		return nil
	case next == Colon && p.lineStart():
		l := &LabelStmt{Name: text}
		p.next()
		l.span = p.at(pos)
		return l
	case next == Dot || next == LParen && !equalFold(text, "line") || next == Eq || next.endsStmt():
		return nil
	case equalFold(text, "attribute"):
		return p.attribute()
	case equalFold(text, "lset"), equalFold(text, "rset"):
		p.next()
		return p.assignTo(pos, Name, p.operand())
	}
	if s := p.vb6Declaration(pos, 0); s != nil {
		return s
	}
	if isFileStmt(text) {
		return p.raw("'" + text + "'")
	}
	return nil
}

// isFileStmt reports whether the word begins a VB6 statement that is read
// over: files, and others without interest.
func isFileStmt(word string) bool {
	for _, w := range [...]string{
		"open", "close", "print", "line", "input", "put", "write", "gosub", "seek",
		"lock", "unlock", "name", "implements", "raiseevent", "width",
	} {
		if equalFold(word, w) {
			return true
		}
	}
	return false
}

// modified parses a declaration behind Static, Global or Friend.
func (p *parser) modified(pos int, word string, next Kind) Stmt {
	isProc := next == KwSub || next == KwFunction || next == KwProperty
	if !isProc && !next.isName() && next != KwConst {
		return nil
	}
	p.vb6(pos, p.end, "'"+word+"'")
	p.next()
	switch {
	case isProc:
		return p.procDecl(pos, Name, false)
	case next == KwConst:
		return p.constStmt(pos, Name)
	}
	return p.dimStmt(pos, Name, word)
}

// attribute parses `Attribute VB_Name = "x"`.
func (p *parser) attribute() Stmt {
	a := &AttributeStmt{}
	pos := p.pos
	p.next()
	a.Target = p.operand()
	if !p.bad && p.expect(Eq, ExpectedEquals) {
		a.Values = p.args(Newline)
	}
	a.span = p.at(pos)
	return a
}

// vb6Declaration parses Type, Enum, Declare, Event, and Static procedures,
// behind an access modifier or not, or returns nil.
func (p *parser) vb6Declaration(pos int, access Kind) Stmt {
	text := p.text()
	next := p.peek().Kind
	if !next.isName() && !next.isKeyword() || next == KwAs {
		return nil
	}
	switch {
	case equalFold(text, "static") && next != Name:
		p.vb6(p.pos, p.end, "'Static'")
		p.next()
		return p.procDecl(pos, access, false)
	case equalFold(text, "declare"), equalFold(text, "event"):
		return p.rawFrom(pos, "'"+text+"'")
	case equalFold(text, "type"), equalFold(text, "enum"):
		if p.mode == VB6 || p.endsWord(text) {
			return p.rawBlock(pos, text)
		}
	}
	return nil
}

// lookAhead is how far ahead End Type is looked for, in bytes.
const lookAhead = 8 << 10

// ahead is a search that looks at no token twice.
type ahead struct {
	s   Scanner
	pos int // nothing was found up to here
}

// endsWord reports whether `End` and the word (type, enum) follow soon. In
// VBScript both may be names of procedures.
func (p *parser) endsWord(word string) bool {
	a := &p.typeEnd
	if word[0]|0x20 == 'e' {
		a = &p.enumEnd
	}
	if a.pos <= p.pos { // nor before the first search
		a.s, a.pos = p.s, p.pos
	}
	for a.pos < p.pos+lookAhead {
		s := a.s
		t := a.s.Next()
		if t.Kind == EOF {
			a.pos = len(p.src)
			return false
		}
		a.pos = t.Pos
		if t.Kind != KwEnd {
			continue
		}
		if t := a.s.Next(); t.Kind == Name && strings.EqualFold(p.src[t.Pos:t.End], word) {
			a.s = s
			return true
		}
	}
	return false
}

// rawBlock reads over Type … End Type and Enum … End Enum.
func (p *parser) rawBlock(pos int, word string) Stmt {
	for {
		p.skipLine()
		for p.tok == Newline {
			p.next()
		}
		if p.tok == KwEnd {
			p.next()
			if p.tok == Name && strings.EqualFold(p.text(), word) {
				p.next()
				break
			}
		}
		if p.lineEnd() && p.tok != Newline { // the end, or the end of the code
			p.fail(ExpectedEnd, "'End "+word+"'")
			return &BadStmt{}
		}
	}
	p.vb6(pos, p.prevEnd, "'"+word+"'")
	return &RawStmt{Text: p.src[pos:max(pos, p.prevEnd)], span: p.at(pos)}
}

// wordOperator parses TypeOf x and AddressOf f.
func (p *parser) wordOperator() Expr {
	text := p.text()
	if !equalFold(text, "typeof") && !equalFold(text, "addressof") {
		return nil
	}
	next := p.peek().Kind
	if !next.isName() && next != KwMe && next != Dot {
		return nil
	}
	pos := p.pos
	p.next()
	u := &Unary{Op: Name, Word: text}
	u.X = p.operand()
	u.span = p.at(pos)
	p.grow(p.height + 1)
	return u
}
