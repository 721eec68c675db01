package deploy_test

import (
	"flag"
	"path"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/claimtest"
	"github.com/cdolint/cdolint/internal/iis/deploy"
)

var update = flag.Bool("update", false, "rewrite the fixtures")

func TestWhatDeploysASiteIsRead(t *testing.T) { claimtest.Run(t, *update, read) }

// read reads a file of the kind that its name says.
func read(file, text string) *claim.Fragment {
	f := &claim.Fragment{Path: file}
	switch base := strings.ToLower(path.Base(file)); {
	case base == "dockerfile":
		f.Origin = claim.FromDockerfile
		deploy.ReadDockerfile(f, text)
	case base == "launchsettings.json" || strings.HasSuffix(base, ".csproj"):
		f.Origin = claim.FromProject
		deploy.ReadProject(f, text)
	case strings.HasSuffix(base, ".yml"):
		f.Origin = claim.FromYAML
		deploy.ReadYAML(f, text)
	case strings.HasSuffix(base, ".wxs"):
		f.Origin = claim.FromWiX
		deploy.ReadWiX(f, f.ParseXML(text))
	case strings.HasSuffix(base, ".proj"):
		f.Origin = claim.FromMSBuild
		deploy.ReadBuild(f, f.ParseXML(text))
	default:
		f.Origin = claim.FromNAnt
		deploy.ReadBuild(f, f.ParseXML(text))
	}
	return f
}
