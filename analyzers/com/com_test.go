package com_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/flow"
)

func TestNameLeavesTheVersionOut(t *testing.T) {
	for _, c := range []struct{ progid, want string }{
		{"MAPI.Session", "mapi.session"},
		{"mapi.SESSION.1", "mapi.session"},
		{"Msxml2.XMLHTTP.6.0", "msxml2.xmlhttp"},
		{"WinHttp.WinHttpRequest.5.1", "winhttp.winhttprequest"},
		{" Outlook.Application.9 ", "outlook.application"},
		{"Scripting.Dictionary", "scripting.dictionary"},
		{"MAPI.Session.", "mapi.session."}, // no version: not the class
		{".1", ".1"},
		{"", ""},
	} {
		if got := com.Name(c.progid); got != c.want {
			t.Errorf("Name(%q) = %q, want %q", c.progid, got, c.want)
		}
	}
}

func TestSessionOfFindsTheRootOfAMember(t *testing.T) {
	session := &flow.Object{ID: 1, Kind: flow.COM, ProgID: "MAPI.Session"}
	byClass := &flow.Object{ID: 2, Kind: flow.COM, ProgID: "{3fa7deb3-6438-101b-acc1-00aa00423326}", CLSID: com.SessionCLSID}
	outlook := &flow.Object{ID: 3, Kind: flow.COM, ProgID: "Outlook.Application"}
	for name, c := range map[string]struct{ object, want *flow.Object }{
		"the session itself":           {session, session},
		"a session by its class ID":    {byClass, byClass},
		"a folder of a session":        {&flow.Object{Kind: flow.Member, Root: session, Path: "inbox"}, session},
		"a folder of something else":   {&flow.Object{Kind: flow.Member, Root: outlook, Path: "session"}, nil},
		"another object":               {outlook, nil},
		"an array":                     {&flow.Object{Kind: flow.Array}, nil},
		"nothing":                      {nil, nil},
		"a session that is not an own": {&flow.Object{Kind: flow.COM, ProgID: "MAPI.SessionX"}, nil},
	} {
		if got := com.SessionOf(c.object); got != c.want {
			t.Errorf("%s: SessionOf = %v, want %v", name, got, c.want)
		}
	}
}

func TestHTTPTellsTheClientsApart(t *testing.T) {
	for progid, want := range map[string]string{
		"Microsoft.XMLHTTP": "browser", "MSXML2.XMLHTTP.3.0": "browser", "MSXML2.ServerXMLHTTP.6.0": "server",
		"WinHttp.WinHttpRequest.5.1": "winhttp", "Microsoft.XMLDOM": "", "MSXML2.DOMDocument": "",
	} {
		if got := com.HTTP(com.Name(progid)); got != want {
			t.Errorf("HTTP(%s) = %q, want %q", progid, got, want)
		}
	}
}

func TestReturnsObjectLooksAtTheLastMember(t *testing.T) {
	for path, want := range map[string]bool{
		"inbox": true, "inbox.messages.getfirst": true, "infostores.item": true, "getfolder": true,
		"inbox.messages.getfirst.subject": false, "inbox.messages.count": false, "currentuser.name": false, "": false,
	} {
		if got := com.ReturnsObject(path); got != want {
			t.Errorf("ReturnsObject(%q) = %t, want %t", path, got, want)
		}
	}
}
