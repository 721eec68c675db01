package com

import (
	"strings"

	"github.com/cdolint/cdolint/internal/flow"
)

// Yields implements flow.Guide. Every CDO object has the session as its
// property Session; which store a member stands for, its argument says.
func (Lifetime) Yields(o *flow.Object, member string) (known *flow.Object, byArgument bool) {
	session := SessionOf(o)
	if session == nil {
		return nil, false
	}
	path := ""
	if o.Kind == flow.Member {
		path = o.Path
	}
	switch {
	case member == "session":
		return session, false
	case path == "":
		return nil, member == "infostores" || member == "getinfostore"
	}
	return nil, path == "infostores" && member == "item"
}

// IsOwnStore reports an InfoStore that is known to be the visitor's own mailbox
// and not the public folders: got by the StoreID of one of its folders, or by
// the name that Exchange gives it, such as "Mailbox - Jane Doe" ("Postfach - …").
func IsOwnStore(o *flow.Object) bool {
	if SessionOf(o) == nil || o.Argument == nil || o.Argument.Open || len(o.Argument.Atoms) == 0 {
		return false
	}
	for i := range o.Argument.Atoms {
		a := &o.Argument.Atoms[i]
		if a.Kind == flow.Ref && o.Path == "getinfostore" && isOwnStoreID(a.Obj) {
			continue
		}
		if a.Kind == flow.Text && o.Path != "getinfostore" && len(a.Str) > 0 && a.Str[0].Kind == flow.Literal && strings.Contains(a.Str[0].Text, " - ") {
			continue
		}
		return false
	}
	return true
}

// isOwnStoreID reports the StoreID of a default folder, which is in the
// visitor's mailbox, or of something in one.
func isOwnStoreID(o *flow.Object) bool {
	if SessionOf(o) == nil || !strings.HasSuffix(o.Path, ".storeid") {
		return false
	}
	switch first, _, _ := strings.Cut(o.Path, "."); first {
	case "inbox", "outbox", "getdefaultfolder":
		return true
	}
	return false
}
