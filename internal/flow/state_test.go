package flow_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// door is a protocol to try typestates on: Open opens, Close closes, and a
// door whose Open failed is shut.
type door struct{}

func (door) Name() string               { return "door" }
func (door) Tracks(o *flow.Object) bool { return o.ProgID == "Test.Door" }
func (door) Open(s flow.State) bool     { return s.Name == "open" }
func (door) Gone(flow.State) flow.State { return flow.State{Name: "gone"} }
func (door) Assume(s flow.State, failed bool) flow.State {
	if failed && s.Name == "open" {
		return flow.State{Name: "failed"}
	}
	return s
}

func (door) Next(s flow.State, e *flow.Event) flow.State {
	switch strings.ToLower(e.Member) {
	case "open":
		return flow.State{Name: "open", Since: e}
	case "close":
		return flow.State{Name: "shut"}
	}
	return s
}

// ends lists how the page may end: by what, and the states of the doors then.
func ends(t *testing.T, code string) []string {
	t.Helper()
	m := &filetree.Memory{Files: map[string][]byte{"page.asp": []byte("<%\n" + code + "\n%>")}}
	s, err := site.Load(m, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range flow.Run(s, 1, nil, door{}).Pages[0].Events {
		if e.Kind != flow.PageEnd || e.Uncalled {
			continue
		}
		var states []string
		for _, x := range e.States {
			text := x.Name
			if x.Exit != nil {
				text += " by " + x.Exit.Text
			}
			states = append(states, text)
		}
		slices.Sort(states)
		out = append(out, strings.TrimSpace(e.Member+": "+strings.Join(states, ", ")))
	}
	return out
}

func TestStatesAreFollowedAlongEveryPath(t *testing.T) {
	const create = `Set d = Server.CreateObject("Test.Door")` + "\n"
	for _, c := range []struct {
		name, code string
		want       []string
	}{
		{"opened and closed", create + "d.Open\nd.Close", []string{"end: shut"}},
		{"left open", create + "d.Open", []string{"end: open"}},
		{"never opened", create, []string{"end:"}},
		{"closed on one branch", create + "d.Open\nIf x Then d.Close", []string{"end: open, shut"}},
		{"left by Response.End", create + "d.Open\nIf x Then Response.End\nd.Close", []string{"Response.End: open", "end: shut"}},
		{
			"left by Response.Redirect in a procedure", create + "Sub Go()\nResponse.Redirect \"a.asp\"\nEnd Sub\nd.Open\nIf x Then Go\nd.Close",
			[]string{"Response.Redirect: open", "end: shut"},
		},
		{
			"the same procedure before and after", create + "Sub Go()\nResponse.End\nEnd Sub\nIf x Then Go\nd.Open\nIf y Then Go\nd.Close",
			[]string{"Response.End: open", "end: shut"},
		},
		{"a loop may run not at all", create + "d.Open\nFor Each x In y\nd.Close\nNext", []string{"end: open, shut"}},
		{"closed at the end of a loop that is left", create + "For Each x In y\nd.Open\nIf x Then Exit For\nd.Close\nNext", []string{"end: open, shut"}},
		{"every Case closes", create + "d.Open\nSelect Case x\nCase 1\nd.Close\nCase Else\nd.Close\nEnd Select", []string{"end: shut"}},
		{"no Case Else", create + "d.Open\nSelect Case x\nCase 1\nd.Close\nEnd Select", []string{"end: open, shut"}},
		{"through a function", "Function Make()\n" + create + "d.Open\nSet Make = d\nEnd Function\nSet e = Make()\ne.Close", []string{"end: shut"}},
		{"an early exit leaves it open", "Sub Go()\nDim d\n" + create + "d.Open\nIf x Then Exit Sub\nd.Close\nEnd Sub\nGo", []string{"end: open by Exit Sub, shut"}},
		{"every exit leaves it open", "Sub Go()\n" + create + "d.Open\nIf x Then Exit Sub\nd.Look\nEnd Sub\nGo", []string{"end: open"}},
		{"failed where Err says so", create + "d.Open\nIf Err.Number <> 0 Then Response.End\nd.Close", []string{"Response.End: failed", "end: shut"}},
		{"fine where Err says so", create + "d.Open\nIf Err = 0 Then d.Close", []string{"end: failed, shut"}},
		{"one of many errors", create + "d.Open\nIf Err.Number = 1273 Then Response.End\nd.Close", []string{"Response.End: failed", "end: shut"}},
		{"the number kept in a variable", create + "d.Open\nn = Err.Number\nIf n Then Response.End\nd.Close", []string{"Response.End: failed", "end: shut"}},
		{"the description", create + "d.Open\nIf Err.Description <> \"\" Then Response.End\nd.Close", []string{"Response.End: failed", "end: shut"}},
		{"an error of another name", create + "d.Open\nIf Er.Number <> 0 Then Response.End\nd.Close", []string{"Response.End: open", "end: shut"}},
		{"nothing to close", create + "d.Open\nIf Not d Is Nothing Then d.Close", []string{"end: gone, shut"}},
		{"no object to close", create + "d.Open\nIf IsObject(d) Then d.Close", []string{"end: gone, shut"}},
		{"two doors", create + "Set e = Server.CreateObject(\"Test.Door\")\nd.Open\ne.Open\ne.Close", []string{"end: open, shut"}},
		{"another kind of object", "Set d = Server.CreateObject(\"Test.Window\")\nd.Open", []string{"end:"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ends(t, c.code); !slices.Equal(got, c.want) {
				t.Errorf("\n%s\ngot  %q\nwant %q", c.code, got, c.want)
			}
		})
	}
}

func TestStatesInScript(t *testing.T) {
	for name, c := range map[string]struct {
		code string
		want []string
	}{
		"finally": {"try { d.Open(); x(); } finally { d.Close(); }", []string{"end: shut"}},
		"null":    {"d.Open(); if (d != null) { d.Close(); }", []string{"end: gone, shut"}},
		"truth":   {"d.Open(); if (d) d.Close();", []string{"end: gone, shut"}},
		"return":  {"function f() { d.Open(); if (x) return 1; d.Close(); return 2; } f();", []string{"end: open by return, shut"}},
	} {
		code := "%>\n<script language=\"JScript\" runat=\"server\">\nvar d = Server.CreateObject(\"Test.Door\");\n" + c.code + "\n</script>\n<%"
		if got := ends(t, code); !slices.Equal(got, c.want) {
			t.Errorf("%s: got %q, want %q", name, got, c.want)
		}
	}
}
