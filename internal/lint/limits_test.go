package lint

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// What was not followed is said: of a page by itself, of the pages that an
// application was too large for once, with their number.
func TestLimitsAreSaid(t *testing.T) {
	app, other := &site.App{}, &site.App{}
	page := func(path string, app *site.App) *site.Page { return &site.Page{File: &site.File{Path: path}, App: app} }
	var got []string
	for _, n := range limits(&flow.Result{Pages: []*flow.PageResult{
		{Page: page("a.asp", app)},
		{Page: page("b.asp", app), Limited: true},
		{Page: page("c.asp", app), Skipped: true},
		{Page: page("d.asp", app), Skipped: true},
		{Page: page("e.asp", app), Skipped: true},
		{Page: page("x/f.asp", other), Skipped: true},
	}}) {
		got = append(got, n.ID+" "+n.At.Path+": "+n.Message)
	}
	const skipped = ": the pages of this application do more than cdolint follows: this page was not looked at, since it names nothing of interest itself and only includes what does"
	want := []string{
		"limit b.asp: the page does more than cdolint follows; beyond the limit calls were not looked into, and what depends on a branch was not told apart",
		"limit c.asp" + skipped + "; neither were 2 others",
		"limit x/f.asp" + skipped,
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}
