package asp

import (
	"strconv"
	"strings"
)

// directive reads the attributes of `<%@ … %>`. The first one of a page
// counts; IIS rejects any other, and one behind inline code.
func (s *splitter) directive(seg *Segment) {
	seg.Attrs = s.attrsOf(seg.Body, seg.BodyEnd)
	if s.told {
		s.problem(seg.Pos, seg.End, "ASP 0141", "a page has one @ directive; this one is ignored")
		return
	}
	if s.ran {
		s.problem(seg.Pos, seg.End, "ASP 0140", "the @ directive must stand before all code")
	}
	s.told = true
	known := true
	for _, a := range seg.Attrs {
		if !s.directiveAttr(a) && known {
			known = false // one report of a directive that is none
			s.problem(a.Pos, a.ValueEnd, "ASP 0221", "the @ directive knows no "+strconv.Quote(a.Name))
		}
	}
}

// directiveAttr takes an attribute and reports whether IIS knows it.
func (s *splitter) directiveAttr(a Attr) bool {
	switch a.Name {
	case "language":
		s.page.Language = a.Value
		if Language(a.Value) == EncodedScript {
			s.encoded(a)
		}
	case "codepage":
		n, err := strconv.Atoi(strings.TrimSpace(a.Value))
		if err != nil || n < 0 {
			s.problem(a.ValuePos, a.ValueEnd, "ASP 0203", "CODEPAGE is not a number")
			break
		}
		s.page.CodePage = n
	case "lcid", "transaction", "enablesessionstate":
	default:
		return false
	}
	return true
}

// encoded reports a script that cannot be read.
func (s *splitter) encoded(language Attr) {
	s.problem(language.ValuePos, language.ValueEnd, "", "the script is encoded (screnc.exe) and was not read")
}
