package lint_test

import (
	"bytes"
	"math/rand/v2"
	"testing"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/internal/report"
	"github.com/cdolint/cdolint/rules"
)

// TestDamagedFindingsDoNoHarm: what is remembered of findings may be anything,
// if somebody writes it by hand; reports are written of it all the same.
func TestDamagedFindingsDoNoHarm(t *testing.T) {
	tree := &filetree.Memory{Files: map[string][]byte{
		"global.asa": {},
		"page.asp":   []byte("<% Set s = CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"pass-4711\", False, True, 0, True, \"EX01\" & vbLf & Request(\"box\") %>"),
		"web.config": []byte(`<configuration><system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer></configuration>`),
	}}
	c := &kept{}
	run := func() (said string, remembered bool) {
		t.Helper()
		packs, err := rules.Builtin()
		if err != nil {
			t.Fatal(err)
		}
		o := lint.Options{Packs: packs, Prefilter: true, Memo: []string{"test"}}
		if o.Config, err = config.OpenTree(tree, ""); err != nil {
			t.Fatal(err)
		}
		o.Site.Cache = c
		res, err := lint.Run(stamped{tree}, o)
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		for _, format := range []string{"jsonl", "text", "sarif", "html"} {
			if err := report.Write(&b, format, res.Report, report.Options{Verbose: true}); err != nil && !res.Site.Recall.Report {
				t.Fatal(err)
			}
		}
		return b.String(), res.Site.Recall.Report
	}
	want, _ := run()
	got, remembered := run()
	if !remembered || got != want || len(want) < 10_000 {
		t.Fatalf("%d bytes are said again, remembered: %t", len(got), remembered)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	used := 0
	for range 500 {
		good := c.files
		c.change = func(b []byte) []byte {
			for range 1 + rng.IntN(3) {
				b[rng.IntN(len(b))] ^= 1 << rng.IntN(8)
			}
			return b
		}
		if _, remembered := run(); remembered {
			used++
		}
		c.files, c.change = good, nil
	}
	if used < 50 {
		t.Errorf("damage was used %d times: the test sees little", used)
	}
}
