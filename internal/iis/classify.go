package iis

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
)

// Classify says what kind of configuration a file may hold, "" for none: by
// its path, and by words that must occur in head, which should be the whole
// file. nil means that the file was not read yet: then kinds that as a rule
// are setup scripts or configuration are taken for that, and kinds that as a
// rule are something else (see [NeedsContent]) are not.
func Classify(file string, head []byte) claim.Origin {
	base := strings.ToLower(path.Base(file))
	switch {
	case base == "web.config":
		return claim.FromWebConfig
	case strings.HasPrefix(base, "applicationhost") && strings.HasSuffix(base, ".config"):
		if isExpressPath(file) {
			return claim.FromIISExpress
		}
		return claim.FromApplicationHost
	case strings.HasPrefix(base, "web.") && strings.HasSuffix(base, ".config"):
		return claim.FromTransform
	case base == "metabase.xml", base == "metabase.bin": // the latter, of IIS 4 and 5, is no text; that is said
		return claim.FromMetaBase
	}
	if strings.HasPrefix(base, "dockerfile") || strings.HasSuffix(base, ".dockerfile") {
		return when(claim.FromDockerfile, head, "appcmd", "webconfiguration", "adsutil", "iis-", "web-", "iis:")
	}
	switch path.Ext(base) {
	case ".config": // configSource may name it
		return when(claim.FromWebConfig, head, "authentication", "sslflags", "<security")
	case ".xml":
		if head == nil {
			return ""
		}
		if when(claim.FromMetaBase, head, "<mbproperty", "xml_metabase") != "" {
			return claim.FromMetaBase
		}
		return when(claim.FromMSBuild, head, "mkiisdir", "webdirectorycreate", "webdirectorysetting", "extensionpack.web", "adsutil", "appcmd")
	case ".build", ".nant":
		return when(claim.FromNAnt, head, "mkiisdir", "adsutil", "appcmd", "iis")
	case ".proj", ".targets", ".msbuild", ".props", ".wdproj":
		return when(claim.FromMSBuild, head, "webdirectory", "extensionpack.web", "adsutil", "appcmd")
	case ".csproj", ".vbproj", ".njsproj", ".wapproj", ".user", ".website":
		return when(claim.FromProject, head, "iisexpress", "webdirectory", "extensionpack.web", "adsutil", "appcmd")
	case ".wxs", ".wxi":
		return when(claim.FromWiX, head, "webdirproperties", "webvirtualdir", "website", "webdir")
	case ".json":
		if base == "launchsettings.json" {
			return claim.FromProject
		}
	case ".bat", ".cmd":
		return when(claim.FromAppcmd, head, "appcmd", "adsutil", "mkwebdir", "iisvdir", "iisweb", "webconfiguration", "iis:", "iis-", "web-")
	case ".ps1", ".psm1":
		return when(claim.FromPowerShell, head, "webconfiguration", "iis:", "iisconfig", "appcmd", "adsutil", "web.administration", "iisservermanager",
			"authenticationinfo", "new-web", "iissecurity", "microsoftiisv2", "webadministration", "webapppool", "webapplication", "xwebsite", "web-windows", "web-basic", "web-digest", "iis-")
	case ".yml", ".yaml":
		if head != nil {
			return when(claim.FromYAML, head, "webconfiguration", "appcmd", "adsutil", "win_iis", "win_dsc", "iis:", "web-", "iisconfig", "authenticationforwebsite")
		}
		return ""
	case ".vbs", ".vbe", ".wsf":
		return when(claim.FromADSI, head, codeWords()...)
	}
	if NeedsContent(file) && head != nil {
		return when(claim.FromADSI, head, codeWords()...)
	}
	return ""
}

// codeWords are words of which one occurs in every program that sets up IIS.
func codeWords() []string {
	return []string{"iis:", "microsoftiisv2", "web.administration", "webadministration", "writableadminmanager", "adsutil", "appcmd"}
}

// NeedsContent reports whether files of that name as a rule are no
// configuration and only their content can tell: pages, programs, XML.
func NeedsContent(file string) bool {
	switch strings.ToLower(path.Ext(file)) {
	case ".xml", ".wsc", ".hta", ".asp", ".asa", ".inc", ".bas", ".cls", ".frm", ".js", ".jse", ".cs", ".vb", ".aspx", ".ashx", ".yml", ".yaml":
		return true
	}
	return false
}

// when is the origin if one of the words (lower case) occurs in head, or if
// the file was not read yet.
func when(origin claim.Origin, head []byte, words ...string) claim.Origin {
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

// containsFold reports whether head holds word (lower case ASCII), letter case ignored.
func containsFold(head []byte, word string) bool { return indexFold(head, word) >= 0 }

// indexFold is the index of word (lower case ASCII) in head, letter case
// ignored, -1 if it is not there.
func indexFold(head []byte, word string) int {
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
			return i
		}
	}
	return -1
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}
