package program

import (
	"fmt"
	"strings"
)

// dumper writes programs for people to read.
type dumper struct {
	b    strings.Builder
	text string
	file *File
}

func dump(f *File, text string) string {
	d := &dumper{text: text, file: f}
	p := f.Pages
	d.line(0, "page language=%d codepage=%d directive=%v transaction=%q enablestate=%q", p.Language, p.CodePage, p.HasDirective, p.Transaction, p.EnableState)
	for i, in := range f.Includes {
		d.line(0, "include %d %q virtual=%v in=%d %s path=%q", i, in.Path, in.Virtual, in.InProc, d.where(in.Span), d.of(in.PathAt))
	}
	for _, in := range f.ScriptSources {
		d.line(0, "script %q virtual=%v %s", in.Path, in.Virtual, d.where(in.Span))
	}
	for _, o := range f.Objects {
		d.line(0, "object %s scope=%s progid=%q classid=%q %s", o.ID, o.Scope, o.ProgID, o.ClassID, d.where(o.Span))
	}
	for _, l := range f.TypeLibs {
		d.line(0, "typelib %q uuid=%q file=%q %s", l.Name, l.UUID, l.File, d.where(l.Span))
	}
	d.proc("main", f.Main)
	for i, p := range f.Procs {
		d.proc(fmt.Sprintf("proc %d", i), p)
	}
	for _, c := range f.Classes {
		d.line(0, "class %s fields=%v methods=%v %s", c.Name, c.Fields, c.Methods, d.where(c.Span))
	}
	for _, c := range f.Comments {
		d.line(0, "comment %q alone=%v %s", c.Text, c.Alone, d.where(c.Span))
	}
	for _, e := range f.Edges {
		d.line(0, "edge %s open=%v %q %s", e.What, e.Open, e.Problem.Message, d.where(e.Span))
	}
	for _, p := range f.Problems {
		d.line(0, "problem %s %q %s", p.ID, p.Message, d.where(p.Span))
	}
	return d.b.String()
}

func (d *dumper) line(indent int, format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", indent))
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func (d *dumper) of(s Span) string { return d.text[s.Pos:s.End] }

// where is line:column to line:column, 1-based, in bytes.
func (d *dumper) where(s Span) string {
	point := func(off int32) string {
		before := d.text[:off]
		return fmt.Sprintf("%d:%d", 1+strings.Count(before, "\n"), len(before)-strings.LastIndexByte(before, '\n'))
	}
	return "@" + point(s.Pos) + "-" + point(s.End)
}

func (d *dumper) proc(what string, p *Proc) {
	kinds := [...]string{"?", "main", "sub", "function", "get", "let", "set", "lambda"}
	var params []string
	for _, q := range p.Params {
		s := q.Name
		if q.ByVal {
			s = "byval " + s
		}
		if q.Default != nil {
			s += " = " + d.expr(q.Default)
		}
		params = append(params, s)
	}
	name := p.Name
	if p.Class != "" {
		name = p.Class + "." + name
	}
	d.line(0, "%s %s %s(%s) language=%d default=%v locals=%v %s", what, kinds[p.Kind], name, strings.Join(params, ", "), p.Language, p.Default, p.Locals, d.where(p.Span))
	d.stmts(p.Body, 1)
}

func (d *dumper) stmts(list []*Stmt, indent int) {
	for _, s := range list {
		d.stmt(s, indent)
	}
}

func (d *dumper) stmt(s *Stmt, in int) {
	at := d.where(s.Span)
	switch s.Kind {
	case StmtAssign:
		word := "let"
		if s.Set {
			word = "set"
		}
		if s.Const {
			word = "const"
		}
		d.line(in, "%s %s = %s %s", word, d.expr(s.Target), d.expr(s.Value), at)
	case StmtExpr:
		d.line(in, "do %s %s", d.expr(s.Value), at)
	case StmtIf:
		d.line(in, "if %s %s", d.expr(s.Value), at)
		d.stmts(s.Body, in+1)
		if len(s.Detail().Else) > 0 {
			d.line(in, "else")
			d.stmts(s.Detail().Else, in+1)
		}
	case StmtLoop:
		d.line(in, "loop target=%s from=%s to=%s while=%s each=%v until=%v atend=%v %s", d.expr(s.Target), d.expr(s.Detail().From), d.expr(s.Detail().To), d.expr(s.Value), s.Each, s.Until, s.AtLeastOnce, at)
		d.stmts(s.Body, in+1)
	case StmtSelect:
		d.line(in, "select %s %s", d.expr(s.Value), at)
		for _, c := range s.Detail().Cases {
			d.line(in, "case %s", d.exprs(c.Values))
			d.stmts(c.Body, in+1)
		}
	case StmtInclude:
		d.line(in, "include %d %s", s.Index, at)
	case StmtExit:
		d.line(in, "exit %s label=%q %s", [...]string{"?", "proc", "loop", "continue", "throw"}[s.Exit], s.Detail().Label, at)
	case StmtOnError:
		d.line(in, "on error resume=%v label=%q %s", s.Resume, s.Detail().Label, at)
	case StmtWith:
		d.line(in, "with %s %s", d.expr(s.Value), at)
		d.stmts(s.Body, in+1)
	case StmtDim:
		d.line(in, "dim %v %s %s", s.Detail().Names, d.expr(s.Value), at)
	case StmtErase:
		d.line(in, "erase %s %s %s", d.expr(s.Target), d.expr(s.Value), at)
	case StmtBlock:
		d.line(in, "block label=%q %s", s.Detail().Label, at)
		d.stmts(s.Body, in+1)
	case StmtTry:
		d.line(in, "try %s", at)
	default:
		d.line(in, "?")
	}
}

func (d *dumper) exprs(list []*Expr) string {
	parts := make([]string, len(list))
	for i, e := range list {
		parts[i] = d.expr(e)
	}
	return strings.Join(parts, ", ")
}

func (d *dumper) expr(e *Expr) string {
	if e == nil {
		return "-"
	}
	s := d.bare(e)
	if e.Paren {
		return "(" + s + ")"
	}
	return s
}

func (d *dumper) bare(e *Expr) string {
	switch e.Kind {
	case ExprName:
		return e.Str()
	case ExprString:
		return fmt.Sprintf("%q", e.Str())
	case ExprNumber:
		return fmt.Sprint(e.Num())
	case ExprBool:
		return fmt.Sprint(e.Num() != 0)
	case ExprNull:
		return "null"
	case ExprEmpty:
		return "empty"
	case ExprNothing:
		return "nothing"
	case ExprDate:
		return e.Str()
	case ExprMember:
		return d.expr(e.X) + "." + e.Str()
	case ExprCall:
		return d.expr(e.X) + "(" + d.exprs(e.Args()) + ")"
	case ExprBinary:
		return "{" + d.expr(e.X) + " " + e.Op() + " " + d.expr(e.Y) + "}"
	case ExprUnary:
		return "{" + e.Op() + " " + d.expr(e.X) + "}"
	case ExprNew:
		return "new " + e.Str() + "[" + d.of(e.StrAt()) + "]"
	case ExprMe:
		return "me"
	case ExprWith:
		return "with"
	case ExprOmitted:
		return "_"
	case ExprNamedArg:
		return e.Str() + ":=" + d.expr(e.X)
	case ExprBad:
		return "bad"
	}
	return fmt.Sprintf("kind%d", e.Kind)
}
