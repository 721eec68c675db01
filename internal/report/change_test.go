package report

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

func TestChangesShowTheLinesThatGoAndCome(t *testing.T) {
	const config = "<a>\r\n\t<w enabled=\"true\" />\r\n\t<b enabled=\"false\" />\r\n\r\n\t<c/>\r\n</a>\r\n"
	edit := func(old, replacement string) finding.Edit {
		m := memory{}
		m.add("web.config", config)
		return finding.Edit{At: m.at("web.config", old, 0), Text: replacement}
	}
	for name, c := range map[string]struct {
		edits []finding.Edit
		want  string
	}{
		"one word": {[]finding.Edit{edit("true", "false")}, `2:-<w enabled="true" />|+<w enabled="false" />`},
		"two lines that touch": {
			[]finding.Edit{edit(`"false"`, `"true"`), edit(`"true"`, `"false"`)},
			`2:-<w enabled="true" />|-<b enabled="false" />|+<w enabled="false" />|+<b enabled="true" />`,
		},
		"two on one line":        {[]finding.Edit{edit("w", "x"), edit("true", "0")}, `2:-<w enabled="true" />|+<x enabled="0" />`},
		"two places":             {[]finding.Edit{edit("true", "0"), edit("<c/>", "<d/>")}, `2:-<w enabled="true" />|+<w enabled="0" /> 5:-<c/>|+<d/>`},
		"a line taken out":       {[]finding.Edit{edit("\t<c/>\r\n", "")}, `5:-<c/>`},
		"a line put in":          {[]finding.Edit{edit("<c/>", "<c/>\r\n\t<d/>")}, `6:+<d/>`},
		"overlapping: the first": {[]finding.Edit{edit("enabled=\"true\"", "x"), edit("true", "y")}, `2:-<w enabled="true" />|+<w x />`},
		"a secret":               {[]finding.Edit{edit("<c/>", `<c password="geheim"/>`)}, `5:-<c/>|+<c password="******"/>`},
		"outside the file":       {[]finding.Edit{{At: source.Place{Path: "web.config", Pos: 5, End: 999}}, {At: source.Place{Path: "x"}}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			m := memory{}
			m.add("web.config", config)
			var got []string
			for _, ch := range newPlaces(&finding.Report{Sources: m}).changesOf(c.edits, 80) {
				var lines []string
				for _, l := range ch.old {
					lines = append(lines, "-"+l)
				}
				for _, l := range ch.new {
					lines = append(lines, "+"+l)
				}
				got = append(got, fmt.Sprintf("%d:%s", ch.line, strings.Join(lines, "|")))
			}
			if s := strings.Join(got, " "); s != c.want {
				t.Errorf("got  %s\nwant %s", s, c.want)
			}
		})
	}
}

// What the terminal shows is a patch: git applies it, once it stands at the margin.
func TestChangesOfTheTerminalApply(t *testing.T) {
	const before = "<a>\n\t<w enabled=\"true\" />\n\t<b/>\n\t<c/>\n\t<d/>\n</a>\n"
	const after = "<a>\n\t<w enabled=\"false\" />\n\t<b/>\n\t<b2/>\n\t<b3/>\n\t<d/>\n\t<e/>\n</a>\n"
	m := memory{}
	m.add("web.config", before)
	r := &finding.Report{Sources: m, Findings: []finding.Finding{{
		Rule: "CDO001", Level: finding.Error, Message: "x", At: m.at("web.config", "<a>", 0),
		Workarounds: []finding.Workaround{{ID: "basic-ssl", Edits: []finding.Edit{
			{At: m.at("web.config", "true", 0), Text: "false"},
			{At: m.at("web.config", "<c/>", 0), Text: "<b2/>\n\t<b3/>"},
			{At: m.at("web.config", "<d/>", 0), Text: "<d/>\n\t<e/>"},
		}}},
	}}}
	var out strings.Builder
	if err := Write(&out, "text", r, Options{}); err != nil {
		t.Fatal(err)
	}
	var patch strings.Builder
	for l := range strings.Lines(out.String()) {
		if l, ok := strings.CutPrefix(l, strings.Repeat(" ", 8)); ok {
			patch.WriteString(l)
		}
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "web.config"), []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	git := exec.Command("git", "apply", "--unidiff-zero", "-")
	git.Dir, git.Stdin = dir, strings.NewReader(patch.String())
	if msg, err := git.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s\n%s", err, msg, patch.String())
	}
	if got, err := os.ReadFile(filepath.Join(dir, "web.config")); err != nil || string(got) != after {
		t.Errorf("%v\ngot  %q\nwant %q", err, got, after)
	}
}
