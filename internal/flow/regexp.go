package flow

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/program"
)

// What a regular expression finds in a text, and what it makes of one, comes from
// where the text comes from: patterns are not read.

// newRegExp is New RegExp of VBScript.
func (m *machine) newRegExp(span program.Span) *Val {
	return refVal(m.objects.make(Object{Kind: COM, ProgID: "VBScript.RegExp", At: m.place(span)}), nil)
}

func isRegExp(o *Object) bool { return o.Kind == COM && strings.EqualFold(o.ProgID, "VBScript.RegExp") }

// regExpMember is a member of a regular expression of VBScript.
func (m *machine) regExpMember(folded string, args []Arg, span program.Span) *Val {
	switch {
	case folded == "execute" && len(args) == 1:
		return mapStrings(args[0].Val, m.place(span), Str.derived)
	case folded == "replace" && len(args) == 2:
		return join(mapStrings(args[0].Val, m.place(span), Str.derived), mapStrings(args[1].Val, m.place(span), Str.derived))
	}
	return Unknown
}

// matches are what JScript's match and exec yield: null, or an array of what was found.
func (m *machine) matches(in *Val, span program.Span) *Val {
	return join(mapStrings(in, m.place(span), Str.derived), kindVal(Null))
}

// execOf is re.exec(text) in JScript, where the receiver is nothing that is known;
// nil for any other member.
func (m *machine) execOf(e *program.Expr, recv *Val, args []Arg, span program.Span) *Val {
	known := slices.ContainsFunc(recv.Atoms, func(a Atom) bool { return a.Kind == Ref || a.Kind == Func })
	if e.Str() != "exec" || len(args) != 1 || known || m.frame.proc.Language != program.JScript {
		return nil
	}
	return m.matches(args[0].Val, span)
}
