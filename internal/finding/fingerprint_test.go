package finding_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

func TestSnippetsDoNotDependOnLayout(t *testing.T) {
	for name, c := range map[string]struct{ code, want string }{
		"letter case and blanks":          {"objSession . LOGON  \"\" ,  False", `objsession.logon"",false`},
		"words stay apart":                {"Set  x =  New\tFoo", "set x=new foo"},
		"continued lines are one":         {"s.Logon(\"\", _\r\n\t\"\", _  \n False)", `s.logon("","",false)`},
		"an underscore that is no join":   {"a _ b", "a _ b"},
		"names keep theirs":               {"my_name _\n x", "my_name x"},
		"literals keep their blanks":      {`x = "a  b" & "c"`, `x="a  b"&"c"`},
		"an unterminated literal":         {"x = \"a  \n y  =  1", "x=\"a  \ny=1"},
		"secrets do not reach hashes":     {`conn = "uid=sa;pwd=geheim"`, `conn="uid=sa;pwd=******"`},
		"nothing":                         {" \r\n\t", ""},
		"letters beyond ASCII are folded": {"strRäume = \"ÄÖ\"", `strräume="äö"`},
	} {
		t.Run(name, func(t *testing.T) {
			if got := finding.NormalizeSnippet(c.code); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
			if again := finding.NormalizeSnippet(c.want); again != c.want {
				t.Errorf("normalising twice gives %q", again)
			}
		})
	}
}

func TestFingerprintsTellFindingsApart(t *testing.T) {
	base := finding.Finding{Rule: "CDO001", At: source.Place{Path: "mail/inbox.asp", Pos: 10, End: 20}, Procedure: "OpenInbox", Snippet: "s.logon"}
	for name, c := range map[string]struct {
		edit func(f *finding.Finding)
		same bool
	}{
		"another line":                    {func(f *finding.Finding) { f.At.Pos, f.At.End = 900, 910 }, true},
		"another folder":                  {func(f *finding.Finding) { f.At.Path = "post/inbox.asp" }, true},
		"the procedure in another case":   {func(f *finding.Finding) { f.Procedure = "openinbox" }, true},
		"another message and level":       {func(f *finding.Finding) { f.Message, f.Level = "x", finding.Note }, true},
		"another rule":                    {func(f *finding.Finding) { f.Rule = "CDO002" }, false},
		"another file":                    {func(f *finding.Finding) { f.At.Path = "mail/outbox.asp" }, false},
		"other code":                      {func(f *finding.Finding) { f.Snippet = "t.logon" }, false},
		"another procedure":               {func(f *finding.Finding) { f.Procedure = "OpenOutbox" }, false},
		"the second of two":               {func(f *finding.Finding) { f.Occurrence = 1 }, false},
		"fields that run into each other": {func(f *finding.Finding) { f.Rule, f.Snippet = "CDO001s", ".logon" }, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := base
			c.edit(&f)
			if same := f.Fingerprint() == base.Fingerprint(); same != c.same {
				t.Errorf("same fingerprint: %v", same)
			}
		})
	}
}

func TestSnippetsAreSetWithSecretsMasked(t *testing.T) {
	m := memory{}
	m.add("a.asp", "s.Logon \"\", \"Winter2003\"\ns.Logon \"\", \"Winter2003\"\n")
	logon := `s.Logon "", "Winter2003"`
	secret := source.Place{Path: "a.asp", Pos: 13, End: 23}
	fs := []finding.Finding{
		{Rule: "CDO001", At: source.Place{Path: "a.asp", Pos: 25, End: 25 + len(logon)}},
		{Rule: "CDO001", At: source.Place{Path: "a.asp", Pos: 0, End: len(logon)}},
		{Rule: "CDO001", At: source.Place{Path: "gone.asp", Pos: 0, End: 5}},
	}
	finding.SetSnippets(fs, m, []source.Place{secret, {Path: "a.asp", Pos: 38, End: 48}})
	for i, want := range []string{`s.logon"","**********"`, `s.logon"","**********"`, ""} {
		if fs[i].Snippet != want {
			t.Errorf("%d: %q, want %q", i, fs[i].Snippet, want)
		}
	}
	if fs[0].At.Pos != 0 || fs[0].Occurrence != 0 || fs[1].Occurrence != 1 {
		t.Errorf("not numbered in order: %+v", fs)
	}
}

func TestCountsAddUp(t *testing.T) {
	c := finding.Count([]finding.Finding{
		{Level: finding.Error},
		{Level: finding.Error, Baseline: finding.New},
		{Level: finding.Warning},
		{Level: finding.Note},
		{Level: finding.Error, Suppressed: "reason"},
		{Level: finding.Error, Baseline: finding.Unchanged},
		{Level: finding.Error, Baseline: finding.Absent},
		{Level: finding.Error, Pass: true},
	})
	if want := (finding.Counts{Errors: 2, Warnings: 1, Notes: 1, Suppressed: 1, Known: 1, Cleared: 1}); c != want || c.Open() != 4 {
		t.Errorf("%+v", c)
	}
}

// A comment alone on its line covers the next.
func ExampleSuppress() {
	const text = "' cdolint:ignore CDO001 -- EX01 is this very machine\nobjSession.Logon\n"
	files := memory{}
	files.add("mail.vbs", text)
	found := []finding.Finding{{Rule: "CDO001", Level: finding.Error, At: source.Place{Path: "mail.vbs", Pos: 53, End: 69}}}

	comments := map[string][]program.Comment{"mail.vbs": finding.Comments("mail.vbs", text)}
	for _, f := range finding.Suppress(found, comments, finding.SuppressOptions{Sources: files}) {
		fmt.Fprintf(os.Stdout, "%s: suppressed because %q\n", f.Rule, f.Suppressed)
	}
	// Output: CDO001: suppressed because "EX01 is this very machine"
}

func FuzzReadBaseline(f *testing.F) {
	m := memory{}
	m.add("mail/inbox.asp", inbox)
	f.Add(`{"version":"2.1.0","runs":[{"results":[{"partialFingerprints":{"cdolint/context/v1":"a:b:c"},"locations":[{"physicalLocation":{"artifactLocation":{"uri":"..%2Fx"}}}]}],"artifacts":[{"location":{"uri":"gone.asp"},"properties":{"cdolint/sketch/v1":"00000001zzzzzzzz"}}]}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		base, err := finding.ReadBaseline(strings.NewReader(text))
		if err != nil {
			return
		}
		now := m.analyse()
		fixed := base.Apply(now, finding.ApplyOptions{Sources: m})
		known := countState(now, finding.Unchanged)
		if known+fixed != base.Len() || known+countState(now, finding.New) != len(now) {
			t.Errorf("%d known, %d fixed of %d in the baseline and %d now", known, fixed, base.Len(), len(now))
		}
	})
}
