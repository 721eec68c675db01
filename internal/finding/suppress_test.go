package finding_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

// memory is a finding.Sources of files in memory.
type memory map[string]*source.File

func (m memory) Source(path string) (*source.File, error) {
	if f, ok := m[path]; ok {
		return f, nil
	}
	return nil, os.ErrNotExist
}

func (m memory) add(path, text string) {
	m[path] = source.New(path, []byte(text), source.Options{})
}

// logons makes a finding of every "Logon" in a file, CDO001, and of every
// "GetFolder", CDO109.
func (m memory) logons(path string) []finding.Finding {
	var out []finding.Finding
	text := m[path].Text
	for rule, word := range map[string]string{"CDO001": "s.Logon", "CDO109": "s.GetFolder"} {
		for from := 0; ; {
			n := strings.Index(text[from:], word)
			if n < 0 {
				break
			}
			at := source.Place{Path: path, Pos: from + n, End: from + n + len(word)}
			if end := strings.Index(text[at.Pos:], ")"); strings.HasPrefix(text[at.End:], "(") && end > 0 {
				at.End = at.Pos + end + 1
			}
			out = append(out, finding.Finding{
				Rule: rule, Level: finding.Error, Confidence: finding.High, At: at, Message: "wrong",
				Snippet: finding.NormalizeSnippet(text[at.Pos:at.End]), Procedure: procedureAt(text, at.Pos),
			})
			from = at.End
		}
	}
	finding.Number(out)
	return out
}

// procedureAt is the name of the last Sub before an offset.
func procedureAt(text string, pos int) string {
	n := strings.LastIndex(text[:pos], "Sub ")
	if n < 0 || strings.Contains(text[n:pos], "End Sub") {
		return ""
	}
	name, _, _ := strings.Cut(text[n+len("Sub "):], "\n")
	return strings.TrimSpace(name)
}

var allRules = []finding.Rule{
	{ID: "CDO001", Name: "integrated-logon"}, {ID: "CDO109", Name: "getfolder-without-store"}, {ID: "CDO302", Name: "sixty-four-bit-pool"},
}

// suppressed runs Suppress on one file and says what became of each finding: its
// rule and line, and the reason if it was suppressed.
func suppressed(text string) []string {
	m := memory{}
	m.add("a.vbs", text)
	comments := map[string][]program.Comment{"a.vbs": finding.Comments("a.vbs", text)}
	var out []string
	for _, f := range finding.Suppress(m.logons("a.vbs"), comments, finding.SuppressOptions{
		Sources: m, Rules: allRules, Active: func(id string) bool { return id != "CDO302" },
	}) {
		s := fmt.Sprintf("%s:%d", f.Rule, m["a.vbs"].Position(f.At.Pos).Line)
		if f.Suppressed != "" {
			s += "=" + f.Suppressed
		}
		out = append(out, s)
	}
	return out
}

func TestSuppressionsCoverWhatTheRulesSay(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"alone on its line: the next line":        {"' cdolint:ignore CDO001 -- r\ns.Logon\n", []string{"CDO001:2=r"}},
		"and no other":                            {"' cdolint:ignore CDO001 -- r\ns.Logon\ns.Logon\n", []string{"CDO001:2=r", "CDO001:3"}},
		"nor the line before":                     {"s.Logon\n' cdolint:ignore CDO001 -- r\n", []string{"CDO001:1", "CDO901:2"}},
		"behind code: its own line":               {"s.Logon ' cdolint:ignore CDO001 -- r\n", []string{"CDO001:1=r"}},
		"and not the next":                        {"x = 1 ' cdolint:ignore CDO001 -- r\ns.Logon\n", []string{"CDO901:1", "CDO001:2"}},
		"behind the last line of a statement":     {"s.Logon(1, _\n 2) ' cdolint:ignore CDO001 -- r\n", []string{"CDO001:1=r"}},
		"several below each other":                {"' cdolint:ignore CDO001 -- r\n' cdolint:ignore CDO109 -- q\ns.Logon : s.GetFolder\n", []string{"CDO001:3=r", "CDO109:3=q"}},
		"several rules in one":                    {"s.Logon : s.GetFolder ' cdolint:ignore CDO001, CDO109 -- r", []string{"CDO001:1=r", "CDO109:1=r"}},
		"both findings of a line":                 {"s.Logon : s.Logon ' cdolint:ignore CDO001 -- r", []string{"CDO001:1=r", "CDO001:1=r"}},
		"another rule is not covered":             {"s.Logon ' cdolint:ignore CDO109 -- r", []string{"CDO001:1", "CDO901:1"}},
		"the whole file, wherever it stands":      {"s.Logon\n' cdolint:ignore-file CDO001 -- r\ns.Logon", []string{"CDO001:1=r", "CDO001:3=r"}},
		"no reason: no effect":                    {"s.Logon ' cdolint:ignore CDO001", []string{"CDO001:1", "CDO902:1"}},
		"no reason and unused: said once":         {"x = 1 ' cdolint:ignore CDO001", []string{"CDO902:1"}},
		"unused":                                  {"x = 1 ' cdolint:ignore CDO001 -- r", []string{"CDO901:1"}},
		"one of two unused":                       {"s.Logon ' cdolint:ignore CDO001, CDO109 -- r", []string{"CDO001:1=r", "CDO901:1"}},
		"unused, but its rule did not run":        {"x = 1 ' cdolint:ignore CDO302 -- r", nil},
		"there is no wildcard":                    {"s.Logon ' cdolint:ignore * -- r", []string{"CDO001:1", "CDO901:1"}},
		"no such rule":                            {"s.Logon ' cdolint:ignore CDO0001 -- r", []string{"CDO001:1", "CDO901:1"}},
		"no such verb":                            {"s.Logon ' cdolint:ignroe CDO001 -- r", []string{"CDO001:1", "CDO901:1"}},
		"a report about a comment, suppressed":    {"' cdolint:ignore CDO901 -- kept for next month\nx = 1 ' cdolint:ignore CDO001 -- r", []string{"CDO901:2=kept for next month"}},
		"that suppression unused":                 {"' cdolint:ignore CDO901 -- q\ns.Logon ' cdolint:ignore CDO001 -- r", []string{"CDO901:1", "CDO001:2=r"}},
		"equal comments: both are used":           {"' cdolint:ignore CDO001 -- r\ns.Logon ' cdolint:ignore CDO001 -- q", []string{"CDO001:2=r"}},
		"the next line, after a bare CR":          {"' cdolint:ignore CDO001 -- r\rs.Logon", []string{"CDO001:2=r"}},
		"the reason on the line, then the file's": {"' cdolint:ignore-file CDO001 -- file\n' cdolint:ignore CDO001 -- line\ns.Logon", []string{"CDO001:3=line"}},
	} {
		t.Run(name, func(t *testing.T) {
			if got := suppressed(c.text); !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestReportsAboutSuppressionsSayWhatToDo(t *testing.T) {
	for text, want := range map[string]string{
		"' cdolint:ignore CDO001":                `This suppression gives no reason, so it has no effect; write "cdolint:ignore CDO001 -- reason".`,
		"' cdolint:ignore CDO001: r":             `This suppression gives no reason, so it has no effect; write "cdolint:ignore CDO001 -- r".`,
		"' cdolint:ignore CDO001 -- r\nx = 1":    "CDO001 reports nothing on line 2, so this suppression can be removed.",
		"' cdolint:ignore-file CDO001 -- r":      "CDO001 reports nothing in this file, so this suppression can be removed.",
		"' cdolint:ignore CDO0001 -- r":          "There is no rule CDO0001, so this suppresses nothing; did you mean CDO001?",
		"' cdolint:ignore integrated-logon -- r": "There is no rule INTEGRATED-LOGON, so this suppresses nothing; did you mean CDO001?",
		"' cdolint:ignore XYZ -- r":              "There is no rule XYZ, so this suppresses nothing.",
		"' cdolint:ignore all -- r":              "There is no wildcard: a suppression names the rules that it suppresses, so this one suppresses nothing.",
		"' cdolint:ignore -- r":                  `This suppression names no rule, so it suppresses nothing; write "cdolint:ignore RULE -- reason".`,
		"' cdolint:disable CDO001 -- r":          `There is no "cdolint:disable"; write "cdolint:ignore RULE -- reason" or "cdolint:ignore-file RULE -- reason".`,
	} {
		m := memory{}
		m.add("a.vbs", text)
		got := finding.Suppress(nil, map[string][]program.Comment{"a.vbs": finding.Comments("a.vbs", text)},
			finding.SuppressOptions{Sources: m, Rules: allRules})
		if len(got) != 1 || got[0].Message != want {
			t.Errorf("%q: got %+v, want %q", text, got, want)
		}
	}
}

func TestAReportAboutASuppressionPointsAtTheCommentOrTheIDInIt(t *testing.T) {
	for text, want := range map[string]string{
		"s.Logon ' cdolint:ignore CDO001, CDO109 -- r": "CDO109", // the other is needed
		"s.Logon ' cdolint:ignore CDO109 -- r  ":       "' cdolint:ignore CDO109 -- r",
		"s.Logon ' cdolint:ignore CDO001 -- \n":        "' cdolint:ignore CDO001 --",
		"x = 1 ' cdolint:ignore-file CDO109 -- r":      "' cdolint:ignore-file CDO109 -- r",
	} {
		m := memory{}
		m.add("a.vbs", text)
		for _, f := range finding.Suppress(m.logons("a.vbs"), map[string][]program.Comment{"a.vbs": finding.Comments("a.vbs", text)},
			finding.SuppressOptions{Sources: m, Rules: allRules}) {
			if f.Rule != "CDO001" && text[f.At.Pos:f.At.End] != want {
				t.Errorf("%q: it points at %q, want %q", text, text[f.At.Pos:f.At.End], want)
			}
		}
	}
}
