package asp

import "strings"

// Lang is a server-side language.
type Lang uint8

// The languages. The zero value is invalid.
const (
	VBScript      Lang = iota + 1
	JScript            // also as JavaScript and ECMAScript
	EncodedScript      // VBScript.Encode and JScript.Encode: made unreadable by screnc.exe
	OtherLanguage      // PerlScript, PHPScript, Python …
)

// Language tells what a LANGUAGE attribute means. None is VBScript, which is
// what IIS has as AspScriptLanguage unless an administrator changed it.
func Language(name string) Lang {
	switch lower(strings.TrimSpace(name)) {
	case "", "vbscript", "vbs", "vb":
		return VBScript
	case "jscript", "javascript", "ecmascript", "livescript", "js",
		"javascript1.1", "javascript1.2", "javascript1.3":
		return JScript
	case "vbscript.encode", "jscript.encode", "javascript.encode":
		return EncodedScript
	}
	return OtherLanguage
}

// LanguageOf is the language of a segment of the page: for scripts that of
// their LANGUAGE attribute, the page's for those without and everything else.
func (p *Page) LanguageOf(s *Segment) Lang {
	if s.Kind == Script {
		if name := s.Value("language"); name != "" {
			return Language(name)
		}
	}
	return Language(p.Language)
}
