package audit

import (
	"cmp"
	"path"
	"slices"

	"github.com/cdolint/cdolint/analyzers/authentication"
	"github.com/cdolint/cdolint/internal/site"
)

// applications are the applications of the input that hold pages.
func (b *builder) applications() []Application {
	s := b.Result.Site
	out := make([]Application, 0, len(s.Apps))
	for _, a := range s.Apps {
		x := Application{Name: b.name(a.Folder), Source: b.Label, Folder: a.Folder, Why: b.why(a), Plan: []Way{}}
		for _, p := range a.Pages {
			if !p.Orphan {
				x.Pages++
			}
		}
		b.mail(a, &x)
		if x.Pages == 0 && x.Logons == 0 && !b.uses(a.Folder) {
			continue
		}
		x.Authentication = b.authentication(a.Folder)
		x.Families = b.families(a.Folder)
		x.Operations = b.operations(a.Folder)
		out = append(out, x)
	}
	return out
}

// why says what makes a folder an application.
func (b *builder) why(a *site.App) string {
	switch {
	case a.GlobalASA != nil:
		return a.GlobalASA.Path
	case a.At.IsValid():
		return b.place(a.At).String()
	}
	return "the root of what was read"
}

// mail counts what of an application uses CDO 1.21.
func (b *builder) mail(a *site.App, x *Application) {
	pages := map[string]bool{}
	for _, l := range b.facts.in(a.Folder).logons {
		if b.facts.isPage(l.Page) {
			pages[l.Page] = true
		}
	}
	x.MailPages = len(pages)
	for _, at := range b.placesIn[a.Folder] {
		v := b.verdicts.places[at].verdict
		x.Logons++
		x.Verdict = worse(x.Verdict, v)
		if v.Affected() {
			x.Affected++
		}
	}
}

func (b *builder) uses(folder string) bool { return len(b.facts.in(folder).uses) > 0 }

// authKey tells ways of authentication apart.
type authKey struct{ scheme, ssl, method, from, setting, at, variant, contradiction, confidence string }

// authentication is the map of an application: its pages grouped by how they
// are authenticated and by what says so.
func (b *builder) authentication(folder string) []Authentication {
	type group struct {
		Authentication

		pages map[string]bool
		dirs  map[string]bool
	}
	groups := map[authKey]*group{}
	var order []*group
	for _, f := range b.facts.in(folder).pages {
		k := b.authKey(f)
		g := groups[k]
		if g == nil {
			g = &group{pages: map[string]bool{}, dirs: map[string]bool{}}
			g.Authentication = Authentication{
				Scheme: f.Auth.Scheme, SSL: f.Auth.SSL, LogonMethod: f.Auth.LogonMethod, From: f.Auth.Source,
				Setting: b.excerpts.Line(f.Auth.Setting), Variant: b.excerpts.Line(f.Auth.Variant),
				Contradiction: b.excerpts.Line(f.Auth.Contradiction), Confidence: f.Auth.Confidence,
			}
			if f.Deciding.IsValid() {
				at := b.place(f.Deciding)
				g.At = &at
			}
			groups[k] = g
			order = append(order, g)
		}
		if g.pages[f.Page] {
			continue
		}
		g.pages[f.Page] = true
		g.dirs[path.Dir(f.Page)] = true
		g.Pages++
		if b.mailing[f.Page] {
			g.MailPages++
			g.Verdict = worse(g.Verdict, b.verdicts.pages[f.Page])
		}
	}
	out := make([]Authentication, 0, len(order))
	for _, g := range order {
		for d := range g.dirs {
			g.Folders = append(g.Folders, d)
		}
		if g.Folders = topmost(g.Folders); g.Folders[0] == "." {
			g.Folders[0] = "(root)"
		}
		out = append(out, g.Authentication)
	}
	slices.SortStableFunc(out, func(a, b Authentication) int {
		return cmp.Or(cmp.Compare(a.Verdict.rank(), b.Verdict.rank()), cmp.Compare(b.Pages, a.Pages))
	})
	return out
}

func (b *builder) authKey(f *authentication.Fact) authKey {
	k := authKey{
		scheme: f.Auth.Scheme, ssl: f.Auth.SSL, method: f.Auth.LogonMethod, from: f.Auth.Source, setting: f.Auth.Setting,
		variant: f.Auth.Variant, contradiction: f.Auth.Contradiction, confidence: f.Auth.Confidence,
	}
	// What each page says itself counts as one way, not as one for each page.
	if f.Deciding.Path != f.Page {
		k.at = b.place(f.Deciding).String()
	} else {
		k.setting = ""
	}
	return k
}

// topmost leaves out folders that lie in others of the list.
func topmost(dirs []string) []string {
	slices.Sort(dirs) // a folder comes before those in it
	var out []string
	kept := map[string]bool{}
	for _, d := range dirs {
		up := d
		for up != "." && !kept[up] {
			up = path.Dir(up)
		}
		if !kept[up] {
			kept[d] = true
			out = append(out, d)
		}
	}
	return out
}
