package lint_test

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/site"
	"github.com/cdolint/cdolint/rules"
)

// A page remembers a bounded number of events: what nobody asks about must not
// push out what somebody does.
func TestBulkHidesNothing(t *testing.T) {
	const many = 210_000
	text := "<%\n" + strings.Repeat("Session(\"a\")=i\n", many) + strings.Repeat("If i = 1 Then j = 2\n", many) +
		"Set s = CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, \"EX01\" & vbLf & \"x\"\ns.Logoff\n%>\n"
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree := &site.Memory{Files: map[string][]byte{"a.asp": []byte(text)}}
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
