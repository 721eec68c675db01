package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// served are all pages of the site, by what holds for them: those of a group have
// the same places of settings that decide.
type served struct {
	pages  []string                 // in order
	of     []int32                  // their groups
	groups [][]int32                // indices in pages, in order
	at     map[source.Place][]int32 // groups, by what decides, in order
}

// newServed groups pages, which are sorted. It asks once for all findings, and once
// for all pages of a folder, what is effective.
func newServed(c *iis.Config, pages []string) *served {
	s := &served{pages: pages, of: make([]int32, len(pages)), at: map[source.Place][]int32{}}
	known := map[string]int32{}
	for i := range pages {
		if i > 0 && c.Alike(pages[i-1], pages[i]) {
			s.of[i] = s.of[i-1]
		} else {
			s.of[i] = s.group(deciding(c.Effective(pages[i])), known)
		}
		s.groups[s.of[i]] = append(s.groups[s.of[i]], int32(i))
	}
	return s
}

// group is the group for which these places decide.
func (s *served) group(places []source.Place, known map[string]int32) int32 {
	key := fmt.Sprint(places)
	if g, ok := known[key]; ok {
		return g
	}
	g := int32(len(s.groups))
	known[key] = g
	s.groups = append(s.groups, nil)
	for _, at := range places {
		s.at[at] = append(s.at[at], g)
	}
	return g
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
	counts map[int32]int // of the groups of [served]; made when first asked for
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
		c.counts = map[int32]int{}
		for p := range c.pages {
			if i, ok := slices.BinarySearch(a.served.pages, p); ok {
				c.counts[a.served.of[i]]++
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
	var groups []int32
	for at := range changed {
		groups = append(groups, a.served.at[at]...)
	}
	slices.Sort(groups)
	for _, i := range slices.Compact(groups) {
		group := a.served.groups[i]
		more := len(group) - known.counts[i]
		if more == 0 {
			continue
		}
		out.n += more
		first := 0
		for n := 0; n < len(group) && first < shownOthers; n++ {
			if p := a.served.pages[group[n]]; !known.pages[p] {
				out.first = append(out.first, p)
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
