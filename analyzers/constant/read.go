package constant

import (
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// libraryID is the ID of the type library, of CDO 1.21 as of Active Messaging 1.1.
const libraryID = "3FA7DEA7-6438-101B-ACC1-00AA00423326"

// read collects what a file uses and declares.
func (c *collector) read(p *program.File, out *file) {
	for _, lib := range p.TypeLibs {
		out.library = out.library || isLibrary(lib)
	}
	if p.Main != nil {
		c.proc(p, p.Main, out)
	}
	for _, q := range p.Procs {
		c.declare(q.Name, out)
		for _, a := range q.Params {
			c.declare(a.Name, out)
		}
		c.proc(p, q, out)
	}
	slices.SortFunc(out.uses, func(a, b use) int { return a.at.Pos - b.at.Pos })
	// The first use of each name in the text stays.
	first := map[string]bool{}
	out.uses = slices.DeleteFunc(out.uses, func(u use) bool {
		folded := program.Fold(u.name)
		again := first[folded]
		first[folded] = true
		return again
	})
}

// isLibrary reports a METADATA tag of the CDO 1.21 type library: by its ID, or
// by the file that holds it.
func isLibrary(lib program.TypeLib) bool {
	if strings.Trim(lib.UUID, "{} ") != "" {
		return strings.EqualFold(strings.Trim(lib.UUID, "{} "), libraryID)
	}
	switch strings.ToLower(path.Base(strings.ReplaceAll(lib.File, `\`, "/"))) {
	case "cdo.dll", "olemsg32.dll", "mdisp32.tlb":
		return true
	}
	return false
}

func (c *collector) declare(name string, out *file) {
	if c.isConstant(name) {
		out.declares[program.Fold(name)] = true
	}
}

// proc collects the names of a procedure. A name that is assigned is declared
// by it, a Dim alone leaves it Empty.
func (c *collector) proc(p *program.File, q *program.Proc, out *file) {
	targets := map[*program.Expr]bool{}
	program.Walk(q.Body, func(e *program.Expr) bool {
		switch {
		case e.Kind == program.ExprAssign:
			c.target(e.X, out, targets)
		case e.Kind == program.ExprMember && e.X != nil && e.X.Kind == program.ExprName:
			c.declare(e.X.Str(), out) // mapiSession.Inbox: no constant has members
		case e.Kind == program.ExprName && !targets[e] && c.isConstant(e.Str()):
			out.uses = append(out.uses, use{
				name: e.Str(), proc: q.Name, language: q.Language,
				at: source.Place{Path: p.Path, Pos: int(e.Span.Pos), End: int(e.Span.End)},
			})
		}
		return true
	}, func(s *program.Stmt) bool {
		if s.Kind == program.StmtAssign || s.Kind == program.StmtLoop {
			c.target(s.Target, out, targets)
		}
		return true
	})
}

// target notes a name that is assigned to.
func (c *collector) target(e *program.Expr, out *file, targets map[*program.Expr]bool) {
	if e == nil {
		return
	}
	if e.Kind == program.ExprCall {
		e = e.X
	}
	if e != nil && e.Kind == program.ExprName && c.isConstant(e.Str()) {
		targets[e] = true
		c.declare(e.Str(), out)
	}
}
