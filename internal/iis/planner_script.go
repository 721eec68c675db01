package iis

import (
	"slices"
	"strings"

	"github.com/cdolint/cdolint/internal/iis/claim"
	"github.com/cdolint/cdolint/internal/source"
)

// insertStatements puts settings that nothing says behind the statement of a
// script that makes one: the same statement, with another property and value.
// Whether that is what it would be is for the reader of the script to say: it
// reports false, and nothing is changed, unless the script as it would be says
// what it said, and what is missing for the same keys.
func (p *planner) insertStatements(anchor *Setting, missing []wish) bool {
	file := anchor.At.Path
	text, ok := p.text(file)
	if !ok || !anchor.ValueAt.IsValid() || anchor.ValueAt.End > len(text) {
		return false
	}
	origin := Classify(file, []byte(text))
	before := p.read(file, text, origin)
	said := claimAt(before, anchor)
	if said == nil {
		return false
	}
	s, ok := statementAt(file, text, anchor.ValueAt, origin)
	if !ok {
		return false
	}
	s.others(before, said)
	respelled := func(w wish) (string, bool) { return s.respelled(said, w) }
	if !said.Metabase && len(wordsIn(s.text, said.Section)) == 0 {
		fetch, ok := fetching(file, text, origin, &s, said)
		if !ok {
			return false
		}
		respelled = func(w wish) (string, bool) { return s.respelledPair(&fetch, said, w) }
	}
	var items []string
	for _, w := range missing {
		copied, ok := respelled(w)
		if !ok || s.beside(text, anchor.ValueAt.Pos-s.valueAt.Pos, copied) {
			return false
		}
		items = addOnce(items, s.lead+copied+s.tail)
	}
	after := p.reread(file, text[:s.end]+strings.Join(items, "")+text[s.end:], origin)
	if !adds(before, after, said, missing) {
		return false
	}
	p.put(file, s.end, items, "%")
	return true
}

// claimAt is what a file says at the place of a setting.
func claimAt(f *claim.Fragment, s *Setting) *claim.Claim {
	for i := range f.Claims {
		if c := &f.Claims[i]; c.Name == s.Name && c.ValueAt == s.ValueAt {
			return c
		}
	}
	return nil
}

// adds reports whether a script says all that it said before, and the missing
// settings wherever said is, and nothing else.
func adds(before, after *claim.Fragment, said *claim.Claim, missing []wish) bool {
	if len(after.Problems) > len(before.Problems) || len(after.Mounts) != len(before.Mounts) {
		return false
	}
	type statement struct {
		name  claim.Name
		value string
		scope claim.Scope
		weak  bool
	}
	count := map[statement]int{}
	of := func(c *claim.Claim) statement { return statement{c.Name, c.Value, c.Scope, c.Weak || c.Uncalled} }
	for i := range after.Claims {
		count[of(&after.Claims[i])]++
	}
	for i := range before.Claims {
		c := &before.Claims[i]
		if c.ValueAt == said.ValueAt && c.Name == said.Name {
			for _, w := range missing {
				s := of(c)
				s.name, s.value = w.name, w.value
				if count[s]--; count[s] < 0 {
					return false
				}
			}
		}
		if count[of(c)]--; count[of(c)] < 0 {
			return false
		}
	}
	for s, n := range count {
		// A property of flags says more than one thing, all of which are wanted.
		if n > 0 && !slices.ContainsFunc(basicSSLWishes(), func(w wish) bool { return w.name == s.name && w.value == s.value }) &&
			s.name != claim.Passport {
			return false
		}
	}
	return true
}

// statement is one statement of a script.
type statement struct {
	text    string
	valueAt source.Place // in text
	end     int          // of the statement in the file
	lead    string       // what stands before a statement that follows it
	tail    string       // what ends it, a semicolon that ends each
	cuts    []replacement
}

// beside reports whether a copy is the statement, which begins at start, or the one
// before or behind it: what decides then stands elsewhere, and would do so if it
// were there once more.
func (s *statement) beside(text string, start int, copied string) bool {
	return copied == s.text || strings.HasPrefix(text[s.end:], s.lead+copied+s.tail) ||
		strings.HasSuffix(strings.TrimRight(text[:start], " \t\r\n"), copied+s.tail)
}

// others notes what the statement says of the same section besides: the
// parameters of appcmd, which a copy must not repeat.
func (s *statement) others(f *claim.Fragment, said *claim.Claim) {
	if said.Origin != claim.FromAppcmd {
		return
	}
	start := said.ValueAt.Pos - s.valueAt.Pos
	for i := range f.Claims {
		at := f.Claims[i].ValueAt
		if at == said.ValueAt || at.Pos < start || at.End > start+len(s.text) {
			continue
		}
		from, to := at.Pos-start, at.End-start
		for from > 0 && !isBlank(s.text[from-1]) {
			from--
		}
		for from > 0 && isBlank(s.text[from-1]) {
			from--
		}
		for to < len(s.text) && !isBlank(s.text[to]) {
			to++
		}
		if cut := (replacement{from, to - from, ""}); !slices.Contains(s.cuts, cut) {
			s.cuts = append(s.cuts, cut)
		}
	}
}

// statementAt finds the statement around a value: a line, with those that it
// goes on in, or what stands between the separators of one.
func statementAt(file, text string, at source.Place, origin claim.Origin) (statement, bool) {
	if origin == claim.FromYAML {
		return statement{}, false // lines are indented text of something else
	}
	going, separators, quotes := spellingOf(file, origin)
	from := strings.LastIndexAny(text[:at.Pos], "\r\n") + 1
	for from > 0 {
		last := strings.TrimRight(text[:from], "\r\n")
		if !endsWithAny(last, going) {
			break
		}
		from = strings.LastIndexAny(last, "\r\n") + 1
	}
	to := lineEnd(text, at.End)
	for to < len(text) && endsWithAny(text[from:to], going) {
		next := to + len(lineBreak(text, to))
		to = lineEnd(text, next)
	}
	start, end := segment(text, from, to, at, separators, quotes)
	if separators[0] == ";" && origin == claim.FromADSI {
		start, end = withinBraces(text, start, end, at, quotes)
		start += labelLength(text[start:at.Pos])
	}
	whole := strings.TrimSpace(text[from:start]) == "" && strings.TrimSpace(text[end:to]) == ""
	for start < end && isBlank(text[start]) {
		start++
	}
	for end > start && isBlank(text[end-1]) {
		end--
	}
	if at.Pos < start || at.End > end {
		return statement{}, false
	}
	s := statement{text: text[start:end], valueAt: source.Place{Path: file, Pos: at.Pos - start, End: at.End - start}, end: end}
	switch {
	case whole:
		s.lead = lineBreakOf(text) + text[from:start]
	case strings.TrimSpace(text[from:start]) == "" && strings.TrimSpace(text[end:to]) == ";" && origin != claim.FromDockerfile:
		s.end, s.lead, s.tail = to, lineBreakOf(text)+text[from:start], ";"
	case origin == claim.FromAppcmd: // what follows on the line may belong to a "for" or an "if"
		s.end, s.lead = to, lineBreakOf(text)+text[from:from+len(text[from:to])-len(strings.TrimLeft(text[from:to], " \t"))]
	case separators[0] == ";":
		s.lead = "; "
	default:
		s.lead = " " + separators[0] + " "
	}
	return s, true
}

// segment narrows a line to what stands between separators around a value.
func segment(text string, from, to int, at source.Place, separators []string, quotes string) (start, end int) {
	start, end = from, to
	quote := byte(0)
	for i := from; i < to; i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case strings.IndexByte(quotes, c) >= 0:
			quote = c
		case i < at.Pos || i >= at.End:
			for _, sep := range separators {
				if !strings.HasPrefix(text[i:to], sep) {
					continue
				}
				if i >= at.End {
					return start, i
				}
				start = i + len(sep)
				i += len(sep) - 1
				break
			}
		}
	}
	return start, end
}

// withinBraces narrows a piece of a line of C to what stands in the same block as
// a value; braces in brackets are lists.
func withinBraces(text string, start, end int, at source.Place, quotes string) (from, to int) {
	from, depth, quote := start, 0, byte(0)
	for i := start; i < end; i++ {
		switch c := text[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case strings.IndexByte(quotes, c) >= 0:
			quote = c
		case c == '(':
			depth++
		case c == ')':
			depth--
		case (c == '{' || c == '}') && depth == 0 && i < at.Pos:
			from = i + 1
		case (c == '{' || c == '}') && depth == 0 && i >= at.End:
			return from, i
		}
	}
	return from, end
}

// labelLength is the length of the labels of a switch that a text begins with.
func labelLength(text string) int {
	length := 0
	for {
		rest := strings.TrimLeft(text[length:], " \t")
		first := strings.TrimRight(firstWord(rest), ":")
		colon := strings.IndexByte(rest, ':')
		if first != "case" && first != "default" || colon < 0 {
			return length
		}
		length = len(text) - len(rest) + colon + 1
	}
}

func firstWord(text string) string {
	if i := strings.IndexAny(text, " \t"); i >= 0 {
		return text[:i]
	}
	return text
}

// spellingOf says how statements go on in the next line, what separates
// several on one, and what quotes text.
func spellingOf(file string, origin claim.Origin) (going, separators []string, quotes string) {
	switch origin {
	case claim.FromAppcmd:
		return []string{"^"}, []string{"&&", "&"}, `"`
	case claim.FromPowerShell:
		return []string{"`"}, []string{";"}, `"'`
	case claim.FromDockerfile:
		return []string{"`", `\`}, []string{";", "&&"}, `"'`
	}
	switch strings.ToLower(file[strings.LastIndexByte(file, '.')+1:]) {
	case "js", "jse", "cs":
		return nil, []string{";"}, `"'`
	}
	return []string{" _"}, []string{":"}, `"`
}

func endsWithAny(s string, list []string) bool {
	s = strings.TrimRight(s, " \t")
	return slices.ContainsFunc(list, func(end string) bool { return strings.HasSuffix(s, strings.TrimSpace(end)) && len(s) > len(end) })
}

func isBlank(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

func lineEnd(text string, from int) int {
	if i := strings.IndexAny(text[from:], "\r\n"); i >= 0 {
		return from + i
	}
	return len(text)
}

// lineBreak is the line break that stands at a place.
func lineBreak(text string, at int) string {
	if strings.HasPrefix(text[at:], "\r\n") {
		return "\r\n"
	}
	return text[at:min(at+1, len(text))]
}

// lineBreakOf is the first line break of a text, which the others are like.
func lineBreakOf(text string) string {
	if i := strings.IndexAny(text, "\r\n"); i >= 0 {
		return lineBreak(text, i)
	}
	return "\n"
}
