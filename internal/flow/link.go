package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// linked is what the names of a page stand for.
type linked struct {
	files   map[*program.File]*site.File
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

	// Of each procedure, as far as somebody asked: those that it may call, and all
	// that it reaches by them, and the variables in it that it writes to; named are
	// all procedures by folded name. See differ.
	calls, reached map[*Proc][]*Proc
	written        map[writing]bool
	named          map[string][]*Proc
}

// link collects the procedures and classes of the files of a page. The last
// definition of a name wins, as VBScript has it.
func (t *items) link(closure []*site.File) *linked {
	l := &linked{
		files: make(map[*program.File]*site.File, len(closure)),
		procs: map[string]*Proc{}, classes: map[string]*Class{},
		nested: map[*program.Proc][]*Proc{}, byProc: map[*program.Proc]*Proc{}, mentioned: map[string]bool{},
		byFile: map[*program.File]bool{}, ofComponent: map[*site.Component]*Class{},
		counters: map[*program.Stmt][]string{},
		calls:    map[*Proc][]*Proc{}, reached: map[*Proc][]*Proc{}, written: map[writing]bool{},
	}
	for _, f := range closure {
		if f.Program != nil {
			l.files[f.Program] = f
			l.add(f.Program, t.linkedFile(f.Program))
		}
	}
	return l
}

func (l *linked) add(f *program.File, lf *linkedFile) {
	for i, p := range f.Procs {
		q := lf.procs[i]
		l.all = append(l.all, q)
		l.byProc[p] = q
		switch {
		case p.Class != "", p.Kind == program.ProcLambda, p.Kind == program.ProcMain:
		case p.Language == program.JScript && p.Outer >= 0:
			outer := f.Procs[p.Outer]
			l.nested[outer] = append(l.nested[outer], q)
		default:
			l.procs[program.Fold(p.Name)] = q
		}
	}
	for _, c := range lf.classes {
		l.classes[program.Fold(c.Name)] = c
	}
	for n := range lf.mentioned {
		l.mentioned[n] = true
	}
}

// linkedFile is what the names of a file stand for, on whatever page.
type linkedFile struct {
	procs     []*Proc // beside the procedures of the program
	classes   []*Class
	mentioned map[string]bool // in module-level code
	consts    []*program.Stmt // Const statements of module-level code
	names     map[string]bool // in procedures, not declared there; see prefix.go
}

// linkedFile makes the procedures and classes of a file, once for the pages of
// an application.
func (t *items) linkedFile(f *program.File) *linkedFile {
	lf := t.files[f]
	if lf == nil {
		lf = newLinkedFile(f)
		t.files[f] = lf
	}
	return lf
}

func newLinkedFile(f *program.File) *linkedFile {
	lf := &linkedFile{procs: make([]*Proc, len(f.Procs)), mentioned: map[string]bool{}}
	for i, p := range f.Procs {
		lf.procs[i] = newProc(f, p)
	}
	for _, c := range f.Classes {
		lf.classes = append(lf.classes, newClass(f, c, lf.procs))
	}
	if f.Main != nil {
		mention(lf.mentioned, f.Main.Body)
		lf.consts = constsIn(f.Main.Body)
	}
	return lf
}

// newProc is a procedure of a file, with the names of its own variables.
func newProc(f *program.File, p *program.Proc) *Proc {
	q := &Proc{Proc: p, File: f, own: make(map[string]bool, len(p.Params)+len(p.Locals))}
	for _, r := range p.Params {
		q.own[q.fold(r.Name)] = true
	}
	for _, n := range p.Locals {
		q.own[q.fold(n)] = true
	}
	return q
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
			names[program.Fold(e.Str())] = true
		}
		return true
	}, func(s *program.Stmt) bool {
		for _, n := range s.Detail().Names {
			names[program.Fold(n)] = true
		}
		return true
	})
}

// constsIn are the Const statements of a body that give a name to a constant.
// VBScript knows them throughout, above their lines as well.
func constsIn(body []*program.Stmt) []*program.Stmt {
	var out []*program.Stmt
	program.Walk(body, nil, func(s *program.Stmt) bool {
		if s.Kind == program.StmtAssign && s.Const && isConstant(s.Value) {
			out = append(out, s)
		}
		return true
	})
	return out
}

// define gives the constants of files, but those that are known, their values
// before the first line runs.
func (m *machine) define(files []*site.File, known map[*site.File]bool) {
	f := m.frame
	file, sf := f.file, f.site
	for _, g := range files {
		if g.Program == nil || known[g] {
			continue
		}
		f.file, f.site = g.Program, g
		m.constants(m.items.linkedFile(g.Program).consts)
	}
	f.file, f.site = file, sf
}

func (m *machine) constants(list []*program.Stmt) {
	for _, s := range list {
		m.assignStmt(s)
	}
}

// constants are the Const statements of the procedure.
func (p *Proc) constants() []*program.Stmt {
	if len(p.Locals) > 0 && !p.looked {
		p.looked, p.consts = true, constsIn(p.Body)
	}
	return p.consts
}

// isConstant reports an expression of literals alone.
func isConstant(e *program.Expr) bool {
	for e != nil && (e.Kind == program.ExprUnary || e.Kind == program.ExprBinary) {
		if e.Kind == program.ExprBinary && !isConstant(e.Y) {
			return false
		}
		e = e.X
	}
	if e == nil {
		return false
	}
	switch e.Kind {
	case program.ExprString, program.ExprNumber, program.ExprBool, program.ExprNull, program.ExprEmpty, program.ExprNothing:
		return true
	}
	return false
}

// declares reports whether the procedure has a variable of its own of that
// name, folded.
func (p *Proc) declares(name string) bool { return p.own[name] }

// placeOfProc is where a procedure stands.
func placeOfProc(p *Proc) source.Place {
	return source.Place{Path: p.File.Path, Pos: int(p.Span.Pos), End: int(p.Span.End)}
}
