package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// maxDynamic bounds code that runs from strings: how deep, and how long.
const (
	maxDynamicDepth = 4
	maxDynamicBytes = 64 << 10
)

// execute is Execute and ExecuteGlobal with a string that is known. What the
// code does happens, for the reader, where it is executed.
func (m *machine) execute(v *Val, a Arg, e *program.Expr) (*Val, bool) {
	code, ok := v.Exact()
	if !ok || len(code) > maxDynamicBytes || m.dynamic >= maxDynamicDepth {
		return Unknown, true
	}
	f := m.compiled(code)
	defer m.enter(f, a.At)()
	if m.linked.byProc[f.Main] == nil { // the first time: its procedures are known from now on
		m.linked.add(f, newLinkedFile(f))
		m.linked.byProc[f.Main] = &Proc{Proc: f.Main, File: f}
	}
	_ = e
	m.constants(constsIn(f.Main.Body))
	if !m.run(f.Main.Body) {
		return nil, true
	}
	return kindVal(Empty), true
}

// evaluate is Eval.
func (m *machine) evaluate(v *Val, a Arg) (*Val, bool) {
	code, ok := v.Exact()
	if !ok || len(code) > maxDynamicBytes || m.dynamic >= maxDynamicDepth {
		return Unknown, true
	}
	if m.frame.proc.Language == program.JScript {
		return m.evalScript(code, a)
	}
	f := m.compiled("cdolint_eval = (" + code + ")")
	if len(f.Main.Body) != 1 || f.Main.Body[0].Kind != program.StmtAssign {
		return Unknown, true
	}
	defer m.enter(f, a.At)()
	out, alive := m.eval(f.Main.Body[0].Value)
	if !alive {
		return nil, true
	}
	return out, true
}

// evalScript is JScript's eval: statements, and the value of the last one.
func (m *machine) evalScript(code string, a Arg) (*Val, bool) {
	f := m.code["//"+code]
	if f == nil {
		f = program.CompileScriptIn(source.New(m.page.Path(), []byte(code), source.Options{}), program.JScript)
		m.code["//"+code] = f
		m.linked.add(f, newLinkedFile(f))
		m.linked.byProc[f.Main] = &Proc{Proc: f.Main, File: f}
	}
	defer m.enter(f, a.At)()
	out := kindVal(Empty)
	for _, s := range f.Main.Body {
		if s.Kind != program.StmtExpr || s.Value == nil {
			if !m.stmt(s) {
				return nil, true
			}
			continue
		}
		v, alive := m.eval(s.Value)
		if !alive {
			return nil, true
		}
		out = v
	}
	return out, true
}

// enter makes code from a string the text that runs, until the function that it
// returns is called. What the code does, and what its procedures do later,
// happens for the reader where it is executed.
func (m *machine) enter(f *program.File, at source.Place) func() {
	m.alone = true
	fr, file := m.frame, m.frame.file
	if m.codeAt == nil {
		m.codeAt = map[*program.File]source.Place{}
	}
	m.codeAt[f] = at
	fr.file = f
	m.dynamic++
	return func() {
		fr.file = file
		m.dynamic--
	}
}

func (m *machine) compiled(code string) *program.File {
	if f := m.code[code]; f != nil {
		return f
	}
	f := program.CompileScript(source.New(m.page.Path(), []byte(code), source.Options{}))
	m.code[code] = f
	return f
}
