package stored

import (
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
)

// applications remembers which applications impersonate in Session_OnEnd.
type applications map[*site.App]bool

// impersonate reports whether the code of an application saves the
// impersonation handle of CDO's rendering application (ImpID), and its
// Session_OnEnd calls Impersonate, as the CDO documentation wants it. The code
// is asked for the names alone: the rendering application itself travels
// through items that the analysis may not see.
func (a applications) impersonate(app *site.App) bool {
	if app == nil || app.Global == nil {
		return false
	}
	yes, known := a[app]
	if !known {
		yes = endsWith(app.Global, "impersonate") && mentions(app, "impid")
		a[app] = yes
	}
	return yes
}

// endsWith reports whether Session_OnEnd, or a procedure beside it, uses a member.
func endsWith(global *site.Page, member string) bool {
	has, onEnd := false, false
	for _, f := range global.Closure {
		if f.Program == nil {
			continue
		}
		for _, p := range f.Program.Procs {
			onEnd = onEnd || program.Fold(p.Name) == "session_onend"
			has = has || uses(p, member)
		}
	}
	return has && onEnd
}

// mentions reports whether any file of the application's pages uses a member.
func mentions(app *site.App, member string) bool {
	seen := map[*site.File]bool{}
	for _, page := range append([]*site.Page{app.Global}, app.Pages...) {
		for _, f := range page.Closure {
			if seen[f] || f.Program == nil {
				continue
			}
			seen[f] = true
			if f.Program.Main != nil && uses(f.Program.Main, member) {
				return true
			}
			for _, p := range f.Program.Procs {
				if uses(p, member) {
					return true
				}
			}
		}
	}
	return false
}

func uses(p *program.Proc, member string) bool {
	found := false
	program.Walk(p.Body, func(e *program.Expr) bool {
		found = found || e.Kind == program.ExprMember && program.Fold(e.Str()) == member
		return !found
	}, func(*program.Stmt) bool { return !found })
	return found
}
