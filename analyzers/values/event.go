package values

import (
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Base is what an event says of every fact that is made of it. The confidence
// is high, less where an include of the page is missing, and low in code that
// is not known to run.
func Base(e *flow.Event) fact.Base {
	b := fact.Base{At: e.At, Page: e.Page.Path(), Called: !e.Uncalled, Confidence: fact.High}
	if e.Page.App != nil {
		b.Application = e.Page.App.Folder
	}
	if e.Proc != nil {
		b.Procedure = e.Proc.Name
	}
	switch {
	case e.Uncalled || e.Page.Orphan:
		b.Confidence = fact.Low
	case e.Page.MissingInclude:
		b.Confidence = fact.Medium
	}
	return b
}

// Select returns the events that is holds for, in the order of the pages.
// Those in code that is not known to run (an uncalled procedure, an include
// judged as a page of its own) are left out where a page is known to reach
// the same place.
func Select(r *flow.Result, is func(*flow.Event) bool) []*flow.Event {
	var list []*flow.Event
	reached := map[source.Place]bool{}
	for _, p := range r.Pages {
		for _, e := range p.Events {
			if !is(e) {
				continue
			}
			list = append(list, e)
			if known(e) {
				reached[e.At] = true
			}
		}
	}
	out := list[:0]
	for _, e := range list {
		if known(e) || !reached[e.At] {
			out = append(out, e)
		}
	}
	return out
}

func known(e *flow.Event) bool { return !e.Uncalled && !e.Page.Orphan }

// Blank reports whether an argument hands nothing over, whatever path is
// taken: it is left out, or an empty string, Null, Empty or Nothing. A variable
// that nobody assigned does not count, other than one that was assigned Empty:
// it may get its value where the analysis does not see it.
func Blank(a *flow.Arg) bool {
	if a.Omitted {
		return true
	}
	if a.Val == nil || a.Val.Open || len(a.Val.Atoms) == 0 {
		return false
	}
	for i := range a.Val.Atoms {
		switch x := &a.Val.Atoms[i]; x.Kind {
		case flow.Text:
			if text, exact := x.Str.Exact(); !exact || text != "" {
				return false
			}
		case flow.Empty:
			if x.How == nil {
				return false
			}
		case flow.Null, flow.Nothing:
		default:
			return false
		}
	}
	return true
}
