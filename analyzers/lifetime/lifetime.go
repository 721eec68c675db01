// Package lifetime finds out what becomes of each CDO 1.21 session after its
// Logon: whether anybody looks at Err before the store is used, and whether the
// session is logged off on every way out of the page.
package lifetime

import (
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/logon"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Analyzer yields a []*Fact.
var Analyzer = &analysis.Analyzer{
	Name:       "session_life",
	Doc:        "what becomes of CDO 1.21 sessions after their Logon",
	Requires:   []*analysis.Analyzer{driver.Root, values.Analyzer},
	ResultType: reflect.TypeFor[[]*Fact](),
	Run:        run,
}

// life is what is known of the sessions that one Logon of a page begins.
type life struct {
	logon *flow.Event
	// object that was logged on: its items are looked up by it.
	object *flow.Object
	// an end of the page with the session on, and whether there are ends with
	// the session off.
	left   *end
	closed bool
	// uses before anybody looked at Err, the first one first.
	unchecked *flow.Event
	// again are the lives of Logons that find the session logged on by this one
	// for certain: where they leave it on, this one has, too.
	again []*life
}

type end struct {
	at source.Place
	by string
}

func run(pass *analysis.Pass) (any, error) {
	result := values.Of(pass)
	closed := closings(result)
	selected := map[*flow.Event]bool{}
	for _, e := range values.Select(result, func(e *flow.Event) bool { _, ok := logon.Of(e); return ok }) {
		selected[e] = true
	}
	var out []*Fact
	for _, p := range result.Pages {
		lives := follow(p.Events)
		kept := keptIn(p.Events)
		byPlace := map[source.Place]*Fact{}
		for _, l := range lives {
			if !selected[l.logon] {
				continue
			}
			f := l.fact(p.Page, kept, closed)
			if old := byPlace[f.At]; old != nil { // the same Logon under other guards
				old.add(f)
				continue
			}
			byPlace[f.At] = f
			out = append(out, f)
		}
	}
	return out, nil
}

// follow collects what the events of a page say of each Logon.
func follow(events []*flow.Event) []*life {
	var out []*life
	byLogon := map[*flow.Event]*life{}
	for _, e := range events {
		if a, ok := logon.Of(e); ok {
			l := &life{logon: e, object: a.Obj}
			byLogon[e] = l
			out = append(out, l)
		}
	}
	for _, e := range events {
		for i := range e.States {
			s := &e.States[i]
			l := byLogon[s.Since]
			switch {
			case l == nil:
			case e.Kind == flow.PageEnd, e.Kind == flow.Lost:
				l.end(e, s.State)
			case e.Kind == flow.Call && com.Receives(e) && strings.EqualFold(e.Member, "Logoff"):
				l.closed = true
			case byLogon[e] != nil && byLogon[e] != l && certain(s.State):
				l.again = append(l.again, byLogon[e])
			case (s.Name == com.Unchecked || s.Name == com.Blind) && !isErr(e) && com.IsUse(e) && l.unchecked == nil:
				l.unchecked = e
			}
		}
	}
	for _, l := range slices.Backward(out) { // a Logon that comes later is settled before
		for _, next := range l.again {
			if next.left != nil {
				l.leave(*next.left)
			}
			l.closed = l.closed || next.closed
		}
	}
	return out
}

// certain reports whether the Logon has succeeded, if the page has come that far.
func certain(s flow.State) bool {
	return s.Name == com.On || s.Name == com.Looked && !s.Since.OwnResume
}

func isErr(e *flow.Event) bool {
	o := e.Recv.Objects()
	return len(o) == 1 && o[0].Kind == flow.Intrinsic
}

// end notes an end of the page with the session on.
func (l *life) end(e *flow.Event, s flow.State) {
	if !com.IsOpen(s) || e.Uncalled != l.logon.Uncalled {
		return
	}
	x := end{e.At, e.Member}
	if s.Exit != nil {
		x = end{s.Exit.At, s.Exit.Text}
	}
	l.leave(x)
}

// leave notes a way out with the session on. One that somebody wrote says more
// than the last line.
func (l *life) leave(x end) {
	if l.left == nil || l.left.by == "end" && x.by != "end" {
		l.left = &x
	}
}

func (l *life) fact(page *site.Page, kept map[*flow.Object][]string, closed map[*site.App]map[string]bool) *Fact {
	f := &Fact{Base: values.Base(l.logon), Resumed: l.logon.OwnResume, LoggedOff: "always"}
	if l.unchecked != nil {
		f.Unchecked, f.FirstUse = true, l.unchecked.Member
		f.Related = append(f.Related, fact.Related{At: l.unchecked.At, Text: "used here, before Err is looked at", Of: "unchecked"})
	}
	for _, label := range kept[l.object] {
		f.Kept = label
		if closed[page.App][fold(label)] {
			f.LoggedOff = "elsewhere"
			return f
		}
	}
	if l.left == nil {
		return f
	}
	x := *l.left
	f.LeftBy, f.LoggedOff = x.by, "never"
	switch {
	case l.closed:
		f.LoggedOff = "sometimes"
	case l.logon.Uncalled:
		f.LoggedOff = "unknown"
		return f
	}
	if x.by != "end" {
		f.Related = append(f.Related, fact.Related{At: x.at, Text: x.by + " leaves the session logged on", Of: "logged_off"})
	}
	return f
}

// add joins what another event at the same place says; the worse counts. One session
// that is never logged off beside one that is makes sometimes.
func (f *Fact) add(g *Fact) {
	differ := f.LoggedOff != g.LoggedOff
	if rank(g.LoggedOff) > rank(f.LoggedOff) {
		f.LoggedOff, f.LeftBy, f.Kept = g.LoggedOff, g.LeftBy, g.Kept
		f.Related = append(f.Related, g.Related...)
	}
	if differ && f.LoggedOff == "never" {
		f.LoggedOff = "sometimes"
	}
	if g.Unchecked && !f.Unchecked {
		f.Unchecked, f.FirstUse = true, g.FirstUse
	}
}

func rank(s string) int {
	switch s {
	case "never":
		return 2
	case "sometimes":
		return 1
	}
	return 0
}
