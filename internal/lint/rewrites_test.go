package lint_test

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/vbscript"
)

// rewrites change how pages are written, and not what they do.
func rewrites() []struct {
	name string
	do   func(d *draft)
} {
	type rewrite = struct {
		name string
		do   func(d *draft)
	}
	return []rewrite{
		{"Server.CreateObject is CreateObject", func(d *draft) {
			d.each(func(n vbscript.Node) {
				if m, ok := n.(*vbscript.Member); ok && strings.EqualFold(m.Name.Name, "CreateObject") && strings.EqualFold(d.text[m.Pos():m.Name.Pos()], "server.") {
					d.edit(m.Pos(), m.Name.Pos())
				}
			})
		}},
		{"calls with Call", func(d *draft) {
			d.each(func(n vbscript.Node) {
				s, ok := n.(*vbscript.CallStmt)
				if !ok || s.Keyword {
					return
				}
				if c, ok := s.X.(*vbscript.Call); ok && c.NoParen && len(c.Args) > 0 {
					d.edit(s.Pos(), s.End(), "Call ", piece{c.X.Pos(), c.X.End()}, "(", piece{c.X.End(), c.End()}, ")")
				}
			})
		}},
		{"long lines continued", func(d *draft) {
			d.each(func(n vbscript.Node) {
				if c, ok := n.(*vbscript.Call); ok && d.inCode(c) {
					for _, a := range c.Args[min(1, len(c.Args)):] {
						d.edit(a.Pos(), a.Pos(), " _\r\n\t")
					}
				}
			})
		}},
		{"comments between", func(d *draft) {
			d.statements(func(s vbscript.Stmt) { d.edit(s.Pos(), s.Pos(), "\n' End If %\nRem s.Logoff\n") })
		}},
		{"blocks of one statement", func(d *draft) {
			d.statements(func(s vbscript.Stmt) { d.edit(s.Pos(), s.Pos(), "%><%") })
		}},
		{"another variable in between", func(d *draft) {
			d.statements(func(s vbscript.Stmt) {
				if !declares(s) {
					d.edit(s.Pos(), s.Pos(), "rewritten = 1 : ")
				}
			})
		}},
		{"conditions turned round", func(d *draft) {
			d.statements(func(s vbscript.Stmt) {
				if s, ok := s.(*vbscript.IfStmt); ok && len(s.ElseIfs) == 0 && len(s.Then) > 0 && d.inCode(s) && compares(s.Cond) {
					parts := []any{"If Not (", piece{s.Cond.Pos(), s.Cond.End()}, ") Then\n"}
					parts = append(append(parts, lines(s.Else)...), "Else\n")
					d.edit(s.Pos(), s.End(), append(append(parts, lines(s.Then)...), "End If")...)
				}
			})
		}},
		{"loops that run once around", func(d *draft) {
			for _, run := range d.runs() {
				code := piece{run[0].Pos(), run[len(run)-1].End()}
				d.edit(code.pos, code.end, "Do\n", code, "\nLoop While False")
			}
		}},
		{"code in includes", func(d *draft) {
			if path.Base(d.name) == "global.asa" {
				return
			}
			for i, run := range d.runs() {
				code := piece{run[0].Pos(), run[len(run)-1].End()}
				name := strings.TrimSuffix(path.Base(d.name), path.Ext(d.name)) + "-" + string(rune('a'+i%26)) + strings.Repeat("a", i/26) + ".rewritten.inc"
				d.save(path.Join(path.Dir(d.name), name), "<%\n", code, "\n%>")
				d.edit(code.pos, code.end, "%><!--#include file=\""+name+"\"--><%")
			}
		}},
	}
}

func declares(s vbscript.Stmt) bool {
	switch s.(type) {
	case *vbscript.DimStmt, *vbscript.ConstStmt, *vbscript.ProcDecl, *vbscript.ClassDecl:
		return true
	}
	return false
}

// compares reports a condition whose opposite Not is.
func compares(x vbscript.Expr) bool {
	b, ok := x.(*vbscript.Binary)
	return ok && !slices.ContainsFunc(b.Ops, func(k vbscript.Kind) bool {
		return k != vbscript.Eq && k != vbscript.Ne && k != vbscript.Lt && k != vbscript.Gt && k != vbscript.KwIs
	})
}

// lines are statements, each on its own.
func lines(list []vbscript.Stmt) []any {
	var out []any
	for _, s := range list {
		out = append(out, piece{s.Pos(), s.End()}, "\n")
	}
	return out
}
