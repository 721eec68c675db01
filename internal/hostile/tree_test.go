package hostile_test

import (
	"flag"
	"os"
	"testing"

	"github.com/cdolint/cdolint/internal/hostile"
)

var dir = flag.String("dir", "", "write the tree here and keep it; default: a temporary folder")

func TestTreeIsWritten(t *testing.T) {
	to := *dir
	if to == "" {
		to = t.TempDir()
	} else if err := os.MkdirAll(to, 0o755); err != nil {
		t.Fatal(err)
	}
	tree, err := hostile.Write(to)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: %d pages with findings, %d oddities", tree.Root, len(tree.Findings), len(tree.Oddities))
	if len(tree.Findings) < 100 || len(tree.Oddities) < 50 {
		t.Error("much was left out")
	}
}
