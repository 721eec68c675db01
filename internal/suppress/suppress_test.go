package suppress_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/source"
	"github.com/cdolint/cdolint/internal/suppress"
	"github.com/cdolint/cdolint/rules"
)

// analyse checks a folder with all packs on.
func analyse(t *testing.T, root string) *finding.Report {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree, err := filetree.OpenFolder(root, source.DefaultMaxSize)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tree.Close() })
	res, err := lint.Run(tree, lint.Options{Packs: packs})
	if err != nil {
		t.Fatal(err)
	}
	return res.Report
}

// plan suppresses the findings of rules (all if there are none) in a folder and
// applies what is planned.
func plan(t *testing.T, root string, ids ...string) *suppress.Result {
	t.Helper()
	before := analyse(t, root)
	res, err := suppress.Plan(suppress.Request{
		Report: before, Reason: "on  purpose",
		Wanted: func(f *finding.Finding) bool {
			return len(ids) == 0 || strings.Contains(strings.Join(ids, " "), f.Rule)
		},
		Try: func(edits []finding.Edit) (*finding.Report, error) {
			copied := t.TempDir()
			if err := os.CopyFS(copied, os.DirFS(root)); err != nil {
				return nil, err
			}
			if _, err := fix.Apply(copied, edits, fix.Options{Force: true, Sources: before.Sources}); err != nil {
				return nil, err
			}
			return analyse(t, copied), nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fix.Apply(root, res.Edits, fix.Options{Force: true, Sources: before.Sources}); err != nil {
		t.Fatal(err)
	}
	return res
}

func write(t *testing.T, root, name, text string) {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestComments: where the comment goes, and in which language.
func TestComments(t *testing.T) {
	const create = `Set s = Server.CreateObject("MAPI.Session")`
	for _, tt := range []struct{ name, file, before, after, refused string }{
		{
			name: "a line of its own, indented as the code", file: "a.asp",
			before: "<%\n" + create + "\n\ts.Logon \"p\"\ns.Logoff\n%>\n",
			after:  "<%\n" + create + "\n\t' cdolint:ignore CDO101 -- on purpose\n\ts.Logon \"p\"\ns.Logoff\n%>\n",
		},
		{
			name: "a block of its own between blocks", file: "a.asp",
			before: "<% " + create + " %>\n<td><% s.Logon \"p\" : s.Logoff %></td>\n",
			after:  "<% " + create + " %>\n<% ' cdolint:ignore CDO101 -- on purpose %>\n<td><% s.Logon \"p\" : s.Logoff %></td>\n",
		},
		{
			name: "behind the code where the directive of the page has to come first", file: "a.asp",
			before: "<%@ Language=VBScript %><% " + create + " : s.Logon \"p\" : s.Logoff %>\n",
			after:  "<%@ Language=VBScript %><% " + create + " : s.Logon \"p\" : s.Logoff ' cdolint:ignore CDO101 -- on purpose %>\n",
		},
		{
			name: "behind the last line of a statement that began above", file: "a.asp",
			before: "<%\n" + create + "\nIf ready Then _\n  s.Logon \"p\"\ns.Logoff\n%>\n",
			after:  "<%\n" + create + "\nIf ready Then _\n  s.Logon \"p\" ' cdolint:ignore CDO101 -- on purpose\ns.Logoff\n%>\n",
		},
		{
			name: "an include of a script block, which has no delimiters", file: "inc/logon.inc",
			before: "Sub LogOn(s)\n  s.Logon \"p\"\n  s.Logoff\nEnd Sub\n",
			after:  "Sub LogOn(s)\n  ' cdolint:ignore CDO101 -- on purpose\n  s.Logon \"p\"\n  s.Logoff\nEnd Sub\n",
		},
		{
			name: "a script component", file: "lib/mail.wsc",
			before: "<component>\n<registration progid=\"Lib.Mail\"/>\n<public><method name=\"Open\"/></public>\n<script language=\"VBScript\"><![CDATA[\nSub Open\n  Set s = CreateObject(\"MAPI.Session\")\n  s.Logon \"p\"\n  s.Logoff\nEnd Sub\n]]></script>\n</component>\n",
			after:  "<component>\n<registration progid=\"Lib.Mail\"/>\n<public><method name=\"Open\"/></public>\n<script language=\"VBScript\"><![CDATA[\nSub Open\n  Set s = CreateObject(\"MAPI.Session\")\n  ' cdolint:ignore CDO101 -- on purpose\n  s.Logon \"p\"\n  s.Logoff\nEnd Sub\n]]></script>\n</component>\n",
		},
		{
			name: "an old remark is no place", file: "a.asp", refused: "CDO101",
			before: "<%\n" + create + "\nIf ready Then _\n  s.Logon \"p\" ' an old remark\ns.Logoff\n%>\n",
			after:  "<%\n" + create + "\nIf ready Then _\n  s.Logon \"p\" ' an old remark\ns.Logoff\n%>\n",
		},
		{
			name: "CRLF stays CRLF", file: "a.asp",
			before: "<%\r\n" + create + "\r\ns.Logon \"p\"\r\ns.Logoff\r\n%>\r\n",
			after:  "<%\r\n" + create + "\r\n' cdolint:ignore CDO101 -- on purpose\r\ns.Logon \"p\"\r\ns.Logoff\r\n%>\r\n",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			write(t, root, tt.file, tt.before)
			if tt.file != "a.asp" {
				write(t, root, "uses.asp", "<% Set s = Server.CreateObject(\"MAPI.Session\")\nSet m = Server.CreateObject(\"Lib.Mail\")\nm.Open\nLogOn s %>\n<script runat=server language=VBScript>\n<!--#include file=\"inc/logon.inc\"-->\n</script>\n")
			}
			res := plan(t, root, "CDO101")
			got, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(tt.file)))
			if err != nil {
				t.Fatal(err)
			}
			if string(got) != tt.after {
				t.Errorf("got\n%s\nwant\n%s", got, tt.after)
			}
			if refused := len(res.Refused) > 0; refused != (tt.refused != "") || len(res.Done)+len(res.Refused) != 1 {
				t.Errorf("%d done, %d refused", len(res.Done), len(res.Refused))
			}
		})
	}
}

// TestEveryEncoding: the comment is written as the file is stored, nothing else
// changes, and the second run finds nothing to do.
func TestEveryEncoding(t *testing.T) {
	for _, tt := range []struct {
		name, directive string
		enc             encoding.Encoding
	}{
		{"UTF-16", "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"UTF-8 with a mark", "\ufeff", encoding.Nop},
		{"Shift_JIS", "<%@ CODEPAGE=932 %>", japanese.ShiftJIS},
		{"windows-1252", "<%@ CODEPAGE=1252 %>", charmap.Windows1252},
	} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			text := tt.directive + "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\n\ts.Logon \"p\"\n%>"
			if tt.name == "Shift_JIS" {
				text = strings.Replace(text, "Set s", "x = \"表示ソ\"\nSet s", 1)
			}
			store := func(s string) string {
				raw, err := tt.enc.NewEncoder().String(strings.ReplaceAll(s, "\n", end))
				if err != nil {
					t.Fatal(err)
				}
				return raw
			}
			root := t.TempDir()
			write(t, root, "a.asp", store(text))
			plan(t, root)
			got, err := os.ReadFile(filepath.Join(root, "a.asp"))
			if err != nil {
				t.Fatal(err)
			}
			want := store(strings.Replace(text, "\ts.Logon", "\t' cdolint:ignore CDO002, CDO101, CDO102, CDO103 -- on purpose\n\ts.Logon", 1))
			if string(got) != want {
				t.Errorf("%s, lines end with %q:\ngot  %q\nwant %q", tt.name, end, got, want)
			}
			if again := plan(t, root); len(again.Edits) != 0 || len(again.Done) != 0 {
				t.Errorf("%s: there is more to do: %+v", tt.name, again)
			}
		}
	}
}

func TestReasons(t *testing.T) {
	for reason, fine := range map[string]bool{
		"the mailbox is shared (ticket 4711)": true, "wegen Übergangszeit": true,
		"": false, " \t": false, "two\nlines": false, "ends %> early": false, "a -- b": false, "a --> b": false, "\x1b[31m": false, "\u202e": false,
	} {
		if err := suppress.CheckReason(reason); (err == nil) != fine {
			t.Errorf("%q: %v", reason, err)
		}
	}
}
