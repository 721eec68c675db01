package program

import (
	"strconv"

	"github.com/cdolint/cdolint/internal/vbscript"
)

func (l *vbLowering) stmts(list []vbscript.Stmt) []*Stmt {
	n := 0
	for _, s := range list {
		if _, ok := s.(*vbscript.HTMLStmt); !ok {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	out := l.stmtLists.Make(n)
	for _, s := range list {
		out = l.stmt(out, s)
	}
	return out
}

// stmt appends what s becomes.
func (l *vbLowering) stmt(out []*Stmt, s vbscript.Stmt) []*Stmt {
	switch s := s.(type) {
	case *vbscript.HTMLStmt:
		return out // nothing to the analysis
	case *vbscript.WriteStmt:
		w := l.stmtNode(StmtExpr, s)
		w.Value = l.expr(s.X)
		return append(out, w)
	case *vbscript.AssignStmt:
		a := l.stmtNode(StmtAssign, s)
		a.Set = s.Keyword == vbscript.KwSet
		a.Target, a.Value = l.expr(s.Target), l.expr(s.Value)
		return append(out, a)
	case *vbscript.CallStmt:
		return append(out, l.callStmt(s))
	case *vbscript.IncludeStmt:
		return l.include(out, s)
	case *vbscript.IfStmt:
		return append(out, l.ifStmt(s))
	case *vbscript.DimStmt:
		return l.dim(out, s)
	case *vbscript.ConstStmt:
		return l.consts(out, s)
	case *vbscript.ReDimStmt:
		return l.reDim(out, s)
	case *vbscript.EraseStmt:
		for _, x := range s.Arrays {
			e := l.stmtNode(StmtErase, s)
			e.Target = l.expr(x)
			out = append(out, e)
		}
		return out
	case *vbscript.ExitStmt:
		return append(out, l.exit(s))
	case *vbscript.OnErrorStmt:
		o := l.stmtNode(StmtOnError, s)
		o.Resume = s.ResumeNext
		if s.Label != "" {
			o.detail().Label = l.str(s.Label)
		}
		return append(out, o)
	case *vbscript.ProcDecl:
		l.procDecl(s)
		return out
	case *vbscript.ClassDecl:
		l.classDecl(s)
		return out
	}
	return l.block(out, s)
}

// block appends loops, Select Case and With.
func (l *vbLowering) block(out []*Stmt, s vbscript.Stmt) []*Stmt {
	switch s := s.(type) {
	case *vbscript.SelectStmt:
		return l.selectStmt(out, s)
	case *vbscript.WithStmt:
		w := l.stmtNode(StmtWith, s)
		w.Value = l.expr(s.X)
		w.Body = l.stmts(s.Body)
		return append(out, w)
	case *vbscript.ForStmt:
		f := l.stmtNode(StmtLoop, s)
		f.Target = l.expr(s.Var)
		f.Details = &Details{From: l.optional(s.From), To: l.optional(s.To)}
		return append(out, l.loop(f, vbscript.BlockFor, s.Body))
	case *vbscript.ForEachStmt:
		f := l.stmtNode(StmtLoop, s)
		f.Each = true
		f.Target = l.expr(s.Var)
		f.Details = &Details{From: l.optional(s.X)}
		return append(out, l.loop(f, vbscript.BlockFor, s.Body))
	case *vbscript.DoStmt:
		d := l.stmtNode(StmtLoop, s)
		d.Value = l.optional(s.Cond)
		d.Until = s.Test == vbscript.KwUntil
		d.AtLeastOnce = s.AtEnd
		kind := vbscript.BlockDo
		if s.Wend {
			kind = vbscript.BlockWhile
		}
		return append(out, l.loop(d, kind, s.Body))
	}
	return out
}

// loop lowers the body of a loop. A loop that an inner one is left to the end
// of stands in a labelled block.
func (l *vbLowering) loop(s *Stmt, kind vbscript.Block, body []vbscript.Stmt) *Stmt {
	here := &vbLoop{kind: kind}
	l.loops = append(l.loops, here)
	s.Body = l.stmts(body)
	l.loops = l.loops[:len(l.loops)-1]
	if here.label == "" {
		return s
	}
	return &Stmt{Kind: StmtBlock, Span: s.Span, Body: []*Stmt{s}, Details: &Details{Label: here.label}}
}

func (l *vbLowering) exit(s *vbscript.ExitStmt) *Stmt {
	e := l.stmtNode(StmtExit, s)
	e.Exit = ExitProc
	if s.Block != vbscript.BlockFor && s.Block != vbscript.BlockDo {
		return e
	}
	e.Exit = ExitLoop
	for i := len(l.loops) - 1; i >= 0; i-- {
		loop := l.loops[i]
		if loop.kind != s.Block {
			continue
		}
		if i < len(l.loops)-1 {
			if loop.label == "" {
				loop.label = "loop" + strconv.Itoa(s.Pos())
			}
			e.detail().Label = loop.label
		}
		break
	}
	return e
}

func (l *vbLowering) callStmt(s *vbscript.CallStmt) *Stmt {
	call, isCall := s.X.(*vbscript.Call)
	if isCall {
		if in := embedded(call); in != nil && in.X == nil && l.inPlace(call) {
			b := l.stmtNode(StmtBlock, s)
			b.Body = l.stmts(in.Stmts)
			return b
		}
	}
	out := l.stmtNode(StmtExpr, s)
	out.Value = l.expr(s.X)
	switch {
	case !isCall:
		c := l.node(ExprCall, s.X)
		c.X = out.Value
		out.Value = c
	case !s.Keyword && !call.NoParen && len(out.Value.Args()) == 1:
		out.Value.Args()[0].Paren = true
	}
	return out
}

// inPlace reports whether the code of an Execute sees the names that the code
// around it sees: that of ExecuteGlobal in a procedure does not.
func (l *vbLowering) inPlace(call *vbscript.Call) bool {
	id, ok := call.X.(*vbscript.Ident)
	return ok && (l.index < 0 || Fold(id.Name) == "execute")
}

func (l *vbLowering) include(out []*Stmt, s *vbscript.IncludeStmt) []*Stmt {
	i := int32(-1)
	if l.includeAt != nil {
		i = l.includeAt(vbSpan(s).Pos)
	}
	if i < 0 || int(i) >= len(l.file.Includes) {
		return out
	}
	l.file.Includes[i].InProc = l.index
	in := l.stmtNode(StmtInclude, s)
	in.Index = i
	return append(out, in)
}

func (l *vbLowering) ifStmt(s *vbscript.IfStmt) *Stmt {
	top := l.stmtNode(StmtIf, s)
	top.Value = l.expr(s.Cond)
	top.Body = l.stmts(s.Then)
	last := top
	for _, arm := range s.ElseIfs {
		e := l.stmtNode(StmtIf, arm)
		e.Span.End = top.Span.End
		e.Value = l.expr(arm.Cond)
		e.Body = l.stmts(arm.Body)
		last.detail().Else = []*Stmt{e}
		last = e
	}
	if s.Else != nil {
		last.detail().Else = l.stmts(s.Else)
	}
	return top
}

func (l *vbLowering) selectStmt(out []*Stmt, s *vbscript.SelectStmt) []*Stmt {
	for _, lead := range s.Lead {
		out = l.stmt(out, lead)
	}
	sel := l.stmtNode(StmtSelect, s)
	if sel.Value = l.expr(s.Subject); s.Subject == nil { // Select without Case
		sel.Value.Span = Span{Pos: sel.Span.Pos, End: sel.Span.Pos}
	}
	cases := make([]Case, len(s.Cases))
	for i, c := range s.Cases {
		cases[i] = Case{Span: vbSpan(c), Values: l.list(c.Values), Body: l.stmts(c.Body)}
	}
	sel.Details = &Details{Cases: cases}
	return append(out, sel)
}
