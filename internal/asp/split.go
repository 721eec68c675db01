package asp

import (
	"slices"
	"strings"
)

// maxProblems of a page are kept; a page with more is not one.
const maxProblems = 100

// Split takes a page apart. It accepts any text, takes time proportional to
// its length, and fails at nothing: what is wrong is in Page.Problems, and
// read as the author most probably meant it.
func Split(text string) *Page { return new(Splitter).Split(text, Limits{}) }

// Splitter splits one text after the other in the same memory. It is not safe for
// concurrent use. The zero value is ready to use.
type Splitter struct{ s splitter }

// keptSegments is how many a [Splitter] keeps the memory of.
const keptSegments = 4 << 10

// Split is [Split] within limits. The page is valid until the next call of a
// method.
func (f *Splitter) Split(text string, limits Limits) *Page {
	f.begin(splitter{text: text, limits: limits})
	return f.s.all()
}

// Includes returns the Include and Script segments alone that begin before end.
// They are valid until the next call of a method.
func (f *Splitter) Includes(text string, end int) *Page {
	f.begin(splitter{text: text, includes: true})
	f.s.split(end)
	return &f.s.page
}

// begin begins with a text, in the memory of the one before.
func (f *Splitter) begin(s splitter) {
	segments := f.s.page.Segments
	clear(segments)
	if cap(segments) <= keptSegments {
		s.page.Segments = segments[:0]
	}
	s.attrs, s.stored = f.s.attrs[:0], f.s.stored[:0]
	f.s = s
}

// splitter is the state of [Split]. Its methods take the offset of a `<` and
// return the offset to go on from; what they do not take as a segment stays
// HTML. None looks ahead over a `<` that it would leave to be looked at
// again, but for the bodies of objects, which end at the next one: that is
// why hostile pages take no longer than others.
type splitter struct {
	text  string
	page  Page
	done  int    // end of the last segment
	attrs []Attr // buffer
	// stored are the attributes of the segments so far, those of earlier ones
	// excepted that were full.
	stored []Attr
	ran    bool // there was inline code already
	told   bool // there was a directive already
	// includes: other segments than includes and scripts are not kept.
	includes bool
	limits   Limits
	count    int // of what counts for the limit of the page
	onLine   int // of what counts for the limit of the line
}

// all takes all of the text apart.
func (s *splitter) all() *Page {
	text := s.text
	s.reserve()
	s.split(len(text))
	s.flush(len(text))
	slices.SortStableFunc(s.page.Problems, func(a, b Problem) int { return a.Pos - b.Pos })
	return &s.page
}

// reserve makes room for the segments of the text, if there may be more than the
// memory of the text before has.
func (s *splitter) reserve() {
	const dense = 32 // bytes a segment, of pages in which few are shorter
	if cap(s.page.Segments) > len(s.text)/dense {
		return
	}
	blocks := min(strings.Count(s.text, "<%"), strings.Count(s.text, "%>"))
	if s.limits.Page > 0 {
		blocks = min(blocks, s.limits.Page)
	}
	if blocks > 0 {
		s.page.Segments = slices.Grow(s.page.Segments, 2*blocks+4)
	}
}

// split finds the segments that begin before end.
func (s *splitter) split(end int) {
	text := s.text
	for at := 0; at < end; {
		n := strings.IndexByte(text[at:end], '<')
		if n < 0 || at+n+1 == len(text) {
			break
		}
		at += n
		switch text[at+1] {
		case '%':
			at = s.block(at)
		case '!':
			at = s.comment(at)
		case 's', 'S':
			at = s.script(at)
		case 'o', 'O':
			at = s.object(at)
		default:
			at++
		}
	}
}

// flush makes HTML of the text up to end.
func (s *splitter) flush(end int) {
	if s.done < end && !s.includes {
		if !s.beyond(s.done, end) {
			s.page.Segments = append(s.page.Segments,
				Segment{Kind: HTML, Pos: s.done, End: end, Body: s.done, BodyEnd: end})
		}
		s.done = end
	}
}

// add appends a segment, after the HTML before it, and returns its end.
func (s *splitter) add(seg *Segment) int {
	s.flush(seg.Pos)
	switch {
	case s.includes && seg.Kind != Include && seg.Kind != Script:
	case (seg.Kind == Code || seg.Kind == Expr) && s.beyond(seg.Pos, seg.End):
	default:
		s.page.Segments = append(s.page.Segments, *seg)
	}
	s.done = seg.End
	return seg.End
}

func (s *splitter) problem(pos, end int, code, message string) {
	if s.includes {
		return
	}
	if len(s.page.Problems) == maxProblems {
		s.page.MoreProblems++
		return
	}
	s.page.Problems = append(s.page.Problems, Problem{Pos: pos, End: end, Code: code, Message: message})
}

// block reads `<% … %>` at at.
func (s *splitter) block(at int) int {
	seg := Segment{Kind: Code, Pos: at, Body: at + 2}
	if n := strings.Index(s.text[at+2:], "%>"); n >= 0 {
		seg.BodyEnd = at + 2 + n
		seg.End = seg.BodyEnd + 2
	} else {
		seg.BodyEnd, seg.End, seg.Unclosed = len(s.text), len(s.text), true
		s.problem(at, at+2, "ASP 0116", "<% is never closed: the rest of the file is read as code")
	}
	if first := s.skipBlanks(seg.Body); first < seg.BodyEnd {
		switch s.text[first] {
		case '=':
			seg.Kind, seg.Body = Expr, first+1
		case '@':
			seg.Kind, seg.Body = Directive, first+1
			s.directive(&seg)
		}
	}
	s.ran = s.ran || seg.Kind != Directive
	return s.add(&seg)
}

// comment reads `<!--`, which IIS looks into for includes and type libraries only.
func (s *splitter) comment(at int) int {
	const open = "<!--"
	if !strings.HasPrefix(s.text[at:], open) {
		return at + 1
	}
	word := s.skipBlanks(at + len(open))
	var seg Segment
	ok := false
	switch {
	case s.hasWord(word, "#include"):
		seg, ok = s.include(at, word+len("#include"))
	case s.hasWord(word, "metadata"):
		seg, ok = s.metadata(at, word+len("metadata"))
	}
	if !ok {
		return at + len(open)
	}
	return s.add(&seg)
}

// skipBlanks is the offset of the first character from at that is no blank.
func (s *splitter) skipBlanks(at int) int {
	for at < len(s.text) && isBlank(s.text[at]) {
		at++
	}
	return at
}

// hasWord reports whether word, in lower case, stands at at in any letter
// case and ends there.
func (s *splitter) hasWord(at int, word string) bool {
	if !hasFold(s.text[at:], word) {
		return false
	}
	end := at + len(word)
	return end == len(s.text) || !isAttrStart(s.text[end])
}

// keep copies the attributes of a segment to where they stay, nil for none.
func (s *splitter) keep(attrs ...Attr) []Attr {
	if len(attrs) == 0 {
		return nil
	}
	if cap(s.stored)-len(s.stored) < len(attrs) { // to copy them would keep them twice
		const least, most = 8, 1024
		s.stored = make([]Attr, 0, max(least, min(2*cap(s.stored), most), len(attrs)))
	}
	from := len(s.stored)
	s.stored = append(s.stored, attrs...)
	return s.stored[from:len(s.stored):len(s.stored)]
}

// attrsOf reads the attributes from pos to end.
func (s *splitter) attrsOf(pos, end int) []Attr {
	s.attrs = s.attrs[:0]
	for {
		a, next, ok := nextAttr(s.text, pos, end)
		if !ok {
			return s.keep(s.attrs...)
		}
		s.attrs = append(s.attrs, a.Attr)
		pos = next
	}
}

func isBlank(c byte) bool { return c == ' ' || '\t' <= c && c <= '\r' }

func isNameByte(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || c == '_' || c == '-' || c == ':' || c >= 0x80
}

// hasFold reports whether s begins with prefix, which is in lower case.
func hasFold(s, prefix string) bool {
	if len(s) < len(prefix) {
		return false
	}
	for i := range len(prefix) {
		c := s[i]
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		if c != prefix[i] {
			return false
		}
	}
	return true
}
