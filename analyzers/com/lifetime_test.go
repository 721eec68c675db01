package com_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/flow"
)

// on is an event on the object.
func on(o *flow.Object, member string, resume bool) *flow.Event {
	return &flow.Event{
		Kind: flow.Call, Member: member, OwnResume: resume,
		Recv: &flow.Val{Atoms: []flow.Atom{{Kind: flow.Ref, Obj: o}}},
	}
}

func TestLifetimeGoesThroughItsStates(t *testing.T) {
	session := &flow.Object{ID: 1, Kind: flow.COM, ProgID: "MAPI.Session"}
	inbox := &flow.Object{ID: 2, Kind: flow.Member, Root: session, Path: "inbox"}
	err := &flow.Object{ID: 3, Kind: flow.Intrinsic, Name: "err"}
	logon, resumed := on(session, "Logon", false), on(session, "LOGON", true)
	for name, c := range map[string]struct {
		events []*flow.Event
		want   string
	}{
		"never logged on":                      {[]*flow.Event{on(session, "SetLocaleIDs", true)}, ""},
		"logged on without Resume Next":        {[]*flow.Event{logon}, com.Looked},
		"logged on under Resume Next":          {[]*flow.Event{resumed}, com.Unchecked},
		"SetLocaleIDs is no use":               {[]*flow.Event{resumed, on(session, "SetLocaleIDs", true)}, com.Unchecked},
		"reading Err is a look":                {[]*flow.Event{resumed, on(err, "Number", true)}, com.Looked},
		"Err.Clear is none":                    {[]*flow.Event{resumed, on(err, "Clear", true)}, com.Blind},
		"looking after Err.Clear sees nought":  {[]*flow.Event{resumed, on(err, "clear", true), on(err, "Number", true)}, com.Blind},
		"clearing after a look changes nought": {[]*flow.Event{resumed, on(err, "Number", true), on(err, "Clear", true)}, com.Looked},
		"a use of a folder is a use":           {[]*flow.Event{resumed, on(inbox, "Messages", true)}, com.Looked},
		"logged off":                           {[]*flow.Event{resumed, on(session, "logoff", true)}, com.Off},
		"Logoff of a member is none":           {[]*flow.Event{logon, on(inbox, "Logoff", false)}, com.Looked},
		"logged on again":                      {[]*flow.Event{logon, on(session, "Logoff", false), logon}, com.Looked},
	} {
		var s flow.State
		for _, e := range c.events {
			s = com.Lifetime{}.Next(s, e)
		}
		if s.Name != c.want {
			t.Errorf("%s: %q, want %q", name, s.Name, c.want)
		}
	}
}

func TestLifetimeAssumesTheLogonFailedWhereErrSaysSo(t *testing.T) {
	for _, c := range []struct {
		state, failed, fine string
	}{
		{com.Unchecked, com.Off, com.On},
		{com.Looked, com.Off, com.On},
		{com.On, com.On, com.On}, // the error is a later one
		{com.Blind, com.Blind, com.Blind},
		{com.Off, com.Off, com.Off},
		{"", "", ""},
	} {
		s := flow.State{Name: c.state}
		if got := (com.Lifetime{}).Assume(s, true).Name; got != c.failed {
			t.Errorf("%q where Err is not zero: %q, want %q", c.state, got, c.failed)
		}
		if got := (com.Lifetime{}).Assume(s, false).Name; got != c.fine {
			t.Errorf("%q where Err is zero: %q, want %q", c.state, got, c.fine)
		}
	}
}
