package audit

import (
	"cmp"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/messaging"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/internal/english"
)

// step is something that the reader of the report does next.
type step struct {
	What  string // what to do, a few words
	Why   string // sentences
	Links []anchor
	More  int // applications beyond Links
}

// anchor is a part of the page.
type anchor struct{ ID, Text string }

// Next are the steps from the report to pages that work, in their order. What
// needs no step has none.
func (v *view) Next() []step {
	var out []step
	for _, s := range []step{v.askForAuthentication(), v.compareWithTheServer(), v.chooseAWay(), v.askForComponents(), v.readTheRest()} {
		if s.What == "" {
			continue
		}
		if n := len(s.Links); n > maxLinks {
			s.Links, s.More = s.Links[:maxLinks], n-maxLinks
		}
		out = append(out, s)
	}
	return out
}

// askForAuthentication is about pages with CDO 1.21 for which nothing says how
// their visitors are authenticated.
func (v *view) askForAuthentication() step {
	pages := 0
	var links []anchor
	for i := range v.Applications {
		a, here := &v.Applications[i], 0
		for _, x := range a.Authentication {
			if x.Scheme == pageauth.Unknown && x.Verdict != "" {
				here += x.MailPages
			}
		}
		if here > 0 {
			pages += here
			links = append(links, anchor{a.ID + "-auth", a.Name})
		}
	}
	if pages == 0 {
		return step{}
	}
	return step{
		What: "Find out how " + english.Count(pages, "page") + " " + are(pages, "is", "are") + " authenticated.",
		Why: "Nothing in the code base says (IIS Manager: Authentication; IIS 6: Directory Security). Say it in .cdolint.yaml, as site: {auth: basic, ssl: required}, " +
			"and run the audit again: what may fail becomes certain.", Links: links,
	}
}

// Said reports whether At says how the pages are authenticated, and not only
// that they ask for the user.
func (a *Authentication) Said() bool { return a.Setting != "" || a.Scheme != pageauth.Unknown }

func (v *view) compareWithTheServer() step {
	if v.Summary.Affected == 0 {
		return step{}
	}
	return step{
		What: "Compare the settings named in the evidence with those of the server.",
		Why:  "The code base may not be what runs. Each finding lists its evidence in the order to check it.", Links: []anchor{{"findings", "Findings"}},
	}
}

func (v *view) chooseAWay() step {
	var links []anchor
	for i := range v.Applications {
		if a := &v.Applications[i]; len(a.Plan) > 0 {
			links = append(links, anchor{a.ID + "-plan", a.Name})
		}
	}
	if len(links) == 0 {
		return step{}
	}
	return step{
		What: "Choose one of the three ways out for each application.",
		Why:  "Its migration plan counts the work of each, and has the lines to change.", Links: links,
	}
}

func (v *view) askForComponents() step {
	places := 0
	for _, f := range v.Summary.Families {
		if f.Hop == messaging.NotKnown {
			places += f.Places
		}
	}
	if places == 0 {
		return step{}
	}
	return step{
		What: "Ask what the components without source do.",
		Why:  "In " + english.Count(places, "place") + " one is given a mailbox or an Exchange server. If it goes through MAPI, it fails as CDO 1.21 does.", Links: []anchor{{"inventory", "Messaging inventory"}},
	}
}

func (v *view) readTheRest() step {
	if v.Summary.Unread == 0 {
		return step{}
	}
	return step{What: "Look through what could not be read.", Why: "It has no part in the verdicts above.", Links: []anchor{{"unread", "Not read"}}}
}

// fixGroup is what one workaround does for an application, or for several that
// one change concerns.
type fixGroup struct {
	Title        string
	Applications []string // by ID
	N            int      // findings that it clears
	Share        int      // of all findings that carry advice, in percent
	Changes      []change
	More         int    // changes that are not shown
	Each         string // what holds for each change, "" if it stands in them
}

type change struct {
	Summary string
	N       int
}

// TopFixes are the workarounds that clear most, with the changes that each
// consists of.
func (v *view) TopFixes() []fixGroup {
	index := map[string]int{}
	var out []fixGroup
	total := 0
	for _, f := range v.Fixes {
		key := f.Title + "\x00" + strings.Join(f.Applications, "\x00")
		i, seen := index[key]
		if !seen {
			i = len(out)
			index[key] = i
			out = append(out, fixGroup{Title: f.Title, Applications: f.Applications})
		}
		g := &out[i]
		g.N += len(f.Findings)
		total += len(f.Findings)
		g.Changes = append(g.Changes, change{f.Summary, len(f.Findings)})
	}
	for i := range out {
		out[i].Share = (out[i].N*100 + total/2) / total
		out[i].sayOnce()
		if n := len(out[i].Changes); n > maxFixes {
			out[i].Changes, out[i].More = out[i].Changes[:maxFixes], n-maxFixes
		}
	}
	slices.SortStableFunc(out, func(a, b fixGroup) int { return cmp.Compare(b.N, a.N) })
	return out[:min(len(out), maxFixes)]
}

// sayOnce takes the clause out of several changes that they all end with.
func (g *fixGroup) sayOnce() {
	if len(g.Changes) < 2 {
		return
	}
	first := g.Changes[0].Summary
	i := strings.LastIndex(first, "; ")
	if i < 0 {
		return
	}
	for _, c := range g.Changes {
		if !strings.HasSuffix(c.Summary, first[i:]) {
			return
		}
	}
	g.Each = first[i+len("; "):]
	for j := range g.Changes {
		g.Changes[j].Summary = strings.TrimSuffix(g.Changes[j].Summary, first[i:])
	}
}
