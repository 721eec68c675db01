package site

import "slices"

// What is asked about some files needs only the applications that have to do
// with them: the one that an affected page lies in, since its pages share what
// they keep in items, and those that are connected with it, so that what is
// said of a shared file is said of all of its pages.

// Followed reports whether the pages of the application that a path lies in
// were followed; see Options.Concern.
func (s *Site) Followed(p string) bool { return s.followed == nil || s.followed[s.AppOf(p)] }

// chooseApps decides which applications are followed.
func (s *Site) chooseApps() {
	if s.opts.Concern == nil || len(s.components) > 0 { // what pages of any application may create
		return
	}
	asked := s.opts.Concern(s)
	groups := s.connected()
	if groups == nil {
		return
	}
	wanted := map[*App]bool{}
	for _, a := range s.Apps {
		if slices.ContainsFunc(a.all(), func(p *Page) bool { return asked(p.Path()) }) {
			wanted[groups.of(a)] = true
		}
	}
	s.followed = map[*App]bool{}
	for _, a := range s.Apps {
		s.followed[a] = wanted[groups.of(a)]
	}
}

// all are the pages of the application and its global.asa.
func (a *App) all() []*Page {
	if a.Global == nil {
		return a.Pages
	}
	return append(a.Pages[:len(a.Pages):len(a.Pages)], a.Global)
}

// connected joins the applications whose pages contain the same file, or run
// each other. nil if a page may run any other.
func (s *Site) connected() groups {
	g := groups{}
	first := make(map[*File]*App, len(s.Files))
	for _, a := range s.Apps {
		for _, p := range a.all() {
			for _, f := range p.Closure {
				if b := first[f]; b == nil {
					first[f] = a
				} else if a != b {
					g.join(a, b)
				}
				for _, run := range f.scan.runs() {
					if run == anyPage && len(s.Apps) > 1 {
						return nil
					}
					if q := s.PageFor(a, f.Path, run); q != nil && q.App != a {
						g.join(a, q.App)
					}
				}
			}
		}
	}
	return g
}

// groups are sets of applications: each leads to another of its set, the last
// one stands for it.
type groups map[*App]*App

func (g groups) of(a *App) *App {
	for g[a] != nil {
		a = g[a]
	}
	return a
}

func (g groups) join(a, b *App) {
	if a, b = g.of(a), g.of(b); a != b {
		g[a] = b
	}
}
