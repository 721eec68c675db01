package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
)

// memberSpan is x.name or x.name(args); span is the whole expression.
func (m *machine) memberSpan(e *program.Expr, args []Arg, called bool, span program.Span) (*Val, bool) {
	if v := m.fromCharCode(e, args, span); v != nil {
		return v, true
	}
	recv, alive := m.receiver(e.X)
	if !alive {
		return nil, false
	}
	if !recv.sure() {
		defer m.mayFail()
	}
	if v := m.execOf(e, recv, args, span); v != nil {
		return v, true
	}
	var out *Val
	some, live := false, recv.Open
	for _, a := range recv.Atoms {
		var w *Val
		ok := true
		switch a.Kind {
		case Ref:
			w, ok = m.dispatch2(a.Obj, recv, e.Str(), args, called, span, e.StrAt())
		case Func:
			w, ok = m.funcMember(a.Proc, e.Str(), args, called, span)
		case Text:
			w = m.textMember(a, e, args)
		case Truth:
			// (cond).toString() and the like tell nothing.
			continue
		default:
			continue
		}
		some = true
		if ok {
			live = true
			out = join(out, w)
		}
	}
	if some && !live {
		return nil, false
	}
	if out == nil {
		return Unknown, true
	}
	if recv.Open {
		out = out.opened()
	}
	return out, true
}

func (m *machine) dispatch(o *Object, name string, args []Arg, called bool, span, at program.Span) (*Val, bool) {
	return m.dispatch2(o, refVal(o, nil), name, args, called, span, at)
}

// dispatch2 gets or calls a member of an object. name "" is the default member.
func (m *machine) dispatch2(o *Object, recv *Val, name string, args []Arg, called bool, span, at program.Span) (*Val, bool) {
	folded := program.Fold(name)
	switch o.Kind {
	case Instance:
		return m.instanceMember(o, folded, args, span)
	case Plain:
		return m.plainMember(o, recv, folded, args, called, span)
	case Array, Dictionary:
		if folded == "add" && len(args) > 1 {
			m.keepElement(o, args[:1], args[1].Val, span)
		}
		return m.element(o, folded, args), true
	case Intrinsic:
		return m.intrinsicMember(o, folded, name, args, called, span, at)
	case Collection:
		return m.collectionMember(o, folded, args, span), true
	case COM, Member:
		return m.comMember(o, recv, name, args, called, span, at), true
	}
	return Unknown, true
}

// comMember is a property or method of an object from outside.
func (m *machine) comMember(o *Object, recv *Val, name string, args []Arg, called bool, span, at program.Span) *Val {
	if name == "" {
		name = "Item"
	}
	folded := program.Fold(name)
	switch {
	case strings.EqualFold(o.ProgID, "WScript.Network") && folded == "computername":
		return strVal(Str{{Kind: ComputerName, At: m.place(span)}}, m.place(span))
	case strings.EqualFold(o.ProgID, "WScript.Shell") && (folded == "expandenvironmentstrings" || strings.HasPrefix(o.Path, "environment")) && len(args) > 0:
		return m.environment(args[0], span)
	case strings.EqualFold(o.ProgID, "WScript.Shell"):
	case isRegExp(o):
		return m.regExpMember(folded, args, span)
	case !m.interesting(o):
		return Unknown
	}
	only := &Val{Atoms: nil, Open: recv.Open}
	for _, a := range recv.Atoms {
		if a.Kind == Ref && a.Obj == o {
			only.Atoms = append(only.Atoms, a)
		}
	}
	m.advance(m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(at), Recv: only, Member: name, Args: args}), o)
	_ = called
	var how *Step
	for _, a := range only.Atoms {
		how = a.How
	}
	return refVal(m.yields(o, folded, args), how)
}

// interesting reports whether anybody wants to know what is done with an
// object from outside: its ProgID holds a trigger, or is not fully known. The
// thousand calls of a page on its recordsets are not worth remembering.
func (m *machine) interesting(o *Object) bool {
	root := o
	if o.Root != nil {
		root = o.Root
	}
	if root.interest == 0 {
		root.interest = 1
		if root.CLSID != "" || strings.Contains(root.ProgID, "<") || m.items.site.Triggers(root.ProgID) ||
			m.items.watch != nil && root.Kind == COM && m.items.watch(root.ProgID) {
			root.interest = 2
		}
	}
	return root.interest == 2
}

// namesInteresting reports whether a text names an object of interest, as a
// connection string names its provider.
func (m *machine) namesInteresting(v *Val) bool {
	return v != nil && slices.ContainsFunc(v.Atoms, func(a Atom) bool {
		return a.Kind == Text && slices.ContainsFunc(a.Str, func(g Seg) bool { return g.Kind == Literal && m.items.site.Triggers(g.Text) })
	})
}

func (m *machine) environment(a Arg, span program.Span) *Val {
	at := m.place(span)
	text, ok := a.Val.Exact()
	if !ok {
		return Unknown
	}
	name := strings.ToUpper(strings.Trim(text, "%"))
	if name == "COMPUTERNAME" {
		return strVal(Str{{Kind: ComputerName, At: at}}, at)
	}
	return strVal(Str{{Kind: Environment, Text: name, At: at}}, at)
}

// instanceMember is a member of an instance of a class in the source.
func (m *machine) instanceMember(o *Object, folded string, args []Arg, span program.Span) (*Val, bool) {
	if folded == "" {
		folded = defaultName
	}
	if c := o.Class.members[folded]; c != nil {
		p := c.get
		if c.call != nil {
			p = c.call
		}
		if p == nil {
			return Unknown, true
		}
		v, alive := m.invoke(p, o, args, span)
		if alive && c.call == nil && len(args) > len(p.Params) { // obj.Prop(i): an element of the result
			return m.apply(v, &program.Expr{Span: span, X: &program.Expr{Span: span}}, args[len(p.Params):])
		}
		return v, alive
	}
	k := key{-o.ID, folded}
	v := m.load(k)
	if v == nil {
		if o.Class.hasField(folded) {
			return kindVal(Empty), true
		}
		return Unknown, true
	}
	if len(args) > 0 {
		return m.apply(v, &program.Expr{Span: span, X: &program.Expr{Span: span}}, args)
	}
	return v, true
}

// element reads an array or dictionary.
func (m *machine) element(o *Object, folded string, args []Arg) *Val {
	switch folded {
	case "", "item":
		m.visit(o, args)
		name, ok := elementName(args)
		if ok {
			v := m.load(key{-o.ID, name})
			if w := m.load(key{-o.ID, anyName}); w != nil {
				v = join(v, w)
			}
			if v != nil {
				return v
			}
			if o.Kind != Dictionary || !numbers(args) {
				return Unknown
			} // d.Items()(0) is an element, too
		}
		if v := m.fields(o); v != nil {
			return v.opened()
		}
	case "items", "slice", "concat":
		return refVal(o, nil)
	case "pop", "shift":
		m.visit(o, nil)
		if v := m.fields(o); v != nil {
			return v.opened()
		}
	case "add", "push":
		m.addElement(o, args)
	case "remove":
		if name, ok := elementName(args); ok {
			m.env.set(key{-o.ID, name}, kindVal(Empty))
		}
	case "removeall":
		for _, n := range m.objects.keys[o.ID] {
			m.env.set(key{-o.ID, n}, kindVal(Empty))
		}
	case "join":
		return m.joinArray(o, args)
	default:
		if v := m.load(key{-o.ID, folded}); v != nil { // JScript: a["name"], a.name
			return v
		}
	}
	return Unknown
}

// numbers reports arguments that are known numbers.
func numbers(args []Arg) bool {
	return len(args) > 0 && !slices.ContainsFunc(args, func(a Arg) bool { return !a.Val.holds(Number) })
}

// addElement is dict.Add key, value and array.push(value).
func (m *machine) addElement(o *Object, args []Arg) {
	switch {
	case o.Kind == Dictionary && len(args) > 1:
		m.setElement(o, args[:1], args[1].Val)
	case o.Kind == Array:
		for _, a := range args {
			m.setElement(o, []Arg{{Val: Unknown}}, a.Val)
		}
	}
}

func (m *machine) setElement(o *Object, index []Arg, v *Val) {
	name, ok := elementName(index)
	k := key{-o.ID, name}
	if !ok {
		k.name = anyName
		v = join(m.load(k), v) // which element is not known: keep the others
	}
	m.objects.note(o, k.name)
	m.env.set(k, v)
}

// assignMember is x.name = v or x.name(args) = v.
func (m *machine) assignMember(target *program.Expr, args []Arg, v *Val, span program.Span, set bool) bool {
	recv, alive := m.receiver(target.X)
	if !alive {
		return false
	}
	if !recv.sure() {
		m.mayFail()
	}
	for _, a := range recv.Atoms {
		switch a.Kind {
		case Ref:
			if !m.store(a.Obj, target.Str(), args, v, span, set, target.Span) {
				return false
			}
		case Func: // F.prototype = …, F.static = …
			m.env.set(key{-m.funcObject(a.Proc.Proc).ID, program.Fold(target.Str())}, v)
		default:
		}
	}
	return true
}

// store writes a member of an object; name "" is the default member.
func (m *machine) store(o *Object, name string, args []Arg, v *Val, span program.Span, set bool, targetAt program.Span) bool {
	folded := program.Fold(name)
	switch o.Kind {
	case Instance:
		return m.storeInstance(o, folded, args, v, span, set)
	case Plain:
		if len(args) > 0 && folded == "" {
			var known bool
			if folded, known = elementName(args); known {
				folded = strings.Trim(folded, "()")
			} else {
				folded = anyName
				v = join(m.load(key{-o.ID, folded}), v)
			}
		}
		m.objects.note(o, folded)
		m.env.set(key{-o.ID, folded}, v.via(Assigned, m.place(span), name))
	case Array, Dictionary:
		if folded == "" || folded == "item" {
			m.keepElement(o, args, v, span)
			m.setElement(o, args, v.via(Assigned, m.place(span), o.Path))
		} else {
			m.env.set(key{-o.ID, folded}, v)
		}
	case Intrinsic:
		m.storeIntrinsic(o, folded, name, args, v, span, targetAt, set)
	case Collection: // Session.Contents.Item("k") = v
		if o.Name == "session" || o.Name == "application" {
			m.storeIntrinsic(m.objects.intrinsic(o.Name), folded, name, args, v, span, targetAt, set)
		}
	case COM, Member:
		if !m.interesting(o) && !m.namesInteresting(v) {
			return true
		}
		m.advance(m.emit(&Event{Kind: PropSet, At: m.place(targetAt), Recv: refVal(o, nil), Member: name, Args: args, Value: v}), o)
	}
	return true
}

func (m *machine) storeInstance(o *Object, folded string, args []Arg, v *Val, span program.Span, set bool) bool {
	if folded == "" {
		folded = defaultName
	}
	if c := o.Class.members[folded]; c != nil {
		p := c.let
		if set && c.set != nil || p == nil {
			p = c.set
		}
		if len(args) > 0 && c.get != nil && (p == nil || len(p.Params) <= len(args)) { // an element of what the property yields
			w, alive := m.invoke(c.get, o, args[:min(len(args), len(c.get.Params))], span)
			if !alive {
				return false
			}
			for _, x := range w.Objects() {
				m.store(x, "", args[min(len(args), len(c.get.Params)):], v, span, set, span)
			}
			return true
		}
		if p != nil {
			_, alive := m.invoke(p, o, append(args[:len(args):len(args)], Arg{Val: v, At: m.place(span)}), span)
			return alive
		}
	}
	if len(args) > 0 { // an array field
		if w := m.load(key{-o.ID, folded}); w != nil && len(w.Objects()) > 0 {
			for _, x := range w.Objects() {
				m.store(x, "", args, v, span, set, span)
			}
			return true
		}
		arr := m.objects.make(Object{Kind: Array, At: m.place(span), Path: folded})
		m.env.set(key{-o.ID, folded}, refVal(arr, nil))
		m.setElement(arr, args, v)
		return true
	}
	m.env.set(key{-o.ID, folded}, v.via(Assigned, m.place(span), folded))
	return true
}

// newExpr is New Class, New MAPI.Session (VB6) or new F(args) (JScript).
func (m *machine) newExpr(e *program.Expr) (*Val, bool) {
	args, alive := m.args(e.Args())
	if !alive {
		return nil, false
	}
	at := m.place(e.Span)
	if m.frame.proc.Language == program.JScript {
		return m.newScript(e, args)
	}
	if c := m.linked.classes[program.Fold(e.Str())]; c != nil {
		return m.instantiate(c, e.Span)
	}
	if progid := m.linked.sibling(m.frame.file, e.Str()); progid != "" && m.items.site.Component(progid) != nil {
		return m.create(textVal(progid, at), "New", at, m.place(e.StrAt())), true
	}
	if equalFold(e.Str(), "regexp") {
		return m.newRegExp(e.Span), true
	}
	if strings.Contains(e.Str(), ".") { // VB6: New MAPI.Session
		return m.create(textVal(e.Str(), at), "New", at, m.place(e.StrAt())), true
	}
	return Unknown, true
}

// instantiate makes an instance and runs Class_Initialize.
func (m *machine) instantiate(c *Class, span program.Span) (*Val, bool) {
	at := m.place(span)
	o := m.objects.make(Object{Kind: Instance, Class: c, At: at})
	for _, f := range c.Fields {
		m.env.set(key{-o.ID, f}, kindVal(Empty))
	}
	if init := c.members["class_initialize"]; init != nil && init.call != nil {
		if _, alive := m.invoke(init.call, o, nil, span); !alive {
			return nil, false
		}
	}
	return refVal(o, &Step{Kind: Created, At: at, Name: c.Name, n: 1}), true
}

// terminate ends every instance that was made, as Class_Terminate does.
func (m *machine) terminate() {
	if m.ending {
		return
	}
	m.ending = true
	for _, o := range m.objects.list {
		if o.Kind == Instance && o.Class != nil {
			m.endInstance(o)
		}
	}
	m.ending = false
}

func (m *machine) siteFile(f *program.File) *site.File {
	if s := m.linked.files[f]; s != nil {
		return s
	}
	if a := m.page.App; a != nil && a.GlobalASA != nil && a.GlobalASA.Program == f {
		return a.GlobalASA
	}
	return m.frame.site
}
