package flow

import "github.com/cdolint/cdolint/internal/program"

// A component of Visual Basic gets at the objects of ASP by the page that it runs
// for: COM+ has them in the context of the object, GetObjectContext()("Request"),
// and ASP calls OnStartPage of what a page creates, with an object that has them as
// properties. Here both are one.

// contextMember is ctx("Request"), ctx.Item("Request") or ctx.Request.
func (m *machine) contextMember(folded string, args []Arg) *Val {
	if folded == "" || folded == "item" {
		if len(args) != 1 {
			return Unknown
		}
		text, ok := args[0].Val.Exact()
		if !ok {
			return Unknown
		}
		folded = program.Fold(text)
	}
	switch folded {
	case "request", "response", "server", "session", "application":
		return refVal(m.objects.intrinsic(folded), nil)
	}
	return Unknown
}

// startInstance calls what ASP and COM+ call when a page makes an instance of a component.
func (m *machine) startInstance(o *Object) {
	context := Arg{Val: refVal(m.objects.intrinsic("objectcontext"), nil), At: o.At}
	for _, name := range [...]string{"class_initialize", "objectcontrol_activate", "onstartpage"} {
		c := o.Class.members[name]
		if c == nil || c.call == nil {
			continue
		}
		args := []Arg{}
		if name == "onstartpage" {
			args = append(args, context)
		}
		m.invoke(c.call, o, args, c.call.NameAt)
	}
}

// endInstance calls what they call at its end, and what VBScript calls.
func (m *machine) endInstance(o *Object) {
	for _, name := range [...]string{"onendpage", "objectcontrol_deactivate", "class_terminate"} {
		if o.ProgID == "" && name != "class_terminate" { // of a class of the page itself
			continue
		}
		if c := o.Class.members[name]; c != nil && c.call != nil {
			m.invoke(c.call, o, []Arg{}, c.call.NameAt)
		}
	}
}
