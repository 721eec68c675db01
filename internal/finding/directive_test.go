package finding

import (
	"strings"
	"testing"
)

func TestDirectivesAreRead(t *testing.T) {
	for name, c := range map[string]struct{ text, verb, ids, reason string }{
		"one rule":                        {" cdolint:ignore CDO001 -- runs on EX01", "ignore", "CDO001", "runs on EX01"},
		"several rules with commas":       {"cdolint:ignore CDO001,CDO002, CDO101 -- x", "ignore", "CDO001, CDO002, CDO101", "x"},
		"several rules with blanks":       {"cdolint:ignore CDO001 CDO002 -- x", "ignore", "CDO001, CDO002", "x"},
		"the whole file":                  {"cdolint:ignore-file CDO104 -- x", "ignore-file", "CDO104", "x"},
		"letter case does not matter":     {"CDOLint:Ignore cdo001 -- X", "ignore", "CDO001", "X"},
		"no reason":                       {"cdolint:ignore CDO001", "ignore", "CDO001", ""},
		"a reason that nobody sees":       {"cdolint:ignore CDO001 -- \u200b\u3164\u2800\u202e", "ignore", "CDO001", ""},
		"a reason that says nothing":      {"cdolint:ignore CDO001 -- ...", "ignore", "CDO001", ""},
		"a reason in another script":      {"cdolint:ignore CDO001 -- 確認済み", "ignore", "CDO001", "確認済み"},
		"an empty reason":                 {"cdolint:ignore CDO001 --  ", "ignore", "CDO001", ""},
		"no rule":                         {"cdolint:ignore -- x", "ignore", "", "x"},
		"nothing at all":                  {"cdolint:ignore", "ignore", "", ""},
		"a dash made by a word processor": {"cdolint:ignore CDO001 — x", "ignore", "CDO001", "x"},
		"more hyphens":                    {"cdolint:ignore CDO001 ---- x", "ignore", "CDO001", "x"},
		"hyphens in the reason":           {"cdolint:ignore CDO001 -- a -- b", "ignore", "CDO001", "a -- b"},
		"no blanks":                       {"cdolint:ignore CDO001--x", "ignore", "CDO001", "x"},
		"a reason over several lines":     {"\n * cdolint:ignore CDO001 -- a\n b", "ignore", "CDO001", "a b"},
		"another verb":                    {"cdolint:disable CDO001", "disable", "CDO001", ""},
		"blanks that do not break":        {"\u00a0cdolint:ignore\u00a0CDO001,\u00a0CDO002\u00a0-- x", "ignore", "CDO001, CDO002", "x"},
		"a wildcard is read as an id":     {"cdolint:ignore * -- x", "ignore", "*", "x"},
	} {
		t.Run(name, func(t *testing.T) {
			d, ok := parseDirective(c.text)
			if !ok || d.verb != c.verb || d.ids() != c.ids || d.reason != c.reason {
				t.Errorf("got %+v, %v", d, ok)
			}
			for _, r := range d.rules {
				if got := c.text[r.offset : r.offset+len(r.id)]; !strings.EqualFold(got, r.id) {
					t.Errorf("offset of %s points to %q", r.id, got)
				}
			}
		})
	}
	for _, text := range []string{"", "see cdolint:ignore in the manual", "cdolint", "cdo lint:ignore CDO001 -- x"} {
		if d, ok := parseDirective(text); ok {
			t.Errorf("%q was read as %+v", text, d)
		}
	}
}

func FuzzParseDirective(f *testing.F) {
	f.Add("cdolint:ignore CDO001,CDO002 -- reason")
	f.Add("*! CDOLINT:ignore-file ,;x—y")
	f.Fuzz(func(t *testing.T, text string) {
		d, ok := parseDirective(text)
		if !ok {
			return
		}
		var ids []string
		for _, r := range d.rules {
			if r.offset < 0 || r.offset >= len(text) {
				t.Fatalf("offset %d in %q", r.offset, text)
			}
			ids = append(ids, r.id)
		}
		// What was read, written anew, reads the same.
		again := DirectivePrefix + d.verb + " " + strings.Join(ids, ",")
		if d.unmarked != "" {
			again += " " + d.unmarked
		} else {
			again += " -- " + d.reason // the hyphens, since any text before them is an id
		}
		if e, ok := parseDirective(again); !ok || e.verb != d.verb || e.ids() != d.ids() || e.reason != d.reason || e.unmarked != d.unmarked {
			t.Errorf("%q: %+v, written as %q: %+v", text, d, again, e)
		}
	})
}

func TestCommentsAreFoundInFilesThatNoFrontEndParses(t *testing.T) {
	for name, c := range map[string]struct {
		file, text string
		want       []string // text|Alone
	}{
		"alone in XML":           {"web.config", "<a>\n  <!-- cdolint:ignore CDO201 -- x -->\n</a>", []string{" cdolint:ignore CDO201 -- x |alone"}},
		"behind an element":      {"web.config", "<a/> <!-- cdolint:ignore CDO201 -- x -->", []string{" cdolint:ignore CDO201 -- x |behind"}},
		"before an element":      {"web.config", "<!-- cdolint:ignore CDO201 -- x --> <a/>", []string{" cdolint:ignore CDO201 -- x |behind"}},
		"over several lines":     {"a.xml", "<!--\n cdolint:ignore CDO201 -- x\n-->\n", []string{"\n cdolint:ignore CDO201 -- x\n|alone"}},
		"two":                    {"a.html", "<!-- cdolint:ignore A -- x --><!-- cdolint:ignore B -- y -->", []string{" cdolint:ignore A -- x |behind", " cdolint:ignore B -- y |behind"}},
		"PowerShell":             {"setup.ps1", "# cdolint:ignore CDO201 -- x\r\n$a = 1 # cdolint:ignore CDO001 -- y", []string{" cdolint:ignore CDO201 -- x|alone", " cdolint:ignore CDO001 -- y|behind"}},
		"a command file":         {"setup.cmd", "rem cdolint:ignore CDO201 -- x\n:: cdolint:ignore CDO202 -- y\n", []string{" cdolint:ignore CDO201 -- x|alone", " cdolint:ignore CDO202 -- y|alone"}},
		"VBScript":               {"setup.vbs", "Rem cdolint:ignore A -- x\n' cdolint:ignore B -- y", []string{" cdolint:ignore A -- x|alone", " cdolint:ignore B -- y|alone"}},
		"a block in JScript":     {"a.js", "/* cdolint:ignore A -- x */\n// cdolint:ignore B -- y", []string{" cdolint:ignore A -- x |alone", " cdolint:ignore B -- y|alone"}},
		"a block with stars":     {"a.js", "/**\n * cdolint:ignore A -- x\n */", []string{"*\n * cdolint:ignore A -- x\n |alone"}},
		"text is no comment":     {"web.config", `<add value="cdolint:ignore CDO001 -- x"/>`, nil},
		"rem without echo":       {"setup.bat", "@REM cdolint:ignore CDO201 -- x\n", []string{" cdolint:ignore CDO201 -- x|alone"}},
		"a Dockerfile":           {"web/Dockerfile.iis", "# cdolint:ignore CDO201 -- x\nRUN x\n<!-- cdolint:ignore CDO202 -- y -->\n", []string{" cdolint:ignore CDO201 -- x|alone"}},
		"a word ending in rem":   {"a.cmd", "echo lorem cdolint:ignore A -- x", nil},
		"a comment without end":  {"a.xml", "<!-- cdolint:ignore A -- x", nil},
		"another comment before": {"a.xml", "<!-- see --> cdolint:ignore A -- x -->", nil},
		"a byte-order mark":      {"a.xml", "\uFEFF<!-- cdolint:ignore A -- x -->", []string{" cdolint:ignore A -- x |alone"}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, comment := range Comments(c.file, c.text) {
				how := "|behind"
				if comment.Alone {
					how = "|alone"
				}
				got = append(got, comment.Text+how)
				if !strings.Contains(c.text[comment.Span.Pos:comment.Span.End], comment.Text) {
					t.Errorf("span %v does not hold %q", comment.Span, comment.Text)
				}
			}
			if strings.Join(got, "\n") != strings.Join(c.want, "\n") {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
