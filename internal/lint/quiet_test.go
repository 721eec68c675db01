package lint_test

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

func component(code string) string {
	return `<component><registration progid="A.B"/><script language="VBScript">` + code + `</script></component>`
}

// The values on the pages of an application are not followed if nothing of
// interest can come of what stands in its files.
func TestQuietApplications(t *testing.T) {
	const (
		files   = `<% Set f = CreateObject("Scripting.FileSystemObject").GetFolder(p) %>`
		session = `<% Set s = CreateObject("MAPI.Session") : s.Logon %>`
	)
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		files map[string]string
		on    func(*rules.Rule) (on, decided bool)
		kinds []string
		quiet bool
	}{
		{"folders are opened", map[string]string{"a.asp": files}, defaultRules, nil, true},
		{"a session is made", map[string]string{"a.asp": files, "b.asp": session}, defaultRules, nil, false},
		{"another application makes one", map[string]string{"a/global.asa": "", "a/a.asp": files, "b/global.asa": "", "b/b.asp": session}, defaultRules, nil, true},
		{"a page of another application is run", map[string]string{
			"a/global.asa": "", "a/a.asp": files + `<% Server.Execute "/b/b.asp" %>`, "b/global.asa": "", "b/b.asp": session,
		}, defaultRules, nil, false},
		{"a component whose source is here makes one", map[string]string{"a.asp": files, "x.wsc": component(`Set s = CreateObject("MAPI.Session")`)}, defaultRules, nil, false},
		{"a component opens folders, too", map[string]string{"a.asp": files, "x.wsc": component(`Set f = CreateObject("Scripting.FileSystemObject").GetFolder(p)`)}, defaultRules, nil, true},
		{"a component makes what it is told", map[string]string{"a.asp": files + `<% Const what = "MAPI.Session" %>`, "x.wsc": component(`Set s = CreateObject(what)`)}, defaultRules, nil, false},
		{"a rule wants every object", map[string]string{"a.asp": files}, allRules, nil, false},
		{"somebody asks for facts", map[string]string{"a.asp": files}, defaultRules, []string{"*"}, false},
	} {
		tree := &filetree.Memory{Files: map[string][]byte{}}
		for name, text := range c.files {
			tree.Files[name] = []byte(text)
		}
		res, err := lint.Run(tree, lint.Options{Packs: packs, Prefilter: true, Switch: c.on}, c.kinds...)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range res.Site.Pages {
			if strings.HasSuffix(p.Path(), "a.asp") && p.App.Quiet != c.quiet {
				t.Errorf("%s: quiet %v, want %v", c.name, p.App.Quiet, c.quiet)
			}
		}
	}
}
