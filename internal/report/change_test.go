package report

import (
	"fmt"
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
