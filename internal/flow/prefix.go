package flow

import (
	"maps"
	"slices"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Most pages of an application begin with the same include, which brings in
// all that the application has, and hold a few lines of their own. What the
// include does is the same on all of them as long as its names mean the same:
// it is run once, and each page goes on from there. What a page does is undone
// before the next one.

// beginning is what pages begin with.
type beginning struct {
	file     *site.File
	language program.Language
	// defining are the pages' own files that define what the include names.
	defining string
}

// maxFreshStarts bounds how often a beginning runs anew in one round because
// pages changed the items that it reads.
const maxFreshStarts = 3

// prefix is a machine that stands behind a beginning.
type prefix struct {
	m       *machine
	leader  *site.Page
	files   map[*site.File]bool // those whose names its code means
	alive   bool
	version int // of the items when it began
}

// prefixes are the machines behind the same beginning.
type prefixes struct {
	// list has one for each way in which names are understood.
	list   []*prefix
	starts int // anew, in this round
}

// maxVariants bounds the list.
const maxVariants = 6

// runner runs the pages of an application.
type runner struct {
	items    *items
	uses     map[*site.File]*used
	begins   map[*site.Page]beginning
	pages    map[beginning]int
	prefixes map[beginning]*prefixes
	steps    int // statements that all pages have run
}

// Limits of the statements that the pages of one application run: some seconds
// of work, more than applications of hundreds of pages need. Beyond the first
// only pages are run that themselves name something of interest, and do not
// merely include a library that does.
const (
	maxStatementsAll = 600_000
	maxStatementsApp = 1_500_000
)

// spent reports whether a page is beyond what its application may take.
func (r *runner) spent(p *site.Page) bool {
	if r.steps < maxStatementsAll {
		return false
	}
	return r.steps >= maxStatementsApp || p.File.Program == nil || !r.interesting(p.File.Program)
}

func newRunner(shared *items, pages []*site.Page) *runner {
	r := &runner{
		items: shared, uses: map[*site.File]*used{}, begins: map[*site.Page]beginning{},
		pages: map[beginning]int{}, prefixes: map[beginning]*prefixes{},
	}
	if shared.alone {
		return r
	}
	first := map[*site.File]int{} // pages that begin with the file
	for _, p := range pages {
		if f := firstInclude(p); f != nil {
			first[f]++
		}
	}
	for _, p := range pages {
		if first[firstInclude(p)] < 2 {
			continue // nothing to share
		}
		if b, ok := r.beginning(p); ok {
			r.begins[p] = b
			r.pages[b]++
		}
	}
	return r
}

func (r *runner) interesting(f *program.File) bool {
	return r.items.site.Interesting(f.Main) || slices.ContainsFunc(f.Procs, r.items.site.Interesting)
}

// firstInclude is the file that a page includes before it does anything else; nil
// if there is none, or if the page is best run alone.
func firstInclude(p *site.Page) *site.File {
	f := p.File
	if p.Global || f.Program == nil || f.Program.Main == nil || len(f.ScriptSources) > 0 || len(f.Program.Main.Body) == 0 {
		return nil
	}
	first := f.Program.Main.Body[0]
	if first.Kind != program.StmtInclude || int(first.Index) >= len(f.Includes) {
		return nil
	}
	target := f.Includes[first.Index]
	if target == nil || target.Program == nil || target == f {
		return nil
	}
	return target
}

// beginning finds what a page begins with; ok is false if it is best run alone.
func (r *runner) beginning(p *site.Page) (b beginning, ok bool) {
	target := firstInclude(p)
	if target == nil {
		return b, false
	}
	u := r.usedBy(p, target)
	b = beginning{file: target, language: p.File.Program.Main.Language, defining: u.defining}
	for _, g := range p.Closure {
		if !u.files[g] && g.Program != nil && slices.ContainsFunc(g.Program.Objects, func(t program.ObjectTag) bool { return t.ID != "" }) {
			return b, false
		}
	}
	return b, true
}

// used are the names in a file and all that it includes.
type used struct {
	files map[*site.File]bool
	named map[string]bool // anywhere
	// defining are the files beside these that define what is named in them.
	defining string
	with     map[*site.File]*used // one more of those
}

// usedBy are the names in a file that a page includes, and in those of the
// page's other files that define procedures or classes which are named there.
func (r *runner) usedBy(p *site.Page, f *site.File) *used {
	u := r.uses[f]
	if u == nil {
		u = newUsed()
		u.include(r.items, f)
		r.uses[f] = u
	}
	for {
		i := slices.IndexFunc(p.Closure, func(g *site.File) bool { return g.Program != nil && !u.files[g] && u.names(r.items, g) })
		if i < 0 {
			return u
		}
		u = r.extended(u, p.Closure[i])
	}
}

// extended is u with one more file.
func (r *runner) extended(u *used, f *site.File) *used {
	if v := u.with[f]; v != nil {
		return v
	}
	v := newUsed()
	maps.Copy(v.files, u.files)
	maps.Copy(v.named, u.named)
	v.add(r.items, f)
	v.defining = u.defining + f.Path + "\n"
	u.with[f] = v
	return v
}

func newUsed() *used {
	return &used{
		files: map[*site.File]bool{}, named: map[string]bool{}, with: map[*site.File]*used{},
	}
}

// names reports whether a procedure or class of the file is named.
func (u *used) names(t *items, f *site.File) bool {
	return slices.ContainsFunc(t.linkedFile(f.Program).defined(), func(n string) bool { return u.named[n] })
}

// include adds a file and all that it includes.
func (u *used) include(t *items, f *site.File) {
	if f == nil || f.Program == nil || u.files[f] {
		return
	}
	u.add(t, f)
	for _, g := range f.Includes {
		u.include(t, g)
	}
	for _, g := range f.ScriptSources {
		u.include(t, g)
	}
}

func (u *used) add(t *items, f *site.File) {
	u.files[f] = true
	lf := t.linkedFile(f.Program)
	if lf.names == nil {
		lf.names = lf.collect()
	}
	for n := range lf.mentioned {
		u.named[n] = true
	}
	maps.Copy(u.named, lf.names)
}

// collect is the names in the procedures of a file that are not declared there.
func (lf *linkedFile) collect() map[string]bool {
	out := map[string]bool{}
	for _, p := range lf.procs {
		program.Walk(p.Body, func(e *program.Expr) bool {
			switch e.Kind {
			case program.ExprName, program.ExprNew, program.ExprString: // GetRef("f")
				if n := p.fold(e.Str()); !p.own[n] {
					out[n] = true
				}
			default:
			}
			return true
		}, nil)
	}
	return out
}

// defined are the folded names of the procedures, classes and constants of a file.
func (lf *linkedFile) defined() []string {
	var out []string
	for _, p := range lf.procs {
		if p.Class == "" && p.Name != "" {
			out = append(out, program.Fold(p.Name), p.Name)
		}
	}
	for _, c := range lf.classes {
		out = append(out, program.Fold(c.Name))
	}
	for _, s := range lf.consts {
		out = append(out, program.Fold(s.Target.Str()))
	}
	return out
}

// run runs a page, and the procedures that no page calls.
func (r *runner) run(p *site.Page, uncalled map[*program.Proc]bool) *PageResult {
	out := &PageResult{Page: p}
	began := 0
	finish := func(m *machine) {
		if len(uncalled) > 0 {
			m.runUncalled(uncalled)
		}
		// One page may merge a great deal. All together have large libraries, whose
		// variables are many, and which are to be looked at on many pages.
		r.steps += m.steps - began - m.merging + m.merging/8
		// Of the machine only this is kept: there may be thousands of pages.
		out.Events, out.Limited, out.itemsRead = m.events, m.exhausted || m.limited, m.itemsRead
		out.called = append(out.called, m.called)
		out.components = m.linked.components()
	}
	if pre := r.prefix(p); pre != nil {
		out.version = pre.version
		out.called = append(out.called, pre.m.called)
		began = pre.m.steps
		pre.goOn(p, finish)
		return out
	}
	out.version = r.items.changed
	m := newMachine(p, r.items)
	m.runPage(p)
	finish(m)
	return out
}

// prefix is the machine that has run what the page begins with, nil if the
// page is to be run alone.
func (r *runner) prefix(p *site.Page) *prefix {
	b, ok := r.begins[p]
	if !ok || r.pages[b] < 2 {
		return nil
	}
	g := r.prefixes[b]
	if g == nil {
		g = &prefixes{}
		r.prefixes[b] = g
	}
	l := r.items.link(p.Closure)
	i := slices.IndexFunc(g.list, func(pre *prefix) bool { return pre.m.meansTheSame(l) })
	switch {
	case i >= 0 && (!r.items.newer(g.list[i].m.itemsRead, g.list[i].version) || g.starts >= maxFreshStarts):
	case i < 0 && len(g.list) == maxVariants:
		return nil
	default:
		pre := &prefix{m: newMachine(p, r.items), leader: p, files: r.usedBy(p, b.file).files, version: r.items.changed}
		pre.m.linked = l
		pre.start()
		r.steps += pre.m.steps
		if i < 0 {
			i = len(g.list)
			g.list = append(g.list, pre)
		} else {
			g.list[i] = pre
			g.starts++
		}
	}
	pre := g.list[i]
	if pre.m.alone || slices.ContainsFunc(pre.m.refs, r.definedBy(p, b)) {
		return nil
	}
	return pre
}

// meansTheSame reports whether the variables that procedures have assigned are
// those of the procedures, or those of the page, on another page as well.
func (m *machine) meansTheSame(l *linked) bool {
	for n := range m.assigned {
		if m.linked.mentioned[n] != l.mentioned[n] {
			return false
		}
	}
	return true
}

// definedBy reports whether the page itself defines a procedure.
func (r *runner) definedBy(p *site.Page, b beginning) func(name string) bool {
	u := r.usedBy(p, b.file)
	var own []string
	for _, f := range p.Closure {
		if !u.files[f] && f.Program != nil {
			own = append(own, r.items.linkedFile(f.Program).defined()...)
		}
	}
	return func(name string) bool { return slices.Contains(own, name) }
}

// round begins a round over the pages.
func (r *runner) round() {
	for _, g := range r.prefixes {
		g.starts = 0
	}
}

// start runs the beginning.
func (pre *prefix) start() {
	m := pre.m
	m.assigned = map[string]bool{}
	m.open(pre.leader)
	m.define(slices.DeleteFunc(slices.Clone(pre.leader.Closure), func(f *site.File) bool { return !pre.files[f] }), nil)
	m.runs[pre.leader.File]++
	pre.alive = m.stmt(pre.leader.File.Program.Main.Body[0])
	// Objects in states, and where they got into them, are of one page.
	if m.env.get(trackedKey()) != nil || m.exhausted || m.frame.exited {
		m.alone = true
	}
}

// goOn runs the rest of a page, hands the machine to use, and undoes it all.
func (pre *prefix) goOn(p *site.Page, use func(m *machine)) {
	base := pre.m
	objects, notes := base.objects.mark()
	paths := base.env.paths
	base.env.push()
	m := newMachine(p, base.items)
	m.base, m.objects, m.env, m.scopes, m.steps = base, base.objects, base.env, base.scopes, base.steps
	m.linked = m.items.link(p.Closure)
	m.frame = mainFrame(p)
	m.frame.resume = base.frame.resume
	m.frame.exits.base = len(m.env.layers) - 1
	m.guards, m.apart = base.guards, base.apart
	m.limited, m.apartValues = base.limited, base.apartValues
	for f, n := range base.runs {
		m.runs[f] = n
	}
	delete(m.runs, pre.leader.File)
	m.runs[p.File]++
	for k := range base.itemsRead {
		m.itemsRead[k] = true
	}
	on := pageSteps{from: pre.leader.Path(), to: p.Path(), known: map[*Step]*Step{}}
	if base.stored && pre.leader != p {
		for _, c := range base.env.inOrder(func(c *cell) bool { return on.val(c.v) != c.v }) {
			m.env.write(c, on.val(c.v))
		}
	}
	m.events = pre.eventsFor(p, m, &on)
	m.define(p.Closure, pre.files)
	if pre.alive && m.run(p.File.Program.Main.Body[1:]) {
		m.finish(p)
	}
	use(m)
	base.scopes = m.scopes
	base.env.pop()
	base.env.paths = paths
	base.objects.back(objects, notes)
}

// eventsFor are the events of the beginning as those of a page.
func (pre *prefix) eventsFor(p *site.Page, m *machine, on *pageSteps) []*Event {
	body := p.File.Program.Main.Body[0]
	at := m.place(p.File.Program.Includes[body.Index].Span)
	moved := map[*Chain]*Chain{}
	var move func(c *Chain) *Chain
	move = func(c *Chain) *Chain {
		if c == nil {
			return nil
		}
		n := moved[c]
		if n == nil {
			n = &Chain{At: c.At, Name: c.Name, Outer: move(c.Outer), depth: c.depth}
			if c.Outer == nil {
				n.At = at
			}
			moved[c] = n
		}
		return n
	}
	list := make([]Event, len(pre.m.events))
	out := make([]*Event, len(list), len(list)+8)
	for i, e := range pre.m.events {
		list[i] = *e
		out[i] = &list[i]
		n := out[i]
		n.Page, n.Includes = p, move(e.Includes)
		if pre.m.stored {
			n.Recv, n.Value, n.Inside, n.Args = on.val(e.Recv), on.val(e.Value), on.val(e.Inside), slices.Clone(e.Args)
			for i := range n.Args {
				n.Args[i].Val = on.val(n.Args[i].Val)
			}
		}
		if e.Proc == pre.leader.File.Program.Main {
			n.Proc = p.File.Program.Main
		}
	}
	return out
}

// pageSteps puts one page for another, and the steps in known for others, in
// the ways of values.
type pageSteps struct {
	from, to string
	known    map[*Step]*Step
}

func (r *pageSteps) step(s *Step) *Step {
	if s == nil {
		return nil
	}
	if n, ok := r.known[s]; ok {
		return n
	}
	n := s
	prev := r.step(s.Prev)
	ran := s.Kind == Ran && s.Name == r.from
	if ran || prev != s.Prev {
		c := *s
		c.Prev = prev
		if ran {
			c.At.Path, c.Name = r.to, r.to
		}
		n = &c
	}
	r.known[s] = n
	return n
}

func (r *pageSteps) val(v *Val) *Val {
	if v == nil {
		return nil
	}
	out := v
	for i := range v.Atoms {
		how := r.step(v.Atoms[i].How)
		if how == v.Atoms[i].How {
			continue
		}
		if out == v {
			out = &Val{Atoms: slices.Clone(v.Atoms), Open: v.Open, split: v.split}
		}
		out.Atoms[i].How = how
	}
	return out
}

// mainFrame is the frame of a page's module-level code.
func mainFrame(p *site.Page) *frame {
	main := &Proc{Proc: p.File.Program.Main, File: p.File.Program}
	return &frame{proc: main, file: p.File.Program, site: p.File}
}

// finish is the end of a page.
func (m *machine) finish(p *site.Page) { m.end(source.Place{Path: p.Path()}, "end") }
