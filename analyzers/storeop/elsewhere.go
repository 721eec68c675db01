package storeop

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// handedOver finds objects of a session that other components are given: the
// rendering library, the rules and the ACL component.
func (c *collector) handedOver(e *flow.Event) {
	for _, recv := range e.Recv.Objects() {
		op := componentOperation(com.Class(recv))
		if op == "" {
			continue
		}
		for _, o := range e.Value.Objects() {
			if root := com.SessionOf(o); root != nil {
				c.fact(e, op, program.Fold(e.Member), root.At)
			}
		}
	}
}

func componentOperation(class string) migration.ID {
	switch class {
	case com.Rendering:
		return migration.RenderItem
	case "msexchange.rules":
		return migration.InboxRules
	case "msexchange.aclobject":
		return migration.FolderPermissions
	}
	return ""
}

// local finds operations that are done on the Exchange server itself: by
// ExOLEDB or CDOEX, which run nowhere else.
func (c *collector) local(e *flow.Event) {
	found := e.Kind == flow.PropSet && mentions(e.Value, "exoledb.")
	for _, a := range e.Args {
		found = found || mentions(a.Val, "exoledb.") || mentions(a.Val, "./backofficestorage")
	}
	if !found {
		return
	}
	if f := c.fact(e, "", program.Fold(e.Member), source.Place{}); f != nil {
		f.Interface = ExOLEDB
	}
}

// mentions reports whether the known text of a value holds word, lower case.
func mentions(v *flow.Val, word string) bool {
	if v == nil {
		return false
	}
	for _, s := range v.Strings() {
		for _, g := range s {
			if g.Kind == flow.Literal && strings.Contains(strings.ToLower(g.Text), word) {
				return true
			}
		}
	}
	return false
}
