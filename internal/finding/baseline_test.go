package finding_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/report"
)

// analyse finds the logons of all files.
func (m memory) analyse() []finding.Finding {
	var out []finding.Finding
	for path := range m {
		out = append(out, m.logons(path)...)
	}
	finding.Number(out)
	return out
}

// baseline writes the findings of the files as a baseline and reads it back.
func (m memory) baseline(t fataler) *finding.Baseline {
	t.Helper()
	var b bytes.Buffer
	r := &finding.Report{Findings: m.analyse(), Sources: m, Rules: allRules}
	if err := report.Write(&b, "sarif", r, report.Options{Baseline: true}); err != nil {
		t.Fatal(err)
	}
	base, err := finding.ReadBaseline(&b)
	if err != nil {
		t.Fatal(err)
	}
	if base.Len() != len(r.Findings) || base.Skipped != 0 {
		t.Fatalf("%d of %d findings were read back, %d skipped", base.Len(), len(r.Findings), base.Skipped)
	}
	return base
}

type fataler interface {
	Helper()
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}

const inbox = `<%
' Reads the inbox
Sub OpenInbox
	Dim strProfile
	strProfile = "EX01" & vbLf & strUser
	s.Logon("", "", False, True, 0, True, strProfile)
	Set objInbox = s.Inbox
End Sub

Sub OpenFolder(strID)
	s.Logon("", "", False, True, 0, True, strProfile)
	Set objFolder = s.GetFolder(strID)
End Sub
%>
`

const list = `<h1>Folders</h1>
<%
Set s = Server.CreateObject("MAPI.Session")
s.Logon("", "", False, True, 0, True, strProfile)
Response.Write s.CurrentUser.Name
%>
`

func TestABaselineSurvivesEdits(t *testing.T) {
	for name, c := range map[string]struct {
		edit       func(m memory)
		new, fixed int
	}{
		"nothing changed":   {func(memory) {}, 0, 0},
		"lines added above": {func(m memory) { m.add("mail/inbox.asp", "<!-- a -->\n<!-- b -->\n"+inbox) }, 0, 0},
		"indented anew, with CRLF": {func(m memory) {
			m.add("mail/inbox.asp", strings.ReplaceAll(strings.ReplaceAll(inbox, "\t", "        "), "\n", "\r\n"))
		}, 0, 0},
		"a folder renamed": {func(m memory) {
			delete(m, "mail/inbox.asp")
			m.add("post/inbox.asp", inbox)
		}, 0, 0},
		"module-level code in a renamed folder": {func(m memory) {
			delete(m, "mail/inbox.asp")
			m.add("post/inbox.asp", inbox)
			delete(m, "mail/list.asp")
			m.add("post/list.asp", list)
		}, 0, 0},
		"a folder renamed and the file edited": {func(m memory) {
			delete(m, "mail/inbox.asp")
			m.add("apps/post/inbox.asp", strings.Replace(inbox, "Dim strProfile", "Dim strProfile, strServer", 1))
		}, 0, 0},
		"a file renamed": {func(m memory) {
			delete(m, "mail/inbox.asp")
			m.add("mail/posteingang.asp", "<% Option Explicit %>\n"+inbox)
		}, 0, 0},
		"a procedure renamed":    {func(m memory) { m.add("mail/inbox.asp", strings.Replace(inbox, "OpenInbox", "OpenPosteingang", 1)) }, 0, 0},
		"the line before edited": {func(m memory) { m.add("mail/inbox.asp", strings.Replace(inbox, `"EX01"`, `"EX02"`, 1)) }, 0, 0},
		"procedures in another order": {func(m memory) {
			first, second, _ := strings.Cut(inbox, "\nSub OpenFolder")
			m.add("mail/inbox.asp", "<%\nSub OpenFolder"+strings.TrimSuffix(second, "%>\n")+first+"%>\n")
		}, 0, 0},
		"a procedure moved to an include": {func(m memory) {
			first, second, _ := strings.Cut(inbox, "\nSub OpenFolder")
			m.add("mail/inbox.asp", first+"%>\n")
			m.add("mail/folder.inc", "<%\nSub OpenFolder"+second)
		}, 0, 0},
		"a finding mended": {func(m memory) { m.add("mail/inbox.asp", strings.Replace(inbox, "s.GetFolder(strID)", "Nothing", 1)) }, 0, 1},
		"a file deleted":   {func(m memory) { delete(m, "mail/inbox.asp") }, 0, 3},
		"the code itself changed": {func(m memory) {
			m.add("mail/inbox.asp", strings.Replace(inbox, "s.GetFolder(strID)", "s.GetFolder(strID, 0)", 1))
		}, 1, 1},
		"an equal line beside it": {func(m memory) {
			m.add("mail/inbox.asp", strings.Replace(inbox, "\tSet objInbox", "\ts.Logon(\"\", \"\", False, True, 0, True, strProfile)\n\tSet objInbox", 1))
		}, 1, 0},
		"a copy of the file": {func(m memory) { m.add("calendar/inbox.asp", inbox) }, 3, 0},
		"a copy of the file, and moved": {func(m memory) {
			m.add("calendar/inbox.asp", inbox)
			m.add("post/inbox.asp", inbox)
			delete(m, "mail/inbox.asp")
		}, 3, 0},
		"another file with the same name in place of it": {func(m memory) {
			delete(m, "mail/inbox.asp")
			m.add("shop/inbox.asp", "<%\n' The shop's own mail box, quite another page\nDim s, cart\nSet cart = Session(\"cart\")\ns.Logon(cart)\nResponse.Write cart.Total\n%>\n")
		}, 1, 3},
	} {
		t.Run(name, func(t *testing.T) {
			m := memory{}
			m.add("mail/inbox.asp", inbox)
			if strings.Contains(name, "module-level") {
				m.add("mail/list.asp", list)
			}
			base := m.baseline(t)
			c.edit(m)
			now := m.analyse()
			fixed := base.Apply(now, finding.ApplyOptions{Sources: m})
			if fresh := countState(now, finding.New); fresh != c.new || fixed != c.fixed {
				t.Errorf("%d new, %d fixed; want %d, %d: %s", fresh, fixed, c.new, c.fixed, states(m, now))
			}
		})
	}
}

// TestEqualLinesMoveTogether moves two equal lines, the second of which has new
// neighbours, to another file: in a renamed page that kept half of its lines,
// and with their procedure.
func TestEqualLinesMoveTogether(t *testing.T) {
	const logon = "\ts.Logon(0)\n"
	const page = "<%\nSub OpenInbox\n" + logon + logon + "\tx = 1\n\ty = 2\nEnd Sub\n%>\n"
	for name, edit := range map[string]func(m memory){
		"two of the five lines replaced in a renamed folder": func(m memory) {
			delete(m, "app/inbox.asp")
			m.add("old/inbox.asp", "<%\n' a note\nz = 3\nSub OpenInbox\n"+logon+logon+"End Sub\n%>\n")
		},
		"a procedure moved to an include and edited": func(m memory) {
			m.add("app/inbox.asp", "<!--#include file=\"open.inc\"-->\n")
			m.add("app/open.inc", strings.Replace(page, "\tx = 1", "\tx = 2", 1)+strings.Repeat("<p>text</p>\n", 100))
		},
	} {
		t.Run(name, func(t *testing.T) {
			m := memory{}
			m.add("app/inbox.asp", page)
			base := m.baseline(t)
			edit(m)
			now := m.analyse()
			fixed := base.Apply(now, finding.ApplyOptions{Sources: m})
			if countState(now, finding.Unchanged) != 2 || fixed != 0 {
				t.Errorf("%d fixed: %s", fixed, states(m, now))
			}
		})
	}
}

func TestTheAddedOneOfTwoEqualLinesIsTheNewOne(t *testing.T) {
	const logon = "\ts.Logon(\"\", \"\", False, True, 0, True, strProfile)\n"
	m := memory{}
	m.add("mail/inbox.asp", inbox)
	base := m.baseline(t)
	m.add("mail/inbox.asp", strings.Replace(inbox, "\tDim strProfile\n", "\tDim strProfile\n"+logon, 1))
	now := m.analyse()
	base.Apply(now, finding.ApplyOptions{Sources: m})
	if now[0].Baseline != finding.New || now[1].Baseline != finding.Unchanged {
		t.Errorf("states: %s", states(m, now))
	}
}

func TestFilesThatWereNotLookedAtAreNotCalledFixed(t *testing.T) {
	m := memory{}
	m.add("mail/inbox.asp", inbox)
	m.add("shop/inbox.asp", inbox)
	base := m.baseline(t)
	now := m.logons("mail/inbox.asp")
	fixed := base.Apply(now, finding.ApplyOptions{Sources: m, Analysed: func(path string) bool { return path == "mail/inbox.asp" }})
	if fixed != 0 || countState(now, finding.Unchanged) != len(now) {
		t.Errorf("%d fixed: %s", fixed, states(m, now))
	}
}

func TestOnlySARIFIsABaseline(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"version": "1.0.0"}`, `{"runs": 1}`} {
		if _, err := finding.ReadBaseline(strings.NewReader(text)); !errors.Is(err, finding.ErrNotBaseline) {
			t.Errorf("%q: %v", text, err)
		}
	}
	foreign := `{"version":"2.1.0","runs":[{"results":[{"ruleId":"X","locations":[{}]},{"ruleId":"Y","baselineState":"absent"}]}]}`
	base, err := finding.ReadBaseline(strings.NewReader(foreign))
	if err != nil || base.Len() != 0 || base.Skipped != 1 {
		t.Errorf("a file of another tool: %+v, %v", base, err)
	}
}

func TestABaselineMayComeThroughPowerShell(t *testing.T) {
	text := `{"version":"2.1.0","runs":[{"results":[{"ruleId":"X","locations":[{}]}]}]}`
	for name, e := range map[string]encoding.Encoding{
		"UTF-16, little-endian": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM),
		"UTF-16, big-endian":    unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-8 with a mark":     unicode.UTF8BOM,
	} {
		raw, err := e.NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if base, err := finding.ReadBaseline(strings.NewReader(raw)); err != nil || base.Skipped != 1 {
			t.Errorf("%s: %+v, %v", name, base, err)
		}
	}
}

// TestEditsThatDoNotTouchAFindingKeepItKnown edits a site at random, everywhere
// but in the findings themselves. The edits leave every page at least half of
// its lines, which is what a renamed one must keep to be recognised.
func TestEditsThatDoNotTouchAFindingKeepItKnown(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawSite(t)
		base := m.baseline(t)
		before := len(m.analyse())
		for range rapid.IntRange(1, 6).Draw(t, "edits") {
			m = drawEdit(t, m)
		}
		now := m.analyse()
		if len(now) != before {
			t.Fatalf("the edits were to leave the %d findings: %d", before, len(now))
		}
		fixed := base.Apply(now, finding.ApplyOptions{Sources: m})
		if fresh := countState(now, finding.New); fresh != 0 || fixed != 0 {
			t.Fatalf("%d new, %d fixed: %s", fresh, fixed, states(m, now))
		}
	})
}

// TestASecondEqualDefectIsNew copies a line with a finding to another place of
// its file: exactly one is new, whatever else was edited.
func TestASecondEqualDefectIsNew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := drawSite(t)
		base := m.baseline(t)
		paths := m.paths()
		path := rapid.SampledFrom(paths).Draw(t, "file")
		lines := strings.Split(m[path].Text, "\n")
		var logons []string
		for _, l := range lines {
			if strings.Contains(l, "s.Logon") {
				logons = append(logons, l)
			}
		}
		if len(logons) == 0 {
			t.Skip("a file without findings")
		}
		at := rapid.IntRange(1, len(lines)-1).Draw(t, "line")
		m.add(path, strings.Join(slices.Insert(lines, at, rapid.SampledFrom(logons).Draw(t, "copy")), "\n"))
		now := m.analyse()
		fixed := base.Apply(now, finding.ApplyOptions{Sources: m})
		if fresh := countState(now, finding.New); fresh != 1 || fixed != 0 {
			t.Fatalf("%d new, %d fixed: %s", fresh, fixed, states(m, now))
		}
	})
}

func (m memory) paths() []string {
	var out []string
	for p := range m {
		out = append(out, p)
	}
	slices.Sort(out)
	return out
}

// drawSite makes a site of a few pages, some of them copies of others.
func drawSite(t *rapid.T) memory {
	m := memory{}
	for i := range rapid.IntRange(1, 4).Draw(t, "files") {
		path := fmt.Sprintf("app%d/sub/%s.asp", rapid.IntRange(0, 2).Draw(t, "folder"), rapid.SampledFrom([]string{"inbox", "default", "view"}).Draw(t, "name"))
		text := "<%\n"
		if rapid.Bool().Draw(t, "copied page") {
			text = inbox
		}
		for j := range rapid.IntRange(1, 4).Draw(t, "procedures") {
			text += fmt.Sprintf("Sub Proc%d\n", j)
			for k := range rapid.IntRange(1, 6).Draw(t, "lines") {
				if rapid.IntRange(0, 2).Draw(t, "kind") == 0 {
					text += fmt.Sprintf("\ts.Logon(%d)\n", rapid.IntRange(0, 1).Draw(t, "which"))
				} else {
					text += fmt.Sprintf("\tx = x & \"%d of procedure %d, file %d\"\n", k, j, i)
				}
			}
			text += "End Sub\n"
		}
		m.add(path, text+"%>\n")
	}
	return m
}

// drawEdit edits a site without touching a line with a finding.
func drawEdit(t *rapid.T, m memory) memory {
	path := rapid.SampledFrom(m.paths()).Draw(t, "edited file")
	text := m[path].Text
	switch rapid.SampledFrom([]string{"insert", "delete", "indent", "line ends", "folder", "append"}).Draw(t, "edit") {
	case "insert":
		lines := strings.Split(text, "\n")
		at := rapid.IntRange(1, len(lines)-1).Draw(t, "at")
		m.add(path, strings.Join(slices.Insert(lines, at, "' a note", "y = 1"), "\n"))
	case "delete":
		lines := strings.Split(text, "\n")
		for i, l := range lines {
			if strings.Contains(l, "x = x") {
				m.add(path, strings.Join(slices.Delete(lines, i, i+1), "\n"))
				break
			}
		}
	case "indent":
		m.add(path, strings.ReplaceAll(text, "\t", "    "))
	case "line ends":
		m.add(path, strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n"))
	case "append":
		m.add(path, text+"<p>more</p>\n")
	case "folder":
		from, _, _ := strings.Cut(path, "/")
		to := rapid.SampledFrom([]string{"old", "new/web", "app9"}).Draw(t, "renamed to")
		moved := memory{}
		for p, f := range m {
			if rest, ok := strings.CutPrefix(p, from+"/"); ok {
				p = to + "/" + rest
			}
			if _, taken := m[p]; taken && p != f.Path {
				return m
			}
			moved.add(p, f.Text)
		}
		return moved
	}
	return m
}

func countState(findings []finding.Finding, state string) int {
	n := 0
	for _, f := range findings {
		if f.Baseline == state {
			n++
		}
	}
	return n
}

func states(m memory, findings []finding.Finding) string {
	var b strings.Builder
	for _, f := range findings {
		fmt.Fprintf(&b, "\n%s:%d %s %s %s", f.At.Path, m[f.At.Path].Position(f.At.Pos).Line, f.Rule, f.Snippet, f.Baseline)
	}
	return b.String()
}
