package password

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Scripts of the Windows Script Host log on, too, and their passwords are in
// the repository all the same. They are no pages: only literals that are handed
// to Logon directly, or through a name that the script gives one value, count.
func (c *collector) scripts() {
	for _, src := range c.in.Site.Search([]string{".vbs"}, []string{"mapi.session"}) {
		p := program.CompileScript(src)
		if p.Main == nil {
			continue
		}
		names := assigned(p)
		for _, q := range append([]*program.Proc{p.Main}, p.Procs...) {
			program.Walk(q.Body, func(e *program.Expr) bool {
				if lit := logonPassword(e, names); lit != nil && !Placeholder(lit.Str) {
					c.script(src, q, lit)
				}
				return true
			}, nil)
		}
	}
}

// assigned are the string literals that names are given, nil for a name that
// is given something else, too.
func assigned(p *program.File) map[string]*program.Expr {
	out := map[string]*program.Expr{}
	for _, q := range append([]*program.Proc{p.Main}, p.Procs...) {
		program.Walk(q.Body, nil, func(s *program.Stmt) bool {
			if s.Kind == program.StmtAssign && s.Target != nil && s.Target.Kind == program.ExprName {
				name := program.Fold(s.Target.Str)
				old, again := out[name]
				switch {
				case s.Value == nil || s.Value.Kind != program.ExprString || again && (old == nil || old.Str != s.Value.Str):
					out[name] = nil
				default:
					out[name] = s.Value
				}
			}
			return true
		})
	}
	return out
}

// logonPassword is the literal that is the second argument of x.Logon, of
// three or more or beside a profile name.
func logonPassword(e *program.Expr, names map[string]*program.Expr) *program.Expr {
	if e.Kind != program.ExprCall || e.X == nil || e.X.Kind != program.ExprMember || program.Fold(e.X.Str) != "logon" || len(e.Args) < 2 {
		return nil
	}
	switch a := e.Args[1]; {
	case a == nil:
	case a.Kind == program.ExprString:
		return a
	case a.Kind == program.ExprName:
		return names[program.Fold(a.Str)]
	}
	return nil
}

func (c *collector) script(src *source.File, q *program.Proc, lit *program.Expr) {
	f := &Fact{Via: "logon", Target: "Logon", Script: true}
	f.At = source.Place{Path: src.Path, Pos: int(lit.Span.Pos), End: int(lit.Span.End)}
	f.Procedure, f.Secret, f.Called, f.Confidence = q.Name, true, true, fact.Medium
	if app := c.in.Site.AppOf(src.Path); app != nil {
		f.Application = app.Folder
	}
	c.add(f)
}
