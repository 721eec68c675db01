package iis

import (
	"fmt"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
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
		f.Tree = f.parse(text).prunedRoot()
	case FromApplicationHost, FromIISExpress:
		readHostConfig(f, f.parse(text).Document)
	case FromMetaBase:
		readMetaBase(f, f.parse(text).Document)
	case FromAppcmd:
		readBatch(f, text)
	case FromPowerShell:
		readPowerShell(f, text, 0, len(text))
	case FromADSI:
		readCode(f, text)
	case FromYAML:
		readYAML(f, text)
	case FromDockerfile:
		readDockerfile(f, text)
	case FromWiX:
		readWiX(f, f.parse(text).Document)
	case FromNAnt, FromMSBuild:
		readBuild(f, f.parse(text).Document)
	case FromProject:
		readProject(f, text)
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

type document struct{ *xmltree.Document }

// parse reads XML and notes its problems.
func (f *Fragment) parse(text string) document {
	doc := xmltree.Parse(f.Path, text)
	for _, p := range doc.Problems {
		id := "config-error"
		if p.Limit {
			id = "limit"
		}
		f.Problems = append(f.Problems, Problem{At: place(f.Path, p.At), ID: id, Message: p.Message})
	}
	return document{doc}
}

// prunedRoot keeps of a web.config what the readers look at.
func (d document) prunedRoot() *xmltree.Element {
	root := d.Root()
	if root != nil {
		prune(root, nil)
	}
	return root
}

// prune drops the sections that hold nothing of ours. Below a section that is
// kept everything stays.
func prune(e, parent *xmltree.Element) {
	e.Text = ""
	kept := e.Children[:0]
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "location", "system.webserver", "system.web":
			prune(c, e)
		case "security", "rewrite", "httpredirect", "httpprotocol", "authentication", "authorization", "identity", "processmodel":
		default:
			if parent != nil || e.Is("configuration") {
				continue
			}
			// A file for configSource: its root is a section.
		}
		kept = append(kept, c)
	}
	e.Children = kept
}
