package asp

import "strings"

// script reads `<script`, which is the server's with runat=server only.
func (s *splitter) script(at int) int {
	body, ok := s.serverTag(at, "script")
	if !ok {
		return at + 1
	}
	seg := Segment{Kind: Script, Pos: at, Body: body, Attrs: s.attrsOf(at+len("<script"), s.attrsEnd(body))}
	if a, found := seg.Attr("language"); found && Language(a.Value) == EncodedScript {
		s.encoded(a)
	}
	s.scriptBody(&seg)
	return s.add(&seg)
}

// scriptBody finds the end of a script and the includes in it. `<%` means
// nothing there.
func (s *splitter) scriptBody(seg *Segment) {
	piece := seg.Body
	flush := func(end int) {
		if piece < end {
			seg.Parts = append(seg.Parts, Segment{Kind: Code, Pos: piece, End: end, Body: piece, BodyEnd: end})
		}
	}
	for at := seg.Body; ; {
		n := strings.IndexByte(s.text[at:], '<')
		if n < 0 {
			break
		}
		at += n
		if s.hasWord(at, "</script") {
			seg.BodyEnd, seg.End = at, s.endTag(at+len("</script"))
			flush(at)
			return
		}
		if include, ok := s.includeInScript(at); ok {
			flush(at)
			seg.Parts = append(seg.Parts, include)
			at = include.End
			piece = at
			continue
		}
		at++
	}
	seg.Unclosed = true
	if s.text[seg.Body-2] == '/' {
		seg.BodyEnd, seg.End, seg.Parts = seg.Body, seg.Body, nil
		s.problem(seg.Pos, seg.Body, "ASP 0117", "the script has no </script>: IIS knows no tags that close themselves")
		return
	}
	seg.BodyEnd, seg.End = len(s.text), len(s.text)
	flush(seg.End)
	s.problem(seg.Pos, seg.Body, "ASP 0117", "the script has no </script>: the rest of the file is read as code")
}

func (s *splitter) includeInScript(at int) (seg Segment, ok bool) {
	if !strings.HasPrefix(s.text[at:], "<!--") {
		return seg, false
	}
	word := s.skipBlanks(at + len("<!--"))
	if !s.hasWord(word, "#include") {
		return seg, false
	}
	return s.include(at, word+len("#include"))
}

// object reads `<object`, which is the server's with runat=server only.
func (s *splitter) object(at int) int {
	body, ok := s.serverTag(at, "object")
	if !ok {
		return at + 1
	}
	seg := Segment{
		Kind: Object, Pos: at, End: body, Body: body, BodyEnd: body,
		Attrs: s.attrsOf(at+len("<object"), s.attrsEnd(body)),
	}
	if end, closed := s.objectEnd(body); closed {
		seg.BodyEnd, seg.End = end, s.endTag(end+len("</object"))
	} else if s.text[body-2] != '/' {
		seg.Unclosed = true
		s.problem(at, body, "ASP 0118", "the object has no </object>")
	}
	s.checkObject(&seg)
	return s.add(&seg)
}

func (s *splitter) checkObject(seg *Segment) {
	if seg.Value("id") == "" {
		s.problem(seg.Pos, seg.Body, "ASP 0123", "the object has no ID")
	}
	if seg.Value("progid") == "" && seg.Value("classid") == "" {
		s.problem(seg.Pos, seg.Body, "ASP 0119", "the object has neither PROGID nor CLASSID")
	}
	if a, ok := seg.Attr("scope"); ok {
		switch lower(strings.TrimSpace(a.Value)) {
		case "page", "session", "application":
		default:
			s.problem(a.ValuePos, a.ValueEnd, "ASP 0121", "the object's scope is none of Page, Session, Application")
		}
	}
}

// objectEnd finds the `</object` of an object whose tag ends at from, before
// anything else that the server would look at.
func (s *splitter) objectEnd(from int) (end int, closed bool) {
	for at := from; ; at++ {
		n := strings.IndexByte(s.text[at:], '<')
		if n < 0 {
			return from, false
		}
		at += n
		switch {
		case s.hasWord(at, "</object"):
			return at, true
		case s.hasWord(at, "<object"), s.hasWord(at, "<script"),
			strings.HasPrefix(s.text[at:], "<%"), strings.HasPrefix(s.text[at:], "<!--"):
			return from, false
		}
	}
}

// serverTag reports whether the tag called name at at has runat=server, and
// returns the offset behind its `>`. Other attributes are left for later:
// most scripts are the browser's.
func (s *splitter) serverTag(at int, name string) (body int, ok bool) {
	if !s.hasWord(at+1, name) {
		return 0, false
	}
	from := at + 1 + len(name)
	if from < len(s.text) && isNameByte(s.text[from]) { // <object-view>, <script:x>
		return 0, false
	}
	end, loose := s.tagEnd(from)
	if end < 0 {
		return 0, false
	}
	for pos := from; ; {
		a, next, more := nextAttr(s.text, pos, end)
		if !more {
			return 0, false
		}
		if a.Name == "runat" {
			if lower(strings.TrimSpace(a.Value)) != "server" {
				return 0, false
			}
			break
		}
		pos = next
	}
	if loose {
		s.problem(at, end+1, "ASP 0125", "an attribute of the tag has no closing quote")
	}
	return end + 1, true
}

// tagEnd is the offset of the `>` that ends a tag, -1 if there is none. A `>`
// in quotes is not it, unless the quote is never closed, which is loose. No
// tag of the server's goes past a `<`.
func (s *splitter) tagEnd(from int) (end int, loose bool) {
	quote, first := byte(0), -1
	for at := from; at < len(s.text); at++ {
		switch c := s.text[at]; c {
		case '<':
			return first, quote != 0
		case '>':
			if quote == 0 {
				return at, false
			}
			if first < 0 {
				first = at
			}
		case '\n':
			if first >= 0 { // a value that holds `>` and goes on in the next line is none
				return first, true
			}
		case '"', '\'':
			switch quote {
			case 0:
				quote = c
			case c:
				quote, first = 0, -1
			}
		}
	}
	return first, quote != 0
}

// attrsEnd is where the attributes of a tag end whose body starts at body.
func (s *splitter) attrsEnd(body int) int {
	if s.text[body-2] == '/' {
		return body - 2
	}
	return body - 1
}

// endTag is the offset behind the `>` of an end tag, at if it has none.
func (s *splitter) endTag(at int) int {
	if end := s.skipBlanks(at); end < len(s.text) && s.text[end] == '>' {
		return end + 1
	}
	return at
}
