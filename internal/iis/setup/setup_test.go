package setup_test

import (
	"flag"
	"path"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/claimtest"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/source"
)

var update = flag.Bool("update", false, "rewrite the fixtures")

func TestScriptsAreFollowed(t *testing.T) { claimtest.Run(t, *update, read) }

// read reads a script the way its extension says.
func read(file, text string) *claim.Fragment {
	f := &claim.Fragment{Path: file}
	switch strings.ToLower(path.Ext(file)) {
	case ".cmd", ".bat":
		f.Origin = claim.FromAppcmd
		setup.ReadBatch(f, text)
	case ".ps1":
		f.Origin = claim.FromPowerShell
		setup.ReadPowerShell(f, text, 0, len(text), source.Place{})
	default:
		f.Origin = claim.FromADSI
		setup.ReadProgram(f, text)
	}
	return f
}
