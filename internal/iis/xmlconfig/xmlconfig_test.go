package xmlconfig_test

import (
	"flag"
	"path"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/claimtest"
	"github.com/cdolint/cdolint/internal/iis/xmlconfig"
)

var update = flag.Bool("update", false, "rewrite the fixtures")

func TestConfigurationIsRead(t *testing.T) { claimtest.Run(t, *update, read) }

// read reads a file of the kind that its name says; a web.config as it is when
// no transform and no configSource has to do with it.
func read(file, text string) *claim.Fragment {
	f := &claim.Fragment{Path: file}
	switch base := strings.ToLower(path.Base(file)); {
	case base == "metabase.xml":
		f.Origin = claim.FromMetaBase
		xmlconfig.ReadMetaBase(f, f.ParseXML(text))
	case strings.HasPrefix(base, "applicationhost"):
		f.Origin = claim.FromApplicationHost
		if strings.Contains(file, ".vs/") {
			f.Origin = claim.FromIISExpress
		}
		xmlconfig.ReadApplicationHost(f, f.ParseXML(text))
	default:
		f.Origin = claim.FromWebConfig
		xmlconfig.ReadWebConfig(f, f.ParseXML(text))
		if f.Tree != nil {
			claims, problems := xmlconfig.ReadTree(f.Tree, path.Dir(file), "")
			f.Claims, f.Problems = claims, append(f.Problems, problems...)
		}
	}
	return f
}
