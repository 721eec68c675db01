// Package storeop finds what pages do with the Exchange store: the operations
// of CDO 1.21, by following what is done with the objects of a session, and
// the use of ExOLEDB and CDOEX, which run on the Exchange server only.
package storeop

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/migration"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Analyzer finds the operations; its result is a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "storeop",
	Doc:        "what pages do with the Exchange store, by CDO 1.21 or on the Exchange server itself",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

func run(pass *analysis.Pass) (any, error) {
	r := values.Of(pass)
	on := map[*site.Page]*collector{}
	var order []*collector
	for _, p := range r.Pages {
		c := &collector{seen: map[seenKey]bool{}, folders: map[*flow.Object]*defaultFolders{}, meetings: map[*flow.Object]bool{}, read: map[*flow.Object]bool{}, changed: map[*flow.Object]bool{}}
		for _, e := range p.Events {
			c.prepare(e)
		}
		on[p.Page] = c
		order = append(order, c)
	}
	for _, e := range values.Select(r, matters) {
		on[e.Page].event(e)
	}
	var out []*Fact
	for _, c := range order {
		out = append(out, outermost(c.out)...)
	}
	return out, nil
}

// outermost leaves out facts that are part of a larger expression with the
// same operation: Filter.Fields in Filter.Fields.Add.
func outermost(list []*Fact) []*Fact {
	type group struct {
		path    string
		session source.Place
		op      migration.ID
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *Fact) int {
		return cmp.Or(cmp.Compare(a.At.Path, b.At.Path), cmp.Compare(a.At.Pos, b.At.Pos), cmp.Compare(b.At.End, a.At.End))
	})
	ends := map[group]int{}
	inner := map[*Fact]bool{}
	for _, f := range sorted {
		g := group{f.At.Path, f.Session, f.Operation}
		if end, ok := ends[g]; ok && f.At.End <= end {
			inner[f] = true
			continue
		}
		ends[g] = f.At.End
	}
	return slices.DeleteFunc(list, func(f *Fact) bool { return inner[f] })
}

// matters reports whether an event is a call, or sets a property, of an
// object from outside.
func matters(e *flow.Event) bool {
	return (e.Kind == flow.Call || e.Kind == flow.PropSet) && e.Recv != nil && slices.ContainsFunc(e.Recv.Objects(), func(o *flow.Object) bool {
		return o.Kind == flow.COM || o.Kind == flow.Member
	})
}

// collector makes the facts of one page.
type collector struct {
	out  []*Fact
	seen map[seenKey]bool
	// folders are the default folders that are opened, by session.
	folders map[*flow.Object]*defaultFolders
	// meetings are the items whose MeetingStatus is set.
	meetings map[*flow.Object]bool
	// read are the items whose Unread is set, changed those of which
	// something else is.
	read, changed map[*flow.Object]bool
}

type seenKey struct {
	at, session source.Place
	op          migration.ID
}

// defaultFolders are the numbers that GetDefaultFolder is called with.
type defaultFolders struct {
	names []string
	open  bool // others that are not known
}

// prepare notes what has to be known of the whole page.
func (c *collector) prepare(e *flow.Event) {
	if e.Recv == nil {
		return
	}
	for _, o := range e.Recv.Objects() {
		root := com.SessionOf(o)
		if root == nil {
			continue
		}
		member := program.Fold(e.Member)
		if e.Kind == flow.PropSet && member == "unread" {
			c.read[o] = true
		} else if e.Kind == flow.PropSet {
			c.changed[o] = true
		}
		switch {
		case e.Kind == flow.PropSet && member == "meetingstatus":
			c.meetings[o] = true
		case e.Kind == flow.Call && member == "getdefaultfolder" && len(e.Args) > 0:
			d := c.folders[root]
			if d == nil {
				d = &defaultFolders{}
				c.folders[root] = d
			}
			if name := folderName(e.Args[0]); name != "" {
				d.names = append(d.names, name)
			} else {
				d.open = true
			}
		}
	}
}

// event makes the facts of an event.
func (c *collector) event(e *flow.Event) {
	if e.Kind == flow.PropSet && e.Value != nil {
		c.handedOver(e)
	}
	ours := false
	for _, o := range e.Recv.Objects() {
		if root := com.SessionOf(o); root != nil {
			c.use(e, o, root)
			ours = true
		}
	}
	if !ours {
		c.local(e)
	}
}

// use makes the facts of a member of the session or of one of its objects.
func (c *collector) use(e *flow.Event, o, root *flow.Object) {
	u := use{walk: walk{class: session}, member: program.Fold(e.Member), set: e.Kind == flow.PropSet, meeting: c.meetings[o], onlyRead: c.read[o] && !c.changed[o]}
	path := u.member
	if o.Kind == flow.Member {
		u.walk = follow(o.Path)
		path = o.Path + "." + u.member
	}
	if strings.HasPrefix(o.Path, "getdefaultfolder.messages.add.recipients") {
		u.meeting = true
	}
	if len(e.Args) > 0 {
		u.property = propertyTag(e.Args[0])
		u.public = namesPublicFolders(e.Args[0])
	}
	names, sure := c.folderNames(u, e, root)
	for _, name := range names {
		u.folder = name
		op := u.operation()
		if op == "" {
			continue
		}
		f := c.fact(e, op, path, root.At)
		if f == nil {
			continue
		}
		f.Folder = name
		if op == migration.PublicFolder {
			f.Folder = "public"
		}
		if u.property != 0 && (u.class == fields || u.member == "fields") {
			f.Property = fmt.Sprintf("&H%08X", u.property)
		}
		if !sure {
			f.Confidence = fact.Least(f.Confidence, fact.Medium)
		}
	}
}

// folderNames are the folders that a use may be in; one empty name if none is
// known. sure: there is one alternative.
func (c *collector) folderNames(u use, e *flow.Event, root *flow.Object) (names []string, sure bool) {
	switch {
	case u.class == session && u.member == "getdefaultfolder" && len(e.Args) > 0:
		return []string{folderName(e.Args[0])}, true
	case u.class == session && (u.member == "inbox" || u.member == "outbox"):
		return []string{u.member}, true
	case u.from == "inbox" || u.from == "outbox":
		return []string{u.from}, true
	case u.from == "getdefaultfolder":
		d := c.folders[root]
		if d == nil || len(d.names) == 0 {
			return []string{""}, true
		}
		return d.names, len(d.names) == 1 && !d.open
	}
	return []string{""}, true
}

// fact adds a fact, nil if the page has it already.
func (c *collector) fact(e *flow.Event, op migration.ID, member string, session source.Place) *Fact {
	k := seenKey{e.At, session, op}
	if c.seen[k] {
		return nil
	}
	c.seen[k] = true
	f := &Fact{Base: values.Base(e), Interface: CDO, Operation: op, Member: member, Session: session}
	if session.IsValid() {
		f.Steps = []fact.Step{{Kind: "creation", At: session, Text: "the session is made here"}}
	}
	c.out = append(c.out, f)
	return f
}
