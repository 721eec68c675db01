// Package com names the COM classes that matter to the facts: by ProgID
// without its version, so that every way to write one is the same class.
package com

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
)

// The classes that analyzers ask for, as [Class] names them.
const (
	// Session is the session of CDO 1.21 and of Active Messaging (KB171440).
	Session = "mapi.session"
	// Rendering is CDO's rendering library, which hands out the
	// impersonation handle ImpID.
	Rendering = "amhtml.application"
)

// SessionCLSID is the class ID of the Session object (KB239096).
const SessionCLSID = "3FA7DEB3-6438-101B-ACC1-00AA00423326"

// Class is the class of an object, or of the object that a member was got
// from: its ProgID in lower case without the version, its class ID in braces
// where that is all there is, or "" for what is no COM object.
func Class(o *flow.Object) string {
	switch {
	case o == nil || o.Kind != flow.COM && o.Kind != flow.Member:
		return ""
	case o.CLSID == SessionCLSID:
		return Session
	case o.CLSID != "":
		return "{" + o.CLSID + "}"
	}
	return Name(o.ProgID)
}

// Name is a ProgID in lower case without its version: "Msxml2.XMLHTTP.6.0"
// is "msxml2.xmlhttp".
func Name(progid string) string {
	name := strings.ToLower(strings.TrimSpace(progid))
	for {
		i := strings.LastIndexByte(name, '.')
		if i <= 0 || i == len(name)-1 || strings.Trim(name[i+1:], "0123456789") != "" {
			return name
		}
		name = name[:i]
	}
}

// Acting is the class that an object stands for: that of a wrapper is a
// session's, that of others [Class].
func Acting(o *flow.Object) string {
	if IsWrapper(o) {
		return Session
	}
	return Class(o)
}

// IsSession reports whether an object is a CDO 1.21 session itself, or a
// component that is declared to wrap one (see [Wrapper]).
func IsSession(o *flow.Object) bool { return isCDO(o) || IsWrapper(o) }

// IsWrapper reports whether an object is a component that is declared to wrap
// a CDO 1.21 session. Of its members only those that log on and off are known.
func IsWrapper(o *flow.Object) bool { return o != nil && o.As != "" }

func isCDO(o *flow.Object) bool { return o != nil && o.Kind == flow.COM && Class(o) == Session }

// SessionOf is the CDO 1.21 session that an object is or was got from, nil if
// it has nothing to do with one. What a wrapper hands out is not known.
func SessionOf(o *flow.Object) *flow.Object {
	switch {
	case isCDO(o):
		return o
	case o != nil && o.Kind == flow.Member && isCDO(o.Root):
		return o.Root
	}
	return nil
}

// HTTP is the kind of HTTP client that a class is, "" for none: "browser" is
// XMLHTTP, made for the browser and its WinINet; "server" is ServerXMLHTTP;
// "winhttp" is WinHttpRequest.
func HTTP(class string) string {
	switch strings.TrimRight(class, "0123456789") { // ServerXMLHTTP60, as VB6 has it
	case "microsoft.xmlhttp", "msxml2.xmlhttp", "msxml.xmlhttp", "msxml3.xmlhttp", "msxml4.xmlhttp":
		return "browser"
	case "msxml2.serverxmlhttp", "microsoft.serverxmlhttp", "msxml.serverxmlhttp":
		return "server"
	case "winhttp.winhttprequest":
		return "winhttp"
	}
	return ""
}
