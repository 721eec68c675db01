package report_test

import (
	"os"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/internal/source"
)

// files are the sources of a report.
type files map[string]string

func (f files) Source(path string) (*source.File, error) {
	text, ok := f[path]
	if !ok {
		return nil, os.ErrNotExist
	}
	return source.New(path, []byte(text), source.Options{}), nil
}

func ExampleWrite() {
	r := &finding.Report{
		Files: 2, Pages: 1,
		Rules:   []finding.Rule{{ID: "CDO001", Name: "integrated-logon", Level: finding.Error}},
		Sources: files{"inbox.asp": "<%\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False\n%>\n"},
		Findings: []finding.Finding{{
			Rule: "CDO001", Level: finding.Error, Confidence: finding.High,
			Message: "This Logon fails for everybody who does not sit at the server.",
			At:      source.Place{Path: "inbox.asp", Pos: 40, End: 61},
			Steps:   []finding.Step{{Text: "the session is created", At: source.Place{Path: "inbox.asp", Pos: 11, End: 39}}},
		}},
	}
	_ = report.Write(os.Stdout, "text", r, report.Options{Width: 80})
	// Output:
	// error[CDO001] integrated-logon: This Logon fails for everybody who does not sit
	//     at the server.
	//   --> inbox.asp:3:1
	//    |
	//  1 | <%
	//  2 | Set s = CreateObject("MAPI.Session")
	//  3 | s.Logon "", "", False
	//    | ^^^^^^^^^^^^^^^^^^^^^
	//  4 | %>
	//    |
	//    = evidence, in the order to check it:
	//      1. the session is created
	//          --> inbox.asp:2:9
	//         2 | Set s = CreateObject("MAPI.Session")
	//           |         ----------------------------
	//
	// 1 error in 2 files (1 page).
}
