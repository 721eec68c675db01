package logon

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// steps is the evidence in the order in which a reader would check it: where
// the authentication comes from, the page, the include chain, where the
// session is created, how it got to the receiver, the Logon.
func steps(f *Fact, e *flow.Event, recv flow.Atom) []fact.Step {
	out := append([]fact.Step(nil), f.Auth.Steps...)
	page := fact.Step{Kind: "page", At: source.Place{Path: f.Page}, Text: "the page " + f.Page + " runs under it"}
	switch {
	case f.Global:
		page.Text = f.Page + " runs for the pages of its application"
	case f.Orphan:
		page.Text = f.Page + " is included by no page of the repository; it is judged as a page of its folder"
		page.Assumed = true
	case len(f.Auth.Steps) == 0:
		page.Text = "the page " + f.Page + "; nothing shows how its requests are authenticated"
	}
	out = append(out, page)
	for _, c := range e.Page.IncludeChain(e.At.Path) {
		out = append(out, fact.Step{Kind: "include", At: c.At, Text: "includes " + c.To.Path})
	}
	for _, c := range e.Calls.List() {
		if f.Called && c.Name != "" {
			out = append(out, fact.Step{Kind: "flow", At: c.At, Text: "calls " + c.Name})
		}
	}
	way := recv.How.Steps()
	for i := 0; i < len(way); i++ {
		ran := ""
		if way[i].Kind == flow.Ran && i+1 < len(way) {
			ran = way[i].Name
			i++
		}
		step := wayStep(way[i], f)
		if ran != "" && ran != f.Page {
			step.Text += " by " + ran
		}
		if i+1 < len(way) && way[i+1].Kind == flow.Assigned && encloses(way[i+1].At, way[i].At) {
			// Set x = CreateObject(…) is one line to a reader.
			i++
			if returns(way[i:]) {
				i++
				step.Text += " and returned by " + way[i].Name
			} else {
				step.Text += " and kept in " + way[i].Name
			}
		} else if returns(way[i:]) {
			i++
			step.Text = "returned by " + way[i].Name
		}
		out = append(out, step)
	}
	logon := fact.Step{Kind: "logon", At: e.At, Text: "logs on to the mailbox with the identity of the request"}
	if !f.Called {
		logon.Text += "; no call of the procedure was found"
		logon.Assumed = true
	}
	return append(out, logon)
}

// returns reports whether a way goes on with the assignment of a result and the
// return, which are one thing in VBScript.
func returns(way []*flow.Step) bool {
	return len(way) > 1 && way[0].Kind == flow.Assigned && way[1].Kind == flow.Returned && strings.EqualFold(way[0].Name, way[1].Name)
}

func encloses(outer, inner source.Place) bool {
	return outer.Path == inner.Path && outer.Pos <= inner.Pos && inner.End <= outer.End
}

// wayStep is a step of the session's way as evidence.
func wayStep(s *flow.Step, f *Fact) fact.Step {
	out := fact.Step{Kind: "flow", At: s.At}
	switch s.Kind {
	case flow.Created:
		out.Kind, out.Text = "creation", "the session is created: "+f.ProgID
		if f.Declared {
			out.Text += ", which a rule pack declares to log on to CDO 1.21 sessions"
		}
	case flow.Declared:
		out.Kind, out.Text = "creation", fmt.Sprintf("the session is declared as object %q", s.Name)
	case flow.Assigned:
		out.Text = "kept in " + s.Name
		if s.Name == "" {
			out.Text = "kept in an element"
		}
	case flow.Passed:
		out.Text = "passed as " + s.Name
	case flow.Returned:
		out.Text = "returned by " + s.Name
	case flow.Stored:
		out.Text = "put into " + s.Name
	case flow.Read:
		out.Text = "read from " + s.Name
	case flow.Joined:
		out.Text = "joined"
	case flow.Ran:
		out.Text = "on the page " + s.Name
	}
	return out
}
