// Package driver runs analyzers over a site: the small counterpart of the
// drivers of golang.org/x/tools/go/analysis, which want Go packages. One Pass
// is one site; positions are in the results of the analyzers.
package driver

import (
	"errors"
	"fmt"
	"reflect"

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
// their results.
func Run(in *Input, analyzers ...*analysis.Analyzer) (map[*analysis.Analyzer]any, error) {
	if err := analysis.Validate(analyzers); err != nil {
		return nil, err
	}
	results := map[*analysis.Analyzer]any{Root: in}
	var visit func(a *analysis.Analyzer) error
	visit = func(a *analysis.Analyzer) error {
		if _, done := results[a]; done {
			return nil
		}
		pass := &analysis.Pass{
			Analyzer: a,
			ResultOf: map[*analysis.Analyzer]any{},
			Report:   func(analysis.Diagnostic) {}, // findings come from rules, not from analyzers
		}
		for _, r := range a.Requires {
			if err := visit(r); err != nil {
				return err
			}
			pass.ResultOf[r] = results[r]
		}
		v, err := a.Run(pass)
		if err != nil {
			return fmt.Errorf("%s: %w", a.Name, err)
		}
		results[a] = v
		return nil
	}
	for _, a := range analyzers {
		if err := visit(a); err != nil {
			return nil, err
		}
	}
	return results, nil
}
