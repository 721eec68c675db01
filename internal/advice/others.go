package advice

import (
	"fmt"
	"slices"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// others are the pages beside those of a finding for which the settings decide
// that its patch changes: what stands at the root of a site holds for all of it.
func (a *Adviser) others(s *subject) []string {
	changed := map[source.Place]bool{}
	for _, c := range s.changes {
		if p := c.place(); p != nil && slices.ContainsFunc(s.plan.Edits, func(e iis.Edit) bool {
			if c.at == nil { // what is missing goes in beside it
				return e.At.Pos == e.At.End && e.At.Path == p.At.Path
			}
			return e.At == c.at.ValueAt
		}) {
			changed[p.At] = true
		}
	}
	if len(changed) == 0 || a.in.Pages == nil {
		return nil
	}
	if a.served == nil {
		a.served = a.in.Pages()
	}
	var out []string
	alike := map[*iis.Effective]bool{} // pages of a folder share what is effective
	for _, p := range a.served {
		list := a.in.Config.Effective(p)
		if len(list) == 0 {
			continue
		}
		same, known := alike[&list[0]]
		if !known {
			same = slices.ContainsFunc(list, func(e iis.Effective) bool { return decidedBy(&e, changed) })
			alike[&list[0]] = same
		}
		if _, own := slices.BinarySearch(s.pages, p); same && !own {
			out = append(out, p)
		}
	}
	return out
}

// decidedBy reports whether one of the settings decides how visitors are
// authenticated, or whether they need SSL.
func decidedBy(e *iis.Effective, changed map[source.Place]bool) bool {
	for _, name := range []iis.Name{iis.Windows, iis.Digest, iis.Anonymous, iis.Basic, iis.SSL} {
		if v := e.Get(name); v.Setting != nil && changed[v.Setting.At] {
			return true
		}
	}
	return false
}

// alsoFor says for which other pages a change holds.
func alsoFor(pages []string) string {
	return fmt.Sprintf("\nThe same settings hold for %s: %s. There, too, visitors are then asked for their password and need https. "+
		"To leave those as they are, set the authentication where the pages above lie instead: in a `<location>` or a web.config of their folder, or under their own key of the metabase.\n",
		counted(len(pages), "other page"), some(pages, 3))
}
