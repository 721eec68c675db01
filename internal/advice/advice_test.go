package advice_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"

	"github.com/cdolint/cdolint/internal/config"
	"github.com/cdolint/cdolint/internal/filetree"
	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/lint"
	"github.com/cdolint/cdolint/rules"
)

var update = flag.Bool("update", false, "write the golden files")

// check analyses a site with the pack kb918710.
func check(t testing.TB, files map[string][]byte) *finding.Report {
	t.Helper()
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	tree := &filetree.Memory{Files: files}
	conf, err := config.OpenTree(tree, "")
	if err != nil {
		t.Fatal(err)
	}
	res, err := lint.Run(tree, lint.Options{
		Packs: packs, Config: conf, Prefilter: true,
		Switch: func(r *rules.Rule) (on, decided bool) { return r.Pack.Name == "kb918710", true },
	})
	if err != nil {
		t.Fatal(err)
	}
	return res.Report
}

func read(t testing.TB, name string) map[string][]byte {
	t.Helper()
	a, err := txtar.ParseFile(name)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string][]byte{}
	for _, f := range a.Files {
		files[f.Name] = f.Data
	}
	return files
}

// TestAdvice compares the advice on each finding of a site with the golden
// file beside it: the summaries of all, the whole text of the first finding.
func TestAdvice(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(fixtures) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, name := range fixtures {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			got := render(t, check(t, read(t, name)))
			golden := strings.TrimSuffix(name, ".txtar") + ".golden.md"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), got); diff != "" {
				t.Errorf("advice differs from %s (-want +got):\n%s", golden, diff)
			}
		})
	}
}

func render(t *testing.T, r *finding.Report) string {
	t.Helper()
	var b strings.Builder
	whole := map[string]bool{}
	for _, f := range r.Findings {
		src, err := r.Sources.Source(f.At.Path)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "# %s:%d %s\n", f.At.Path, src.Position(f.At.Pos).Line, f.Rule)
		for i, w := range f.Workarounds {
			fmt.Fprintf(&b, "\n## %d. %s: %s\n\nSummary: %s\n", i+1, w.ID, w.Title, w.Summary)
			for _, c := range w.Commands {
				fmt.Fprintf(&b, "\n    %s\n", c)
			}
			if len(w.Edits) > 0 {
				fmt.Fprintf(&b, "\nEdits: %d\n", len(w.Edits))
			}
			if !whole[w.ID+w.Title] {
				whole[w.ID+w.Title] = true
				fmt.Fprintf(&b, "\n---\n\n%s\n---\n", w.Text)
			}
		}
		b.WriteString("\n")
	}
	return b.String()
}

func TestEverySummaryFitsTheTerminal(t *testing.T) {
	fixtures, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range fixtures {
		for _, f := range check(t, read(t, name)).Findings {
			for _, w := range f.Workarounds {
				seen++
				if len(w.Summary) > 280 || strings.ContainsAny(w.Summary, "\r\n") || strings.HasSuffix(w.Summary, ".") {
					t.Errorf("%s: %s: %d bytes: %q", name, w.ID, len(w.Summary), w.Summary)
				}
				if w.Title == "" || w.Text == "" {
					t.Errorf("%s: %s: title or text is missing", name, w.ID)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no advice was given")
	}
}

func TestOrder(t *testing.T) {
	const logon = "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, %SERVER% & vbLf & \"x\"\nn = s.Inbox.Messages.Count\n%>\n"
	page := func(server string) []byte { return []byte(strings.ReplaceAll(logon, "%SERVER%", server)) }
	config := func(body string) []byte {
		return []byte("<configuration><system.webServer><security>" + body + "</security></system.webServer></configuration>")
	}
	integrated := config(`<authentication><anonymousAuthentication enabled="false" /><windowsAuthentication enabled="true" /></authentication>`)
	basic := config(`<authentication><anonymousAuthentication enabled="false" /><windowsAuthentication enabled="false" /><basicAuthentication enabled="true" /></authentication>`)
	tests := []struct {
		name  string
		files map[string][]byte
		want  string // of mail/a.asp
	}{
		{"one finding: as the KB has it", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`),
		}, "basic-ssl webdav host-on-exchange"},
		{"what clears more stands before what clears less", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`), "mail/b.asp": page(`"EX01"`),
		}, "basic-ssl host-on-exchange webdav"},
		{"two servers: the pages cannot be on both", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`), "mail/b.asp": page(`"EX02"`),
		}, "basic-ssl webdav host-on-exchange"},
		{"WebDAV is in use elsewhere", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`), "mail/b.asp": page(`"EX01"`),
			"mail/c.asp": []byte("<%\nSet h = Server.CreateObject(\"MSXML2.ServerXMLHTTP\")\nh.Open \"PROPFIND\", \"https://ex01/exchange/x/\", False, u, p\nh.Send\n%>\n"),
		}, "webdav basic-ssl host-on-exchange"},
		{"the application uses what runs on the Exchange server only", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`),
			"mail/c.asp": []byte("<%\nSet c = Server.CreateObject(\"ADODB.Connection\")\nc.Provider = \"ExOLEDB.DataSource\"\n%>\n"),
		}, "host-on-exchange basic-ssl webdav"},
		{"Basic is on elsewhere", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page(`"EX01"`), "mail/b.asp": page(`"EX01"`), "new/web.config": basic, "new/c.asp": page(`"EX01"`),
		}, "basic-ssl host-on-exchange webdav"},
		{"Exchange 5.5 has no WebDAV", map[string][]byte{
			"web.config": integrated, "mail/a.asp": page("server"), ".cdolint.yaml": []byte("version: 1\nsite:\n  exchange: {version: \"5.5\"}\n"),
		}, "basic-ssl host-on-exchange webdav"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, f := range check(t, tt.files).Findings {
				if f.At.Path != "mail/a.asp" {
					continue
				}
				var ids []string
				for _, w := range f.Workarounds {
					ids = append(ids, w.ID)
				}
				if got := strings.Join(ids, " "); got != tt.want {
					t.Errorf("got %s, want %s", got, tt.want)
				}
				return
			}
			t.Error("no finding in mail/a.asp")
		})
	}
}

func BenchmarkAttach(b *testing.B) {
	// Many pages with a logon each, under one configuration.
	files := map[string][]byte{"web.config": []byte(`<configuration><system.webServer><security><authentication><anonymousAuthentication enabled="false" /><windowsAuthentication enabled="true" /></authentication></security></system.webServer></configuration>`)}
	size := 0
	for i := range 200 {
		page := []byte("<%\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"\", \"\", False, True, 0, True, \"EX01\" & vbLf & \"x\"\nn = s.Inbox.Messages.Count\n%>\n")
		files[fmt.Sprintf("p%03d.asp", i)] = page
		size += len(page)
	}
	b.SetBytes(int64(size))
	for b.Loop() {
		check(b, files)
	}
}

// TestLocation puts the elements that the advice shows for the pages of a finding
// alone into the file that it names: that finding is gone, and no other of pages
// that they do not name.
func TestLocation(t *testing.T) {
	files := read(t, "testdata/location.txtar")
	before := check(t, files)
	shown := 0
	for i := range before.Findings {
		f := &before.Findings[i]
		if f.Rule != "CDO001" {
			continue
		}
		text := f.Workarounds[slices.IndexFunc(f.Workarounds, func(w finding.Workaround) bool { return w.ID == finding.BasicSSL })].Text
		_, text, ok := strings.Cut(text, "before the end of `<configuration>` in `")
		if !ok {
			t.Errorf("%s: no location is shown", f.At.Path)
			continue
		}
		shown++
		name, text, _ := strings.Cut(text, "`")
		_, text, _ = strings.Cut(text, "```xml\n")
		text, _, _ = strings.Cut(text, "```")
		changed := maps.Clone(files)
		changed[name] = []byte(strings.Replace(string(files[name]), "</configuration>", text+"</configuration>", 1))
		named := regexp.MustCompile(`path="(.*?)"`).FindAllStringSubmatch(text, -1)
		var left, want []string
		for _, x := range check(t, changed).Findings {
			left = append(left, x.Rule+" "+x.At.Path)
		}
		for n, x := range before.Findings {
			if n != i && !slices.ContainsFunc(named, func(m []string) bool { return strings.HasPrefix(x.At.Path, path.Dir(name)+"/"+m[1]+"/") }) {
				want = append(want, x.Rule+" "+x.At.Path)
			}
		}
		if diff := cmp.Diff(want, left); diff != "" {
			t.Errorf("%s in %s:\n%s-want +got\n%s", f.At.Path, name, text, diff)
		}
	}
	if shown == 0 {
		t.Error("no finding shows a location")
	}
}
