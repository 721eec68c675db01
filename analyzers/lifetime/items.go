package lifetime

import (
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// keptIn are the items in which a page keeps each session, by their label.
func keptIn(events []*flow.Event) map[*flow.Object][]string {
	out := map[*flow.Object][]string{}
	for _, e := range events {
		switch {
		case e.Kind == flow.ItemStore && e.Value != nil:
			for _, v := range []*flow.Val{e.Value, e.Inside} {
				if v == nil {
					continue
				}
				for _, o := range v.Objects() {
					if com.IsSession(o) {
						out[o] = append(out[o], label(e))
					}
				}
			}
		case e.Kind == flow.Call && e.Recv != nil && strings.EqualFold(e.Member, "Logon"):
			// An item that is the receiver keeps it, too; so does an <object>
			// tag of session or application scope.
			for i := range e.Recv.Atoms {
				a := &e.Recv.Atoms[i]
				if a.Kind != flow.Ref || !com.IsSession(a.Obj) {
					continue
				}
				if a.Obj.Scope == "session" || a.Obj.Scope == "application" {
					out[a.Obj] = append(out[a.Obj], declared(a))
				}
				for s := a.How; s != nil; s = s.Prev {
					if s.Kind == flow.Read || s.Kind == flow.Stored {
						out[a.Obj] = append(out[a.Obj], s.Name)
					}
				}
			}
		}
	}
	return out
}

// closings are the items whose session some page of the application, or its
// global.asa, logs off.
func closings(r *flow.Result) map[*site.App]map[string]bool {
	out := map[*site.App]map[string]bool{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if e.Kind != flow.Call || e.Recv == nil || e.Uncalled || !strings.EqualFold(e.Member, "Logoff") {
				continue
			}
			for i := range e.Recv.Atoms {
				a := &e.Recv.Atoms[i]
				if a.Kind != flow.Ref || !com.IsSession(a.Obj) {
					continue
				}
				set := out[p.Page.App]
				if set == nil {
					set = map[string]bool{}
					out[p.Page.App] = set
				}
				if a.Obj.Scope == "session" || a.Obj.Scope == "application" {
					set[fold(declared(a))] = true
				}
				for s := a.How; s != nil; s = s.Prev {
					if s.Kind == flow.Read {
						set[fold(s.Name)] = true
					}
				}
			}
		}
	}
	return out
}

// label of the item that an event stores, as the steps of values name it.
func label(e *flow.Event) string {
	scope := "Session"
	for _, o := range e.Recv.Objects() {
		if o.Name == "application" {
			scope = "Application"
		}
	}
	return scope + `("` + e.Member + `")`
}

// declared is the label of an object that an <object> tag declares.
func declared(a *flow.Atom) string {
	for s := a.How; s != nil; s = s.Prev {
		if s.Kind == flow.Declared {
			return a.Obj.Scope + " object " + s.Name
		}
	}
	return a.Obj.Scope + " object"
}

func fold(label string) string { return strings.ToLower(label) }
