package rules_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/rules"
)

// BenchmarkCompile makes the engine of all built-in rules: what every run pays.
func BenchmarkCompile(b *testing.B) {
	packs, active, zeros := builtin(b)
	b.Logf("%d packs, %d rules", len(packs), len(active))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := rules.Compile(active, zeros); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkEvaluate asks all built-in rules about a thousand facts of each kind.
func BenchmarkEvaluate(b *testing.B) {
	_, active, zeros := builtin(b)
	engine, err := rules.Compile(active, zeros)
	if err != nil {
		b.Fatal(err)
	}
	var facts []fact.Fact
	for _, f := range zeros {
		for range 1000 {
			facts = append(facts, f)
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := engine.Evaluate(facts); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(facts)), "ns/fact")
}

func builtin(b *testing.B) (packs []*rules.Pack, active []*rules.Rule, zeros map[string]fact.Fact) {
	b.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	for _, p := range packs {
		active = append(active, p.Rules...)
	}
	zeros = map[string]fact.Fact{}
	for _, s := range analyzers.All() {
		zeros[s.Kind()] = s.Zero
	}
	return packs, active, zeros
}
