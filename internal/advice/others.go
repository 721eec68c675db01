package advice

import (
	"fmt"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// alike are pages that the same settings hold for, as those of a folder mostly are.
type alike struct {
	deciding []source.Place // of the settings that decide what a visitor is asked for
	pages    []string       // in order
}

// served are all pages of the site, by what holds for them.
type served struct {
	groups []alike
	of     map[*iis.Effective]int // index in groups, by the first of what is effective
}

// newServed groups pages, which come in order. It asks of each what is effective:
// once for all findings.
func newServed(c *iis.Config, pages []string) *served {
	out := &served{of: map[*iis.Effective]int{}}
	for _, p := range pages {
		list := c.Effective(p)
		if len(list) == 0 {
			continue
		}
		i, known := out.of[&list[0]]
		if !known {
			i = len(out.groups)
			out.of[&list[0]] = i
			out.groups = append(out.groups, alike{deciding: deciding(list)})
		}
		out.groups[i].pages = append(out.groups[i].pages, p)
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

// groupOf is the group of a page, -1 if it is not served.
func (s *served) groupOf(c *iis.Config, page string) int {
	if list := c.Effective(page); len(list) > 0 {
		if i, ok := s.of[&list[0]]; ok {
			if _, ok := slices.BinarySearch(s.groups[i].pages, page); ok {
				return i
			}
		}
	}
	// What is effective for a page that settings name is made anew each time.
	return slices.IndexFunc(s.groups, func(g alike) bool { return len(g.pages) == 1 && g.pages[0] == page })
}

// concerned are the pages of an application that findings are about.
type concerned struct {
	pages  map[string]bool
	counts []int // of each group of [served]; made when first asked for
}

func (a *Adviser) concerned(s *subject) *concerned {
	if a.served == nil {
		a.served = newServed(a.in.Config, a.in.Pages())
	}
	c := a.index.concerned[s.Application]
	if c == nil { // not of a rule that has the workaround
		return &concerned{counts: make([]int, len(a.served.groups))}
	}
	if c.counts == nil {
		c.counts = make([]int, len(a.served.groups))
		for p := range c.pages {
			if i := a.served.groupOf(a.in.Config, p); i >= 0 {
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
	for i := range a.served.groups {
		g := &a.served.groups[i]
		if len(g.pages) == known.counts[i] || !slices.ContainsFunc(g.deciding, func(at source.Place) bool { return changed[at] }) {
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
