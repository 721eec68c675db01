package managed

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/asp"
	"github.com/cdolint/cdolint/internal/source"
)

// language of managed code.
type language uint8

const (
	cSharp language = iota + 1
	visualBasic
)

// String is the language's name in facts.
func (l language) String() string {
	if l == visualBasic {
		return "vb"
	}
	return "c#"
}

// use is one creation of a session.
type use struct {
	pos, end int
	language language
	binding  string
	text     string
}

// find looks for sessions in a file.
func find(f *source.File) []use {
	pieces := codeOf(f)
	files := make([]tokens, len(pieces))
	given := map[string]*calls{}
	for i, c := range pieces {
		files[i] = scan(f.Text[c.pos:c.end], c.language)
		files[i].makers(c.pos, given)
	}
	var out []use
	seen := map[int]bool{}
	imported := false
	for i, c := range pieces {
		all := files[i]
		imported = imported || imports(all)
		alias := aliasOf(all)
		add := func(binding, text string, at ...span) {
			for _, s := range at {
				if !seen[s.pos] {
					seen[s.pos] = true
					out = append(out, use{pos: s.pos, end: s.end, language: c.language, binding: binding, text: text})
				}
			}
		}
		for j := range all {
			t := &all[j]
			switch {
			case t.kind == str && isName(t.text):
				add("late", t.text, all.named(j, c, given)...)
			case t.kind == word && isClass(expand(t.text, alias), imported):
				if k := all.made(j); k >= 0 {
					add("interop", t.text, all.from(k, max(j, k), c.pos))
				}
			}
		}
	}
	return out
}

// isName reports a string that names the class.
func isName(s string) bool {
	return com.Name(s) == com.Session || strings.EqualFold(strings.Trim(s, "{}"), com.SessionCLSID)
}

// isClass reports a class of the interop assembly: MAPI.Session, with
// namespaces before it, or, where MAPI is imported, Session.
func isClass(name string, imported bool) bool {
	parts := strings.Split(strings.ToLower(name), ".")
	last := parts[len(parts)-1]
	if last != "session" && last != "sessionclass" {
		return false
	}
	if len(parts) == 1 {
		return imported
	}
	return parts[len(parts)-2] == "mapi"
}

// imports reports `using MAPI;` or `Imports MAPI`.
func imports(tokens tokens) bool {
	for i := 1; i < len(tokens); i++ {
		before := strings.ToLower(tokens[i-1].text)
		name := strings.ToLower(tokens[i].text)
		if (before == "using" || before == "imports") && tokens[i].kind == word && (name == "mapi" || strings.HasSuffix(name, ".mapi")) {
			return true
		}
	}
	return false
}

// aliasOf is X of `using X = MAPI;` or `Imports X = MAPI`, which keeps Session
// of ASP.NET apart; "" if there is none.
func aliasOf(tokens tokens) string {
	for i := 3; i < len(tokens); i++ {
		before := strings.ToLower(tokens[i-3].text)
		name := strings.ToLower(tokens[i].text)
		if (before == "using" || before == "imports") && tokens[i-1].text == "=" && (name == "mapi" || strings.HasSuffix(name, ".mapi")) {
			return tokens[i-2].text
		}
	}
	return ""
}

// expand puts the namespace in place of its alias.
func expand(name, alias string) string {
	if rest, ok := strings.CutPrefix(name, alias+"."); ok && alias != "" {
		return "MAPI." + rest
	}
	return name
}

// code is a piece of a file that holds managed code.
type code struct {
	pos, end int
	language language
}

// codeOf are the pieces of managed code of a file: all of a .cs or .vb file,
// of a page what runs at the server.
func codeOf(f *source.File) []code {
	switch strings.ToLower(path.Ext(f.Path)) {
	case ".cs":
		return []code{{0, len(f.Text), cSharp}}
	case ".vb":
		return []code{{0, len(f.Text), visualBasic}}
	}
	page := asp.Split(f.Text)
	lang := languageOf(page.Language)
	var out []code
	for i := range page.Segments {
		s := &page.Segments[i]
		switch s.Kind {
		case asp.Code, asp.Expr:
			if !strings.HasPrefix(f.Text[s.Body:s.BodyEnd], "--") { // <%-- a comment --%>
				out = append(out, code{s.Body, s.BodyEnd, lang})
			}
		case asp.Script:
			l := lang
			if name := s.Value("language"); name != "" {
				l = languageOf(name)
			}
			out = append(out, code{s.Body, s.BodyEnd, l})
		case asp.HTML: // .ashx and .asmx: the code follows the directive
			if ext := strings.ToLower(path.Ext(f.Path)); ext == ".ashx" || ext == ".asmx" {
				out = append(out, code{s.Pos, s.End, lang})
			}
		default:
		}
	}
	return out
}

// languageOf reads Language="C#"; ASP.NET's default is Visual Basic.
func languageOf(name string) language {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "c#", "cs", "csharp":
		return cSharp
	}
	return visualBasic
}
