package flow

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// Translator is a [Protocol] that knows of components from outside which stand
// for others: it may name the class that an object acts as when it is made,
// and turn a call of one of its members into what the component does with it.
type Translator interface {
	// Translate may change the Object, Member and Args of an event before
	// anybody sees it. It is called once for each event that happens, more
	// than once for the same place.
	Translate(e *Event)
}

func (m *machine) translate(e *Event) {
	for _, p := range m.protocols() {
		if t, ok := p.(Translator); ok {
			t.Translate(e)
		}
	}
}

// Guide is a [Protocol] that knows what members of objects from outside yield.
type Guide interface {
	// Yields says of a member, folded, which object it is if that is known
	// already, else nil; and whether the first argument tells what it yields
	// apart.
	Yields(o *Object, member string) (known *Object, byArgument bool)
}

// yields is the object that a property or method of one from outside yields.
func (m *machine) yields(o *Object, folded string, args []Arg) *Object {
	var argument *Val
	for _, p := range m.protocols() {
		g, ok := p.(Guide)
		if !ok {
			continue
		}
		known, byArgument := g.Yields(o, folded)
		if known != nil {
			return known
		}
		if byArgument && len(args) > 0 && !args[0].Omitted {
			argument = args[0].Val
		}
	}
	return m.objects.member(o, folded, argument)
}

// TextArg is an argument that is a text at a place.
func TextArg(text string, at source.Place) Arg { return Arg{Val: textVal(text, at), At: at} }

// BoolArg is an argument that is True or False at a place.
func BoolArg(b bool, at source.Place) Arg { return Arg{Val: boolVal(b), At: at} }

// JoinArgs is the argument that the texts of others make, one behind the
// other: every alternative with every other. What is not known of one is an
// opaque piece, which has the name of its variable. Its place is from the
// first of their places to the last.
func JoinArgs(args ...Arg) Arg {
	out := Arg{Val: textVal("", source.Place{})}
	for _, a := range args {
		joined := &Val{}
		for _, x := range texts(out) {
			for _, y := range texts(a) {
				if len(joined.Atoms) == maxAtoms {
					joined.Open = true
					break
				}
				how := &Step{Kind: Joined, At: a.At, Prev: longer(x.How, y.How), n: 2}
				joined.Atoms = append(joined.Atoms, Atom{Kind: Text, Str: x.Str.concat(y.Str), How: how})
			}
		}
		out.Val = joined
		switch {
		case out.At.Path == "":
			out.At = a.At
		case out.At.Path == a.At.Path:
			out.At.Pos, out.At.End = min(out.At.Pos, a.At.Pos), max(out.At.End, a.At.End)
		}
	}
	return out
}

// texts are the alternatives of an argument as texts.
func texts(a Arg) []Atom {
	var out []Atom
	opaque := a.Val == nil || a.Val.Open
	if a.Val != nil {
		for _, x := range a.Val.Atoms {
			if s, ok := x.text(); ok {
				out = append(out, Atom{Kind: Text, Str: s, How: x.How})
			} else {
				opaque = true
			}
		}
	}
	if opaque {
		g := Seg{Kind: Opaque, At: a.At}
		if a.Expr != nil && (a.Expr.Kind == program.ExprName || a.Expr.Kind == program.ExprMember) {
			g.Text = a.Expr.Str()
		}
		out = append(out, Atom{Kind: Text, Str: Str{g}})
	}
	return out
}
