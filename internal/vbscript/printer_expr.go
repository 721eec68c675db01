package vbscript

import "strings"

func (p *printer) exprs(list []Expr) {
	for i, x := range list {
		p.comma(i)
		p.expr(x)
	}
}

func (p *printer) expr(x Expr) {
	switch x := x.(type) {
	case *Ident:
		p.ident(x)
	case *Literal:
		p.str(x.Raw)
	case *Embedded:
		p.str(x.Literal.Raw)
	case *Me:
		p.str("Me")
	case *Member:
		p.expr(x.X)
		if x.Bang {
			p.str("!")
		} else {
			p.str(".")
		}
		p.memberName(x.Name)
	case *Call:
		p.expr(x.X)
		if x.NoParen {
			p.str(" ")
			p.exprs(x.Args)
			return
		}
		p.str("(")
		p.exprs(x.Args)
		p.str(")")
	case *Paren:
		p.str("(")
		p.expr(x.X)
		p.str(")")
	case *Unary:
		p.str(opText(x.Op, x.Word))
		if x.Op != Minus && x.Op != Plus {
			p.str(" ")
		}
		p.expr(x.X)
	case *Binary:
		for i, y := range x.Operands {
			if i > 0 {
				p.str(" ", opText(x.Ops[i-1], "Like"), " ")
			}
			p.expr(y)
		}
	case *New:
		p.str("New ")
		p.class(x.Class)
	case *NamedArg:
		p.ident(x.Name)
		p.str(":=")
		p.expr(x.X)
	case *CaseIs:
		p.str("Is ", opText(x.Op, "Like"), " ")
		p.expr(x.X)
	case *CaseRange:
		p.expr(x.Low)
		p.str(" To ")
		p.expr(x.High)
	}
}

// opText is an operator as it is written; word stands for Name.
func opText(op Kind, word string) string {
	if op == Name {
		return word
	}
	if op.isKeyword() {
		return op.spelling()
	}
	return strings.Trim(op.String(), "'")
}

// class prints the name of a class, with dots.
func (p *printer) class(id *Ident) {
	if strings.Contains(id.Name, ".") {
		p.str(id.Name)
		return
	}
	p.ident(id)
}

// ident prints a name, in brackets where it would be taken for another thing.
func (p *printer) ident(id *Ident) {
	if !isWord(id.Name) || lookupKeyword(id.Name) != Name || p.reserved(id.Name) {
		p.str("[", id.Name, "]")
		return
	}
	p.str(id.Name)
}

// memberName prints a name behind a dot, where every word is a name.
func (p *printer) memberName(id *Ident) {
	if !isWord(id.Name) {
		p.str("[", id.Name, "]")
		return
	}
	p.str(id.Name)
}

// isWord reports whether a name scans as a word.
func isWord(name string) bool {
	if name == "" || classes[name[0]] != cLetter && classes[name[0]] != cHigh {
		return false
	}
	for i := range len(name) {
		if c := classes[name[i]]; c < cLetter || c == cHigh && wideBlank(name, i) > 0 {
			return false
		}
	}
	return true
}

// reserved reports whether a name begins a VB6 statement or operator.
func (p *printer) reserved(name string) bool {
	for _, w := range [...]string{
		"static", "global", "friend", "declare", "type", "enum", "event",
		"withevents", "optional", "paramarray",
	} {
		if equalFold(name, w) {
			return true
		}
	}
	if p.mode != VB6 {
		return false
	}
	for _, w := range [...]string{"like", "typeof", "addressof", "attribute", "lset", "rset", "version", "begin"} {
		if equalFold(name, w) {
			return true
		}
	}
	return isFileStmt(name)
}
