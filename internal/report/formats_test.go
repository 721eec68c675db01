package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// runner reads workflow commands as GitHub's runner does (ActionCommand.cs of
// actions/runner): properties at commas and equal signs, then both unescaped.
func runner(t *testing.T, line string) (command string, properties map[string]string, data string) {
	t.Helper()
	head, data, ok := strings.Cut(strings.TrimPrefix(line, "::"), "::")
	if !ok || !strings.HasPrefix(line, "::") {
		t.Fatalf("no command: %q", line)
	}
	command, list, _ := strings.Cut(head, " ")
	properties = map[string]string{}
	for _, p := range strings.Split(list, ",") {
		name, value, ok := strings.Cut(p, "=")
		if !ok {
			t.Fatalf("property %q in %q", p, line)
		}
		properties[name] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
	}
	return command, properties, strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)
}

func TestAnnotationsAreReadBackByTheRunnersRules(t *testing.T) {
	m := memory{}
	const name = "apps/50%25,a:b::error file=x%0A.asp"
	m.add(name, "<%\ns.Logon _\n x\n%>")
	r := &finding.Report{Sources: m, Rules: testRules()}
	for _, message := range []string{"plain", "100% :: , done", "two\nlines\r\nand %0A", "::error::x", "::set-output name=x::y"} {
		r.Findings = append(r.Findings, finding.Finding{Rule: "CDO001", Level: finding.Error, At: m.at(name, "s.Logon", 0), Message: message})
	}
	lines := strings.Split(strings.TrimSuffix(string(written(t, "github", r, Options{})), "\n"), "\n")
	if len(lines) != len(r.Findings) {
		t.Fatalf("%d lines for %d findings", len(lines), len(r.Findings))
	}
	for i, l := range lines {
		command, properties, data := runner(t, l)
		if want := strings.ReplaceAll(r.Findings[i].Message, "\r\n", "\n"); command != "error" || properties["file"] != name || data != want ||
			properties["line"] != "2" || properties["col"] != "1" || properties["endColumn"] != "8" || properties["title"] != "CDO001 integrated-logon" {
			t.Errorf("%q was read as %s %q %q", l, command, properties, data)
		}
	}
	r.Findings = r.Findings[:1]
	r.Findings[0].At.End += len(" _\n x")
	if _, properties, _ := runner(t, string(written(t, "github", r, Options{}))); properties["col"] != "" || properties["endColumn"] != "" || properties["endLine"] != "3" {
		t.Errorf("columns over several lines, which GitHub refuses: %q", properties)
	}
}

func TestLevelsHaveTheirNamesInEveryFormat(t *testing.T) {
	for level, want := range map[finding.Level][4]string{
		finding.Error:   {"error", "critical", "error", "error"},
		finding.Warning: {"warning", "major", "warning", "warning"},
		finding.Note:    {"notice", "info", "info", "recommendation"},
	} {
		if got := [4]string{githubCommand(level), gitlabSeverity(level), checkstyleSeverity(level), problemSeverity(level)}; got != want {
			t.Errorf("%v: %v", level, got)
		}
	}
}

func TestFingerprintsForGitLabAreUniqueAndHoldNoLines(t *testing.T) {
	read := func(above string) []string {
		m := memory{}
		m.add("a.asp", above+"<%\ns.Logon\ns.Logon\n%>")
		m.add("b/a.asp", above+"<%\ns.Logon\n%>")
		r := &finding.Report{Sources: m}
		for _, at := range []source.Place{m.at("a.asp", "s.Logon", 0), m.at("a.asp", "s.Logon", 1), m.at("b/a.asp", "s.Logon", 0), m.at("b/a.asp", "s.Logon", 0)} {
			r.Findings = append(r.Findings, finding.Finding{Rule: "CDO001", Level: finding.Error, At: at, Message: "x", Snippet: "s.logon"})
		}
		finding.Number(r.Findings)
		r.Findings[3].Occurrence = r.Findings[2].Occurrence // as two packs with one rule might
		var issues []gitlabIssue
		if err := json.Unmarshal(written(t, "gitlab", r, Options{}), &issues); err != nil {
			t.Fatal(err)
		}
		var out []string
		seen := map[string]bool{}
		for _, i := range issues {
			if seen[i.Fingerprint] || len(i.Fingerprint) != 32 {
				t.Errorf("fingerprint %s twice, or too short", i.Fingerprint)
			}
			seen[i.Fingerprint] = true
			out = append(out, i.Fingerprint)
		}
		return out
	}
	if a, b := read(""), read("<!-- 1 -->\n\n"); strings.Join(a, " ") != strings.Join(b, " ") || len(a) != 4 {
		t.Errorf("%v became %v", a, b)
	}
}

// gitlabSchema is what GitLab's documentation of code quality reports asks for.
const gitlabSchema = `{
	"type": "array",
	"items": {
		"type": "object",
		"required": ["description", "check_name", "fingerprint", "severity", "location"],
		"properties": {
			"description": {"type": "string", "minLength": 1},
			"check_name": {"type": "string", "minLength": 1},
			"fingerprint": {"type": "string", "minLength": 1},
			"severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
			"location": {
				"type": "object",
				"required": ["path", "lines"],
				"properties": {
					"path": {"type": "string", "pattern": "^([^/.]|\\.[^/.]|\\.\\.[^/])"},
					"lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer", "minimum": 1}}}
				}
			}
		}
	}
}`

func TestGitLabReportsAreAsGitLabAsks(t *testing.T) {
	schema := compile(t, []byte(gitlabSchema), "")
	for _, r := range []*finding.Report{testReport(t), hostileReport(), manyResults(3), {}} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, "gitlab", r, Options{ShowSuppressed: true})))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(doc); err != nil {
			t.Error(err)
		}
	}
}

func TestCheckstyleGroupsByFile(t *testing.T) {
	var doc struct {
		XMLName xml.Name `xml:"checkstyle"`
		Files   []struct {
			Name   string `xml:"name,attr"`
			Errors []struct {
				Line     int    `xml:"line,attr"`
				Column   int    `xml:"column,attr"`
				Severity string `xml:"severity,attr"`
				Message  string `xml:"message,attr"`
				Source   string `xml:"source,attr"`
			} `xml:"error"`
		} `xml:"file"`
	}
	if err := xml.Unmarshal(written(t, "checkstyle", testReport(t), Options{}), &doc); err != nil {
		t.Fatal(err)
	}
	if len(doc.Files) != 4 || len(doc.Files[3].Errors) != 3 {
		t.Fatalf("%+v", doc)
	}
	if e := doc.Files[3].Errors[0]; doc.Files[3].Name != "rooms/kaigi.asp" || e.Line != 6 || e.Column != 84 || e.Severity != "warning" || e.Source != "cdolint.CDO101" {
		t.Errorf("%+v", e)
	}
}

func TestJUnitCountsAreThoseOfItsCases(t *testing.T) {
	type suite struct {
		Tests    int `xml:"tests,attr"`
		Failures int `xml:"failures,attr"`
		Skipped  int `xml:"skipped,attr"`
		Cases    []struct {
			Failure *struct{} `xml:"failure"`
			Skipped *struct{} `xml:"skipped"`
		} `xml:"testcase"`
	}
	for name, c := range map[string]struct {
		report                   *finding.Report
		options                  Options
		tests, failures, skipped int
	}{
		"the report of the golden files":  {testReport(t), Options{}, 7, 5, 1},
		"with suppressed findings":        {testReport(t), Options{ShowSuppressed: true}, 8, 5, 2},
		"no findings: a test that passed": {&finding.Report{}, Options{}, 1, 0, 0},
	} {
		var doc struct {
			XMLName xml.Name `xml:"testsuites"`
			Suites  []suite  `xml:"testsuite"`
		}
		if err := xml.Unmarshal(written(t, "junit", c.report, c.options), &doc); err != nil {
			t.Fatal(err)
		}
		s := doc.Suites[0]
		failed, skipped := 0, 0
		for _, one := range s.Cases {
			if one.Failure != nil {
				failed++
			}
			if one.Skipped != nil {
				skipped++
			}
		}
		if s.Tests != c.tests || len(s.Cases) != c.tests || s.Failures != c.failures || failed != c.failures || s.Skipped != c.skipped || skipped != c.skipped {
			t.Errorf("%s: says %d, %d, %d; has %d, %d, %d", name, s.Tests, s.Failures, s.Skipped, len(s.Cases), failed, skipped)
		}
	}
}

func TestJSONHoldsWhatTheSummarySays(t *testing.T) {
	var doc struct {
		Version  int
		Summary  jsonSummary
		Findings []jsonFinding
		Rules    []jsonRule
		Notes    []jsonNotification `json:"notifications"`
	}
	r := testReport(t)
	if err := json.Unmarshal(written(t, "json", r, Options{ShowSuppressed: true}), &doc); err != nil {
		t.Fatal(err)
	}
	s := doc.Summary
	if doc.Version != jsonVersion || len(doc.Findings) != s.Errors+s.Warnings+s.Notes+s.Suppressed+s.Cleared || len(doc.Rules) != len(r.Rules) || len(doc.Notes) != len(r.Notifications) {
		t.Errorf("%d findings, %d rules, %d notifications; summary %+v", len(doc.Findings), len(doc.Rules), len(doc.Notes), s)
	}
	lines := strings.Split(strings.TrimSpace(string(written(t, "jsonl", r, Options{ShowSuppressed: true}))), "\n")
	if len(lines) != len(doc.Findings)+len(doc.Notes)+1 {
		t.Errorf("%d lines", len(lines))
	}
}

func TestJSONFollowsItsSchema(t *testing.T) {
	states := testReport(t)
	for i := range states.Findings {
		states.Findings[i].Baseline = finding.New
	}
	whole := compile(t, JSONSchema(), "")
	parts := map[string]*jsonschema.Schema{}
	for _, part := range []string{"finding", "notification", "summary"} {
		parts[part] = compile(t, JSONSchema(), "#/$defs/"+part)
	}
	for _, r := range []*finding.Report{testReport(t), states, hostileReport(), manyResults(3), {}} {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(written(t, "json", r, Options{ShowSuppressed: true})))
		if err != nil {
			t.Fatal(err)
		}
		if err := whole.Validate(doc); err != nil {
			t.Error(err)
		}
		for _, l := range bytes.Split(bytes.TrimSpace(written(t, "jsonl", r, Options{ShowSuppressed: true})), []byte("\n")) {
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(l))
			if err != nil {
				t.Fatal(err)
			}
			var head struct{ Type string }
			if err := json.Unmarshal(l, &head); err != nil || parts[head.Type] == nil {
				t.Fatalf("a line without type: %s", l)
			}
			if err := parts[head.Type].Validate(doc); err != nil {
				t.Errorf("%s: %v", head.Type, err)
			}
		}
	}
}

func TestMarkdownTextIsNoMarkup(t *testing.T) {
	for in, want := range map[string]string{
		"a|b":                    `a\|b`,
		"<b>x</b>":               "&lt;b&gt;x&lt;/b&gt;",
		"[x](https://e.example)": `\[x\](https&#58;//e.example)`,
		"@team *now* `x` _y_":    "&#64;team \\*now\\* \\`x\\` \\_y\\_",
		"www.evil.example":       "www&#46;evil.example",
		"a\nb":                   "a b",
		"mail/inbox.asp:3:4":     "mail/inbox.asp:3:4",
	} {
		if got := markdownText(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestLongMarkdownIsCut(t *testing.T) {
	raw := string(written(t, "markdown", manyResults(25_000), Options{}))
	if len(raw) > 1<<20 || !strings.Contains(raw, "24,800 findings more") {
		t.Errorf("%d bytes; a job summary holds 1 MiB", len(raw))
	}
}

func TestFindingsOfTheBaselineAreShownOnlyWhereTheirStateIs(t *testing.T) {
	r := testReport(t)
	for i := range r.Findings {
		r.Findings[i].Baseline = finding.Unchanged
	}
	r.Findings[0].Baseline = finding.New
	r.Findings[1].Baseline = finding.Absent
	r.Fixed = 12
	for format, want := range map[string]int{"text": 1, "github": 1, "gitlab": 1, "checkstyle": 1, "sarif": 6, "json": 6} {
		raw := string(written(t, format, r, Options{Quiet: true}))
		got := strings.Count(raw, map[string]string{
			"text": "[CDO", "github": "title=CDO", "gitlab": "check_name", "checkstyle": "<error", "sarif": `"baselineState"`, "json": `"baseline"`,
		}[format])
		if got != want {
			t.Errorf("%s shows %d findings, want %d", format, got, want)
		}
	}
	if text := string(written(t, "text", r, Options{})); !strings.Contains(text, "12 fixed since the baseline") || !strings.Contains(text, "4 known from the baseline") {
		t.Errorf("summary: %s", text[strings.LastIndex(text[:len(text)-1], "\n")+1:])
	}
}
