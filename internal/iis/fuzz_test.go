package iis_test

import (
	"path/filepath"
	"reflect"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/iis"
	"github.com/cdolint/cdolint/internal/iis/claimtest"
)

// names has a file for each reader.
var names = []string{
	"web.config", "web.Release.config", "applicationHost.config", "MetaBase.xml", "a.vbs", "a.js", "a.cs", "a.cmd", "a.ps1",
	"Dockerfile", "a.wxs", "a.build", "a.proj", "a.csproj", "launchSettings.json", "a.yml",
}

// fixtures are those of this package, and those of the readers without what
// stands in them beneath the lines.
func fixtures(t testing.TB) []*txtar.Archive {
	t.Helper()
	var out []*txtar.Archive
	for _, pattern := range []string{"testdata/*.txtar", "testdata/basic-ssl/*.txtar", "*/testdata/*.txtar"} {
		archives, err := filepath.Glob(pattern)
		if err != nil || len(archives) == 0 {
			t.Fatalf("no fixtures %s: %v", pattern, err)
		}
		for _, name := range archives {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for i := range archive.Files {
				archive.Files[i].Data = []byte(claimtest.Bare(archive.Files[i].Data))
			}
			out = append(out, archive)
		}
	}
	return out
}

// The oracle: places lie in the file, values are among those that their
// constants name, and reading the same bytes again gives the same.
func FuzzRead(f *testing.F) {
	for _, archive := range fixtures(f) {
		for _, file := range archive.Files {
			for i, n := range names {
				if filepath.Ext(n) == filepath.Ext(file.Name) && file.Name != "effective" {
					f.Add(string(file.Data), uint8(i))
				}
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string, kind uint8) {
		name := names[int(kind)%len(names)]
		origin := iis.Classify(name, []byte(text))
		if origin == "" {
			return
		}
		fragment := iis.ReadText(name, text, origin)
		if again := iis.ReadText(name, text, origin); !reflect.DeepEqual(fragment, again) {
			t.Error("reading the same text twice gives two results")
		}
		config := iis.Link([]*iis.Fragment{fragment}, []string{".", "mail"}, iis.Options{})
		for _, s := range config.Settings() {
			if s.At.Path != name || s.At.Pos < 0 || s.At.End < s.At.Pos || s.At.End > len(text) {
				t.Errorf("setting %+v of %d bytes", s, len(text))
			}
			switch s.Name {
			case iis.Anonymous, iis.Basic, iis.Windows, iis.Digest, iis.PasswordSync, iis.Enable32Bit:
				if s.Value != "true" && s.Value != "false" {
					t.Errorf("setting %+v", s)
				}
			case iis.SSL:
				if s.Value != "required" && s.Value != "optional" {
					t.Errorf("setting %+v", s)
				}
			}
		}
		for _, p := range config.Problems() {
			if p.At.Pos < 0 || p.At.End < p.At.Pos || p.At.End > len(text) || p.ID == "" {
				t.Errorf("problem %+v of %d bytes", p, len(text))
			}
		}
		config.Effective("mail/x.asp")
		config.Applications()
		checkPlan(t, config, name, text)
	})
}

// checkPlan: the edits of a plan lie in the file, and none overlaps another.
func checkPlan(t *testing.T, config *iis.Config, name, text string) {
	t.Helper()
	plan := config.BasicSSL(func(file string) (string, bool) { return text, file == name }, "mail/x.asp")
	end := 0
	for _, e := range plan.Edits {
		if e.At.Path != name || e.At.Pos < end || e.At.End < e.At.Pos || e.At.End > len(text) {
			t.Errorf("edit %+v of %d bytes behind %d", e, len(text), end)
		}
		end = e.At.End
	}
}
