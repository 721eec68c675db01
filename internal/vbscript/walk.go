package vbscript

// Walk visits n and what is below it in source order. f is called with each
// node; where it returns false, what is below the node is left out.
func Walk(n Node, f func(Node) bool) {
	if !f(n) {
		return
	}
	if s, ok := n.(Stmt); ok {
		walkStmt(s, f)
		return
	}
	walkExpr(n, f)
}

// WalkFile visits all statements of a file.
func WalkFile(file *File, f func(Node) bool) { walkStmts(file.Stmts, f) }

func walkStmts(list []Stmt, f func(Node) bool) {
	for _, s := range list {
		Walk(s, f)
	}
}

func walkExprs(list []Expr, f func(Node) bool) {
	for _, x := range list {
		Walk(x, f)
	}
}

// walkOpt visits an expression that may be absent.
func walkOpt(x Expr, f func(Node) bool) {
	if x != nil {
		Walk(x, f)
	}
}

func walkType(t *TypeRef, f func(Node) bool) {
	if t != nil && f(t) {
		Walk(t.Name, f)
	}
}

func walkExpr(n Node, f func(Node) bool) {
	switch n := n.(type) {
	case *Embedded:
		Walk(n.Literal, f)
		walkStmts(n.Stmts, f)
		walkOpt(n.X, f)
	case *Member:
		Walk(n.X, f)
		Walk(n.Name, f)
	case *Call:
		Walk(n.X, f)
		walkExprs(n.Args, f)
	case *Paren:
		Walk(n.X, f)
	case *Unary:
		Walk(n.X, f)
	case *Binary:
		walkExprs(n.Operands, f)
	case *New:
		Walk(n.Class, f)
	case *NamedArg:
		Walk(n.Name, f)
		Walk(n.X, f)
	case *CaseIs:
		walkOpt(n.X, f)
	case *CaseRange:
		Walk(n.Low, f)
		Walk(n.High, f)
	}
}

func walkStmt(s Stmt, f func(Node) bool) {
	switch s := s.(type) {
	case *AssignStmt:
		Walk(s.Target, f)
		walkOpt(s.Value, f)
	case *CallStmt:
		Walk(s.X, f)
	case *ReDimStmt:
		walkExprs(s.Arrays, f)
	case *EraseStmt:
		walkExprs(s.Arrays, f)
	case *WriteStmt:
		Walk(s.X, f)
	case *AttributeStmt:
		Walk(s.Target, f)
		walkExprs(s.Values, f)
	case *DimStmt, *ConstStmt, *ProcDecl, *ClassDecl:
		walkDecl(s, f)
	default:
		walkBlock(s, f)
	}
}

func walkDecl(s Stmt, f func(Node) bool) {
	switch s := s.(type) {
	case *DimStmt:
		for _, v := range s.Vars {
			if f(v) {
				Walk(v.Name, f)
				walkExprs(v.Bounds, f)
				walkType(v.Type, f)
			}
		}
	case *ConstStmt:
		for _, c := range s.Consts {
			if f(c) {
				Walk(c.Name, f)
				walkType(c.Type, f)
				walkOpt(c.Value, f)
			}
		}
	case *ProcDecl:
		Walk(s.Name, f)
		for _, d := range s.Params {
			if f(d) {
				Walk(d.Name, f)
				walkType(d.Type, f)
				walkOpt(d.Value, f)
			}
		}
		walkType(s.Type, f)
		walkStmts(s.Body, f)
	case *ClassDecl:
		Walk(s.Name, f)
		walkStmts(s.Body, f)
	}
}

func walkBlock(s Stmt, f func(Node) bool) {
	switch s := s.(type) {
	case *IfStmt:
		Walk(s.Cond, f)
		walkStmts(s.Then, f)
		for _, e := range s.ElseIfs {
			if f(e) {
				Walk(e.Cond, f)
				walkStmts(e.Body, f)
			}
		}
		walkStmts(s.Else, f)
	case *SelectStmt:
		walkOpt(s.Subject, f)
		walkStmts(s.Lead, f)
		for _, c := range s.Cases {
			if f(c) {
				walkExprs(c.Values, f)
				walkStmts(c.Body, f)
			}
		}
	case *ForStmt:
		Walk(s.Var, f)
		walkOpt(s.From, f)
		walkOpt(s.To, f)
		walkOpt(s.Step, f)
		walkStmts(s.Body, f)
	case *ForEachStmt:
		Walk(s.Var, f)
		walkOpt(s.X, f)
		walkStmts(s.Body, f)
	case *DoStmt:
		if s.AtEnd {
			walkStmts(s.Body, f)
			walkOpt(s.Cond, f)
			return
		}
		walkOpt(s.Cond, f)
		walkStmts(s.Body, f)
	case *WithStmt:
		walkOpt(s.X, f)
		walkStmts(s.Body, f)
	}
}
