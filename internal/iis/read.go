package iis

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/source"
)

// ReadText reads one file by itself: text decoded to UTF-8, origin as
// [Classify] says. The result depends on its arguments alone.
func ReadText(file, text string, origin Origin) *Fragment {
	f := &Fragment{Path: file, Origin: origin}
	if isScript(origin) && len(text) > maxScript {
		f.Problems = append(f.Problems, Problem{
			At: source.Place{Path: file, Pos: maxScript, End: maxScript}, ID: "limit",
			Message: fmt.Sprintf("a set-up script of %d bytes, of which the first %d are read; what the rest sets is not known", len(text), maxScript),
		})
		text = text[:maxScript]
		if i := strings.LastIndexByte(text, '\n'); i >= 0 { // a statement is read as a whole or not at all
			text = text[:i+1]
		}
	}
	switch origin {
	case FromWebConfig, FromTransform:
		ReadWebConfig(f, f.ParseXML(text))
	case FromApplicationHost, FromIISExpress:
		ReadApplicationHost(f, f.ParseXML(text))
	case FromMetaBase:
		ReadMetaBase(f, f.ParseXML(text))
	case FromAppcmd:
		ReadBatch(f, text)
	case FromPowerShell:
		ReadPowerShell(f, text, 0, len(text), source.Place{})
	case FromADSI:
		ReadProgram(f, text)
	case FromYAML:
		ReadYAML(f, text)
	case FromDockerfile:
		ReadDockerfile(f, text)
	case FromWiX:
		ReadWiX(f, f.ParseXML(text))
	case FromNAnt, FromMSBuild:
		ReadBuild(f, f.ParseXML(text))
	case FromProject:
		ReadProject(f, text)
	}
	return f
}

// maxScript is how much of a set-up script is read, in bytes. People write some
// dozens of kilobytes; each byte of a script may take some hundreds to follow.
const maxScript = 1 << 20

func isScript(origin Origin) bool {
	switch origin {
	case FromAppcmd, FromPowerShell, FromADSI, FromDockerfile:
		return true
	}
	return false
}
