package flow_test

import (
	"testing"

	"github.com/cdolint/cdolint/internal/bench"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/flow"
	"github.com/cdolint/cdolint/internal/site"
)

// BenchmarkRun follows the values through a page that brings in all that a
// large application has.
func BenchmarkRun(b *testing.B) {
	s, err := site.Load(&filetree.Memory{Files: bench.Large(1, 200, 50_000)}, site.Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	events := 0
	for b.Loop() {
		events = len(flow.Run(s, 1, nil).Pages[0].Events)
	}
	b.ReportMetric(float64(events), "events/op")
}
