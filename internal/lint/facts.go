package lint

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/analyzers/component"
	"github.com/cdolint/cdolint/analyzers/values"
	"github.com/cdolint/cdolint/internal/advice"
	"github.com/cdolint/cdolint/internal/driver"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/rules"
)

// sourcesOf are the sources of the facts that the rules match on, and of the
// further kinds.
func sourcesOf(active []*rules.Rule, kinds []string) []analyzers.Source {
	need := map[string]bool{}
	for _, r := range active {
		need[r.Match] = true
		if len(r.Workarounds) > 0 {
			for _, k := range advice.Kinds() {
				need[k] = true
			}
		}
	}
	for _, k := range kinds {
		need[k] = true
	}
	return slices.DeleteFunc(analyzers.All(), func(s analyzers.Source) bool { return !need[s.Kind()] && !need["*"] && !s.Secrets })
}

// CheckPacks holds packs to the facts that there are; see [rules.Check].
func CheckPacks(packs []*rules.Pack) error {
	kinds := zeros()
	for _, s := range analyzers.All() {
		if s.Late {
			delete(kinds, s.Kind())
		}
	}
	return rules.Check(packs, kinds)
}

// zeros are empty facts by kind.
func zeros() map[string]fact.Fact {
	out := map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		out[s.Kind()] = s.Zero
	}
	return out
}

// facts runs the analyzers. limited says of which pages not everything was
// followed.
func facts(s *site.Site, o Options, sources []analyzers.Source) (out []fact.Fact, limited []finding.Notification, err error) {
	list := []*analysis.Analyzer{values.Analyzer}
	for _, src := range sources {
		list = append(list, src.Analyzer)
	}
	in := &driver.Input{Site: s, Assert: o.assertions(), Protocol: com.Follow(rules.Wrappers(o.Packs)), Jobs: o.Site.Jobs}
	if slices.Contains(list, component.Analyzer) {
		in.Watch = component.Unknown
	}
	results, err := driver.Run(in, list...)
	if err != nil {
		return nil, nil, err
	}
	for _, src := range sources {
		out = append(out, src.Facts(results[src.Analyzer])...)
	}
	slices.SortStableFunc(out, byPlace)
	return out, limits(results[values.Analyzer].(*flow.Result)), nil
}

// limits say which pages were not followed to the end.
func limits(r *flow.Result) []finding.Notification {
	var out []finding.Notification
	first, more := map[*site.App]int{}, map[*site.App]int{}
	for _, p := range r.Pages {
		n := finding.Notification{ID: "limit", Level: finding.Warning, At: source.Place{Path: p.Page.Path()}}
		switch _, said := first[p.Page.App]; {
		case p.Limited:
			n.Message = "the page does more than cdolint follows; beyond the limit calls were not looked into, and what depends on a branch was not told apart"
		case !p.Skipped:
			continue
		case said:
			more[p.Page.App]++
			continue
		default:
			n.Message = "the pages of this application do more than cdolint follows: this page was not looked at, since it names nothing of interest itself and only includes what does"
			first[p.Page.App] = len(out)
		}
		out = append(out, n)
	}
	for app, i := range first {
		if more[app] > 0 {
			out[i].Message += fmt.Sprintf("; neither were %d others", more[app])
		}
	}
	return out
}

func byPlace(a, b fact.Fact) int {
	x, y := a.About(), b.About()
	if c := strings.Compare(x.At.Path, y.At.Path); c != 0 {
		return c
	}
	if x.At.Pos != y.At.Pos {
		return x.At.Pos - y.At.Pos
	}
	if c := strings.Compare(a.Kind(), b.Kind()); c != 0 {
		return c
	}
	return strings.Compare(x.Page, y.Page)
}
