package audit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/internal/source"
)

// useKey tells uses apart: one for each place.
type useKey struct {
	at     source.Place
	family messaging.Family
}

// inventory is every use of a messaging interface, by family and place.
func (b *builder) inventory() []Use {
	index := map[useKey]int{}
	out := []Use{}
	for _, f := range b.facts.uses {
		k := useKey{f.At, f.Family}
		i, seen := index[k]
		if !seen {
			i = len(out)
			index[k] = i
			out = append(out, Use{
				Family: f.Family, Product: f.Product, Name: b.excerpts.Line(f.ProgID), Via: f.Via, Hop: f.Hop,
				Source: b.Label, Application: f.Application, At: b.place(f.At),
			})
		}
		if b.facts.isPage(f.Page) {
			out[i].Pages++
		}
		out[i].Called = out[i].Called || f.Called
	}
	slices.SortStableFunc(out, func(x, y Use) int {
		return cmp.Or(cmp.Compare(familyRank(x.Family), familyRank(y.Family)), strings.Compare(x.Product, y.Product))
	})
	return out
}

func familyRank(name string) int { return slices.Index(messaging.Families(), name) }

// families counts the uses of an application by family, in the order of the
// inventory.
func (b *builder) families(folder string) []FamilyCount {
	type count struct {
		places map[source.Place]bool
		pages  map[string]bool
	}
	byFamily := map[messaging.Family]*count{}
	for _, f := range b.facts.in(folder).uses {
		c := byFamily[f.Family]
		if c == nil {
			c = &count{map[source.Place]bool{}, map[string]bool{}}
			byFamily[f.Family] = c
		}
		c.places[f.At] = true
		if b.facts.isPage(f.Page) {
			c.pages[f.Page] = true
		}
	}
	out := []FamilyCount{}
	for _, f := range messaging.Families() {
		if c := byFamily[f]; c != nil {
			out = append(out, FamilyCount{Family: f, Places: len(c.places), Pages: len(c.pages), Hop: messaging.HopOf(f)})
		}
	}
	return out
}

// unread is what could not be read or analysed to its end.
func (b *builder) unread() []Unread {
	list := b.Result.Report.Notifications
	out := make([]Unread, 0, len(list))
	for i := range list {
		n := &list[i]
		out = append(out, Unread{ID: n.ID, Source: b.Label, At: b.place(n.At), Message: b.excerpts.Line(n.Message)})
	}
	return out
}
