package advice

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/cdolint/cdolint/analyzers/httprequest"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/pageauth"
	"github.com/cdolint/cdolint/analyzers/storeop"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/source"
)

// index finds the facts that belong to a finding.
type index struct {
	logons map[source.Place][]*logon.Fact // by the place of the Logon
	apps   map[string]*application        // by folder
	ops    map[source.Place][]*storeop.Fact

	// How many findings the same change would clear, by application, by what
	// decides their authentication, and by the place that makes the session.
	byApp     map[string]int
	byAuth    map[string]int
	bySession map[source.Place]int
	// concerned are the pages of findings that the first workaround is for, by application.
	concerned map[string]*concerned
}

// application is what is known of all pages of an application.
type application struct {
	logons []*logon.Fact
	// servers that the logons name; made when first asked for.
	servers *servers
	// local: it uses what runs on the Exchange server only (ExOLEDB, CDOEX).
	local bool
	// basic: pages of it are under Basic authentication, or SSL is required.
	basic bool
	// webdav: it sends WebDAV requests with credentials.
	webdav bool
}

func newIndex(facts []fact.Fact) *index {
	x := &index{
		logons: map[source.Place][]*logon.Fact{}, apps: map[string]*application{}, ops: map[source.Place][]*storeop.Fact{},
		byApp: map[string]int{}, byAuth: map[string]int{}, bySession: map[source.Place]int{}, concerned: map[string]*concerned{},
	}
	for _, f := range facts {
		switch f := f.(type) {
		case *logon.Fact:
			x.logons[f.At] = append(x.logons[f.At], f)
			app := x.app(f.Application)
			app.logons = append(app.logons, f)
			app.basic = app.basic || strings.Contains(f.Auth.Scheme, "basic") || f.Auth.SSL == "required"
		case *storeop.Fact:
			if f.Interface == storeop.CDO {
				x.ops[f.Session] = append(x.ops[f.Session], f)
			} else {
				x.app(f.Application).local = true
			}
		case *httprequest.Fact:
			app := x.app(f.Application)
			app.webdav = app.webdav || f.WebDAV && f.Credentials
		}
	}
	return x
}

func (x *index) app(folder string) *application {
	a := x.apps[folder]
	if a == nil {
		a = &application{}
		x.apps[folder] = a
	}
	return a
}

// count counts a finding for the workarounds that its rule lists. Notes need
// no clearing.
func (x *index) count(s *subject, ids []string) {
	if slices.Contains(ids, finding.BasicSSL) {
		c := x.concerned[s.Application]
		if c == nil {
			c = &concerned{pages: map[string]bool{}}
			x.concerned[s.Application] = c
		}
		for _, p := range s.pages {
			c.pages[p] = true
		}
	}
	if s.Suppressed != "" || s.Level == finding.Note {
		return
	}
	if slices.Contains(ids, finding.HostOnExchange) && !strangers(s.logons) {
		x.byApp[s.Application]++
	}
	if slices.Contains(ids, finding.BasicSSL) {
		x.byAuth[s.auth]++
	}
	if slices.Contains(ids, finding.WebDAV) && s.session.IsValid() {
		x.bySession[s.session]++
	}
}

// sessionOf is where the session of a finding is made.
func sessionOf(f *finding.Finding) source.Place {
	for i := range f.Steps {
		if f.Steps[i].Kind == "creation" {
			return f.Steps[i].At
		}
	}
	return source.Place{}
}

// subject is a finding with its facts.
type subject struct {
	*finding.Finding

	app *application
	// logons at the place, one for each page and configuration.
	logons []*logon.Fact
	// pages that reach the place, sorted; the finding's file if none is known.
	pages []string
	// session is where the session is made.
	session source.Place
	// changes are the settings that the first workaround needs otherwise,
	// plan what to edit, auth names the places: equal for findings that the
	// same edits clear.
	changes []change
	plan    iis.Plan
	auth    string
}

func (a *Adviser) subject(f *finding.Finding) *subject {
	s := &subject{Finding: f, app: a.index.app(f.Application), logons: a.index.logons[f.At], session: sessionOf(f)}
	for _, l := range s.logons {
		if !cleared(l) {
			s.pages = append(s.pages, l.Page)
		}
	}
	if len(s.pages) == 0 {
		s.pages = []string{f.At.Path}
	}
	slices.Sort(s.pages)
	s.pages = slices.Compact(s.pages)
	differing := a.differing(s.pages)
	s.changes = a.changes(differing)
	s.plan = a.plan(differing)
	s.auth = s.authentication()
	return s
}

// authentication is a key of what the first workaround changes.
func (s *subject) authentication() string {
	var b strings.Builder
	b.WriteString(s.Application)
	if len(s.plan.Edits) == 0 && !configured(s.changes) { // commands name the folder
		fmt.Fprintf(&b, "|%s|%t", s.folder(), asserted(s.logons))
	}
	for _, e := range s.plan.Edits {
		fmt.Fprintf(&b, "|%s:%d", e.At.Path, e.At.Pos)
	}
	for _, c := range s.plan.Commands {
		b.WriteString("|" + c)
	}
	return b.String()
}

// cleared reports a logon that the first workaround is done for.
func cleared(l *logon.Fact) bool {
	return l.Auth.Scheme == "basic" && l.Auth.SSL == "required" && l.Auth.LogonMethod != "network"
}

// strangers reports logons of the web server's own anonymous account alone:
// Exchange does not know it, wherever the pages run (KB207671).
func strangers(list []*logon.Fact) bool {
	for _, l := range list {
		if !cleared(l) && (l.Auth.Scheme != pageauth.Anonymous || l.Auth.Account != "default") {
			return false
		}
	}
	return len(list) > 0
}

// folder is the innermost folder of the application that holds all pages.
func (s *subject) folder() string {
	dir := path.Dir(s.pages[0])
	for _, p := range s.pages[1:] {
		for dir != "." && !strings.HasPrefix(p, dir+"/") {
			dir = path.Dir(dir)
		}
	}
	return dir
}
