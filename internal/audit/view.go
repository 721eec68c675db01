package audit

import (
	"cmp"
	"html/template"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/english"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/report"
)

// view is the report as the page shows it: grouped, and cut where a list would
// be longer than anybody reads.
type view struct {
	*Report

	Policy template.HTMLAttr
	CSS    template.CSS
	JS     template.JS

	Title  string
	Lead   string
	Bar    []segment
	Groups []findingGroup
	Rules  []ruleCount
	Beside string // what is listed beside the findings of Rules, "" if nothing is
	Closed bool   // findings are closed at first: there are many
	Lean   bool   // findings are shown in short: there are very many
	Stock  []stock
	Unread []unreadGroup
	Helper string // the include file of the snippets, "" if none is shown
	apps   map[string]*Application
}

// Limits of lists in the page; JSON and CSV have everything.
const (
	openFindings = 20  // findings that are open at first
	fullFindings = 500 // findings that are shown in full
	chunkSize    = 25  // findings that the browser lays out together
	maxPages     = 30  // pages of a finding
	maxUses      = 200 // places of a product
	maxUnread    = 200 // of a kind
	maxFixes     = 6
	maxLinks     = 6 // of a step
)

// segment is a part of the bar of verdicts, in user units of 1000.
type segment struct {
	VerdictCount

	X, Width int
}

// findingGroup is the findings of an application.
type findingGroup struct {
	App     *Application // nil for findings outside of all
	N       int
	Bundles []bundle // one for each rule in a long report, else one for all
}

// bundle is findings that open together, in chunks that are laid out together.
type bundle struct {
	State      State
	Rule, Name string
	N          int
	Chunks     [][]*Finding
}

func (b *bundle) add(f *Finding) {
	if b.N%chunkSize == 0 {
		b.Chunks = append(b.Chunks, nil)
	}
	b.N++
	last := &b.Chunks[len(b.Chunks)-1]
	*last = append(*last, f)
}

// bound is a finding with the view that shows it.
type bound struct {
	View    *view
	Finding *Finding
}

type ruleCount struct {
	Rule, Name, URI string
	Level           State
	N               int
	First           string // ID of a finding
}

// stock is the inventory of a product.
type stock struct {
	Family, Product, Hop string
	Uses                 []Use
	More                 int
	N, Pages             int
}

type unreadGroup struct {
	ID    string
	Items []Unread
	More  int
	N     int
}

func newView(r *Report) *view {
	v := &view{Report: r, Title: titleOf(r), Lead: lead(r), apps: map[string]*Application{}}
	for i := range r.Applications {
		v.apps[r.Applications[i].ID] = &r.Applications[i]
	}
	v.bar()
	v.groups()
	v.stock()
	v.unread()
	for i := range r.Applications {
		for _, o := range r.Applications[i].Operations {
			if o.code != "" {
				v.Helper = migration.Helpers()
			}
		}
	}
	return v
}

// bar lays out the verdicts; no part is too thin to be seen.
func (v *view) bar() {
	const full, thinnest = 1000, 12
	if v.Summary.Logons == 0 {
		return
	}
	x := 0
	for _, c := range v.Summary.Verdicts {
		if c.Logons == 0 {
			continue
		}
		w := max(c.Logons*full/v.Summary.Logons, thinnest)
		v.Bar = append(v.Bar, segment{c, x, w})
		x += w
	}
	// The widest takes what rounding added or left.
	widest := 0
	for i := range v.Bar {
		if v.Bar[i].Width > v.Bar[widest].Width {
			widest = i
		}
	}
	v.Bar[widest].Width += full - x
	for i := widest + 1; i < len(v.Bar); i++ {
		v.Bar[i].X += full - x
	}
}

func (v *view) groups() {
	byKey := map[appKey]*Application{}
	for i := range v.Applications {
		byKey[v.Applications[i].key()] = &v.Applications[i]
	}
	v.Closed, v.Lean = len(v.Findings) > openFindings, len(v.Findings) > fullFindings
	rules, cleared, suppressed := map[string]*ruleCount{}, 0, 0
	for i := range v.Findings {
		f := &v.Findings[i]
		app := byKey[f.app()]
		if n := len(v.Groups); n == 0 || v.Groups[n-1].App != app {
			v.Groups = append(v.Groups, findingGroup{App: app})
		}
		g := &v.Groups[len(v.Groups)-1]
		g.N++
		g.bundle(f, v.Lean).add(f)
		switch f.State {
		case StateCleared:
			cleared++
			continue
		case StateSuppressed:
			suppressed++
			continue
		case StateError, StateWarning, StateNote:
		}
		c := rules[f.Rule]
		if c == nil {
			c = &ruleCount{Rule: f.Rule, Name: f.Name, URI: f.URI, Level: f.State, First: f.ID}
			rules[f.Rule] = c
		}
		c.N++
	}
	for _, c := range rules {
		v.Rules = append(v.Rules, *c)
	}
	v.Beside = beside(cleared, suppressed)
	slices.SortFunc(v.Rules, func(a, b ruleCount) int { return strings.Compare(a.Rule, b.Rule) })
}

// beside is what is listed with the findings and is none that counts.
func beside(cleared, suppressed int) string {
	var list []string
	if cleared > 0 {
		list = append(list, english.Count(cleared, "logon")+" that "+are(cleared, "is", "are")+" cleared")
	}
	if suppressed > 0 {
		list = append(list, english.Count(suppressed, "finding")+" that "+are(suppressed, "is", "are")+" suppressed")
	}
	return english.List(list, "and")
}

// bundle is the one that a finding belongs to.
func (g *findingGroup) bundle(f *Finding, byRule bool) *bundle {
	i := slices.IndexFunc(g.Bundles, func(b bundle) bool { return !byRule || b.State == f.State && b.Rule == f.Rule })
	if i < 0 {
		i = len(g.Bundles)
		g.Bundles = append(g.Bundles, bundle{State: f.State, Rule: f.Rule, Name: f.Name})
	}
	return &g.Bundles[i]
}

func (v *view) stock() {
	index := map[string]int{}
	for _, u := range v.Inventory {
		key := u.Family + "|" + u.Product
		i, seen := index[key]
		if !seen {
			i = len(v.Stock)
			index[key] = i
			v.Stock = append(v.Stock, stock{Family: u.Family, Product: u.Product, Hop: u.Hop})
		}
		s := &v.Stock[i]
		s.N++
		s.Pages += u.Pages
		if len(s.Uses) < maxUses {
			s.Uses = append(s.Uses, u)
		} else {
			s.More++
		}
	}
	slices.SortStableFunc(v.Stock, func(a, b stock) int {
		return cmp.Or(cmp.Compare(familyRank(a.Family), familyRank(b.Family)), cmp.Compare(b.N, a.N))
	})
}

func (v *view) unread() {
	index := map[string]int{}
	for _, u := range v.Report.Unread {
		i, seen := index[u.ID]
		if !seen {
			i = len(v.Unread)
			index[u.ID] = i
			v.Unread = append(v.Unread, unreadGroup{ID: u.ID})
		}
		g := &v.Unread[i]
		g.N++
		if len(g.Items) < maxUnread {
			g.Items = append(g.Items, u)
		} else {
			g.More++
		}
	}
}

// Many reports whether there are several sources.
func (v *view) Many() bool { return len(v.Sources) > 1 }

// AppName is the name of an application by its ID.
func (v *view) AppName(id string) string {
	if a := v.apps[id]; a != nil {
		return a.Name
	}
	return id
}

// Detailed are the applications that have something to say beside their name.
func (v *view) Detailed() []*Application {
	var out []*Application
	for i := range v.Applications {
		if a := &v.Applications[i]; a.Logons > 0 || len(a.Families) > 0 || len(a.Plan) > 0 {
			out = append(out, a)
		}
	}
	return out
}

// shownPages are the pages of a finding, and how many are left out.
func shownPages(f *Finding) []Place { return f.Pages[:min(len(f.Pages), maxPages)] }

// Frame is the code of a finding: in a long report only the lines beside the
// marked ones.
func (v *view) Frame(code []Line) []Line {
	if !v.Closed {
		return code
	}
	from, to := len(code), -1
	for i := range code {
		if code[i].Mark != "" {
			from, to = min(from, i), i
		}
	}
	if to < 0 {
		return code
	}
	if v.Lean {
		return code[from : to+1]
	}
	return code[max(from-1, 0):min(to+2, len(code))]
}

// Bind is for the template of a finding, which needs both.
func (v *view) Bind(f *Finding) bound { return bound{v, f} }

// sentences splits a message behind its first sentence.
func sentences(message string) [2]string {
	first, rest := report.FirstSentence(message)
	return [2]string{first, rest}
}

// Plan is the anchor of a workaround in the migration plan of an application,
// "" if there is none.
func (v *view) Plan(source, folder, way string) string {
	for i := range v.Applications {
		a := &v.Applications[i]
		if a.Source == source && a.Folder == folder && slices.ContainsFunc(a.Plan, func(w Way) bool { return w.ID == way }) {
			return a.ID + "-" + way
		}
	}
	return ""
}

// PlacesIn counts the uses of a family in an application; "–" stands for none.
func (v *view) PlacesIn(a *Application, family string) string {
	for _, c := range a.Families {
		if c.Family == family {
			return english.Thousands(c.Places)
		}
	}
	return "–"
}
