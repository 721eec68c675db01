// Package driver runs analyzers over a site: the small counterpart of the
// drivers of golang.org/x/tools/go/analysis, which want Go packages. One Pass
// is one site; positions are in the results of the analyzers.
package driver

import (
	"errors"
	"fmt"
	"reflect"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// Input is what the roots of the graph of passes see.
type Input struct {
	Site *site.Site
	// Assert gives the user's assertions for a path; nil: none.
	Assert func(path string) config.Assertions
	// Protocol is what is followed of objects besides the values that they hold;
	// nil: what the analyzer of values follows by itself.
	Protocol flow.Protocol
	// Watch says of which components, by ProgID, every call is to be known; nil:
	// of none beside those that facts and rules name.
	Watch func(progID string) bool
	// Jobs is the number of applications looked at side by side.
	Jobs int
}

// Assertions for a path.
func (in *Input) Assertions(path string) config.Assertions {
	if in.Assert == nil {
		return config.Assertions{}
	}
	return in.Assert(path)
}

// Root is the analyzer that all others require, directly or not: its result
// is the Input of the run.
var Root = &analysis.Analyzer{
	Name:       "root",
	Doc:        "the linked site and what the user says of it",
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver provides this result") },
	ResultType: reflect.TypeFor[*Input](),
}

// Run runs the analyzers and all that they require, each once, and returns
// their results. Those that do not wait for each other run side by side, unless
// Jobs is 1; what they read of the site, they must not change.
func Run(in *Input, analyzers ...*analysis.Analyzer) (map[*analysis.Analyzer]any, error) {
	if err := analysis.Validate(analyzers); err != nil {
		return nil, err
	}
	g := graph{passes: map[*analysis.Analyzer]*pass{Root: {result: in}}}
	for _, a := range analyzers {
		g.add(a)
	}
	g.run(in.Jobs != 1)
	results := map[*analysis.Analyzer]any{}
	for a, p := range g.passes {
		results[a] = p.result
	}
	for _, a := range g.order {
		if err := g.passes[a].err; err != nil {
			return nil, err
		}
	}
	return results, nil
}

// graph is the analyzers of a run with what they require.
type graph struct {
	order  []*analysis.Analyzer // each behind what it requires
	passes map[*analysis.Analyzer]*pass
}

type pass struct {
	result any
	err    error
	done   chan struct{} // closed once the others are set; nil: they are
}

func (g *graph) add(a *analysis.Analyzer) {
	if g.passes[a] != nil {
		return
	}
	for _, r := range a.Requires {
		g.add(r)
	}
	g.passes[a] = &pass{done: make(chan struct{})}
	g.order = append(g.order, a)
}

func (g *graph) run(sideBySide bool) {
	var wg sync.WaitGroup
	for _, a := range g.order {
		if sideBySide {
			wg.Go(func() { g.pass(a) })
		} else {
			g.pass(a)
		}
	}
	wg.Wait()
}

// pass runs an analyzer, once those are done that it requires. The error of one of
// these is its own.
func (g *graph) pass(a *analysis.Analyzer) {
	p := g.passes[a]
	defer close(p.done)
	in := &analysis.Pass{
		Analyzer: a,
		ResultOf: map[*analysis.Analyzer]any{},
		Report:   func(analysis.Diagnostic) {}, // findings come from rules, not from analyzers
	}
	for _, r := range a.Requires {
		before := g.passes[r]
		if before.done != nil {
			<-before.done
		}
		if before.err != nil {
			p.err = before.err
			return
		}
		in.ResultOf[r] = before.result
	}
	if p.result, p.err = a.Run(in); p.err != nil {
		p.err = fmt.Errorf("%s: %w", a.Name, p.err)
	}
}
