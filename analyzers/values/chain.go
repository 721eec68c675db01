package values

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/source"
)

// Chain is the evidence that a page reaches an event under some
// authentication, in the order in which a reader would check it.
type Chain struct {
	Event *flow.Event
	// Authentication shows how the requests of the page are authenticated.
	Authentication []fact.Step
	// How is the way of the receiver from where it was made.
	How *flow.Step
	// Made says what was made, Declared what an <object> tag declares; the
	// latter is given the id of the tag.
	Made     string
	Declared func(id string) string
	// Kind and Text of the last step, the event itself.
	Kind, Text string
}

// Steps are where the authentication comes from, the page, the include chain,
// the calls, where the receiver is made, how it got there, and the event.
func (c Chain) Steps() []fact.Step {
	e := c.Event
	out := append([]fact.Step(nil), c.Authentication...)
	out = append(out, c.page())
	for _, i := range e.Page.IncludeChain(e.At.Path) {
		out = append(out, fact.Step{Kind: "include", At: i.At, Text: "includes " + i.To.Path})
	}
	for _, call := range e.Calls.List() {
		if !e.Uncalled && call.Name != "" {
			out = append(out, fact.Step{Kind: "flow", At: call.At, Text: "calls " + call.Name})
		}
	}
	way := c.How.Steps()
	for i := 0; i < len(way); i++ {
		ran := ""
		if way[i].Kind == flow.Ran && i+1 < len(way) {
			ran = way[i].Name
			i++
		}
		step := c.way(way[i])
		if ran != "" && ran != e.Page.Path() {
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
	last := fact.Step{Kind: c.Kind, At: e.At, Text: c.Text}
	if e.Uncalled {
		last.Text += "; no call of the procedure was found"
		last.Assumed = true
	}
	return append(out, last)
}

func (c Chain) page() fact.Step {
	path := c.Event.Page.Path()
	page := fact.Step{Kind: "page", At: source.Place{Path: path}, Text: "the page " + path + " runs under it"}
	switch {
	case c.Event.Page.Global:
		page.Text = path + " runs for the pages of its application"
	case c.Event.Page.Orphan:
		page.Text = path + " is included by no page of the repository; it is judged as a page of its folder"
		page.Assumed = true
	case len(c.Authentication) == 0:
		page.Text = "the page " + path + "; nothing shows how its requests are authenticated"
	}
	return page
}

// Alone are the steps for whom the authentication does not matter.
func Alone(steps []fact.Step) []fact.Step {
	i := slices.IndexFunc(steps, func(s fact.Step) bool { return s.Kind == "page" })
	if i < 0 {
		return steps
	}
	out := slices.Clone(steps[i:])
	if page := &out[0]; strings.HasPrefix(page.Text, "the page ") {
		page.Text = "the page " + page.At.Path
	}
	return out
}

// returns reports whether a way goes on with the assignment of a result and the
// return, which are one thing in VBScript.
func returns(way []*flow.Step) bool {
	return len(way) > 1 && way[0].Kind == flow.Assigned && way[1].Kind == flow.Returned && strings.EqualFold(way[0].Name, way[1].Name)
}

func encloses(outer, inner source.Place) bool {
	return outer.Path == inner.Path && outer.Pos <= inner.Pos && inner.End <= outer.End
}

// way is a step of the receiver's way as evidence.
func (c Chain) way(s *flow.Step) fact.Step {
	out := fact.Step{Kind: "flow", At: s.At}
	switch s.Kind {
	case flow.Created:
		out.Kind, out.Text = "creation", c.Made
	case flow.Declared:
		out.Kind, out.Text = "creation", c.Declared(s.Name)
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
