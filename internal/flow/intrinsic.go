package flow

import (
	"strings"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// intrinsicMember is a member of Request, Response, Server, Session, Application, Err, WScript.
func (m *machine) intrinsicMember(o *Object, folded, name string, args []Arg, called bool, span, at program.Span) (*Val, bool) {
	if name == "" {
		name = "Item"
	}
	if o.Name == "err" {
		return m.errMember(o, folded, name, args, span, at)
	}
	if tells(o.Name, folded) {
		defer m.emit(&Event{Kind: Call, At: m.place(span), MemberAt: m.place(at), Recv: refVal(o, nil), Member: name, Args: args})
	}
	switch o.Name {
	case "server", "wscript":
		return m.serverMember(folded, args, span)
	case "request":
		return m.requestMember(folded, args, span), true
	case "response":
		return m.responseMember(folded, span)
	case "session", "application":
		return m.itemsMember(o, folded, args, span), true
	case "objectcontext":
		return m.contextMember(folded, args), true
	}
	_ = called
	return Unknown, true
}

// tells reports whether a member of an ASP object is worth an event: what
// the response says of itself, and reads of server variables.
func tells(object, folded string) bool {
	switch object {
	case "response":
		return folded != "write" && folded != "binarywrite"
	case "request":
		return folded == "" || folded == "item" || folded == "servervariables"
	}
	return false
}

func (m *machine) serverMember(folded string, args []Arg, span program.Span) (*Val, bool) {
	at := m.place(span)
	if len(args) == 0 {
		return Unknown, true
	}
	switch folded {
	case "createobject":
		how := "Server.CreateObject"
		return m.create(args[0].Val, how, at, args[0].At), true
	case "getobject":
		return m.create(args[0].Val, "GetObject", at, args[0].At), true
	case "htmlencode", "urlencode", "urlpathencode":
		return mapStrings(args[0].Val, at, func(s Str) Str { return s }), true
	case "mappath": // a folder of the server, and the path within the site
		return mapStrings(args[0].Val, at, Str{{Kind: Opaque, Text: "Server.MapPath", At: at}}.concat), true
	case "execute":
		m.otherPage(args[0], at, false)
		return Unknown, true
	case "transfer":
		m.otherPage(args[0], at, true)
		m.end(at, "Server.Transfer")
		return nil, false
	}
	return Unknown, true
}

// otherPage runs the page that Server.Execute or Server.Transfer names, with
// the request of this one. It has variables of its own.
func (m *machine) otherPage(a Arg, at source.Place, _ bool) {
	m.alone = true
	if len(m.inc.List()) > 8 {
		return
	}
	for _, s := range a.Val.Strings() {
		text, ok := s.Exact()
		if !ok {
			continue
		}
		if i := strings.IndexAny(text, "?#"); i >= 0 {
			text = text[:i]
		}
		target := m.items.resolve(m.page, m.frame.file.Path, text)
		if target == nil || target.File.Program == nil || m.runs[target.File] > 0 {
			continue
		}
		sub := newMachine(target, m.items)
		sub.page = m.page
		sub.linked = m.items.link(target.Closure)
		sub.inc = m.inc.push(at, target.File.Path)
		sub.guards = m.guards
		sub.runs = m.runs
		sub.runPage(target)
		m.events = append(m.events, sub.events...)
		for p := range sub.called {
			m.called[p] = true
		}
	}
}

// requestMember reads what came with the request.
func (m *machine) requestMember(folded string, args []Arg, span program.Span) *Val {
	switch folded {
	case "", "item":
		return m.requestValue(Request, args, span)
	case "servervariables", "querystring", "form", "cookies", "clientcertificate":
		c := m.objects.collection(folded)
		if len(args) == 0 {
			return refVal(c, nil)
		}
		return m.collectionMember(c, "", args, span)
	}
	return Unknown
}

func (m *machine) collectionMember(c *Object, folded string, args []Arg, span program.Span) *Val {
	if folded != "" && folded != "item" || len(args) == 0 {
		return Unknown
	}
	switch c.Name {
	case "servervariables":
		return m.requestValue(ServerVar, args, span)
	case "querystring":
		return m.requestValue(QueryString, args, span)
	case "form":
		return m.requestValue(Form, args, span)
	case "cookies":
		return m.requestValue(Cookie, args, span)
	case "session", "application":
		return m.item(c.Name, args, span)
	}
	return Unknown
}

func (m *machine) requestValue(kind SegKind, args []Arg, span program.Span) *Val {
	at := m.place(span)
	if len(args) == 0 {
		return Unknown
	}
	name, ok := args[0].Val.Exact()
	if !ok {
		name = "?"
	}
	if kind == ServerVar || kind == Request && serverVariable(name) {
		kind, name = ServerVar, strings.ToUpper(name)
	}
	return strVal(Str{{Kind: kind, Text: name, At: at}}, at)
}

// serverVariable: Request("LOGON_USER") searches the server variables last,
// and nothing else is called so.
func serverVariable(name string) bool {
	switch strings.ToUpper(name) {
	case "LOGON_USER", "AUTH_USER", "REMOTE_USER", "AUTH_TYPE", "AUTH_PASSWORD", "HTTPS", "SERVER_NAME", "LOCAL_ADDR", "SERVER_PORT", "SERVER_PORT_SECURE":
		return true
	}
	return false
}

func (m *machine) responseMember(folded string, span program.Span) (*Val, bool) {
	switch folded {
	case "end":
		m.end(m.place(span), "Response.End")
		return nil, false
	case "redirect":
		m.end(m.place(span), "Response.Redirect")
		return nil, false
	}
	return Unknown, true
}

// end notes that the page may end here.
func (m *machine) end(at source.Place, by string) {
	// What Class_Terminate does happens, too, before the page is gone; the
	// code behind another end of the page does not see it.
	m.env.push()
	m.unwind()
	m.terminate()
	m.noteAll(m.emit(&Event{Kind: PageEnd, At: at, Member: by}))
	m.env.pop()
}

// itemsMember is Session("k"), Session.Contents("k"), Application.Value("k").
func (m *machine) itemsMember(o *Object, folded string, args []Arg, span program.Span) *Val {
	switch folded {
	case "", "item", "value":
		if len(args) > 0 {
			return m.item(o.Name, args, span)
		}
	case "contents", "staticobjects":
		if len(args) > 0 {
			return m.item(o.Name, args, span)
		}
		return refVal(m.objects.collection(o.Name), nil)
	}
	return Unknown
}

func itemScope(name string) int32 {
	if name == "session" {
		return scopeSession
	}
	return scopeApplication
}

// item reads a Session or Application item: what this page put there, or
// what any page of the application may have.
func (m *machine) item(scope string, args []Arg, span program.Span) *Val {
	at := m.place(span)
	name, ok := args[0].Val.Exact()
	if !ok {
		return m.anyItem(scope, at)
	}
	folded := program.Fold(name)
	if v := m.load(key{0, folded}); v != nil && m.items.declared(scope, folded) {
		return v
	}
	v := m.load(key{itemScope(scope), folded})
	if v == nil || v.Open || hasEmpty(v) {
		if w := m.items.read(m, scope, folded); w != nil {
			v = join(v, w)
		}
	}
	label := itemLabel(scope, name)
	if v != nil {
		m.fill(keeping{scope, name}, v)
		return v.via(Read, at, label)
	}
	kind := SessionVar
	if scope == "application" {
		kind = AppVar
	}
	return strVal(Str{{Kind: kind, Text: name, At: at}}, at).opened()
}

func hasEmpty(v *Val) bool {
	for _, a := range v.Atoms {
		if a.Kind == Empty {
			return true
		}
	}
	return false
}

func itemLabel(scope, name string) string {
	if scope == "session" {
		return `Session("` + name + `")`
	}
	return `Application("` + name + `")`
}

// storeIntrinsic is Session("k") = v, Response.Status = v …
func (m *machine) storeIntrinsic(o *Object, folded, name string, args []Arg, v *Val, span, targetAt program.Span, set bool) {
	if o.Name != "session" && o.Name != "application" {
		e := m.emit(&Event{Kind: PropSet, At: m.place(targetAt), Recv: refVal(o, nil), Member: name, Args: args, Value: v})
		if o.Name == "err" {
			m.mayFail()
			m.advance(e)
		}
		return
	}
	switch folded {
	case "", "item", "value", "contents":
	default: // Session.Timeout, Session.LCID
		return
	}
	if len(args) == 0 {
		return
	}
	item, ok := args[0].Val.Exact()
	if !ok {
		if len(v.Objects()) == 0 {
			return // a text in some item tells nothing of any
		}
		item = anyOf(args[0].Val)
	}
	at := m.place(span)
	label := itemLabel(o.Name, item)
	if page := m.page.File.Path; page != at.Path {
		v = v.via(Ran, source.Place{Path: page}, page)
		m.stored = true
	}
	v = v.via(Stored, at, label)
	k := key{itemScope(o.Name), program.Fold(item)}
	m.env.set(k, v)
	if told := requestKey(o.Name, item); m.env.get(told) != nil {
		m.env.set(told, Unknown)
	}
	m.items.write(o.Name, k.name, v)
	if len(v.Objects()) == 0 {
		return
	}
	inside := m.keep(keeping{o.Name, item}, v)
	m.emit(&Event{Kind: ItemStore, At: at, Recv: refVal(o, nil), Member: item, Value: v, Inside: inside, Set: set})
}

// emit records an event, once for the same thing in the same circumstances,
// and returns the one that is recorded; nil if there are too many.
func (m *machine) emit(e *Event) *Event {
	m.translate(e)
	if len(m.events) >= maxEventsPage {
		m.exhausted = true
		return nil
	}
	k := eventKey{kind: e.Kind, at: e.At, member: e.Member, guards: m.guards, object: e.Object}
	if e.Recv != nil && len(e.Recv.Atoms) > 0 {
		k.object = e.Recv.Atoms[0].Obj
	}
	if old := m.earlier(k, e); old != nil {
		return old
	}
	m.seen[k] = append(m.seen[k], int32(len(m.events)))
	e.Page, e.Guards, e.Includes, e.Calls, e.Uncalled = m.page, m.guards, m.inc, m.calls, m.uncalled
	e.Resume = m.resume()
	if m.frame != nil {
		e.Proc, e.OwnResume = m.frame.proc.Proc, m.frame.resume
	}
	e.Seq = len(m.events)
	m.events = append(m.events, e)
	return e
}

// earlier is the event that says the same, nil if there is none among the last ones.
func (m *machine) earlier(k eventKey, e *Event) *Event {
	const enough = 64
	lists := [2][]int32{m.seen[k]}
	if m.base != nil {
		lists[1] = m.base.seen[k]
	}
	for _, list := range lists {
		for i := range min(len(list), enough) {
			old := m.events[list[len(list)-1-i]]
			if sameArgs(old.Args, e.Args) && sameVal(old.Value, e.Value) {
				return old
			}
		}
	}
	return nil
}

// resume reports whether On Error Resume Next is in force: a procedure has
// its own, and what its callers said goes on around it.
func (m *machine) resume() bool {
	for f := m.frame; f != nil; f = f.outer {
		if f.resume {
			return true
		}
	}
	return false
}

type eventKey struct {
	kind   EventKind
	at     source.Place
	member string
	guards *Guard
	object *Object
}

func sameArgs(a, b []Arg) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].Omitted != b[i].Omitted || !sameVal(a[i].Val, b[i].Val) {
			return false
		}
	}
	return true
}

func sameVal(a, b *Val) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.same(b)
}
