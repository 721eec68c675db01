package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
)

// uncalledProcs are the procedures of a page's files, and of the components that
// it creates, that no page calls and that do something of interest.
func uncalledProcs(s *site.Site, p *site.Page, components []*program.File, called map[*program.Proc]bool) map[*program.Proc]bool {
	var out map[*program.Proc]bool
	add := func(q *program.Proc) {
		if out == nil {
			out = map[*program.Proc]bool{}
		}
		out[q] = true
	}
	for _, f := range p.Closure {
		if f.Program == nil {
			continue
		}
		for _, q := range f.Program.Procs {
			if mayBeUncalled(q, called) && s.InterestingIn(f, q) {
				add(q)
			}
		}
	}
	for _, f := range components {
		for _, q := range f.Procs {
			if mayBeUncalled(q, called) && s.Interesting(q) {
				add(q)
			}
		}
	}
	return out
}

func mayBeUncalled(q *program.Proc, called map[*program.Proc]bool) bool {
	return q.Kind != program.ProcLambda && !called[q]
}

// runUncalled runs procedures that no page calls, so that what they do is
// seen, marked as not known to run. What one of them leaves in a variable of
// the page, or of its class, another one may find there.
func (m *machine) runUncalled(list map[*program.Proc]bool) {
	m.uncalled = true
	var procs []*Proc
	for _, q := range m.linked.all { // a copy: components may be linked on the way
		if list[q.Proc] {
			procs = append(procs, q)
		}
	}
	this := m.uncalledInstances(procs)
	var left []*layer
	for _, q := range procs {
		if l := m.runOneUncalled(q, this); l != nil {
			left = append(left, l)
		}
	}
	if m.offer(left) {
		for _, q := range procs {
			m.runOneUncalled(q, this)
		}
	}
}

// uncalledInstances makes an object of each class with an uncalled method.
func (m *machine) uncalledInstances(procs []*Proc) map[*Class]*Object {
	out := map[*Class]*Object{}
	for _, q := range procs {
		c := m.linked.classOf(q)
		if c == nil || out[c] != nil {
			continue
		}
		o := m.objects.make(Object{Kind: Instance, Class: c, At: placeOfProc(q), Path: "uncalled"})
		out[c] = o
		for _, f := range c.Fields {
			m.env.set(key{-o.ID, f}, kindVal(Empty))
		}
		if init := c.members["class_initialize"]; init != nil && init.call != nil {
			m.guards, m.calls = nil, nil
			m.inFileOf(init.call, func() { m.invoke(init.call, o, []Arg{}, init.call.NameAt) })
		}
	}
	return out
}

// runOneUncalled runs a procedure by itself and returns what it wrote.
func (m *machine) runOneUncalled(q *Proc, this map[*Class]*Object) *layer {
	var o *Object
	if q.Class != "" {
		if o = this[m.linked.classOf(q)]; o == nil {
			return nil
		}
	}
	m.guards, m.calls = nil, nil
	m.env.push()
	m.inFileOf(q, func() {
		if _, alive := m.invoke(q, o, nil, q.NameAt); alive {
			m.end(placeOfProc(q), "end")
		}
	})
	return m.env.pop()
}

// inFileOf does something as code of the file that a procedure stands in.
func (m *machine) inFileOf(q *Proc, do func()) {
	file, sf := m.frame.file, m.frame.site
	m.frame.file, m.frame.site = q.File, m.siteFile(q.File)
	do()
	m.frame.file, m.frame.site = file, sf
}

// offer adds the objects that procedures left in variables of the page and in
// fields to what those variables hold; false if there are none.
func (m *machine) offer(left []*layer) bool {
	kept := make([]*layer, 0, len(left))
	for _, l := range left {
		k := &layer{}
		for _, w := range l.vars {
			if at := w.c.k; at.scope <= 0 && at.name != "" && at.name[0] != '$' && w.v != nil && len(w.v.Objects()) > 0 {
				k.vars = append(k.vars, w)
			}
		}
		if len(k.vars) > 0 {
			kept = append(kept, k)
		}
	}
	m.env.merge(kept, true, m.read)
	return len(kept) > 0
}
