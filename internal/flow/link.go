package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// linked is what the names of a page stand for.
type linked struct {
	procs   map[string]*Proc
	classes map[string]*Class
	// nested are the named functions inside a JScript function.
	nested map[*program.Proc][]*Proc
	byProc map[*program.Proc]*Proc
	// mentioned are the names that module-level code uses: an undeclared name
	// in a procedure means the global one if there is one, else a variable of
	// the procedure's own.
	mentioned map[string]bool
	all       []*Proc
	// byFile are the modules of components that are linked.
	byFile      map[*program.File]bool
	ofComponent map[*site.Component]*Class
	// counters are the variables that each loop counts with.
	counters map[*program.Stmt][]string
}

// link collects the procedures and classes of the files of a page. The last
// definition of a name wins, as VBScript has it.
func link(closure []*site.File) *linked {
	l := &linked{
		procs: map[string]*Proc{}, classes: map[string]*Class{},
		nested: map[*program.Proc][]*Proc{}, byProc: map[*program.Proc]*Proc{}, mentioned: map[string]bool{},
		byFile: map[*program.File]bool{}, ofComponent: map[*site.Component]*Class{},
		counters: map[*program.Stmt][]string{},
	}
	for _, f := range closure {
		if f.Program != nil {
			l.add(f.Program)
		}
	}
	return l
}

func (l *linked) add(f *program.File) {
	procs := make([]*Proc, len(f.Procs))
	for i, p := range f.Procs {
		q := l.proc(f, p)
		procs[i] = q
		switch {
		case p.Class != "", p.Kind == program.ProcLambda, p.Kind == program.ProcMain:
		case p.Language == program.JScript && p.Outer >= 0:
			outer := f.Procs[p.Outer]
			l.nested[outer] = append(l.nested[outer], q)
		default:
			l.procs[program.Fold(p.Name)] = q
		}
	}
	for _, c := range f.Classes {
		l.classes[program.Fold(c.Name)] = newClass(f, c, procs)
	}
	if f.Main != nil {
		mention(l.mentioned, f.Main.Body)
	}
}

func newClass(f *program.File, c *program.Class, procs []*Proc) *Class {
	out := &Class{Class: c, File: f, members: map[string]*classMember{}}
	member := func(name string) *classMember {
		m := out.members[name]
		if m == nil {
			m = &classMember{}
			out.members[name] = m
		}
		return m
	}
	for _, i := range c.Methods {
		p := procs[i]
		names := []string{program.Fold(p.Name)}
		if p.Default {
			names = append(names, defaultName)
		}
		for _, n := range names {
			switch m := member(n); p.Kind {
			case program.ProcGet:
				m.get = p
			case program.ProcLet:
				m.let = p
			case program.ProcSet:
				m.set = p
			case program.ProcSub, program.ProcFunction, program.ProcMain, program.ProcLambda:
				m.call = p
			}
		}
	}
	return out
}

const (
	resultName  = "$result"
	defaultName = "$default"
)

// mention collects the names in statements.
func mention(names map[string]bool, stmts []*program.Stmt) {
	program.Walk(stmts, func(e *program.Expr) bool {
		if e.Kind == program.ExprName {
			names[program.Fold(e.Str)] = true
		}
		return true
	}, func(s *program.Stmt) bool {
		for _, n := range s.Detail().Names {
			names[program.Fold(n)] = true
		}
		return true
	})
}

// declares reports whether the procedure has a variable of its own of that name.
func (p *Proc) declares(name string) bool {
	same := equalFold
	if p.Language == program.JScript {
		same = func(a, b string) bool { return a == b }
	}
	for _, q := range p.Params {
		if same(q.Name, name) {
			return true
		}
	}
	for _, n := range p.Locals {
		if same(n, name) {
			return true
		}
	}
	return false
}

// placeOfProc is where a procedure stands.
func placeOfProc(p *Proc) source.Place {
	return source.Place{Path: p.File.Path, Pos: int(p.Span.Pos), End: int(p.Span.End)}
}
