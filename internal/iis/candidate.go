package iis

import (
	"path"
	"slices"
	"strings"
)

// scriptWords are those without one of which a program cannot set anything of
// a web server, lower case. See [Classify].
func scriptWords() []string {
	return []string{"iis:", "microsoftiisv2", "web.administration", "writableadminmanager", "adsutil", "appcmd"}
}

// PageWords are the words, lower case, without one of which a page or include
// holds no configuration.
func PageWords() []string { return scriptWords() }

// Candidate reports whether a file other than a page is worth reading to ask
// [Classify] about it: its name does not rule configuration out.
func Candidate(file string) bool {
	base := strings.ToLower(path.Base(file))
	if base == "launchsettings.json" || strings.HasPrefix(base, "dockerfile") {
		return true
	}
	return slices.Contains([]string{
		".config", ".xml", ".build", ".nant", ".proj", ".targets", ".msbuild", ".props", ".wdproj",
		".csproj", ".vbproj", ".njsproj", ".wapproj", ".user", ".website", ".wxs", ".wxi", ".dockerfile",
		".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".wsf", ".wsc", ".hta", ".bas", ".cls", ".frm",
		".js", ".jse", ".cs", ".vb", ".aspx", ".ashx",
	}, path.Ext(base))
}
