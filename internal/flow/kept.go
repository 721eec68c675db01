package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// A Session or Application item may hold an array or a dictionary, and objects
// in it. The elements that are objects are shared between pages as the items
// are: under the name of the item and their own.

// place in which a container is kept for later requests.
type keeping struct{ scope, item string }

// maxInside bounds how deep containers are looked into.
const maxInside = 3

// isContainer reports an object of the page's own that holds others.
func isContainer(o *Object) bool {
	switch o.Kind {
	case Array, Dictionary, Plain, Instance:
		return true
	case COM, Member, Intrinsic, Collection:
	}
	return false
}

// inside are the objects from outside that a value's arrays, dictionaries and
// instances hold; nil if there are none.
func (m *machine) inside(v *Val, depth int) *Val {
	var out *Val
	for _, o := range v.Objects() {
		if !isContainer(o) || depth == 0 {
			continue
		}
		for _, n := range m.elementNames(o) {
			w := m.load(key{-o.ID, n})
			if w == nil {
				continue
			}
			out = join(out, outsiders(w))
			out = join(out, m.inside(w, depth-1))
		}
	}
	return out
}

// outsiders are the objects from outside among the alternatives, nil for none.
func outsiders(v *Val) *Val {
	var out *Val
	for _, a := range v.Atoms {
		if a.Kind == Ref && (a.Obj.Kind == COM || a.Obj.Kind == Member) {
			out = join(out, one(a))
		}
	}
	return out
}

func (m *machine) elementNames(o *Object) []string {
	if o.Kind == Instance && o.Class != nil {
		return o.Class.Fields
	}
	return m.objects.keys[o.ID]
}

// keep remembers that the containers of a value are kept in an item, shares
// what is in them, and returns the objects among that.
func (m *machine) keep(k keeping, v *Val) *Val {
	for _, o := range v.Objects() {
		if o.Kind != Array && o.Kind != Dictionary {
			continue // of script objects pages of other requests get nothing
		}
		m.note(o, k)
		for _, n := range m.objects.keys[o.ID] {
			m.share(k, n, m.load(key{-o.ID, n}))
		}
	}
	return m.inside(v, maxInside)
}

func (m *machine) note(o *Object, k keeping) {
	if o.Kind == Array { // a copy is kept
		return
	}
	if m.kept == nil {
		m.kept = map[*Object]keeping{}
	}
	m.kept[o] = k
}

// share lets other pages find an element that is an object.
func (m *machine) share(k keeping, element string, v *Val) {
	if v != nil && outsiders(v) != nil {
		m.items.write(k.scope, elementKey(program.Fold(k.item), element), outsiders(v))
	}
}

func elementKey(item, element string) string { return item + "/" + element }

// isElement reports the name that an element of a container has among the items.
func isElement(name string) bool { return strings.Contains(name, "/(") }

// keeps is where an object is kept, if it is.
func (m *machine) keeps(o *Object) (keeping, bool) {
	k, ok := m.kept[o]
	if !ok && m.base != nil {
		k, ok = m.base.kept[o]
	}
	return k, ok
}

// keepElement is for an object that is put into a container.
func (m *machine) keepElement(o *Object, index []Arg, v *Val, span program.Span) {
	k, ok := m.keeps(o)
	if !ok {
		return
	}
	if n, known := elementName(index); known {
		m.share(k, n, v)
	}
	v = join(outsiders(v), m.inside(v, maxInside))
	if v == nil {
		return
	}
	at := m.place(span)
	recv := refVal(m.objects.intrinsic(k.scope), nil)
	m.emit(&Event{Kind: ItemStore, At: at, Recv: recv, Member: k.item, Value: v.via(Stored, at, itemLabel(k.scope, k.item)), Set: true})
}

// fill puts what pages have kept in a container of an item where this page has
// put nothing.
func (m *machine) fill(k keeping, v *Val) {
	for _, o := range v.Objects() {
		if o.Kind != Array && o.Kind != Dictionary {
			continue
		}
		m.note(o, k)
		prefix := elementKey(program.Fold(k.item), "")
		m.itemsRead[k.scope+"/"+prefix] = true
		for _, name := range m.items.elements(k.scope + "/" + prefix) {
			c := key{-o.ID, name}
			if m.load(c) != nil {
				continue
			}
			if w := m.items.read(m, k.scope, prefix+name); w != nil {
				m.objects.note(o, name)
				m.env.set(c, w.via(Read, o.At, itemLabel(k.scope, k.item)))
			}
		}
	}
}

// elements are the names of those that pages have put into a container.
func (t *items) elements(prefix string) []string {
	var out []string
	for k := range t.vals {
		if name, ok := strings.CutPrefix(k, prefix); ok && strings.HasPrefix(name, "(") {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}
