package finding

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// The housekeeping rules, which [Suppress] reports.
const (
	UnusedSuppression      = "CDO901"
	UnexplainedSuppression = "CDO902"
)

// SuppressOptions is what [Suppress] must know of the run.
type SuppressOptions struct {
	// Sources turns offsets into lines. Suppressions of a file that it
	// cannot open have no effect.
	Sources Sources
	// Rules are all rules there are, active or not: an id that is none of
	// them is called unknown.
	Rules []Rule
	// Active tells the rules that ran; nil means all. A suppression of a
	// rule that did not run is never called unused.
	Active func(id string) bool
}

// Suppress marks the findings that a comment suppresses with the reason given,
// and adds findings for suppressions that suppress nothing ([UnusedSuppression])
// or give no reason ([UnexplainedSuppression]).
//
// A comment that stands alone on its line covers the next line (the line after
// the last one, where several stand below each other); one behind code covers
// findings whose code ends or passes on its own line; ignore-file covers the
// file. comments are by path of the report, in text order. The result is sorted
// as by [Sort].
func Suppress(findings []Finding, comments map[string][]program.Comment, o SuppressOptions) []Finding {
	byPath := map[string][]int{}
	for i := range findings {
		byPath[findings[i].At.Path] = append(byPath[findings[i].At.Path], i)
	}
	var added []Finding
	for _, path := range slices.Sorted(maps.Keys(comments)) {
		file, err := o.Sources.Source(path)
		if err != nil {
			continue
		}
		s := suppressions{options: o, path: path, file: file, byLine: map[ruleLine][]*suppression{}}
		s.read(comments[path])
		for _, i := range byPath[path] {
			s.apply(&findings[i])
		}
		added = append(added, s.report()...)
	}
	findings = append(findings, added...)
	Sort(findings)
	return findings
}

// suppressions are those of one file.
type suppressions struct {
	options SuppressOptions
	path    string
	file    *source.File
	entries []*suppression
	byLine  map[ruleLine][]*suppression
	reports []Finding // about the comments themselves
}

// ruleLine is what a suppression covers: a rule on a line, 0 for every line.
type ruleLine struct {
	rule string
	line int
}

// suppression is one id of one directive.
type suppression struct {
	rule   string
	reason string
	at     source.Place
	line   int  // 0: the whole file
	behind bool // stands behind code
	used   bool
}

func (s *suppressions) read(comments []program.Comment) {
	below := s.below(comments)
	for _, c := range comments {
		d, ok := parseDirective(c.Text)
		if !ok {
			continue
		}
		if message := s.fault(d); message != "" {
			s.add(UnusedSuppression, s.place(c, 0), message)
			continue
		}
		if d.reason == "" {
			s.add(UnexplainedSuppression, s.place(c, 0), fmt.Sprintf(
				"This suppression gives no reason, so it has no effect; write \"cdolint:%s %s -- %s\".", d.verb, d.ids(), d.suggested()))
			continue
		}
		e := suppression{reason: d.reason, behind: !c.Alone}
		if d.verb == verbIgnore {
			e.line = s.line(c.Span.Pos)
			if c.Alone {
				e.line = below[s.lastLine(c)]
			}
		}
		for _, r := range d.rules {
			e := e
			e.rule, e.at = r.id, s.place(c, 0)
			if len(d.rules) > 1 {
				e.at = s.place(c, len(r.id), r)
			}
			s.entries = append(s.entries, &e)
			key := ruleLine{e.rule, e.line}
			s.byLine[key] = append(s.byLine[key], &e)
		}
	}
}

// below gives, for each line of a directive that stands alone, the first line
// behind it without such a one.
func (s *suppressions) below(comments []program.Comment) map[int]int {
	below := map[int]int{}
	for _, c := range slices.Backward(comments) {
		if _, ok := parseDirective(c.Text); !ok || !c.Alone {
			continue
		}
		for l := s.lastLine(c); l >= s.line(c.Span.Pos); l-- {
			below[l] = l + 1
			if next, ok := below[l+1]; ok {
				below[l] = next
			}
		}
	}
	return below
}

// fault says what is wrong with a directive whatever it covers, "" for nothing.
func (s *suppressions) fault(d directive) string {
	switch {
	case d.verb != verbIgnore && d.verb != verbIgnoreFile:
		return fmt.Sprintf("There is no \"cdolint:%s\"; write \"cdolint:ignore RULE -- reason\" or \"cdolint:ignore-file RULE -- reason\".", d.verb)
	case len(d.rules) == 0:
		return fmt.Sprintf("This suppression names no rule, so it suppresses nothing; write \"cdolint:%s RULE -- reason\".", d.verb)
	}
	return ""
}

// suggested is the reason for a message that shows how one is given.
func (d directive) suggested() string {
	if text := strings.Trim(d.unmarked, "-:, "); text != "" {
		return text
	}
	return "reason"
}

func (d directive) ids() string {
	ids := make([]string, len(d.rules))
	for i, r := range d.rules {
		ids[i] = strings.TrimRight(r.id, ":;.")
	}
	return strings.Join(ids, ", ")
}

func (s *suppressions) apply(f *Finding) {
	if f.Pass || f.Suppressed != "" {
		return
	}
	if len(s.byLine) == 0 {
		return
	}
	first := s.file.Position(f.At.Pos).Line
	s.use(f, first, false)
	// VBScript allows no comment on a continued line, so the one that means
	// a long statement stands behind its last line.
	const longest = 1000
	last := s.file.Position(max(f.At.Pos, f.At.End-1)).Line
	for line := first + 1; line <= min(last, first+longest); line++ {
		s.use(f, line, true)
	}
	s.use(f, 0, false) // the reason given on the line is the better one
}

// use lets the suppressions of a line, 0 for those of the file, suppress f.
func (s *suppressions) use(f *Finding, line int, behind bool) {
	for _, e := range s.byLine[ruleLine{f.Rule, line}] {
		if behind && !e.behind {
			continue
		}
		if e.used && f.Suppressed != "" {
			return // equal comments without number cost nothing
		}
		e.used = true
		if f.Suppressed == "" {
			f.Suppressed = e.reason
		}
	}
}

// report gives the findings about the comments themselves. These can be
// suppressed like any others; a comment that does so and has nothing to do is
// reported, and that report stands.
func (s *suppressions) report() []Finding {
	for _, e := range s.entries {
		if !e.used && !isHousekeeping(e.rule) {
			s.unused(e)
		}
	}
	for i := range s.reports {
		s.apply(&s.reports[i])
	}
	for _, e := range s.entries {
		if !e.used && isHousekeeping(e.rule) {
			s.unused(e)
		}
	}
	return s.reports
}

func isHousekeeping(rule string) bool {
	return rule == UnusedSuppression || rule == UnexplainedSuppression
}

func (s *suppressions) unused(e *suppression) {
	known := isHousekeeping(e.rule) || slices.ContainsFunc(s.options.Rules, func(r Rule) bool { return r.ID == e.rule })
	switch {
	case !known:
		s.add(UnusedSuppression, e.at, s.unknownRule(e.rule))
	case s.options.Active != nil && !s.options.Active(e.rule) && !isHousekeeping(e.rule):
	case e.line == 0:
		s.add(UnusedSuppression, e.at, fmt.Sprintf("%s reports nothing in this file, so this suppression can be removed.", e.rule))
	default:
		s.add(UnusedSuppression, e.at, fmt.Sprintf("%s reports nothing on line %d, so this suppression can be removed.", e.rule, e.line))
	}
}

func (s *suppressions) unknownRule(id string) string {
	if strings.Trim(id, "*") == "" || id == "ALL" {
		return "There is no wildcard: a suppression names the rules that it suppresses, so this one suppresses nothing."
	}
	message := fmt.Sprintf("There is no rule %s, so this suppresses nothing", id)
	if near := nearestRule(id, s.options.Rules); near != "" {
		message += "; did you mean " + near + "?"
		return message
	}
	return message + "."
}

func (s *suppressions) add(rule string, at source.Place, message string) {
	s.reports = append(s.reports, Finding{
		Rule: rule, Level: Warning, Confidence: High, Message: message, At: at,
		Snippet: NormalizeSnippet(s.file.Text[at.Pos:at.End]),
	})
}

// place is that of a comment, or of a rule id in it.
func (s *suppressions) place(c program.Comment, length int, ref ...ruleRef) source.Place {
	pos := min(max(int(c.Span.Pos), 0), len(s.file.Text))
	end := min(max(int(c.Span.End), pos), len(s.file.Text))
	end = pos + len(strings.TrimRightFunc(s.file.Text[pos:end], unicode.IsSpace))
	if len(ref) > 0 {
		if i := strings.Index(s.file.Text[pos:end], c.Text); i >= 0 && pos+i+ref[0].offset+length <= end {
			pos += i + ref[0].offset
			end = pos + length
		}
	}
	return source.Place{Path: s.path, Pos: pos, End: end}
}

func (s *suppressions) line(off int32) int { return s.file.Position(int(off)).Line }

// lastLine is the line on which a comment ends.
func (s *suppressions) lastLine(c program.Comment) int {
	return s.line(max(c.Span.Pos, c.Span.End-1))
}
