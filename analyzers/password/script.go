package password

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// scripts states the passwords in files that no page reaches: scripts of the
// Windows Script Host and components that no page creates send requests and log
// on, too, and their passwords are in the repository all the same. A literal
// that is handed to the Logon of something unknown, directly or through a name
// that the file gives one value, counts where the file names MAPI.Session.
func (c *collector) scripts() {
	reached := map[source.Place]bool{} // by a page, too
	for _, f := range c.out {
		reached[f.At] = true
	}
	add := func(l literal, procedure string, u use) {
		if !reached[l.at] {
			reached[l.at] = true
			c.script(l, procedure, u)
		}
	}
	for _, src := range c.in.Site.Search(scriptExtensions(), append(com.HTTPWords(), "mapi.session")) {
		low := strings.ToLower(src.Text)
		if path.Ext(strings.ToLower(src.Path)) == ".js" && !strings.Contains(low, "wscript") && !strings.Contains(low, "mapi.session") {
			continue // for the browser
		}
		p := compile(src)
		if p == nil || p.Main == nil {
			continue
		}
		for _, e := range flow.RunScript(c.in.Site, p) {
			procedure := ""
			if e.Proc != nil {
				procedure = e.Proc.Name
			}
			for _, u := range arguments(e) {
				for _, l := range literals(u) {
					add(l, procedure, u)
				}
			}
		}
		if !strings.Contains(low, "mapi.session") {
			continue
		}
		names := assigned(p)
		for _, q := range append([]*program.Proc{p.Main}, p.Procs...) {
			program.Walk(q.Body, func(e *program.Expr) bool {
				if lit := logonPassword(e, names); lit != nil && !Placeholder(lit.Str()) {
					add(literal{at: placeOf(src, lit)}, q.Name, use{via: "logon", target: "Logon"})
				}
				return true
			}, nil)
		}
	}
}

func scriptExtensions() []string {
	return []string{".vbs", ".js", ".wsf", ".cls", ".bas", ".frm", ".ctl", ".wsc", ".sct"}
}

// compile reads a file in the language that its extension says.
func compile(src *source.File) *program.File {
	switch strings.ToLower(path.Ext(src.Path)) {
	case ".vbs", ".js":
		return program.CompileScript(src)
	case ".wsc", ".sct", ".wsf":
		return program.CompileWSC(src, path.Base(src.Path))
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
				name := program.Fold(s.Target.Str())
				old, again := out[name]
				switch {
				case s.Value == nil || s.Value.Kind != program.ExprString || again && (old == nil || old.Str() != s.Value.Str()):
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
	if e.Kind != program.ExprCall || e.X == nil || e.X.Kind != program.ExprMember || program.Fold(e.X.Str()) != "logon" {
		return nil
	}
	for i, a := range e.Args() {
		switch {
		case a == nil:
			continue
		case a.Kind == program.ExprNamedArg && program.Fold(a.Str()) == "profilepassword":
			a = a.X
		case a.Kind == program.ExprNamedArg || i != 1:
			continue
		}
		switch {
		case a == nil:
		case a.Kind == program.ExprString:
			return a
		case a.Kind == program.ExprName:
			return names[program.Fold(a.Str())]
		}
	}
	return nil
}

func (c *collector) script(l literal, procedure string, u use) {
	f := &Fact{Via: u.via, Target: u.target, Script: true}
	f.At, f.Hidden, f.Procedure, f.Secret, f.Called, f.Confidence = l.at, l.joined, procedure, true, true, fact.Medium
	if app := c.in.Site.AppOf(l.at.Path); app != nil {
		f.Application = app.Folder
	}
	c.add(f)
}
