package program

import "github.com/cdolint/cdolint/internal/vbscript"

func (l *vbLowering) dim(out []*Stmt, s *vbscript.DimStmt) []*Stmt {
	var plain []string
	for _, v := range s.Vars {
		if v.Name.Name == "" {
			continue
		}
		name := l.declare(v.Name.Name)
		if !v.Array {
			plain = append(plain, name)
			continue
		}
		d, call := l.stmtNode(StmtDim, v), l.node(ExprCall, v)
		call.X = l.expr(v.Name)
		d.Value = l.with(call, l.list(v.Bounds))
		d.detail().Names = []string{name}
		out = append(out, d)
	}
	if plain != nil {
		d := l.stmtNode(StmtDim, s)
		d.detail().Names = plain
		out = append(out, d)
	}
	for _, v := range s.Vars {
		if v.Type != nil && v.Type.New {
			out = append(out, l.asNew(v))
		}
	}
	return out
}

// asNew is VB6's `Dim x As New C`.
func (l *vbLowering) asNew(v *vbscript.VarDecl) *Stmt {
	a, obj := l.stmtNode(StmtAssign, v), l.node(ExprNew, v.Type)
	obj.str = l.ref(v.Type.Name.Name)
	obj.setStrAt(vbSpan(v.Type.Name))
	a.Target, a.Value, a.Set = l.expr(v.Name), obj, true
	return a
}

func (l *vbLowering) consts(out []*Stmt, s *vbscript.ConstStmt) []*Stmt {
	for _, c := range s.Consts {
		l.declare(c.Name.Name)
		a := l.stmtNode(StmtAssign, c)
		a.Const = true
		a.Target, a.Value = l.expr(c.Name), l.expr(c.Value)
		out = append(out, a)
	}
	return out
}

func (l *vbLowering) reDim(out []*Stmt, s *vbscript.ReDimStmt) []*Stmt {
	for _, x := range s.Arrays {
		call, isCall := x.(*vbscript.Call)
		if s.Preserve || !isCall {
			d := l.stmtNode(StmtDim, s)
			d.Value = l.expr(x)
			out = append(out, d)
			continue
		}
		e := l.stmtNode(StmtErase, s)
		e.Target, e.Value = l.expr(call.X), l.expr(call)
		out = append(out, e)
	}
	return out
}

func (l *vbLowering) procDecl(s *vbscript.ProcDecl) {
	p := &Proc{
		Name: l.str(s.Name.Name), Kind: procKind(s), Language: VBScript,
		Span: vbSpan(s), NameAt: vbSpan(s.Name), Default: s.Default, Outer: -1,
	}
	for _, d := range s.Params {
		p.Params = append(p.Params, Param{
			Name: l.str(d.Name.Name), ByVal: d.Passing == vbscript.KwByVal, Default: l.optional(d.Value),
		})
	}
	index := int32(len(l.file.Procs))
	l.file.Procs = append(l.file.Procs, p)
	class := l.class
	if class != nil {
		p.Class = class.Name
		class.Methods = append(class.Methods, index)
	}
	outer, outerIndex, loops := l.proc, l.index, l.loops
	l.proc, l.index, l.loops, l.class = p, index, nil, nil
	p.Body = l.stmts(s.Body)
	l.proc, l.index, l.loops, l.class = outer, outerIndex, loops, class
}

func procKind(s *vbscript.ProcDecl) ProcKind {
	switch {
	case s.Kind == vbscript.BlockSub:
		return ProcSub
	case s.Kind == vbscript.BlockFunction:
		return ProcFunction
	case s.Prop == vbscript.KwGet:
		return ProcGet
	case s.Prop == vbscript.KwLet:
		return ProcLet
	}
	return ProcSet
}

func (l *vbLowering) classDecl(s *vbscript.ClassDecl) {
	c := &Class{Name: l.str(s.Name.Name), Span: vbSpan(s)}
	l.file.Classes = append(l.file.Classes, c)
	l.members(c, s.Body)
}

// members lowers what stands in a class, or in a VB6 class file.
func (l *vbLowering) members(c *Class, body []vbscript.Stmt) {
	outerClass, outerProc, outerIndex, loops := l.class, l.proc, l.index, l.loops
	// The only module-level code of a class is what gives its fields values.
	init := &Proc{}
	l.class, l.proc, l.index, l.loops = c, nil, -1, nil
	for _, s := range l.stmts(body) {
		if s.Kind == StmtAssign {
			init.Body = append(init.Body, s)
		}
	}
	l.class, l.proc, l.index, l.loops = outerClass, outerProc, outerIndex, loops
	if len(init.Body) > 0 {
		l.initialize(c, init)
	}
}

// initialize puts the values of fields at the begin of Class_Initialize.
func (l *vbLowering) initialize(c *Class, init *Proc) {
	for _, i := range c.Methods {
		if p := l.file.Procs[i]; Fold(p.Name) == "class_initialize" {
			p.Body = append(init.Body, p.Body...)
			return
		}
	}
	*init = Proc{Name: "Class_Initialize", Class: c.Name, Kind: ProcSub, Language: VBScript, Span: c.Span, Outer: -1, Body: init.Body}
	c.Methods = append(c.Methods, int32(len(l.file.Procs)))
	l.file.Procs = append(l.file.Procs, init)
}
