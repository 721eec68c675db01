package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// alike are pages for which the same settings decide, as for those of a folder they
// mostly do.
type alike struct {
	pages []string // in order
}

// served are all pages of the site, by what holds for them.
type served struct {
	groups []alike
	of     map[string]int         // index in groups, by page
	at     map[source.Place][]int // index in groups, by what decides, in order
}

// newServed groups pages, which come in order. It asks of each what is effective:
// once for all findings.
func newServed(c *iis.Config, pages []string) *served {
	out := &served{of: map[string]int{}, at: map[source.Place][]int{}}
	known := map[string]int{}
	for _, p := range pages {
		list := c.Effective(p)
		if len(list) == 0 {
			continue
		}
		places := deciding(list)
		key := fmt.Sprint(places)
		i, seen := known[key]
		if !seen {
			i = len(out.groups)
			known[key] = i
			out.groups = append(out.groups, alike{})
			for _, at := range places {
				out.at[at] = append(out.at[at], i)
			}
		}
		out.groups[i].pages = append(out.groups[i].pages, p)
		out.of[p] = i
	}
	return out
}

// deciding are the places of the settings that decide how visitors are
// authenticated, and whether they need SSL.
func deciding(list []iis.Effective) []source.Place {
	var out []source.Place
	for i := range list {
		for _, name := range []iis.Name{iis.Windows, iis.Digest, iis.Anonymous, iis.Basic, iis.SSL} {
			if v := list[i].Get(name); v.Setting != nil && !slices.Contains(out, v.Setting.At) {
				out = append(out, v.Setting.At)
			}
		}
	}
	return out
}

// concerned are the pages of an application that findings are about.
type concerned struct {
	pages  map[string]bool
	counts map[int]int // of the groups of [served]; made when first asked for
}

func (a *Adviser) concerned(s *subject) *concerned {
	if a.served == nil {
		a.served = newServed(a.in.Config, a.in.Pages())
	}
	c := a.index.concerned[s.Application]
	if c == nil { // not of a rule that has the workaround
		return &concerned{}
	}
	if c.counts == nil {
		c.counts = map[int]int{}
		for p := range c.pages {
			if i, served := a.served.of[p]; served {
				c.counts[i]++
			}
		}
	}
	return c
}

// others are pages that no finding of the application is about.
type others struct {
	n     int
	first []string // up to shownOthers
}

const shownOthers = 3

// others are those of them for which the settings decide that the patch of a finding
// changes: what stands at the root of a site holds for all of it.
func (a *Adviser) others(s *subject) others {
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
		return others{}
	}
	known := a.concerned(s)
	var out others
	var groups []int
	for at := range changed {
		groups = append(groups, a.served.at[at]...)
	}
	slices.Sort(groups)
	for _, i := range slices.Compact(groups) {
		g := &a.served.groups[i]
		if len(g.pages) == known.counts[i] {
			continue
		}
		out.n += len(g.pages) - known.counts[i]
		first := 0
		for n := 0; n < len(g.pages) && first < shownOthers; n++ {
			if !known.pages[g.pages[n]] {
				out.first = append(out.first, g.pages[n])
				first++
			}
		}
		slices.Sort(out.first)
		out.first = out.first[:min(len(out.first), shownOthers)]
	}
	return out
}

// alsoFor says for which other pages a change holds, and how to leave them as
// they are.
func (a *Adviser) alsoFor(s *subject, o others) string {
	names := english.List(o.first, "and")
	if more := o.n - len(o.first); more > 0 {
		names = fmt.Sprintf("%s and %d more", strings.Join(o.first, ", "), more)
	}
	text := fmt.Sprintf("\nThe same settings hold for %s: %s. There, too, visitors are then asked for their password and need https. ",
		english.Count(o.n, "other page"), names)
	if file, location, ok := a.location(s); ok {
		return text + fmt.Sprintf("To leave those as they are, put this before the end of `<configuration>` in %s instead:\n\n%s", code(file), fence(location, "xml"))
	}
	return text + "To leave those as they are, set the authentication where the pages above lie instead: in a `<location>` or a web.config of their folder, or under their own key of the metabase.\n"
}
