package com

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Wrapper is a component of a company's own that keeps a CDO 1.21 session to
// itself and logs it on when one of its methods is called. A rule pack
// declares it (docs/packs.md, "sessions"), so that the analysis sees through
// it: its source is not in the repository.
type Wrapper struct {
	// ProgID of the component, its version left out or not.
	ProgID string
	// Logon is the method that logs on.
	Logon string
	// Server and Mailbox are the arguments of Logon, from 1, that hold the
	// parts of ProfileInfo; 0: none, the component knows.
	Server, Mailbox int
	// ProfileInfo is the argument, from 1, that holds both, joined as CDO
	// wants it; 0: none.
	ProfileInfo int
	// Logoff is the method that logs off; "": the component does it by itself.
	Logoff string
}

// Words are those, in lower case, without one of which a page does not use
// the component: its name, and its methods, since a page may get it from a
// Session item.
func (w Wrapper) Words() []string {
	words := []string{Name(w.ProgID), "." + strings.ToLower(w.Logon)}
	if w.Logoff != "" {
		words = append(words, "."+strings.ToLower(w.Logoff))
	}
	return words
}

// closesItself is what a wrapper acts as that logs off without being told.
const closesItself = Session + ", closed by itself"

// Follow is the lifetime of sessions, those of wrappers included.
func Follow(wrappers []Wrapper) Lifetime {
	if len(wrappers) == 0 {
		return Lifetime{}
	}
	l := Lifetime{wrappers: map[string]Wrapper{}}
	for _, w := range wrappers {
		l.wrappers[Name(w.ProgID)] = w
	}
	return l
}

// Translate implements flow.Translator: a wrapper acts as a session, and its
// methods as Logon and Logoff.
func (l Lifetime) Translate(e *flow.Event) {
	if l.wrappers == nil {
		return
	}
	switch e.Kind {
	case flow.Create:
		if w, ok := l.wrapper(e.Object); ok {
			e.Object.As = Session
			if w.Logoff == "" {
				e.Object.As = closesItself
			}
		}
	case flow.Call:
		for _, o := range e.Recv.Objects() {
			if w, ok := l.wrapper(o); ok {
				w.translate(e)
				return
			}
		}
	default:
	}
}

func (l Lifetime) wrapper(o *flow.Object) (Wrapper, bool) {
	if o == nil || o.Kind != flow.COM {
		return Wrapper{}, false
	}
	w, ok := l.wrappers[Name(o.ProgID)]
	return w, ok
}

func (w Wrapper) translate(e *flow.Event) {
	switch {
	case strings.EqualFold(e.Member, w.Logon):
		e.Member, e.Args = "Logon", w.arguments(e)
	case w.Logoff != "" && strings.EqualFold(e.Member, w.Logoff):
		e.Member, e.Args = "Logoff", nil
	case strings.EqualFold(e.Member, "Logon"), strings.EqualFold(e.Member, "Logoff"):
		e.Member = w.ProgID + "." + e.Member // its own, whatever it does
	}
}

// arguments are those that the wrapper is taken to hand to Logon: no profile,
// no dialog box, a session of its own, no parent window, and ProfileInfo.
func (w Wrapper) arguments(e *flow.Event) []flow.Arg {
	info := w.argument(e, w.ProfileInfo)
	if w.ProfileInfo == 0 {
		info = flow.JoinArgs(w.argument(e, w.Server), flow.TextArg("\n", source.Place{}), w.argument(e, w.Mailbox))
	}
	if !info.At.IsValid() {
		info.At = e.At
	}
	none, no, yes := flow.TextArg("", e.At), flow.BoolArg(false, e.At), flow.BoolArg(true, e.At)
	return []flow.Arg{none, none, no, yes, no, yes, info}
}

// argument is one of the call, not known where it is left out or the component
// has it from elsewhere.
func (w Wrapper) argument(e *flow.Event, n int) flow.Arg {
	if n > 0 {
		if a, ok := e.Arg(n-1, ""); ok {
			return a
		}
	}
	return flow.Arg{Val: flow.Unknown}
}
