package com

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
)

// Lifetime is the typestate of a CDO 1.21 session: logged on by Logon, off by
// Logoff, and whether anybody has looked at Err since the Logon. It sees
// through the wrappers that are declared.
type Lifetime struct{ wrappers map[string]Wrapper }

// The states of a session. A session that was never logged on is in the zero
// state.
const (
	// Unchecked: logged on, or not, under On Error Resume Next; nobody has
	// looked at Err.
	Unchecked = "unchecked"
	// Blind: the same, but Err was cleared before anybody looked.
	Blind = "blind"
	// Looked: Err was read, or the session used, and no branch tells yet
	// whether the Logon failed; without On Error Resume Next, logged on.
	Looked = "looked"
	// On: logged on for certain.
	On = "on"
	// Off: logged off, or the Logon failed.
	Off = "off"
)

// Name implements flow.Protocol.
func (Lifetime) Name() string { return "cdo session" }

// Tracks implements flow.Protocol.
func (Lifetime) Tracks(o *flow.Object) bool { return IsSession(o) && o.As != closesItself }

// Open implements flow.Protocol.
func (Lifetime) Open(s flow.State) bool { return IsOpen(s) }

// IsOpen reports a state in which the session is logged on, or may be.
func IsOpen(s flow.State) bool { return s.Name != "" && s.Name != Off }

// Next implements flow.Protocol.
func (Lifetime) Next(s flow.State, e *flow.Event) flow.State {
	if isErr(e) {
		if s.Name == Unchecked {
			s.Name = Looked
			if clears(e) {
				s.Name = Blind
			}
		}
		return s
	}
	member := strings.ToLower(e.Member)
	switch onSession := Receives(e); {
	case onSession && member == "logon":
		s = flow.State{Name: Looked, Since: e}
		if e.OwnResume {
			s.Name = Unchecked
		}
		return s
	case onSession && member == "logoff":
		return flow.State{Name: Off}
	case !IsUse(e):
		return s
	case s.Name == Unchecked:
		s.Name = Looked
	case s.Name == Blind:
		s.Name = On
	}
	return s
}

// Assume implements flow.Protocol: where Err tells that something failed
// before anybody looked, it was the Logon.
func (Lifetime) Assume(s flow.State, failed bool) flow.State {
	if s.Name != Unchecked && s.Name != Looked {
		return s
	}
	if failed {
		return flow.State{Name: Off}
	}
	s.Name = On
	return s
}

// Gone implements flow.Protocol: where the variable holds no session, there is
// none to log off.
func (Lifetime) Gone(s flow.State) flow.State {
	if IsOpen(s) {
		return flow.State{Name: Off}
	}
	return s
}

// IsUse reports whether an event uses the store: any member of the session or
// of what was got from it but Logon, Logoff and SetLocaleIDs, the one member
// that may stand before Logon.
func IsUse(e *flow.Event) bool {
	if !Receives(e) {
		return true
	}
	switch strings.ToLower(e.Member) {
	case "logon", "logoff", "setlocaleids":
		return false
	}
	return true
}

// Receives reports whether the receiver of the event may be a session itself.
func Receives(e *flow.Event) bool {
	if e.Recv == nil {
		return false
	}
	for i := range e.Recv.Atoms {
		if a := &e.Recv.Atoms[i]; a.Kind == flow.Ref && IsSession(a.Obj) {
			return true
		}
	}
	return false
}

func isErr(e *flow.Event) bool {
	if e.Recv == nil || len(e.Recv.Atoms) != 1 {
		return false
	}
	o := e.Recv.Atoms[0].Obj
	return o != nil && o.Kind == flow.Intrinsic && o.Name == "err"
}

// clears reports Err.Clear, Err.Raise and assignments to Err.
func clears(e *flow.Event) bool {
	return e.Kind == flow.PropSet || strings.EqualFold(e.Member, "Clear") || strings.EqualFold(e.Member, "Raise")
}
