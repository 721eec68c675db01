package report

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
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

func (m memory) add(path, text string) *source.File {
	m[path] = source.New(path, []byte(text), source.Options{})
	return m[path]
}

// at is the nth place, from 0, of a piece of text in a file.
func (m memory) at(path, text string, nth int) source.Place {
	file, pos := m[path], -1
	if file == nil {
		panic("no file " + path)
	}
	for ; nth >= 0; nth-- {
		n := strings.Index(file.Text[pos+1:], text)
		if n < 0 {
			panic(fmt.Sprintf("%q is not in %s", text, path))
		}
		pos += 1 + n
	}
	return source.Place{Path: path, Pos: pos, End: pos + len(text)}
}

// loadSite reads testdata/site.
func loadSite(t testing.TB) memory {
	t.Helper()
	m := memory{}
	root := filepath.Join("testdata", "site")
	err := filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		m.add(filepath.ToSlash(name), string(raw))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func textOf(t finding.RuleText) func() finding.RuleText {
	return func() finding.RuleText { return t }
}

func testRules() []finding.Rule {
	return []finding.Rule{
		{
			ID: "CDO001", Name: "integrated-logon", Pack: "kb918710", Level: finding.Error, Precision: "high",
			Summary: "A page under Integrated Windows authentication logs on to a CDO 1.21 session",
			Text: textOf(finding.RuleText{
				Description: "The page runs as the visitor, but holds only a token that cannot be passed on to the Exchange server: the logon fails, except on the server itself.",
				Help:        "# CDO001 integrated-logon\n\n## What it does\n\nFinds `Logon` of a CDO 1.21 session under Integrated Windows authentication.\n",
				HelpText:    "Finds Logon of a CDO 1.21 session under Integrated Windows authentication.",
			}),
			URI:  "https://github.com/cdolint/cdolint/blob/main/docs/rules/CDO001.md",
			Tags: []string{"kb918710", "authentication"},
		},
		{
			ID: "CDO101", Name: "interactive-logon", Pack: "cdo", Level: finding.Warning, Precision: "very-high",
			Summary: "Logon may show a dialog box", Text: textOf(finding.RuleText{HelpText: "A server has nobody to answer a dialog box."}),
			URI: "https://github.com/cdolint/cdolint/blob/main/docs/rules/CDO101.md", Tags: []string{"cdo"},
		},
		{
			ID: "CDO109", Name: "getfolder-without-store", Pack: "cdo", Level: finding.Warning, Precision: "high",
			Summary: "GetFolder without a store id", Text: textOf(finding.RuleText{HelpText: "See KB222026."}),
			URI: "https://github.com/cdolint/cdolint/blob/main/docs/rules/CDO109.md", Tags: []string{"cdo"},
		},
		{
			ID: "CDO201", Name: "hard-coded-password", Pack: "security", Level: finding.Error, Precision: "high", SecuritySeverity: "7.5",
			Summary: "A password stands in the source", Text: textOf(finding.RuleText{HelpText: "Take the password out of the source and change it."}),
			URI: "https://github.com/cdolint/cdolint/blob/main/docs/rules/CDO201.md", Tags: []string{"external/cwe/cwe-798"},
		},
		{
			ID: "CDO007", Name: "colocated-logon", Pack: "kb918710", Level: finding.Note, Precision: "medium",
			Summary: "The Exchange server is this machine", Text: textOf(finding.RuleText{HelpText: "Workaround 3 is in use."}),
			URI: "https://github.com/cdolint/cdolint/blob/main/docs/rules/CDO007.md", Tags: []string{"kb918710"},
		},
	}
}

// The names of files that a hostile repository may hold.
const (
	bidiName   = "apps/\u202egpj.asp\u2066/de\u200bfault.asp"
	escapeName = "apps/\x1b[31mred\x07,a:b%/new\nline.asp"
)

// testReport is the report of the golden files: an intranet with a logon that a
// shared include does for many pages.
func testReport(t testing.TB) *finding.Report {
	t.Helper()
	m := loadSite(t)
	m.add(bidiName, "<% ' \u202eevil\u2069\nobjSession.Logon \"\\x1b[2J\x1b[2J\"\r\n%>")
	m.add(escapeName, "<%\nobjSession.Logon\n%>\n")

	const session, config = "mail/inc/session.inc", "web.config"
	logon := m.at(session, `objSession.Logon "", "", False, True, 0, True, strProfile`, 0)
	var related []finding.Related
	for i := range 42 {
		path := fmt.Sprintf("mail/page%02d.asp", i+1)
		if i == 0 {
			path = "mail/inbox.asp"
		}
		related = append(related, finding.Related{At: source.Place{Path: path}, Text: "Page that reaches the logon", Page: true})
	}
	related = append(related, finding.Related{At: m.at(session, "strServer = Application", 0), Text: "The server name is set here"})
	windows := m.at(config, `<windowsAuthentication enabled="true" />`, 0)
	findings := []finding.Finding{
		{
			Rule: "CDO001", Level: finding.Error, Confidence: finding.High, At: logon, Application: "mail", Procedure: "OpenMailSession",
			Message: "The visitor's NTLM token cannot reach the Exchange server, so this Logon fails for everybody who does not sit at the web server itself. " +
				"It is reached by 42 pages, all of them under Integrated Windows authentication: [mail/inbox.asp](1), [mail/page02.asp](2) and 40 more",
			Steps: []finding.Step{
				{Kind: "authentication", At: windows, Text: "Integrated Windows authentication is on for the whole site, and anonymous access is off"},
				{Kind: "page", At: m.at("mail/inbox.asp", `OpenMailSession Request.ServerVariables("LOGON_USER")`, 0), Text: "mail/inbox.asp passes the visitor's name"},
				{Kind: "include", At: m.at("mail/inbox.asp", `<!--#include file="inc\session.inc"-->`, 0), Text: "It includes inc\\session.inc"},
				{Kind: "creation", At: m.at(session, `Server.CreateObject("MAPI.Session")`, 0), Text: "A CDO 1.21 session is created"},
				{Kind: "logon", At: logon, Text: "and logs on, as the visitor", Assumed: true},
			},
			Related: related,
			Workarounds: []finding.Workaround{
				{
					ID: "basic-ssl", Title: "Use Basic authentication with SSL",
					Summary: "Turn Basic on and Integrated off in web.config, and require SSL: the password then reaches the server, which can log on with it. Visitors will be asked for it.",
					Text:    "In `web.config`:\n\n- Basic on\n- Integrated off\n",
					Edits: []finding.Edit{
						{At: m.at(config, `<windowsAuthentication enabled="true" />`, 0), Text: `<windowsAuthentication enabled="false" />`},
						{At: m.at(config, `<basicAuthentication enabled="false" />`, 0), Text: `<basicAuthentication enabled="true" />`},
					},
				},
				{ID: "webdav", Title: "Use WebDAV instead of CDO", Summary: "Read the inbox with SEARCH on /exchange/MAILBOX/Inbox."},
				{
					ID: "host-on-exchange", Title: "Run the pages on the Exchange server",
					Summary: "The code names one server, EX01.", Commands: []string{"nltest /server:EX01 /sc_query:CORP"},
				},
			},
			Tags: []string{"application:mail"},
		},
		{
			Rule: "CDO101", Level: finding.Warning, Confidence: finding.High, Application: ".",
			At:      m.at("rooms/kaigi.asp", `objRooms.Logon "", "", True, True, 0, True, "EX01" & vbCrLf & 部屋`, 0),
			Message: "Logon may show a dialog box, which nobody on a server will answer",
		},
		{
			Rule: "CDO109", Level: finding.Warning, Confidence: finding.Medium, Application: ".",
			At:      m.at("rooms/kaigi.asp", `objRooms.GetFolder("00000000A1B2C3D4E5F60718293A4B5C6D7E8F90010203040506070809")`, 0),
			Message: "GetFolder has no store id, so it looks in the default store alone (KB222026).",
		},
		{
			Rule: "CDO201", Level: finding.Error, Confidence: finding.High, Application: ".",
			At:      m.at("rooms/kaigi.asp", `"Winter2003"`, 0),
			Message: "A password stands in the source; Winter2003 must not be seen here either.",
			Related: []finding.Related{{At: m.at("web.config", "connectionString=", 0), Text: "Another one is here: pwd=Wint3r!"}},
		},
		{
			Rule: "CDO007", Level: finding.Note, Confidence: finding.Low, At: m.at(bidiName, "objSession.Logon", 0),
			Message: "A file named [click](https://evil.example) \u202eand\x1b]0;title\x07 a message with <script>alert(1)</script>, | pipes | and 100%: all text.",
		},
		{
			Rule: "CDO101", Level: finding.Warning, Confidence: finding.High, At: m.at(escapeName, "objSession.Logon", 0),
			Message: "Logon may show a dialog box.",
		},
		{
			Rule: "CDO101", Level: finding.Warning, Confidence: finding.High, At: m.at("mail/inbox.asp", "objSession.Logoff", 0),
			Message: "Suppressed.", Suppressed: "the dialog is turned off in the profile",
		},
		{
			Rule: "CDO001", Level: finding.Error, Confidence: finding.High, At: m.at("mail/inbox.asp", "Set objInbox = objSession.Inbox", 0),
			Message: "Cleared: Basic alone, with SSL.", Pass: true,
		},
	}
	for i := range findings {
		f := &findings[i]
		f.Snippet = finding.NormalizeSnippet(m[f.At.Path].Text[f.At.Pos:f.At.End])
	}
	finding.Number(findings)
	return &finding.Report{
		Version: "0.1.0", Root: "/srv/intranet", Findings: findings, Rules: testRules(), Files: 1212, Pages: 148, Sources: m,
		Notifications: []finding.Notification{
			{ID: "missing-include", Level: finding.Warning, At: m.at("mail/inbox.asp", `inc\session.inc`, 0), Message: `inc\session.inc includes "adovbs.inc", which is not there`},
			{ID: "parse-error", Level: finding.Warning, At: m.at("rooms/kaigi.asp", `objRooms.CurrentUser.Name`, 0), Message: "expected ), found end of line"},
			{ID: "unreadable-file", Level: finding.Warning, At: source.Place{Path: "old/\x1b[2J.asp"}, Message: "permission denied"},
		},
		Secrets:       []source.Place{m.at("rooms/kaigi.asp", `"Winter2003"`, 0)},
		RepositoryURI: "git@github.com:corp/intranet.git", Revision: "4f0c1e1c6a2b1d0e9f8a7b6c5d4e3f2a1b0c9d8e", Branch: "main", Category: "intranet",
	}
}
