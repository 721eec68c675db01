package cdocall

import (
	"slices"

	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
)

// unset reports an argument that is a variable which is declared by Dim and gets
// no value anywhere: where it is in sight, nothing assigns it, hands it to a
// procedure or runs code from a string. A name that no Dim declares may come from
// somewhere else.
func unset(e *flow.Event, a *flow.Arg) bool {
	if a.Expr == nil || a.Expr.Kind != program.ExprName || a.Val == nil || a.Val.Open || len(a.Val.Atoms) == 0 || e.Proc == nil || e.Proc.Language == program.JScript ||
		slices.ContainsFunc(a.Val.Atoms, func(x flow.Atom) bool { return x.Kind != flow.Empty }) {
		return false
	}
	v := variable{name: program.Fold(a.Expr.Str())}
	named := func(n string) bool { return program.Fold(n) == v.name }
	if e.Proc.Kind != program.ProcMain && slices.ContainsFunc(e.Proc.Locals, named) {
		v.look(e.Proc.Body)
		return !v.given
	}
	if e.Proc.Class != "" || slices.ContainsFunc(e.Proc.Params, func(p program.Param) bool { return named(p.Name) }) {
		return false
	}
	for _, f := range e.Page.Closure {
		if f.Program == nil || slices.Contains(f.Includes, (*site.File)(nil)) {
			return false
		}
		if f.Program.Main != nil {
			v.look(f.Program.Main.Body)
		}
		for _, p := range f.Program.Procs {
			v.look(p.Body)
		}
	}
	return v.declared && !v.given
}

// variable is what statements do with one.
type variable struct {
	name     string // folded
	declared bool   // by Dim
	given    bool   // a value, or it may be
}

func (v *variable) is(e *program.Expr) bool {
	return e != nil && e.Kind == program.ExprName && program.Fold(e.Str()) == v.name
}

func (v *variable) look(body []*program.Stmt) {
	program.Walk(body, func(e *program.Expr) bool {
		switch e.Kind {
		case program.ExprAssign:
			v.given = v.given || v.is(e.X)
		case program.ExprCall:
			v.given = v.given || !takes(e.X) && slices.ContainsFunc(e.Args(), v.is) || runsText(e.X)
		default:
		}
		return true
	}, func(s *program.Stmt) bool {
		v.declared = v.declared || s.Kind == program.StmtDim && slices.ContainsFunc(s.Detail().Names, func(n string) bool { return program.Fold(n) == v.name })
		v.given = v.given || v.is(s.Target)
		return true
	})
}

// takes reports a method that does nothing to its arguments.
func takes(method *program.Expr) bool {
	if method.Kind != program.ExprMember {
		return false
	}
	switch program.Fold(method.Str()) {
	case "getfolder", "getmessage", "write":
		return true
	}
	return false
}

// runsText reports Execute and its kin, which may do anything.
func runsText(f *program.Expr) bool {
	if f.Kind != program.ExprName {
		return false
	}
	switch program.Fold(f.Str()) {
	case "execute", "executeglobal", "eval":
		return true
	}
	return false
}
