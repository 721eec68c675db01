package lint_test

import (
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/rules"
)

// BenchmarkRun is a whole run over a site in memory that has a bit of everything.
func BenchmarkRun(b *testing.B) {
	f, err := ruletest.Read("../../testdata/sites/intranet")
	if err != nil {
		b.Fatal(err)
	}
	packs, err := rules.Builtin()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := lint.Run(&filetree.Memory{Files: f.Files}, lint.Options{Packs: packs, Prefilter: true}); err != nil {
			b.Fatal(err)
		}
	}
}
