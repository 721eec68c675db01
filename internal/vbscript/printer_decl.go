package vbscript

func (p *printer) decl(s Stmt) {
	switch s := s.(type) {
	case *DimStmt:
		p.access(s.Keyword, s.Word)
		for i, v := range s.Vars {
			p.comma(i)
			p.varDecl(v)
		}
	case *ConstStmt:
		if s.Keyword != 0 {
			p.access(s.Keyword, "Global")
		}
		p.str("Const ")
		for i, c := range s.Consts {
			p.comma(i)
			p.ident(c.Name)
			p.asType(c.Type)
			p.str(" = ")
			p.expr(c.Value)
		}
	case *ReDimStmt:
		p.str("ReDim ")
		if s.Preserve {
			p.str("Preserve ")
		}
		p.exprs(s.Arrays)
	case *ProcDecl:
		p.procDecl(s)
	case *ClassDecl:
		p.str("Class ")
		p.ident(s.Name)
		p.body(s.Body)
		p.str("End Class")
	}
}

// access prints the word that begins a declaration.
func (p *printer) access(k Kind, word string) {
	if k == Name {
		p.str(word, " ")
		return
	}
	p.str(k.spelling(), " ")
}

func (p *printer) comma(i int) {
	if i > 0 {
		p.str(", ")
	}
}

func (p *printer) varDecl(v *VarDecl) {
	if v.WithEvents {
		p.str("WithEvents ")
	}
	p.ident(v.Name)
	if v.Array {
		p.str("(")
		p.exprs(v.Bounds)
		p.str(")")
	}
	p.asType(v.Type)
}

func (p *printer) asType(t *TypeRef) {
	if t == nil {
		return
	}
	p.str(" As ")
	if t.New {
		p.str("New ")
	}
	p.class(t.Name)
}

func (p *printer) procDecl(s *ProcDecl) {
	if s.Access != 0 {
		p.access(s.Access, "Friend")
	}
	if s.Default {
		p.str("Default ")
	}
	switch s.Kind {
	case BlockSub:
		p.str("Sub ")
	case BlockFunction:
		p.str("Function ")
	default:
		p.str("Property ", s.Prop.spelling(), " ")
	}
	p.ident(s.Name)
	p.str("(")
	for i, d := range s.Params {
		p.comma(i)
		p.param(d)
	}
	p.str(")")
	p.asType(s.Type)
	p.body(s.Body)
	switch s.Kind {
	case BlockSub:
		p.str("End Sub")
	case BlockFunction:
		p.str("End Function")
	default:
		p.str("End Property")
	}
}

func (p *printer) param(d *Param) {
	if d.Optional {
		p.str("Optional ")
	}
	if d.ParamArray {
		p.str("ParamArray ")
	}
	if d.Passing != 0 {
		p.str(d.Passing.spelling(), " ")
	}
	p.ident(d.Name)
	if d.Array {
		p.str("()")
	}
	p.asType(d.Type)
	if d.Value != nil {
		p.str(" = ")
		p.expr(d.Value)
	}
}
