package messaging

import (
	"path"
	"strings"

	"github.com/cdolint/cdolint/analyzers/com"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/internal/source"
)

// Type libraries, by the first eight digits of their IDs in METADATA tags and
// Visual Basic projects.
const (
	libraryCDO121 = "3fa7dea7-6438-101b-acc1-00aa00423326"
	libraryCDOSYS = "cd000000-8b95-11d1-82db-00c04fb1625d"
	libraryCDONTS = "0e064add-9d99-11d0-abe5-00aa0064d470"
)

// libraryOf is the family of a type library.
func libraryOf(uuid string) (f Family, product string) {
	switch strings.ToLower(uuid) {
	case libraryCDO121:
		return CDO121, "CDO 1.21 type library"
	case libraryCDOSYS:
		return CDOSYS, "CDOSYS type library"
	case libraryCDONTS:
		return CDONTS, "CDONTS type library"
	}
	return "", ""
}

// others files what files that are no pages name: components, scripts, managed
// code. Each class counts once in a file, where it is named first.
func (c *collector) others(s *site.Site) {
	for _, f := range s.Search(extensions(), Words()) {
		seen := map[string]bool{}
		for _, w := range names(f.Text, dialectOf(f.Path)) {
			class := com.Name(w.text)
			via := Text
			family, product, ok := Classify(class)
			if w.guid {
				via = Library
				family, product = libraryOf(class)
				if strings.EqualFold(class, com.SessionCLSID) {
					family, product, via = CDO121, "CDO 1.21 session", Text
				}
				ok = family != ""
			}
			if !ok || seen[product] {
				continue
			}
			seen[product] = true
			c.add(inFile(s, source.Place{Path: f.Path, Pos: w.pos, End: w.pos + len(w.text)}, fact.Medium), family, product, w.text, via)
		}
	}
}

// inFile is what every fact has that belongs to a file and no page.
func inFile(s *site.Site, at source.Place, confidence string) fact.Base {
	b := fact.Base{At: at, Called: true, Confidence: confidence}
	if app := s.AppOf(at.Path); app != nil {
		b.Application = app.Folder
	}
	return b
}

// extensions of files that hold code without being pages. Includes with other
// extensions than .inc belong to pages.
func extensions() []string {
	return []string{
		".vbp", ".cls", ".bas", ".frm", ".ctl", ".dsr", ".wsc", ".sct", ".vbs", ".vbe", ".wsf", ".js", ".ps1", ".cmd", ".bat",
		".aspx", ".ascx", ".asmx", ".ashx", ".asax", ".master", ".cs", ".vb",
	}
}

// dialect is how a language marks comments.
type dialect uint8

const (
	basic dialect = iota + 1 // ' and Rem
	curly                    // // and /* */
	shell                    // #, REM and ::
)

func dialectOf(p string) dialect {
	switch strings.ToLower(path.Ext(p)) {
	case ".cs", ".js", ".aspx", ".ascx", ".asmx", ".ashx", ".asax", ".master":
		return curly
	case ".ps1", ".cmd", ".bat":
		return shell
	}
	return basic
}

// name is a dotted name, or an ID, in a text.
type name struct {
	text string
	pos  int
	guid bool
}

// names are the dotted names and the IDs of a text, without those in comments
// that take the rest of a line.
func names(text string, d dialect) []name {
	var out []name
	for start := 0; start < len(text); {
		end := start + strings.IndexByte(text[start:], '\n') + 1
		if end == start {
			end = len(text)
		}
		line := code(text[start:end], d)
		for i := 0; i < len(line); {
			if !isNameByte(line[i]) {
				i++
				continue
			}
			j, dots, dashes := i, 0, 0
			for j < len(line) && (isNameByte(line[j]) || j+1 < len(line) && (line[j] == '.' || line[j] == '-') && isNameByte(line[j+1])) {
				switch line[j] {
				case '.':
					dots++
				case '-':
					dashes++
				}
				j++
			}
			if guid := j-i == 36 && dashes == 4; guid || dots > 0 {
				out = append(out, name{text: line[i:j], pos: start + i, guid: guid})
			}
			i = j
		}
		start = end
	}
	return out
}

// code is a line without the comment at its end.
func code(line string, d dialect) string {
	trimmed := strings.ToLower(strings.TrimSpace(line))
	switch {
	case d != curly && (trimmed == "rem" || strings.HasPrefix(trimmed, "rem ")),
		d == shell && (strings.HasPrefix(trimmed, "#") || strings.HasPrefix(trimmed, "::")),
		d == curly && (strings.HasPrefix(trimmed, "*") || strings.HasPrefix(trimmed, "/*")):
		return ""
	}
	var quote byte
	for i := range len(line) {
		switch c := line[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '"', c == '\'' && d == curly:
			quote = c
		case c == '\'' && d == basic, d == curly && strings.HasPrefix(line[i:], "//"):
			return line[:i]
		}
	}
	return line
}

func isNameByte(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
