package lint_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

// A page remembers a bounded number of events: what nobody asks about must not
// push out what somebody does. The page includes the bulk in parts, since what is
// read of one file has bounds, too.
func TestBulkHidesNothing(t *testing.T) {
	const many, parts = 210_000, 10
	files := map[string][]byte{}
	var text strings.Builder
	for _, unit := range []string{"Session(\"a\")=i\n", "If i = 1 Then j = 2\n"} {
		for range parts {
			name := fmt.Sprintf("part%d.inc", len(files))
			files[name] = []byte("<%\n" + strings.Repeat(unit, many/parts) + "%>\n")
			fmt.Fprintf(&text, "<!--#include file=%q-->\n", name)
		}
	}
	text.WriteString("<%\nSet s = CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, \"EX01\" & vbLf & \"x\"\ns.Logoff\n%>\n")
	files["a.asp"] = []byte(text.String())
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree := &filetree.Memory{Files: files}
	res, err := lint.Run(tree, lint.Options{Packs: packs, Prefilter: true, Switch: defaultRules})
	if err != nil {
		t.Fatal(err)
	}
	if list := res.Report.Findings; len(list) != 1 || list[0].Rule != "CDO002" {
		t.Errorf("%d findings, want CDO002 alone", len(list))
	}
	for _, n := range res.Report.Notifications {
		t.Errorf("%s: %s", n.ID, n.Message)
	}
}
