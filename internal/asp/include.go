package asp

import "strings"

// include reads `<!-- #include … -->` that starts at at; from is behind the
// keyword. IIS takes everything up to the next `-->` for the directive. Where
// that is missing, the author meant it to end about where the path does, and
// the code that follows to be run: a `<`, which no path can hold, ends the
// search.
func (s *splitter) include(at, from int) (seg Segment, ok bool) {
	bodyEnd, closed := s.commentEnd(from)
	path, next, found := scannedAttr{}, from, false
	for !found {
		var more bool
		if path, next, more = nextAttr(s.text, next, bodyEnd); !more {
			break
		}
		found = path.Name == "file" || path.Name == "virtual"
	}
	computed := path.unclosed && strings.HasPrefix(s.text[bodyEnd:], "<%")
	if !found || path.Value == "" || computed {
		s.noPath(at, from, bodyEnd)
		return seg, false
	}
	seg = Segment{
		Kind: Include, Pos: at, Body: from, BodyEnd: bodyEnd, End: bodyEnd + len("-->"),
		Attrs: s.keep(path.Attr),
	}
	if path.unclosed {
		s.problem(path.ValuePos-1, path.ValueEnd, "ASP 0125", "the include's path has no closing quote")
	}
	if !closed {
		seg.BodyEnd = next
		seg.End = s.skipDashes(next, bodyEnd)
		seg.Unclosed = true
		s.problem(at, seg.End, "ASP 0127", "the include directive has no closing -->")
	}
	return seg, true
}

// noPath reports an include without a path.
func (s *splitter) noPath(at, from, bodyEnd int) {
	if strings.HasPrefix(s.text[bodyEnd:], "<%") {
		s.problem(at, bodyEnd, "ASP 0126",
			"the include's path is computed, but includes are resolved before any code runs")
		return
	}
	s.problem(at, from, "ASP 0128", "the include directive names no file: file= or virtual= is expected")
}

// metadata reads `<!-- METADATA … -->` that starts at at; from is behind the
// keyword. Only type libraries are taken: what Visual InterDev keeps in
// METADATA comments for its design-time controls is HTML.
func (s *splitter) metadata(at, from int) (seg Segment, ok bool) {
	bodyEnd, closed := s.commentEnd(from)
	seg = Segment{
		Kind: TypeLib, Pos: at, Body: from, BodyEnd: bodyEnd, End: bodyEnd + len("-->"),
		Attrs: s.attrsOf(from, bodyEnd),
	}
	if lower(strings.TrimSpace(seg.Value("type"))) != "typelib" {
		return seg, false
	}
	if !closed {
		seg.End, seg.Unclosed = bodyEnd, true
		s.problem(at, from, "ASP 0127", "the METADATA comment has no closing -->")
	}
	if seg.Value("uuid") == "" && seg.Value("file") == "" {
		s.problem(at, seg.End, "ASP 0222", "the type library has neither UUID nor FILE")
	}
	return seg, true
}

// commentEnd is the offset of the `-->` that closes the comment that from is
// in, or, not closed, of the next `<` or the end of the text.
func (s *splitter) commentEnd(from int) (end int, closed bool) {
	rest := s.text[from:]
	if n := strings.IndexByte(rest, '<'); n >= 0 {
		rest = rest[:n]
	}
	if n := strings.Index(rest, "-->"); n >= 0 {
		return from + n, true
	}
	return from + len(rest), false
}

// skipDashes steps over what was meant to be a `-->` on the same line.
func (s *splitter) skipDashes(at, end int) int {
	last := at
	for ; at < end; at++ {
		switch s.text[at] {
		case '-', '/', '!', '>':
			last = at + 1
		case ' ', '\t':
		default:
			return last
		}
	}
	return last
}
