package flow

import (
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// objects are the objects of one page, each made once for the place and the
// way it is made, so that two runs over the same code make the same objects.
type objects struct {
	byKey      map[objectKey]*Object
	intrinsics map[string]*Object
	list       []*Object
	// keys are the names of the elements that were stored in arrays,
	// dictionaries and plain objects.
	keys map[int32][]string
	// noted are the objects of keys in the order of the notes.
	noted []int32
	// again counts the objects of a place that are told apart by their calls.
	again map[source.Place]int
}

type objectKey struct {
	kind   ObjectKind
	at     source.Place
	progid string
	path   string
	root   *Object
	class  *Class
	arg    string
	calls  string
}

func newObjects() *objects {
	return &objects{byKey: map[objectKey]*Object{}, intrinsics: map[string]*Object{}, keys: map[int32][]string{}, again: map[source.Place]int{}}
}

func keyOf(o *Object) objectKey {
	return objectKey{o.Kind, o.At, strings.ToLower(o.ProgID) + "|" + o.CLSID, o.Path, o.Root, o.Class, argumentKey(o.Argument), o.Calls}
}

// argumentKey tells arguments apart.
func argumentKey(v *Val) string {
	if v == nil {
		return ""
	}
	var b strings.Builder
	for i := range v.Atoms {
		switch a := &v.Atoms[i]; a.Kind {
		case Ref:
			b.WriteString("#" + strconv.Itoa(int(a.Obj.ID)))
		case Text:
			b.WriteString("'" + a.Str.String())
		default:
			b.WriteByte('?')
		}
	}
	if v.Open {
		b.WriteByte('*')
	}
	return b.String()
}

// mark is a point to go back to.
func (t *objects) mark() (objects, notes int) { return len(t.list), len(t.noted) }

// back forgets what was made since.
func (t *objects) back(objects, notes int) {
	for _, o := range t.list[objects:] {
		delete(t.byKey, keyOf(o))
		if o.Kind == Intrinsic {
			delete(t.intrinsics, o.Name)
		}
		if o.Calls != "" {
			t.again[o.At]--
		}
	}
	for _, id := range t.noted[notes:] {
		t.keys[id] = t.keys[id][:len(t.keys[id])-1]
	}
	t.list, t.noted = t.list[:objects], t.noted[:notes]
}

func (t *objects) make(o Object) *Object {
	k := keyOf(&o)
	if old := t.byKey[k]; old != nil {
		return old
	}
	if o.Calls != "" {
		t.again[o.At]++
	}
	t.list = append(t.list, &o)
	o.ID = int32(len(t.list))
	o.itself, o.madeBy = nil, nil // those of another page
	t.byKey[k] = &o
	return &o
}

// adopt gives an object of another page (a Session item) a place in this one.
// The ID of an object is only good within its page.
func (t *objects) adopt(o *Object) *Object {
	if o.Root != nil {
		root := t.adopt(o.Root)
		c := *o
		c.Root = root
		if c.Argument != nil {
			c.Argument = t.adoptAll(c.Argument)
		}
		return t.make(c)
	}
	return t.make(*o)
}

// adoptAll is a value whose objects have a place in this page.
func (t *objects) adoptAll(v *Val) *Val {
	out := &Val{Atoms: slices.Clone(v.Atoms), Open: v.Open}
	for i := range out.Atoms {
		if a := &out.Atoms[i]; a.Kind == Ref {
			a.Obj = t.adopt(a.Obj)
		}
	}
	return out
}

// intrinsic is the ASP object of that name, nil if there is none.
func (t *objects) intrinsic(folded string) *Object {
	switch folded {
	case "request", "response", "server", "session", "application", "err", "wscript", "objectcontext", "math":
	default:
		return nil
	}
	o := t.intrinsics[folded]
	if o == nil {
		o = t.make(Object{Kind: Intrinsic, Name: folded, Path: folded})
		t.intrinsics[folded] = o
	}
	return o
}

// collection is a collection of an ASP object, such as Request.Form.
func (t *objects) collection(name string) *Object {
	return t.make(Object{Kind: Collection, Name: name, Path: name})
}

// maxPath bounds the path of a member: a.b.c.d …
const maxPath = 160

// member is what a property or method of a COM object yields; argument is nil
// unless it tells such members apart.
func (t *objects) member(o *Object, name string, argument *Val) *Object {
	root, path := o, program.Fold(name)
	if o.Kind == Member {
		root = o.Root
		path = o.Path + "." + path
		if len(path) > maxPath {
			path = path[len(path)-maxPath:]
		}
	}
	return t.make(Object{Kind: Member, Root: root, Path: path, Argument: argument, ProgID: root.ProgID, CLSID: root.CLSID, At: root.At, Scope: root.Scope})
}

// note remembers the name of an element.
func (t *objects) note(o *Object, name string) {
	if !slices.Contains(t.keys[o.ID], name) && len(t.keys[o.ID]) < 256 {
		t.keys[o.ID] = append(t.keys[o.ID], name)
		t.noted = append(t.noted, o.ID)
	}
}

// create makes the objects that CreateObject(v) and its kin may make.
func (m *machine) create(v *Val, how string, at, progAt source.Place) *Val {
	m.mayFail()
	out := &Val{Open: v.Open}
	var list []Str
	list = append(list, v.Strings()...)
	for _, s := range list {
		text, ok := s.Exact()
		if !ok {
			out.Open = true
			// The shape of what is not known is worth telling: "MAPI." & x.
			text = s.String()
		}
		progid := strings.TrimSpace(text)
		progid, isNew := cutFold(progid, "new:")
		if how == "GetObject" && !isNew {
			if v := m.scriptMoniker(s, at, progAt); v != nil {
				out = join(out, v)
			}
			continue
		}
		if c := m.items.site.Component(progid); ok && c != nil {
			if v := m.component(c, how, at, progAt); v != nil {
				out = join(out, v)
				continue
			}
		}
		o := Object{Kind: COM, ProgID: progid, At: at, Made: how}
		if clsid, isCLSID := clsidOf(progid); isCLSID {
			o.CLSID = clsid
		}
		switch {
		case strings.EqualFold(progid, "Scripting.Dictionary"):
			o.Kind = Dictionary
		case !ok:
			continue
		}
		made := m.makeCalled(o)
		out.Atoms = append(out.Atoms, Atom{Kind: Ref, Obj: made, How: &Step{Kind: Created, At: at, Name: progid, n: 1}})
		m.emit(&Event{Kind: Create, At: at, MemberAt: progAt, Object: made, Member: how})
	}
	if len(out.Atoms) == 0 {
		out.Open = true
	}
	return out
}

func cutFold(s, prefix string) (string, bool) {
	if len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix) {
		return s[len(prefix):], true
	}
	return s, false
}

// clsidOf reads {XXXXXXXX-…} with or without braces or "clsid:".
func clsidOf(s string) (string, bool) {
	s, _ = cutFold(s, "clsid:")
	s = strings.ToUpper(strings.Trim(s, "{} "))
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return "", false
	}
	return s, true
}
