package setup

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// instance is a new object of a class: its fields have their initial values,
// what makes it (Class_Initialize, Sub New, a constructor) was followed.
func (in *interp) instance(c *class, args []val) *object {
	o := &object{kind: objInstance, class: c, fields: variables{}}
	const most = 100 // objects whose end is followed
	if c.methods["class_terminate"] != nil && len(in.ending) < most {
		in.ending = append(in.ending, o)
	}
	for _, name := range c.fields {
		o.fields[name] = val{}
	}
	if len(c.body) > 0 {
		in.call(&proc{body: c.body}, o, nil)
	}
	for _, name := range []string{"class_initialize", "new"} {
		if p := c.methods[name]; p != nil {
			in.call(p, o, args)
		}
	}
	if p := in.procs[c.name]; p != nil { // a function of JScript
		in.call(p, o, args)
	}
	return o
}

// self is the object whose method is being followed, nil outside of methods.
func (in *interp) self() *object {
	if n := len(in.frames); n > 0 {
		return in.frames[n-1].self
	}
	return nil
}

// proc is the procedure that a bare name in lower case calls: a method of the
// object whose method it stands in, or one of the script.
func (in *interp) proc(name string) *proc {
	if o := in.self(); o != nil && in.lang == script.Basic || o != nil && in.procs[name] == nil {
		if p := o.class.methods[name]; p != nil {
			return p
		}
	}
	return in.procs[name]
}

// selfOf is the object that a procedure, called by a bare name, is a method of.
func (in *interp) selfOf(p *proc) *object {
	if p.class == nil {
		return nil
	}
	return in.self()
}

// selfOrStatic is what Me, this, or the name of a class stand for.
func (in *interp) selfOrStatic(name string) (val, bool) {
	switch name {
	case "me", "this":
		if o := in.self(); o != nil {
			return val{kind: valObject, obj: o}, true
		}
		return val{}, false
	}
	c := in.classes[name]
	if c == nil {
		return val{}, false
	}
	if c.static == nil {
		c.static = &object{kind: objInstance, class: c, fields: variables{}}
	}
	return val{kind: valObject, obj: c.static}, true
}

// field reports whether a bare name in lower case means a field of the object
// whose method is being followed.
func (in *interp) field(name string) (*object, bool) {
	o := in.self()
	if o == nil || slices.Contains(in.frames[len(in.frames)-1].params, name) {
		return nil, false
	}
	if _, set := in.vars[name]; set && in.lang == script.C {
		return nil, false
	}
	_, ok := o.fields[name]
	return o, ok
}

// get is the value of a variable or field, its name in lower case.
func (in *interp) get(name string) (val, bool) {
	if o, ok := in.field(name); ok {
		return o.fields[name], true
	}
	v, ok := in.vars[name]
	return v, ok
}

// set gives a variable or field a value.
func (in *interp) set(name string, v val) {
	name = strings.ToLower(name)
	if o, ok := in.field(name); ok {
		o.fields[name] = v
		return
	}
	if n := len(in.frames); n > 0 && slices.Contains(in.frames[n-1].params, name) {
		in.frames[n-1].changed = append(in.frames[n-1].changed, name)
	}
	if in.deeper == 0 {
		in.sure.may(name, v, in.vars[name], in.arms)
	}
	in.vars[name] = v
	in.sure.gives(name, in.arms, in.deeper == 0)
}

// instanceMember follows a call of a method, or reads a property or a field.
func (in *interp) instanceMember(o *object, lower string, args []val) val {
	for _, name := range []string{lower, "get " + lower} {
		if p := o.class.methods[name]; p != nil {
			return in.call(p, o, args)
		}
	}
	return o.fields[lower]
}

// instanceAssign sets a property or a field.
func (in *interp) instanceAssign(o *object, lower string, v val) {
	if p := o.class.methods["let "+lower]; p != nil {
		in.call(p, o, []val{v})
		return
	}
	o.fields[lower] = v
}

// allProcs are the procedures and methods of the script, as they stand in it.
func (in *interp) allProcs() []*proc {
	list := make([]*proc, 0, len(in.procs))
	for _, p := range in.procs {
		list = append(list, p)
	}
	for _, c := range in.classes {
		for _, p := range c.methods {
			list = append(list, p)
		}
	}
	slices.SortFunc(list, func(a, b *proc) int { return cmp.Compare(a.order, b.order) })
	return list
}

// namedElsewhere are the names that the bodies of other procedures hold.
func (in *interp) namedElsewhere(procs []*proc) map[string]bool {
	named := map[string]bool{}
	for _, p := range procs {
		for _, s := range p.body {
			for _, t := range s {
				if name := strings.ToLower(t.Text); t.Kind == script.Name && name != p.name {
					named[name] = true
				}
			}
		}
	}
	return named
}

// execute follows Execute of a text that is known. Procedures of the script
// are not called from there.
func (in *interp) execute(v val) {
	const deepest = 4
	if !v.known() || in.executed >= deepest {
		return
	}
	sub := newInterp(in.f, v.text, in.lang)
	sub.vars, sub.mounts, sub.copies, sub.fixed = in.vars, in.mounts, in.copies, in.place()
	sub.sure = in.sure
	sub.executed, sub.uncalled, sub.budget, sub.arms = in.executed+1, in.uncalled, in.budget, in.arms
	sub.run(sub.split(script.Scan(v.text, in.lang, 0)))
	in.copies, in.budget = sub.copies, sub.budget
}

// end follows what objects do when they are given up, at the end of the script.
func (in *interp) end() {
	for i := 0; i < len(in.ending); i++ {
		o := in.ending[i]
		in.call(o.class.methods["class_terminate"], o, nil)
	}
	in.ending = nil
}
