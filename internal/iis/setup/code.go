package setup

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/iis/script"
)

// ReadProgram reads a program or a page that sets the server up by ADSI, WMI or
// the administration objects of IIS 7, or that runs adsutil or appcmd.
func ReadProgram(f *claim.Fragment, text string) {
	lang := codeLanguage(f.Path, text)
	in := newInterp(f, text, lang)
	in.runScript(script.Scan(text, lang, 0))
}

// codeLanguage is the language of a file by its extension; of a page or a
// script file by what it declares.
func codeLanguage(file, text string) script.Language {
	switch strings.ToLower(path.Ext(file)) {
	case ".js", ".jse", ".cs", ".ashx":
		return script.C
	case ".vbs", ".vbe", ".vb", ".bas", ".cls", ".frm":
		return script.Basic
	}
	head := strings.ToLower(text[:min(len(text), 4096)])
	if strings.Contains(head, "vbscript") || strings.Contains(head, `language="vb"`) {
		return script.Basic
	}
	if strings.Contains(head, "jscript") || strings.Contains(head, "javascript") || strings.Contains(head, `language="c#"`) {
		return script.C
	}
	return script.Basic
}
