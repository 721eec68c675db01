// Package advice says what the three workarounds of Microsoft KB918710 mean
// for the site at hand: which settings to change where, which requests replace
// the operations that the code does, which server would have to host it.
package advice

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/migration"
)

// Input is what advice is given on.
type Input struct {
	// Config is what the repository says of its web server.
	Config *iis.Config
	// Sources give the lines of places.
	Sources finding.Sources
	// Facts of the site: logons, store operations, HTTP requests. Others
	// are passed over.
	Facts []fact.Fact
	// Pages gives the paths of all files that can be requested as pages, in
	// the order of paths; nil: none. It is asked when first needed.
	Pages func() []string
	// Workarounds are the ids that a rule lists.
	Workarounds func(rule string) []string
	// Assert gives the user's assertions for a path; nil: none.
	Assert func(path string) config.Assertions
}

// Kinds are the kinds of facts that advice is made of.
func Kinds() []string { return []string{"logon", "store_operation", "http_request"} }

// Adviser gives advice on the findings of one site.
type Adviser struct {
	in    Input
	index *index
	rows  []migration.Operation
	// served are the pages of [Input.Pages]; nil until they are asked for.
	served *served

	// What findings share, made once: the signatures of pages, the plans by
	// signatures, their patches by the places of the edits.
	signatures map[string]string
	plans      map[string]iis.Plan
	patches    map[string]string
	patched    int // bytes read for them
	// What the configuration names, and the first of each folder.
	apps  []iis.Application
	appAt map[string]int
}

// New prepares advice. The facts are looked at once.
func New(in Input) *Adviser {
	if in.Assert == nil {
		in.Assert = func(string) config.Assertions { return config.Assertions{} }
	}
	return &Adviser{
		in: in, index: newIndex(in.Facts), rows: migration.All(),
		signatures: map[string]string{}, plans: map[string]iis.Plan{}, patches: map[string]string{},
	}
}

// Attach gives each finding the workarounds of its rule, with what they mean
// here, the best one first. Cleared logons need none.
func (a *Adviser) Attach(findings []finding.Finding) {
	var subjects []*subject
	for i := range findings {
		f := &findings[i]
		ids := a.in.Workarounds(f.Rule)
		if f.Pass || len(ids) == 0 {
			continue
		}
		s := a.subject(f)
		a.index.count(s, ids)
		subjects = append(subjects, s)
	}
	known := map[string][]finding.Workaround{}
	for _, s := range subjects {
		ids := a.in.Workarounds(s.Rule)
		key := s.key(ids)
		list, ok := known[key]
		if !ok {
			list = a.workarounds(s, ids)
			known[key] = list
		}
		s.Workarounds = list
	}
}

// key is all that the advice on a finding hangs on, once the findings are counted.
func (s *subject) key(ids []string) string {
	var b strings.Builder
	add := func(words ...string) {
		for _, w := range words {
			b.WriteString(w)
			b.WriteByte(0)
		}
	}
	add(ids...)
	add(s.Application, s.session.Path, strconv.Itoa(s.session.Pos), strconv.Itoa(s.session.End))
	add(s.pages...)
	for _, l := range s.logons {
		add("", l.Auth.Source, l.Auth.Scheme, l.Auth.LogonMethod, l.Auth.SSL, l.Auth.Account, l.Local, l.LocalWhy)
		add(l.Auth.Where, l.Auth.Test.Path, strconv.Itoa(l.Auth.Test.Pos))
		for _, c := range l.Auth.Challenges {
			add(c.Scheme, c.Text, c.At.Path, strconv.Itoa(c.At.Pos))
		}
	}
	return b.String()
}

// option is a workaround with what ranks it.
type option struct {
	finding.Workaround

	// possible is false where it cannot be done here.
	possible bool
	// begun: the site has part of it already.
	begun bool
	// clears is how many findings it would clear, this one included.
	clears int
}

func (a *Adviser) workarounds(s *subject, ids []string) []finding.Workaround {
	options := make([]option, 0, len(ids))
	for _, id := range ids {
		switch id {
		case finding.BasicSSL:
			options = append(options, a.basicSSL(s))
		case finding.WebDAV:
			options = append(options, a.webdav(s))
		case finding.HostOnExchange:
			options = append(options, a.host(s))
		default:
			// A user's own pack may name what is not known here.
			options = append(options, option{Workaround: finding.Workaround{ID: id, Title: id}, possible: true})
		}
	}
	a.withoutCDO(s, options)
	// Stable: what ranks alike stays in the order of the rule, the KB's.
	slices.SortStableFunc(options, func(x, y option) int {
		return cmp.Or(first(x.possible, y.possible), first(x.begun, y.begun), cmp.Compare(y.clears, x.clears))
	})
	out := make([]finding.Workaround, len(options))
	for i := range options {
		out[i] = options[i].Workaround
		if n := options[i].clears; n > 1 && options[i].possible {
			out[i].Summary += fmt.Sprintf(" (clears %d findings)", n)
		}
	}
	return out
}

// first sorts true before false.
func first(x, y bool) int {
	switch {
	case x == y:
		return 0
	case x:
		return -1
	}
	return 1
}

// withoutCDO marks what keeps CDO 1.21 where Exchange no longer answers it.
func (a *Adviser) withoutCDO(s *subject, options []option) {
	version := a.in.Assert(s.pages[0]).ExchangeVersion
	if !migration.EndOfCDO(version) {
		return
	}
	for i := range options {
		if o := &options[i]; o.ID != finding.WebDAV {
			o.possible = false
			o.Summary = "no help with Exchange " + version + ", to which CDO 1.21 cannot connect"
			o.Text = capital(o.Summary) + ": Exchange 2013 was the last version that it can talk to.\n"
			o.Edits, o.Commands = nil, nil
		}
	}
}
