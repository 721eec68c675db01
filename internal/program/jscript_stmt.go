package program

import "github.com/cdolint/cdolint/internal/jscript"

func (l *jsLowering) stmts(list []jscript.Stmt) []*Stmt {
	if len(list) == 0 {
		return nil
	}
	out := make([]*Stmt, 0, len(list))
	for _, s := range list {
		out = l.stmt(out, s)
	}
	return out
}

// block lowers the body of a head, whose braces say nothing.
func (l *jsLowering) block(s jscript.Stmt) []*Stmt {
	if b, ok := s.(*jscript.Block); ok {
		if b == nil {
			return nil
		}
		return l.stmts(b.Body)
	}
	if s == nil {
		return nil
	}
	return l.stmt(nil, s)
}

// stmt appends what s becomes.
func (l *jsLowering) stmt(out []*Stmt, s jscript.Stmt) []*Stmt {
	span := jsSpan(s)
	switch s := s.(type) {
	case *jscript.HTML:
		return out // nothing to the analysis
	case *jscript.Include:
		return l.include(out, s)
	case *jscript.Write:
		if s.X == nil {
			return out
		}
		return append(out, &Stmt{Kind: StmtExpr, Span: span, Value: l.expr(s.X)})
	case *jscript.ExprStmt:
		return append(out, l.exprStmts(s.X)...)
	case *jscript.VarDecl:
		return l.varDecl(out, s)
	case *jscript.FuncDecl:
		l.funcDecl(s)
		return out
	case *jscript.ClassDecl:
		_, members := l.class(s.Class, ProcFunction)
		return append(out, members...)
	case *jscript.Export:
		if s.Decl != nil {
			return l.stmt(out, s.Decl)
		}
		if s.X != nil {
			return append(out, l.exprStmts(s.X)...)
		}
		return out
	case *jscript.Return:
		return append(out, &Stmt{Kind: StmtExit, Span: span, Exit: ExitProc, Value: l.optional(s.X)})
	case *jscript.Throw:
		return append(out, &Stmt{Kind: StmtExit, Span: span, Exit: ExitThrow, Value: l.optional(s.X)})
	case *jscript.Jump:
		j := &Stmt{Kind: StmtExit, Span: span, Exit: ExitLoop}
		if s.Continue {
			j.Exit = ExitContinue
		}
		if s.Label != nil {
			j.detail().Label = l.str(s.Label.Name)
		}
		return append(out, j)
	case *jscript.Block:
		return append(out, &Stmt{Kind: StmtBlock, Span: span, Body: l.stmts(s.Body)})
	case *jscript.Labeled:
		return append(out, &Stmt{Kind: StmtBlock, Span: span, Body: l.block(s.Body), Details: &Details{Label: l.str(s.Label.Name)}})
	case *jscript.With:
		w := &Stmt{Kind: StmtWith, Span: span, Value: l.expr(s.X)}
		l.scope.with++
		w.Body = l.block(s.Body)
		l.scope.with--
		return append(out, w)
	case *jscript.If:
		return append(out, l.ifStmt(s))
	case *jscript.Switch:
		return append(out, l.switchStmt(s))
	case *jscript.Try:
		return append(out, l.tryStmt(s))
	}
	return l.loop(out, s, span)
}

// loop appends what a loop becomes; other statements leave nothing.
func (l *jsLowering) loop(out []*Stmt, s jscript.Stmt, span Span) []*Stmt {
	loop := &Stmt{Kind: StmtLoop, Span: span}
	switch s := s.(type) {
	case *jscript.While:
		loop.Value = l.expr(s.Cond)
		loop.Body = l.block(s.Body)
	case *jscript.DoWhile:
		loop.AtLeastOnce = true
		loop.Body = l.block(s.Body)
		loop.Value = l.optional(s.Cond)
	case *jscript.For:
		if s.Init != nil {
			out = l.stmt(out, s.Init)
		}
		loop.Value = l.optional(s.Cond)
		loop.Body = l.block(s.Body)
		if s.Post != nil {
			loop.Body = append(loop.Body, l.exprStmts(s.Post)...)
		}
	case *jscript.ForIn:
		loop.Each = true
		loop.Details = &Details{From: l.expr(s.X)}
		switch left := s.Left.(type) {
		case *jscript.VarDecl:
			l.declarePattern(left.Decls[0].Target)
			loop.Target = l.pattern(left.Decls[0].Target)
		case jscript.Expr:
			loop.Target = l.pattern(left)
		}
		loop.Body = l.block(s.Body)
	default:
		return out
	}
	return append(out, loop)
}

// pattern is a target of assignments: patterns of newer ECMAScript are none.
func (l *jsLowering) pattern(x jscript.Expr) *Expr {
	switch x.(type) {
	case *jscript.Array, *jscript.Object, *jscript.BadExpr:
		return nil
	}
	return l.expr(x)
}

func (l *jsLowering) include(out []*Stmt, s *jscript.Include) []*Stmt {
	i := int32(-1)
	if l.includeAt != nil {
		i = l.includeAt(int32(s.From))
	}
	if i < 0 || int(i) >= len(l.file.Includes) {
		return out
	}
	l.file.Includes[i].InProc = l.scope.index
	return append(out, &Stmt{Kind: StmtInclude, Span: jsSpan(s), Index: i})
}

func (l *jsLowering) varDecl(out []*Stmt, s *jscript.VarDecl) []*Stmt {
	for _, d := range s.Decls {
		l.declarePattern(d.Target)
		id, plain := d.Target.(*jscript.Ident)
		switch {
		case plain && d.Init != nil:
			target := &Expr{Kind: ExprName, str: l.ref(id.Name), Span: jsSpan(id)}
			out = append(out, &Stmt{Kind: StmtAssign, Span: jsSpan(d), Target: target, Value: l.expr(d.Init), Set: true})
		case plain:
			out = append(out, &Stmt{Kind: StmtDim, Span: jsSpan(d), Details: &Details{Names: []string{l.str(id.Name)}}})
		case d.Init != nil:
			out = append(out, l.destructure(d.Target, d.Init)...)
		}
	}
	return out
}

// destructure assigns the names of a pattern. What each gets is told for the
// members of a plain name only.
func (l *jsLowering) destructure(target, init jscript.Expr) []*Stmt {
	out := l.exprStmts(init)
	obj, ok := target.(*jscript.Object)
	id, plain := init.(*jscript.Ident)
	if !ok || !plain {
		return out
	}
	for _, m := range obj.Props {
		key, ok := m.Key.(*jscript.Ident)
		if !ok || m.Computed {
			continue
		}
		name := key
		if m.Kind == jscript.PropInit {
			if name, ok = m.Value.(*jscript.Ident); !ok {
				continue
			}
		}
		out = append(out, &Stmt{
			Kind: StmtAssign, Span: jsSpan(m), Target: l.name(name), Set: true,
			Value: l.member(l.name(id), key, jsSpan(m)),
		})
	}
	return out
}

// exprStmts lowers an expression as statement; commas separate statements.
func (l *jsLowering) exprStmts(x jscript.Expr) []*Stmt {
	switch x := x.(type) {
	case *jscript.Seq:
		var out []*Stmt
		for _, e := range x.Xs {
			out = append(out, l.exprStmts(e)...)
		}
		return out
	case *jscript.Assign:
		if x.Op != "=" {
			break
		}
		switch x.X.(type) {
		case *jscript.Array, *jscript.Object:
			return l.destructure(x.X, x.Y)
		}
		return []*Stmt{{Kind: StmtAssign, Span: jsSpan(x), Target: l.expr(x.X), Value: l.expr(x.Y), Set: true}}
	}
	return []*Stmt{{Kind: StmtExpr, Span: jsSpan(x), Value: l.expr(x)}}
}

func (l *jsLowering) ifStmt(s *jscript.If) *Stmt {
	out := &Stmt{Kind: StmtIf, Span: jsSpan(s), Value: l.expr(s.Cond)}
	out.Body = l.block(s.Then)
	if s.Else != nil {
		out.detail().Else = l.block(s.Else)
	}
	return out
}

func (l *jsLowering) tryStmt(s *jscript.Try) *Stmt {
	out := &Stmt{Kind: StmtTry, Span: jsSpan(s), Body: l.block(s.Body)}
	if id, ok := s.Param.(*jscript.Ident); ok {
		name := l.str(id.Name)
		out.detail().Name = name
		l.scope.declare(name)
	}
	if s.Handler != nil {
		out.detail().Else = l.block(s.Handler)
	}
	if s.Finally != nil {
		out.detail().Finally = l.block(s.Finally)
	}
	return out
}
