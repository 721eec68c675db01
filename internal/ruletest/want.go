// Package ruletest checks rules against fixtures: whole sites, as txtar
// archives or folders, whose comments say what is wanted:
//
//	objSession.Logon "", "" ' want CDO001 "regexp"
//
// In JScript the comment begins with //, in HTML and XML with <!--. Several
// rules on a line are one list: want CDO001 "a" CDO103 "b". A line without a
// comment must have no finding of the rules under test.
package ruletest

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// Want is one expectation.
type Want struct {
	Path string
	Line int
	Rule string
	// Message must match.
	Message *regexp.Regexp
}

// Wants reads the expectations of a file.
func Wants(path, text string) ([]Want, error) {
	var out []Want
	n := 0
	for _, line := range splitLines(text) {
		n++
		i := marker(line)
		if i < 0 {
			continue
		}
		list, err := parseWants(line[i:])
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
		for _, w := range list {
			w.Path, w.Line = path, n
			out = append(out, w)
		}
	}
	return out, nil
}

// splitLines cuts at CR, LF and CRLF, as the rest of cdolint counts lines.
func splitLines(text string) []string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	return strings.Split(strings.ReplaceAll(text, "\r", "\n"), "\n")
}

// marker is where the list of expectations begins, -1 if there is none.
func marker(line string) int {
	for _, m := range []string{"' want ", "// want ", "<!-- want ", "# want ", "rem want ", ":: want ", "/* want "} {
		if i := strings.Index(line, m); i >= 0 {
			return i + len(m)
		}
	}
	return -1
}

// parseWants reads `CDO001 "regexp" CDO103 "regexp" …` up to the end of the comment.
func parseWants(s string) ([]Want, error) {
	var out []Want
	for {
		s = strings.TrimLeft(s, " \t")
		end := strings.IndexAny(s, " \t")
		if end <= 0 || !isRule(s[:end]) {
			if len(out) == 0 {
				return nil, fmt.Errorf("want: expected a rule and a quoted regexp, found %q", s)
			}
			return out, nil
		}
		w := Want{Rule: s[:end]}
		s = strings.TrimLeft(s[end:], " \t")
		quoted, err := strconv.QuotedPrefix(s)
		if err != nil {
			return nil, fmt.Errorf("want %s: expected a quoted regexp, found %q", w.Rule, s)
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			return nil, fmt.Errorf("want %s: %w", w.Rule, err)
		}
		if w.Message, err = regexp.Compile(text); err != nil {
			return nil, fmt.Errorf("want %s: %w", w.Rule, err)
		}
		out = append(out, w)
		s = s[len(quoted):]
	}
}

func isRule(s string) bool {
	letters := strings.TrimRight(s, "0123456789")
	return letters != "" && letters != s && strings.ToUpper(letters) == letters && !strings.ContainsAny(letters, " \"'<>-")
}
