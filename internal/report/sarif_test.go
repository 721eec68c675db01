package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

func sarifSchemaOf(t *testing.T) *jsonschema.Schema {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join("testdata", "sarif-schema-2.1.0.json"))
	if err != nil {
		t.Fatal(err)
	}
	return compile(t, raw, "")
}

// compile makes a schema of a document, or of a part of it.
func compile(t *testing.T, raw []byte, part string) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("file:///schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("file:///schema.json" + part)
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// manyResults is a report of n findings on lines of one file.
func manyResults(n int) *finding.Report {
	m := memory{}
	const page = "default.asp"
	m.add(page, "<%\n"+strings.Repeat("objSession.Logon \"\", \"\", False, True, 0, True, strProfile\n", 500)+"%>\n")
	r := &finding.Report{Version: "0.1.0", Sources: m, Rules: testRules(), Files: 1, Pages: 1}
	for i := range n {
		pos := len("<%\n") + i%500*len("objSession.Logon \"\", \"\", False, True, 0, True, strProfile\n")
		level := finding.Note
		if i%1000 == 999 {
			level = finding.Error
		}
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "CDO001", Level: level, Confidence: finding.High, At: source.Place{Path: page, Pos: pos, End: pos + len("objSession.Logon")},
			Message: fmt.Sprintf("Result %d.", i), Application: ".", Snippet: "objsession.logon",
			Steps: []finding.Step{{Kind: "logon", At: source.Place{Path: page, Pos: pos, End: pos + 10}, Text: "here"}},
		})
	}
	return r
}

func TestSARIFIsValidAndReadByOthers(t *testing.T) {
	schema := sarifSchemaOf(t)
	weak := testReport(t)
	weak.Rules, weak.Sources, weak.Version, weak.RepositoryURI = nil, memory{}, "", "/srv/git/intranet.git"
	weak.Secrets = nil
	states := testReport(t)
	for i := range states.Findings {
		if !states.Findings[i].Pass {
			states.Findings[i].Baseline = []string{finding.New, finding.Unchanged}[i%2]
		}
	}
	for name, c := range map[string]struct {
		report  *finding.Report
		options Options
		results int
	}{
		"the report of the golden files":   {testReport(t), Options{}, 7},
		"with suppressed findings":         {testReport(t), Options{ShowSuppressed: true}, 8},
		"as a baseline":                    {testReport(t), Options{Baseline: true}, 7},
		"compared with a baseline":         {states, Options{}, 7},
		"without rules, texts and version": {weak, Options{}, 7},
		"no results":                       {&finding.Report{Version: "v0.2.0-rc.1", Rules: testRules()}, Options{}, 0},
		"nothing at all":                   {&finding.Report{}, Options{}, 0},
		"one result":                       {manyResults(1), Options{}, 1},
		"more results than GitHub takes":   {manyResults(25_001), Options{}, 25_000},
	} {
		t.Run(name, func(t *testing.T) {
			raw := written(t, "sarif", c.report, c.options)
			doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
			if err != nil {
				t.Fatal(err)
			}
			if err := schema.Validate(doc); err != nil {
				t.Errorf("schema: %v", err)
			}
			read, err := sarif.FromBytes(raw)
			if err != nil {
				t.Fatalf("go-sarif: %v", err)
			}
			if got := len(read.Runs[0].Results); got != c.results {
				t.Errorf("go-sarif read %d results, want %d", got, c.results)
			}
		})
	}
}

func TestOverALimitTheMostSevereAreKeptAndTheRestIsSaid(t *testing.T) {
	read, err := sarif.FromBytes(written(t, "sarif", manyResults(30_000), Options{}))
	if err != nil {
		t.Fatal(err)
	}
	run := read.Runs[0]
	errors := 0
	for _, r := range run.Results {
		if r.Level == "error" {
			errors++
		}
	}
	if len(run.Results) != maxResults || errors != 30 {
		t.Errorf("%d results, %d of the 30 errors", len(run.Results), errors)
	}
	ns := run.Invocations[0].ToolExecutionNotifications
	if len(ns) != 1 || !strings.HasPrefix(*ns[0].Message.Text, "5,000 results left out") || *ns[0].Descriptor.ID != "limit" {
		t.Errorf("notifications: %+v", ns)
	}
}

func TestABaselineHoldsAllFindings(t *testing.T) {
	raw := written(t, "sarif", manyResults(25_001), Options{Baseline: true})
	if got := bytes.Count(raw, []byte(`"ruleId"`)); got != 25_001 || bytes.Contains(raw, []byte("results left out")) {
		t.Errorf("%d results", got)
	}
}

// noise is text that does not compress: a result of it fills the file fast.
func noise(n, seed int) string {
	b := make([]byte, n)
	x := uint64(seed)*0x9E3779B97F4A7C15 + 1
	for i := range b {
		x ^= x << 13
		x ^= x >> 7
		x ^= x << 17
		b[i] = byte('!' + x%90)
	}
	return string(b)
}

func TestTheCompressedSizeIsLimited(t *testing.T) {
	r := manyResults(600)
	for i := range r.Findings {
		r.Findings[i].Message = noise(40_000, i)
	}
	raw := written(t, "sarif", r, Options{})
	var m counter
	var z meter
	z.exceeds(raw)
	_ = z.gzip.Close()
	m = counter(z.compressed)
	if m > maxCompressed || m < maxCompressed-2*reserved {
		t.Errorf("%d bytes compressed, %d as they are", m, len(raw))
	}
	if !bytes.Contains(raw, []byte("results left out")) {
		t.Error("nothing is said of what was left out")
	}
}

func TestOneResultKeepsTheLimitsOfGitHub(t *testing.T) {
	r := manyResults(1)
	f := &r.Findings[0]
	for i := range 12_000 {
		f.Related = append(f.Related, finding.Related{At: f.At, Text: fmt.Sprint("page ", i), Page: true})
		f.Steps = append(f.Steps, finding.Step{At: f.At, Text: "step"})
		f.Tags = append(f.Tags, fmt.Sprint("tag", i))
	}
	f.Message = "[first](1), [last kept](999), [left out](1000) and [no such](99999)."
	read, err := sarif.FromBytes(written(t, "sarif", r, Options{}))
	if err != nil {
		t.Fatal(err)
	}
	got := read.Runs[0].Results[0]
	if len(got.Locations)+len(got.RelatedLocations) != maxLocations || len(got.CodeFlows[0].ThreadFlows[0].Locations) != maxFlowLocations ||
		len(got.Properties.Tags) != maxTags {
		t.Errorf("%d locations, %d steps, %d tags", len(got.Locations)+len(got.RelatedLocations),
			len(got.CodeFlows[0].ThreadFlows[0].Locations), len(got.Properties.Tags))
	}
	ns := read.Runs[0].Invocations[0].ToolExecutionNotifications
	if len(ns) != 1 || !strings.HasPrefix(*ns[0].Message.Text, "13,002 locations of 1 result left out") || len(ns[0].Locations) != 1 {
		t.Errorf("notifications: %s", *ns[0].Message.Text)
	}
	if want := `[first](1), [last kept](999), left out and \[no such\](99999).`; *got.Message.Text != want {
		t.Errorf("message %q, want %q", *got.Message.Text, want)
	}
}

func TestPathsAreRelativeAndPercentEncoded(t *testing.T) {
	for path, want := range map[string]string{
		"mail/inbox.asp":          "mail/inbox.asp",
		"apps/Räume & Co/a b.asp": "apps/R%C3%A4ume%20&%20Co/a%20b.asp",
		"c:/x.asp":                "c%3A/x.asp",
		"a#b?c%d.asp":             "a%23b%3Fc%25d.asp",
		"a\\b.asp":                "a%5Cb.asp",
		"\xff.asp":                "%FF.asp",
		"\u202e.asp":              "%E2%80%AE.asp",
	} {
		if got := relativeURI(path); got != want {
			t.Errorf("%q: %s, want %s", path, got, want)
		}
	}
	for _, o := range []Options{{}, {ShowSuppressed: true}, {Baseline: true}} {
		if raw := written(t, "sarif", testReport(t), o); bytes.Contains(raw, []byte("/srv/intranet")) || bytes.Contains(raw, []byte("file:")) {
			t.Error("an absolute path was written")
		}
	}
}

func TestRepositoryURIsHoldNoSecretAndNoPathOfThisMachine(t *testing.T) {
	for remote, want := range map[string]string{
		"git@github.com:corp/intranet.git":                "https://github.com/corp/intranet.git",
		"https://user:token@git.example.com/intranet?x#y": "https://git.example.com/intranet",
		"ssh://git@example.com:2222/intranet.git":         "ssh://example.com:2222/intranet.git",
		"/srv/git/intranet.git":                           "",
		"../intranet.git":                                 "",
		`C:\code\intranet`:                                "",
		"C:/code/intranet":                                "",
		"file:///srv/git/intranet.git":                    "",
		"":                                                "",
	} {
		if got := repositoryURI(remote); got != want {
			t.Errorf("%q: %q, want %q", remote, got, want)
		}
	}
}

func TestSemanticVersionsAreRecognised(t *testing.T) {
	for v, want := range map[string]string{
		"0.1.0": "0.1.0", "v1.2.3": "1.2.3", "v1.2.3-rc.1+abc": "1.2.3-rc.1+abc",
		"dev": "", "": "", "(devel)": "", "1.2": "", "1.2.x": "", "1..3": "",
	} {
		if got := semanticVersion(v); got != want {
			t.Errorf("%q: %q, want %q", v, got, want)
		}
	}
}

// A finding that moves three lines down keeps what GitHub knows it by.
func TestAMovedFindingKeepsItsFingerprints(t *testing.T) {
	fingerprints := func(above string) string {
		m := memory{}
		m.add("a.asp", above+"<%\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon\n%>\n")
		f := finding.Finding{Rule: "CDO001", Level: finding.Error, At: m.at("a.asp", "s.Logon", 0), Message: "x.", Snippet: "s.logon"}
		var doc struct {
			Runs []struct {
				Results []struct {
					PartialFingerprints map[string]string
				}
			}
		}
		if err := json.Unmarshal(written(t, "sarif", &finding.Report{Findings: []finding.Finding{f}, Sources: m}, Options{}), &doc); err != nil {
			t.Fatal(err)
		}
		p := doc.Runs[0].Results[0].PartialFingerprints
		return p["primaryLocationLineHash"] + " " + p[finding.FingerprintKey]
	}
	before, after := fingerprints(""), fingerprints("<!-- 1 -->\n<!-- 2 -->\n<!-- 3 -->\n")
	if before != after || !strings.Contains(before, ":1 ") {
		t.Errorf("%s became %s", before, after)
	}
}
