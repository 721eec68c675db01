package iis

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/deploy"
	"github.com/cdolint/cdolint/internal/iis/setup"
	"github.com/cdolint/cdolint/internal/iis/xmlconfig"
	"github.com/cdolint/cdolint/internal/source"
)

// ReadText reads one file by itself: text decoded to UTF-8, origin as
// [Classify] says. The result depends on its arguments alone.
func ReadText(file, text string, origin claim.Origin) *claim.Fragment {
	f := &claim.Fragment{Path: file, Origin: origin}
	readInto(f, text)
	return f
}

// readInto reads the text of a fragment's file into it.
func readInto(f *claim.Fragment, text string) {
	file, origin := f.Path, f.Origin
	if isScript(origin) && len(text) > maxScript {
		f.Problems = append(f.Problems, claim.Problem{
			At: source.Place{Path: file, Pos: maxScript, End: maxScript}, ID: "limit",
			Message: fmt.Sprintf("a set-up script of %d bytes, of which the first %d are read; what the rest sets is not known", len(text), maxScript),
		})
		text = text[:maxScript]
		if i := strings.LastIndexByte(text, '\n'); i >= 0 { // a statement is read as a whole or not at all
			text = text[:i+1]
		}
	}
	switch origin {
	case claim.FromWebConfig, claim.FromTransform:
		xmlconfig.ReadWebConfig(f, f.ParseXML(text))
	case claim.FromApplicationHost, claim.FromIISExpress:
		xmlconfig.ReadApplicationHost(f, f.ParseXML(text))
	case claim.FromMetaBase:
		xmlconfig.ReadMetaBase(f, f.ParseXML(text))
	case claim.FromAppcmd:
		setup.ReadBatch(f, text)
	case claim.FromPowerShell:
		setup.ReadPowerShell(f, text, 0, len(text), source.Place{})
	case claim.FromADSI:
		setup.ReadProgram(f, text)
	case claim.FromYAML:
		deploy.ReadYAML(f, text)
	case claim.FromDockerfile:
		deploy.ReadDockerfile(f, text)
	case claim.FromWiX:
		deploy.ReadWiX(f, f.ParseXML(text))
	case claim.FromNAnt, claim.FromMSBuild:
		deploy.ReadBuild(f, f.ParseXML(text))
	case claim.FromProject:
		deploy.ReadProject(f, text)
	}
}

// maxScript is how much of a set-up script is read, in bytes. People write some
// dozens of kilobytes; each byte of a script may take some hundreds to follow.
const maxScript = 1 << 20

func isScript(origin claim.Origin) bool {
	switch origin {
	case claim.FromAppcmd, claim.FromPowerShell, claim.FromADSI, claim.FromDockerfile:
		return true
	}
	return false
}
