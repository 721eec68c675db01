package password

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Scripts of the Windows Script Host and components that no page creates log
// on, too, and their passwords are in the repository all the same. Nothing is
// followed there: only literals that are handed to Logon directly, or through a
// name that the file gives one value, count.
func (c *collector) scripts() {
	reached := map[source.Place]bool{} // by a page that was followed
	for _, f := range c.out {
		reached[f.At] = true
	}
	for _, src := range c.in.Site.Search([]string{".vbs", ".cls", ".bas", ".frm", ".ctl", ".wsc", ".sct"}, []string{"mapi.session"}) {
		p := compile(src)
		if p == nil || p.Main == nil {
			continue
		}
		names := assigned(p)
		for _, q := range append([]*program.Proc{p.Main}, p.Procs...) {
			program.Walk(q.Body, func(e *program.Expr) bool {
				if lit := logonPassword(e, names); lit != nil && !Placeholder(lit.Str) && !reached[placeOf(src, lit)] {
					c.script(src, q, lit)
				}
				return true
			}, nil)
		}
	}
}

// compile reads a file in the language that its extension says.
func compile(src *source.File) *program.File {
	switch strings.ToLower(path.Ext(src.Path)) {
	case ".vbs":
		return program.CompileScript(src)
	case ".wsc", ".sct":
		return program.CompileWSC(src, "")
	}
	return program.CompileVB6(src)
}

func placeOf(src *source.File, e *program.Expr) source.Place {
	return source.Place{Path: src.Path, Pos: int(e.Span.Pos), End: int(e.Span.End)}
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

// logonPassword is the literal that is ProfilePassword of x.Logon: its second
// argument, or the one of that name.
func logonPassword(e *program.Expr, names map[string]*program.Expr) *program.Expr {
	if e.Kind != program.ExprCall || e.X == nil || e.X.Kind != program.ExprMember || program.Fold(e.X.Str) != "logon" {
		return nil
	}
	for i, a := range e.Args {
		switch {
		case a == nil:
			continue
		case a.Kind == program.ExprNamedArg && program.Fold(a.Str) == "profilepassword":
			a = a.X
		case a.Kind == program.ExprNamedArg || i != 1:
			continue
		}
		switch {
		case a == nil:
		case a.Kind == program.ExprString:
			return a
		case a.Kind == program.ExprName:
			return names[program.Fold(a.Str)]
		}
	}
	return nil
}

func (c *collector) script(src *source.File, q *program.Proc, lit *program.Expr) {
	f := &Fact{Via: "logon", Target: "Logon", Script: true}
	f.At = placeOf(src, lit)
	f.Procedure, f.Secret, f.Called, f.Confidence = q.Name, true, true, fact.Medium
	if app := c.in.Site.AppOf(src.Path); app != nil {
		f.Application = app.Folder
	}
	c.add(f)
}
