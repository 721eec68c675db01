package audit_test

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/audit"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// fixture is the code base of testdata/site.txtar.
func fixture(t testing.TB) *filetree.Memory {
	t.Helper()
	a, err := txtar.ParseFile(filepath.Join("testdata", "site.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	m := &filetree.Memory{Files: map[string][]byte{}}
	for _, f := range a.Files {
		m.Files[f.Name] = f.Data
	}
	return m
}

func analysed(t testing.TB, tree filetree.Tree, jobs int) *lint.Result {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	o := lint.Options{Packs: packs, Prefilter: true, ShowCleared: true}
	o.Site.Jobs = jobs
	res, err := lint.Run(tree, o, audit.Kinds()...)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

func reported(t testing.TB, inputs ...audit.Input) *audit.Report {
	t.Helper()
	r, err := audit.New(inputs, audit.Options{Version: "1.2.3", Date: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func written(t testing.TB, format string, r *audit.Report) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := audit.Write(&b, format, r); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestGolden(t *testing.T) {
	r := reported(t, audit.Input{Label: "intranet", Kind: "folder", Result: analysed(t, fixture(t), 1)})
	for _, format := range []string{"json", "csv"} { // the page is looked at by browsers
		got := written(t, format, r)
		name := filepath.Join("testdata", "golden", "report."+format)
		if *update {
			if err := os.WriteFile(name, got, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestTheSameBytesWhateverRunsSideBySide(t *testing.T) {
	var first []byte
	for jobs := 1; jobs <= 8; jobs++ {
		var all []byte
		r := reported(t, audit.Input{Label: "a", Kind: "folder", Result: analysed(t, fixture(t), jobs)})
		for _, format := range audit.Formats() {
			all = append(all, written(t, format, r)...)
		}
		if first == nil {
			first = all
		}
		if !bytes.Equal(all, first) {
			t.Fatalf("%d jobs: other bytes than with one", jobs)
		}
	}
}

// TestVerdicts: a logon counts under its worst page, a page under its worst
// logon.
func TestVerdicts(t *testing.T) {
	r := reported(t, audit.Input{Label: "a", Kind: "folder", Result: analysed(t, fixture(t), 1)})
	got := map[audit.Verdict][2]int{}
	for _, c := range r.Summary.Verdicts {
		got[c.Verdict] = [2]int{c.Logons, c.Pages}
		if c.High+c.Medium+c.Low != c.Logons {
			t.Errorf("%s: %d high, %d medium and %d low of %d", c.Verdict, c.High, c.Medium, c.Low, c.Logons)
		}
	}
	want := map[audit.Verdict][2]int{
		audit.Fails:   {2, 3}, // lib/open.inc by two pages, and the suppressed one: it fails all the same
		audit.MayFail: {0, 0}, audit.Exposed: {0, 0}, audit.Limited: {0, 0},
		audit.Cleared: {1, 2}, // safe/other.asp; safe/inbox.asp, although its include fails elsewhere
		audit.Other:   {0, 0},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if s := r.Summary; s.Logons != 3 || s.MailPages != 5 || s.Affected != 2 || s.AffectedPages != 3 || s.Accepted != 1 {
		t.Errorf("%+v", s)
	}
}

func TestSeveralSourcesAreToldApart(t *testing.T) {
	res := analysed(t, fixture(t), 1)
	r := reported(t, audit.Input{Label: "old", Kind: "folder", Result: res}, audit.Input{Label: "new", Kind: "archive", Result: res})
	one := reported(t, audit.Input{Label: "old", Kind: "folder", Result: res})
	if len(r.Findings) != 2*len(one.Findings) || len(r.Inventory) != 2*len(one.Inventory) || r.Summary.Logons != 2*one.Summary.Logons {
		t.Error("not twice as much")
	}
	names := map[string]bool{}
	for _, a := range r.Applications {
		if names[a.Name] {
			t.Errorf("two applications are called %q", a.Name)
		}
		names[a.Name] = true
	}
	if page := string(written(t, "html", r)); !strings.Contains(page, "old: ") || !strings.Contains(page, "new: shop") {
		t.Error("the page does not tell the sources apart")
	}
}

func TestNothingToReport(t *testing.T) {
	for name, files := range map[string]map[string][]byte{
		"no file":          {},
		"no page":          {"readme.txt": []byte("hello")},
		"nothing of mail":  {"default.asp": []byte("<p>hello</p>")},
		"only other mails": {"default.asp": []byte(`<% Set m = CreateObject("CDONTS.NewMail") %>`)},
	} {
		r := reported(t, audit.Input{Label: name, Kind: "folder", Result: analysed(t, &filetree.Memory{Files: files}, 1)})
		if r.Summary.Logons != 0 || len(r.Findings) != 0 {
			t.Errorf("%s: %+v", name, r.Summary)
		}
		for _, format := range audit.Formats() {
			if page := written(t, format, r); format == "html" && !bytes.Contains(page, []byte("Nothing here logs on to Exchange with CDO 1.21.")) {
				t.Errorf("%s: the page does not say so", name)
			}
		}
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	if err := audit.Write(&bytes.Buffer{}, "docx", &audit.Report{}); err == nil || !strings.Contains(err.Error(), "html, json, csv") {
		t.Error(err)
	}
}

func TestListsAreNeverNull(t *testing.T) {
	for _, files := range []map[string][]byte{{}, fixture(t).Files} {
		r := reported(t, audit.Input{Label: "a", Kind: "folder", Result: analysed(t, &filetree.Memory{Files: files}, 1)})
		if raw := written(t, "json", r); bytes.Contains(raw, []byte("null")) {
			t.Errorf("null in %s", raw)
		}
	}
}
