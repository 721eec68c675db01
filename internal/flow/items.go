package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// items are the Session and Application items of one application, and the
// objects that its global.asa declares: what its pages share.
type items struct {
	site *site.Site
	vals map[string]*itemVal // "session/name", folded
	// objects of <object> tags in global.asa by folded ID.
	tags map[string]string // folded ID -> scope
	// protocols that the pages are followed with.
	protocols []Protocol
	watch     func(progID string) bool
	// held are the items that hold objects, by scope.
	held map[string]*heldItems
	// changed counts writes that added something.
	changed int
	// alone: every page is run from its first line.
	alone bool
	// literals are the values of those that were met.
	literals map[*program.Expr]*Val
	// files that were linked.
	files map[*program.File]*linkedFile
}

type itemVal struct {
	v *Val
	// version is the value of items.changed when it last changed.
	version int
}

func newItems(s *site.Site) *items {
	return &items{site: s, vals: map[string]*itemVal{}, held: map[string]*heldItems{}, tags: map[string]string{}, files: map[*program.File]*linkedFile{}, literals: map[*program.Expr]*Val{}}
}

func (t *items) write(scope, folded string, v *Val) {
	k := scope + "/" + folded
	old := t.vals[k]
	if old == nil {
		t.changed++
		t.vals[k] = &itemVal{v, t.changed}
		return
	}
	if j := join(old.v, v); !j.same(old.v) {
		t.changed++
		t.vals[k] = &itemVal{j, t.changed}
	}
}

// read is what any page may have stored. Its objects get a place among the
// objects of the reading page.
func (t *items) read(m *machine, scope, folded string) *Val {
	k := scope + "/" + folded
	m.itemsRead[k] = true
	iv := t.vals[k]
	if iv == nil {
		return nil
	}
	out := &Val{Open: iv.v.Open}
	for _, a := range iv.v.Atoms {
		switch a.Kind {
		case Empty, Nothing:
			continue
		case Ref:
			if a.Obj.Kind == Instance || a.Obj.Kind == Plain {
				// Instances of script classes cannot live in the Session.
				out.Open = true
				continue
			}
			a.Obj = m.objects.adopt(a.Obj)
		case Func:
			out.Open = true
			continue
		case Text, Number, Bool, Null, Truth, InState:
		}
		out.Atoms = append(out.Atoms, a)
	}
	if len(out.Atoms) == 0 && !out.Open {
		return nil
	}
	return out
}

// maxHolding items of one scope may be meant where an item of any name is read;
// of more, none is.
const maxHolding = 32

// holding are the items of a scope that hold objects, by name.
func (t *items) holding(scope string) []string {
	h := t.held[scope]
	if h == nil || h.version != t.changed {
		h = &heldItems{version: t.changed}
		for k, iv := range t.vals {
			if name, ok := strings.CutPrefix(k, scope+"/"); ok && len(iv.v.Objects()) > 0 && !isElement(name) {
				h.names = append(h.names, name)
			}
		}
		slices.Sort(h.names)
		if len(h.names) > maxHolding {
			h.names = nil
		}
		t.held[scope] = h
	}
	return h.names
}

// heldItems are names of items, as they were at a version of items.changed.
type heldItems struct {
	names   []string
	version int
}

// anyItem is an item whose name is not known, such as each one in a loop over
// Session.Contents: any of the objects that pages have put into one.
func (m *machine) anyItem(scope string, at source.Place) *Val {
	m.itemsRead[scope+"/"] = true
	out := Unknown
	for _, name := range m.items.holding(scope) {
		v := m.items.read(m, scope, name)
		if v == nil {
			continue
		}
		refs := slices.DeleteFunc(slices.Clone(v.Atoms), func(a Atom) bool { return a.Kind != Ref })
		out = join(out, (&Val{Atoms: refs}).via(Read, at, itemLabel(scope, name)))
	}
	return out
}

// anyOf names the items of a name that the page computes: "mail_<?>".
func anyOf(name *Val) string {
	begin := ""
	for i, s := range name.Strings() {
		text := ""
		if len(s) > 0 && s[0].Kind == Literal {
			text = s[0].Text
		}
		if i > 0 && text != begin {
			text = ""
		}
		begin = text
	}
	return begin + "<?>"
}

// reopenItems is for what runs after pages have run: what global.asa put into an
// item when the application or the session began may be something else by now.
func (m *machine) reopenItems() {
	for _, c := range m.env.inOrder(func(c *cell) bool {
		return (c.k.scope == scopeSession || c.k.scope == scopeApplication) && c.v != nil
	}) {
		m.env.write(c, c.v.opened())
	}
}

func (t *items) declared(scope, folded string) bool { return t.tags[folded] == scope }

// resolve finds the page that Server.Execute or Server.Transfer means.
func (t *items) resolve(page *site.Page, from, text string) *site.Page {
	return t.site.PageFor(page.App, from, text)
}

// declare makes the objects of <object> tags known.
func (m *machine) declare(f *site.File, global bool) {
	if f == nil || f.Program == nil {
		return
	}
	for i := range f.Program.Objects {
		tag := &f.Program.Objects[i]
		if tag.ID == "" || tag.ProgID == "" && tag.ClassID == "" {
			continue
		}
		scope := strings.ToLower(tag.Scope)
		if scope == "" {
			scope = "page"
		}
		at := placeIn(f, tag.Span)
		o := Object{Kind: COM, ProgID: tag.ProgID, CLSID: strings.ToUpper(tag.ClassID), At: at, Scope: scope, Made: "object tag", Name: tag.ID}
		if strings.EqualFold(tag.ProgID, "Scripting.Dictionary") {
			o.Kind = Dictionary
		}
		made := m.fromTag(o)
		how := &Step{Kind: Declared, At: at, Name: tag.ID, n: 1}
		m.env.set(key{scopeGlobal, program.Fold(tag.ID)}, refVal(made, how))
		if scope != "page" {
			m.fill(keeping{scope, tag.ID}, refVal(made, how))
		}
		if global {
			m.items.tags[program.Fold(tag.ID)] = scope
		} else {
			m.emit(&Event{Kind: Create, At: at, MemberAt: at, Object: made, Member: "object tag"})
		}
	}
}

// fromTag makes the object of a tag: of a component whose source is in the
// tree, or of another.
func (m *machine) fromTag(o Object) *Object {
	if c := m.items.site.Component(o.ProgID); c != nil {
		if made := m.instance(c, o); made != nil {
			return made
		}
	}
	return m.objects.make(o)
}
