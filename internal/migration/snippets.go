package migration

import (
	"embed"
	"strings"
)

//go:embed snippets
var snippets embed.FS

// Helpers is the include file that all snippets use: VBScript, LF line ends.
func Helpers() string { return read("dav.inc") }

// Code is the snippet of the operation by WebDAV, in VBScript with
// MSXML2.ServerXMLHTTP and [Helpers]; "" if there is none.
func (w WebDAV) Code() string {
	if w.Snippet == "" {
		return ""
	}
	return read(w.Snippet + ".vbs")
}

func read(name string) string {
	b, err := snippets.ReadFile("snippets/" + name)
	if err != nil {
		return "" // a test holds that every name is there
	}
	return strings.ReplaceAll(string(b), "\r\n", "\n")
}
