package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/cli"
)

const memoSite = `
-- global.asa --
-- page.asp --
<!--#include file="inc/mail.inc"-->
<!--#include virtual="/common/none.inc"-->
<% Mail "box" %>
-- inc/mail.inc --
<%
Sub Mail(box)
Set s = CreateObject("MAPI.Session")
s.Logon "", "", False, True, 0, True, "EX01" & vbLf & box
s.Logoff
End Sub
%>
-- other.asp --
<% Response.Write "nothing of interest" %>
-- web.config --
<configuration><system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer></configuration>
-- job.vbs --
Set s = CreateObject("MAPI.Session")
s.Logon "profile", "Secret-4711"
-- sub/page.asp --
<% Set x = CreateObject("Acme.Mail") : x.Send Session("box") %>
-- com/Acme.vbp --
Type=OleDll
Name="Acme"
Class=Mail; Mail.cls
-- com/Mail.cls --
Public Sub Send(box)
Set s = CreateObject("MAPI.Session")
s.Logon "", "", False, True, 0, True, "EX01" & vbLf & box
End Sub
`

// TestWhatChangesIsNoticed: the findings of the last run stand for those of this
// one only if nothing has changed that has a part in them.
func TestWhatChangesIsNoticed(t *testing.T) {
	root, caches := filepath.Join(t.TempDir(), "site"), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		full := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(full, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range txtar.Parse([]byte(memoSite)).Files {
		write(f.Name, string(f.Data))
	}
	known := regexp.MustCompile(`nothing changed`)
	check := func(more ...string) (said string, remembered bool) {
		t.Helper()
		var out, errs bytes.Buffer
		args := append([]string{"check", "--format", "json", "--stats", "--show-cleared", "--root", root}, more...)
		if status := cli.Main(append(args, root), strings.NewReader(""), &out, &errs); status > 1 {
			return errs.String(), false
		}
		return out.String(), known.Match(errs.Bytes())
	}
	settle := func() { time.Sleep(150 * time.Millisecond) } // see site.settled
	cached := []string{"--cache-dir", caches}
	last := ""
	for _, step := range []struct {
		name   string
		change func()
		same   bool // the findings are not expected to be others
	}{
		{name: "the beginning", change: func() {}},
		{name: "an include", change: func() { write("inc/mail.inc", `<% Sub Mail(box) %><% End Sub %>`) }},
		{name: "an include again", change: func() {
			write("inc/mail.inc", strings.Replace(memoSite[strings.Index(memoSite, "<%\nSub"):strings.Index(memoSite, "-- other")], "EX01", "EX02", 1))
		}},
		{name: "the same size", change: func() { write("other.asp", "<% CreateObject(\"MAPI.Session\").Logon \"p\" %>") }},
		{name: "the web server", change: func() {
			write("web.config", strings.Replace("<configuration><system.webServer><security><authentication><windowsAuthentication enabled=\"@\"/></authentication></security></system.webServer></configuration>", "@", "false", 1))
		}},
		{name: "a script that is no page", change: func() {
			write("job.vbs", "Set s = CreateObject(\"MAPI.Session\")\ns.Logon \"profile\", \"Another-4711\" ' longer")
		}},
		{name: "a component", change: func() { write("com/Mail.cls", "Public Sub Send(box)\nEnd Sub") }},
		{name: "a new page", change: func() { write("new.asp", "<% CreateObject(\"MAPI.Session\").Logon \"p\" %>") }},
		{name: "a page that is gone", change: func() { _ = os.Remove(filepath.Join(root, "new.asp")) }},
		{name: "an include that is there now", change: func() { write("common/none.inc", "<% CreateObject(\"MAPI.Session\").Logon \"p\" %>") }},
		{name: "the configuration", change: func() { write(".cdolint.yaml", "rules:\n  CDO102: off\n") }},
		{name: "the configuration of a folder", change: func() { write("common/.cdolint.yaml", "rules:\n  cdo: off\n") }},
		{name: "what is ignored", change: func() { write(".gitignore", "other.asp\n") }},
		{name: "configuration that is ignored", change: func() {
			write(".gitignore", "other.asp\n.cdolint.yaml\n")
			write("inc/.cdolint.yaml", "rules:\n  kb918710: off\n")
		}},
		{name: "an included file that is ignored", change: func() {
			write(".gitignore", "/common/\n")
			_ = os.Remove(filepath.Join(root, "common", ".cdolint.yaml"))
		}},
		{name: "what it holds", change: func() { write("common/none.inc", "<% CreateObject(\"MAPI.Session\").Logon \"q\", \"r\" %>") }},
		{name: "nothing of interest", change: func() { write("other.asp", "<% Response.Write 1 %>") }},
	} {
		step.change()
		settle()
		want, _ := check("--no-cache")
		if want == last && step.name != "nothing of interest" {
			t.Errorf("%s: the report is what it was: %.200s", step.name, want)
		}
		last = want
		for _, run := range []string{"at first", "then", "again"} {
			got, remembered := check(cached...)
			if got != want {
				t.Fatalf("%s, %s (remembered: %t): %s", step.name, run, remembered, difference([]byte(want), []byte(got)))
			}
			if run == "at first" && remembered {
				t.Errorf("%s: the findings were thought to be known", step.name)
			}
			if ignored := strings.Contains(step.name, "ignored"); run == "again" && !remembered && !ignored && step.name != "what it holds" && step.name != "nothing of interest" {
				t.Errorf("%s: the findings were not remembered", step.name)
			}
		}
		if got, remembered := check(append([]string{"--rules", "CDO301"}, cached...)...); remembered || got == want {
			t.Errorf("%s: other rules, the same report (remembered: %t)", step.name, remembered)
		}
	}
}
