package readers

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"
	"github.com/joshdk/go-junit"
	"github.com/reviewdog/reviewdog/parser"
	"github.com/reviewdog/reviewdog/proto/rdf"
)

func golden(t *testing.T, name string) []byte {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("..", "testdata", "golden", name))
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// own are the findings of the golden files as cdolint's own JSON has them, one
// line each: path, place, level, rule.
func own(t *testing.T) []string {
	t.Helper()
	var doc struct {
		Findings []struct {
			Rule, Level string
			Cleared     bool
			Location    struct {
				Path                   string
				StartLine, StartColumn int
			}
		}
	}
	if err := json.Unmarshal(golden(t, "report.json"), &doc); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range doc.Findings {
		if !f.Cleared {
			out = append(out, fmt.Sprintf("%s:%d:%d %s %s", plain(f.Location.Path), f.Location.StartLine, f.Location.StartColumn, f.Level, f.Rule))
		}
	}
	if len(out) < 5 {
		t.Fatalf("%d findings: not the report that this test looks for", len(out))
	}
	return out
}

// plain is "" for a path with characters that XML cannot hold or that deceive:
// each format spells them in its own way.
func plain(path string) string {
	if strings.ContainsFunc(path, func(r rune) bool { return r == '\\' || !unicode.IsPrint(r) }) {
		return ""
	}
	return path
}

func diagnostics(t *testing.T, p parser.Parser, name string) []string {
	t.Helper()
	found, err := p.Parse(bytes.NewReader(golden(t, name)))
	if err != nil {
		t.Fatal(err)
	}
	levels := map[rdf.Severity]string{rdf.Severity_ERROR: "error", rdf.Severity_WARNING: "warning", rdf.Severity_INFO: "note"}
	var out []string
	for _, d := range found {
		if d.GetMessage() == "" {
			t.Errorf("%s: no message at %v", name, d.GetLocation())
		}
		at := d.GetLocation()
		column := max(at.GetRange().GetStart().GetColumn(), 1) // reviewdog leaves the first column out
		out = append(out, fmt.Sprintf("%s:%d:%d %s %s", plain(at.GetPath()), at.GetRange().GetStart().GetLine(), column,
			levels[d.GetSeverity()], strings.TrimPrefix(d.GetCode().GetValue(), "cdolint.")))
	}
	return out
}

func TestReviewdogReadsCheckstyle(t *testing.T) {
	if diff := cmp.Diff(own(t), diagnostics(t, parser.NewCheckStyleParser(), "checkstyle.xml")); diff != "" {
		t.Errorf("(-cdolint +reviewdog):\n%s", diff)
	}
}

// TestReviewdogReadsSARIF: there the most severe stand first, and a cleared
// logon is a result without a level.
func TestReviewdogReadsSARIF(t *testing.T) {
	want := append(own(t), "mail/inbox.asp:10:1  CDO001")
	got := diagnostics(t, parser.NewSarifParser(), "report.sarif")
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-cdolint +reviewdog):\n%s", diff)
	}
}

// TestGoJUnitReadsJUnit: the golden file holds cleared and suppressed findings,
// too, as tests that passed and were skipped; so is a note.
func TestGoJUnitReadsJUnit(t *testing.T) {
	suites, err := junit.Ingest(golden(t, "junit.xml"))
	if err != nil || len(suites) != 1 {
		t.Fatalf("%d suites, %v", len(suites), err)
	}
	counts := map[junit.Status]int{}
	var failed []string
	for _, test := range suites[0].Tests {
		counts[test.Status]++
		if test.Status != junit.StatusFailed {
			continue
		}
		var failure junit.Error
		if !errors.As(test.Error, &failure) {
			t.Fatalf("%s: %T", test.Name, test.Error)
		}
		rule, _, _ := strings.Cut(test.Name, " ")
		place := test.Name[strings.LastIndexByte(test.Name, '(')+1 : len(test.Name)-1]
		failed = append(failed, fmt.Sprintf("%s:%s %s %s", plain(test.Classname), place, failure.Type, rule))
		if failure.Message == "" || !strings.Contains(failure.Body, place) {
			t.Errorf("%s: message %q, body %q", test.Name, failure.Message, failure.Body)
		}
	}
	want := slices.DeleteFunc(own(t), func(f string) bool { return strings.Contains(f, " note ") })
	if diff := cmp.Diff(want, failed); diff != "" {
		t.Errorf("(-cdolint +go-junit):\n%s", diff)
	}
	totals := suites[0].Totals
	if totals.Tests != len(suites[0].Tests) || totals.Failed != counts[junit.StatusFailed] || totals.Skipped != counts[junit.StatusSkipped] || counts[junit.StatusSkipped] == 0 || counts[junit.StatusPassed] == 0 {
		t.Errorf("totals %+v, counted %v", totals, counts)
	}
}
