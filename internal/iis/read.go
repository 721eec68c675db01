package iis

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/xmltree"
)

// Classify says what kind of configuration a file may hold, "" for none: by
// its path, and by words that must occur in head, which should be the whole
// file. nil means that the file was not read yet: then kinds that as a rule
// are setup scripts or configuration are taken for that, and kinds that as a
// rule are something else (see [NeedsContent]) are not.
func Classify(file string, head []byte) Origin {
	base := strings.ToLower(path.Base(file))
	switch {
	case base == "web.config":
		return FromWebConfig
	case strings.HasPrefix(base, "applicationhost") && strings.HasSuffix(base, ".config"):
		if isExpressPath(file) {
			return FromIISExpress
		}
		return FromApplicationHost
	case strings.HasPrefix(base, "web.") && strings.HasSuffix(base, ".config"):
		return FromTransform
	case base == "metabase.xml":
		return FromMetaBase
	}
	switch {
	case strings.HasPrefix(base, "dockerfile") || strings.HasSuffix(base, ".dockerfile"):
		return when(FromDockerfile, head, "appcmd", "webconfiguration", "adsutil", "iis-", "web-", "iis:")
	}
	switch path.Ext(base) {
	case ".config":
		if head == nil {
			return ""
		}
		return when(FromWebConfig, head, "authentication", "sslflags", "<security")
	case ".xml":
		if head == nil {
			return ""
		}
		if when(FromMetaBase, head, "<mbproperty", "xml_metabase") != "" {
			return FromMetaBase
		}
		return when(FromMSBuild, head, "mkiisdir", "webdirectorycreate", "webdirectorysetting", "extensionpack.web", "adsutil", "appcmd")
	case ".build", ".nant":
		return when(FromNAnt, head, "mkiisdir", "adsutil", "appcmd", "iis")
	case ".proj", ".targets", ".msbuild", ".props", ".wdproj":
		return when(FromMSBuild, head, "webdirectory", "extensionpack.web", "adsutil", "appcmd")
	case ".csproj", ".vbproj", ".njsproj", ".wapproj", ".user", ".website":
		return when(FromProject, head, "iisexpress", "webdirectory", "extensionpack.web", "adsutil", "appcmd")
	case ".wxs", ".wxi":
		return when(FromWiX, head, "webdirproperties", "webvirtualdir", "website", "webdir")
	case ".json":
		if base == "launchsettings.json" {
			return FromProject
		}
	case ".bat", ".cmd":
		return when(FromAppcmd, head, "appcmd", "adsutil", "mkwebdir", "iisvdir", "iisweb", "webconfiguration", "iis:", "iis-", "web-")
	case ".ps1", ".psm1":
		return when(FromPowerShell, head, "webconfiguration", "iis:", "iisconfig", "appcmd", "adsutil", "web.administration", "iisservermanager",
			"authenticationinfo", "new-web", "iissecurity", "web-windows", "web-basic", "web-digest", "iis-")
	case ".vbs", ".vbe", ".wsf":
		return when(FromADSI, head, codeWords()...)
	}
	if NeedsContent(file) && head != nil {
		return when(FromADSI, head, codeWords()...)
	}
	return ""
}

// codeWords are words of which one occurs in every program that sets up IIS.
func codeWords() []string {
	return []string{"iis:", "microsoftiisv2", "web.administration", "writableadminmanager", "adsutil", "appcmd"}
}

// NeedsContent reports whether files of that name as a rule are no
// configuration and only their content can tell: pages, programs, XML.
func NeedsContent(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".config", ".xml", ".wsc", ".hta", ".asp", ".asa", ".inc", ".bas", ".cls", ".frm", ".js", ".jse", ".cs", ".vb", ".aspx", ".ashx":
		return true
	}
	return false
}

// when is the origin if one of the words (lower case) occurs in head, or if
// the file was not read yet.
func when(origin Origin, head []byte, words ...string) Origin {
	if head == nil {
		return origin
	}
	for _, word := range words {
		if containsFold(head, word) {
			return origin
		}
	}
	return ""
}

// isExpressPath recognises the development server's own files.
func isExpressPath(file string) bool {
	lower := "/" + strings.ToLower(file)
	return strings.Contains(lower, "/.vs/") || strings.Contains(lower, "/iisexpress/") || strings.Contains(lower, "/.idea/")
}

// ReadText reads one file by itself: text decoded to UTF-8, origin as
// [Classify] says. The result depends on its arguments alone.
func ReadText(file, text string, origin Origin) *Fragment {
	f := &Fragment{Path: file, Origin: origin}
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
func prune(e *xmltree.Element, parent *xmltree.Element) {
	e.Text = ""
	kept := e.Children[:0]
	for _, c := range e.Children {
		switch strings.ToLower(c.Local()) {
		case "location", "system.webserver", "system.web":
			prune(c, e)
		case "security", "rewrite", "httpredirect", "httpprotocol", "authentication", "authorization":
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

// containsFold reports whether head holds word (lower case ASCII), letter case ignored.
func containsFold(head []byte, word string) bool {
	n := len(word)
	for i := 0; i+n <= len(head); i++ {
		if head[i]|0x20 != word[0]|0x20 {
			continue
		}
		j := 1
		for j < n && lower(head[i+j]) == word[j] {
			j++
		}
		if j == n {
			return true
		}
	}
	return false
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
