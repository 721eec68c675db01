package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// component makes an instance of a component whose source is in the tree.
func (m *machine) component(c *site.Component, how string, at, progAt source.Place) *Val {
	o := m.instance(c, Object{At: at, ProgID: c.ProgID, Made: how})
	if o == nil {
		return nil
	}
	m.emit(&Event{Kind: Create, At: at, MemberAt: progAt, Object: o, Member: how})
	return refVal(o, &Step{Kind: Created, At: at, Name: c.ProgID, n: 1})
}

// instance makes an object of a component, which then is set up; nil if its
// class is not known.
func (m *machine) instance(c *site.Component, o Object) *Object {
	m.alone = true
	class := m.linked.component(c)
	if class == nil {
		return nil
	}
	o.Kind, o.Class = Instance, class
	made := m.objects.make(o)
	for _, mod := range c.Modules {
		m.runModule(mod)
	}
	for _, f := range class.Fields {
		m.env.set(key{-made.ID, f}, kindVal(Empty))
	}
	m.startInstance(made)
	return made
}

// scriptMoniker is GetObject("script:" & file), nil if it is something else or
// the file is not in the tree.
func (m *machine) scriptMoniker(s Str, at, progAt source.Place) *Val {
	if len(s) == 0 || s[len(s)-1].Kind != Literal {
		return nil
	}
	if _, ok := cutFold(s[0].Text, "script:"); !ok || s[0].Kind != Literal {
		return nil
	}
	if c := m.items.site.ScriptComponent(strings.TrimPrefix(s[len(s)-1].Text, "script:")); c != nil {
		return m.component(c, "GetObject", at, progAt)
	}
	return nil
}

// runModule runs the declarations of a .bas module, once for a page.
func (m *machine) runModule(f *site.File) {
	m.alone = true
	if f.Program == nil || f.Program.Main == nil || m.runs[f] > 0 {
		return
	}
	m.runs[f]++
	file := m.frame.file
	m.frame.file = f.Program
	m.constants(m.items.linkedFile(f.Program).consts)
	m.run(f.Program.Main.Body)
	m.frame.file = file
}

// component links the files of a component: its class, and the procedures of
// its modules where the page has none of that name.
func (l *linked) component(c *site.Component) *Class {
	f := c.File.Program
	if f == nil {
		return nil
	}
	for _, mod := range c.Modules {
		if mod.Program == nil || l.byFile[mod.Program] {
			continue
		}
		l.byFile[mod.Program] = true
		for _, p := range mod.Program.Procs {
			q := l.proc(mod.Program, p)
			if n := program.Fold(p.Name); l.procs[n] == nil {
				l.procs[n] = q
			}
		}
		mention(l.mentioned, mod.Program.Main.Body)
	}
	if k := l.ofComponent[c]; k != nil {
		return k
	}
	procs := make([]*Proc, len(f.Procs))
	for i, p := range f.Procs {
		procs[i] = l.proc(f, p)
	}
	for _, k := range f.Classes {
		if equalFold(k.Name, c.Class) {
			class := newClass(f, k, procs)
			if c.Script {
				l.addMethods(class, c.Modules)
			}
			l.ofComponent[c] = class
			return class
		}
	}
	return nil
}

// addMethods makes the procedures of a script component's files its methods,
// where it has none of that name itself.
func (l *linked) addMethods(class *Class, modules []*site.File) {
	for _, mod := range modules {
		if mod.Program == nil {
			continue
		}
		for _, p := range mod.Program.Procs {
			n := program.Fold(p.Name)
			if q := l.byProc[p]; q != nil && n != "" && p.Class == "" && class.members[n] == nil {
				class.members[n] = &classMember{call: q}
			}
		}
	}
}

// components are the programs of the components that are linked.
func (l *linked) components() []*program.File {
	out := make([]*program.File, 0, len(l.ofComponent)+len(l.byFile))
	for c := range l.ofComponent {
		out = append(out, c.File.Program)
	}
	for f := range l.byFile {
		out = append(out, f)
	}
	return out
}

// sibling is the ProgID of a class as the code of a Visual Basic project names
// it: the class of its own project. It is empty in other code.
func (l *linked) sibling(f *program.File, class string) string {
	best := "" // projects may share a module: the first by name, whatever the order
	for c := range l.ofComponent {
		if c.File.Program != f && !slices.ContainsFunc(c.Modules, func(m *site.File) bool { return m.Program == f }) {
			continue
		}
		if dot := strings.LastIndexByte(c.ProgID, '.'); dot > 0 && (best == "" || c.ProgID[:dot+1] < best) {
			best = c.ProgID[:dot+1]
		}
	}
	if best == "" {
		return ""
	}
	return best + class
}

// classOf is the class that a procedure is a method of, nil for none.
func (l *linked) classOf(p *Proc) *Class {
	if p.Class == "" {
		return nil
	}
	for _, c := range l.ofComponent {
		if c.File == p.File && equalFold(c.Name, p.Class) {
			return c
		}
	}
	return l.classes[program.Fold(p.Class)]
}

func (l *linked) proc(f *program.File, p *program.Proc) *Proc {
	q := newProc(f, p)
	l.all = append(l.all, q)
	l.byProc[p] = q
	return q
}

// external reports a call of a function from outside: one that a component
// declares of a DLL, such as LogonUser.
func (m *machine) external(name string, args []Arg, span program.Span) {
	if m.frame.proc.Class == "" || m.inPage(m.frame.file) {
		return
	}
	m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(span), Member: name, Args: args})
}

func (m *machine) inPage(f *program.File) bool { return m.linked.files[f] != nil }
