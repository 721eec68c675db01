package program

import (
	"slices"

	"github.com/cdolint/cdolint/internal/jscript"
)

// funcDecl lowers a function declaration.
func (l *jsLowering) funcDecl(s *jscript.FuncDecl) {
	f := s.Func
	name := f.Path[len(f.Path)-1]
	switch {
	case f.Event != nil:
		l.function(f, ProcFunction, l.str(f.Path[0].Name+"_"+f.Event.Name), jsSpan(f.Event))
	case len(f.Path) > 1:
		i := l.function(f, ProcLambda, "", Span{})
		target := l.name(f.Path[0])
		for _, p := range f.Path[1:] {
			target = l.member(target, p, Span{int32(f.Path[0].Pos()), int32(p.End())})
		}
		l.hoist(target, f, i)
	default:
		l.function(f, ProcFunction, l.str(name.Name), jsSpan(name))
	}
}

// hoist assigns a function at the begin of the enclosing one.
func (l *jsLowering) hoist(target *Expr, f *jscript.Function, index int32) {
	l.scope.hoisted = append(l.scope.hoisted, &Stmt{
		Kind: StmtAssign, Span: target.Span, Target: target, Set: true,
		Value: &Expr{Kind: ExprFunc, Span: jsSpan(f), Index: index},
	})
}

// funcExpr lowers a function expression.
func (l *jsLowering) funcExpr(f *jscript.Function) *Expr {
	i := l.function(f, ProcLambda, "", Span{})
	if len(f.Path) > 0 {
		if l.scope.index >= 0 {
			l.scope.declare(l.str(f.Path[0].Name))
		}
		l.hoist(l.name(f.Path[0]), f, i)
	}
	return &Expr{Kind: ExprFunc, Span: jsSpan(f), Index: i}
}

// function adds a procedure to the file and returns its index.
func (l *jsLowering) function(f *jscript.Function, kind ProcKind, name string, nameAt Span) int32 {
	index := int32(len(l.file.Procs))
	p := &Proc{
		Name: name, Kind: kind, Language: JScript, Span: jsSpan(f), NameAt: nameAt,
		Outer: l.scope.index,
	}
	l.file.Procs = append(l.file.Procs, p)
	l.scope = &jsScope{proc: p, index: index, outer: l.scope}
	for _, m := range f.Params {
		q := Param{ByVal: true}
		if id, ok := m.Target.(*jscript.Ident); ok {
			q.Name = l.str(id.Name)
		} else {
			l.declarePattern(m.Target)
		}
		if m.Default != nil {
			q.Default = l.expr(m.Default)
		}
		p.Params = append(p.Params, q)
	}
	var body []*Stmt
	if f.Body != nil {
		body = l.stmts(f.Body.Body)
	} else if f.X != nil {
		body = []*Stmt{{Kind: StmtExit, Span: jsSpan(f.X), Exit: ExitProc, Value: l.expr(f.X)}}
	}
	p.Body = slices.Concat(l.scope.hoisted, body)
	l.scope = l.scope.outer
	return index
}

// class lowers a class of newer ECMAScript to its constructor and the members
// of its prototype.
func (l *jsLowering) class(c *jscript.Class, kind ProcKind) (index int32, members []*Stmt) {
	name, nameAt := "", Span{}
	if c.Name != nil {
		nameAt = jsSpan(c.Name)
		name = l.str(c.Name.Name)
	}
	ctor := &jscript.Function{Range: c.Range}
	for _, m := range c.Members {
		if id, ok := m.Key.(*jscript.Ident); ok && id.Name == "constructor" && m.Kind == jscript.PropMethod {
			ctor, _ = m.Value.(*jscript.Function)
		}
	}
	index = l.function(ctor, kind, name, nameAt)
	for _, m := range c.Members {
		if m.Value == nil || m.Value == jscript.Expr(ctor) {
			continue
		}
		key, ok := m.Key.(*jscript.Ident)
		if !ok || name == "" {
			members = append(members, l.exprStmts(m.Value)...)
			continue
		}
		target := &Expr{Kind: ExprName, str: l.ref(name), Span: nameAt}
		if !m.Static {
			target = &Expr{Kind: ExprMember, X: target, str: l.ref("prototype"), Span: nameAt}
		}
		members = append(members, &Stmt{
			Kind: StmtAssign, Span: jsSpan(m), Set: true,
			Target: l.member(target, key, jsSpan(key)), Value: l.expr(m.Value),
		})
	}
	return index, members
}
