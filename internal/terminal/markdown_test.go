package terminal

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/cdolint/cdolint/rules"
)

func TestMarkdownOnATerminal(t *testing.T) {
	const page = "# CDO001 name\n\nA `Logon x` that is **very much longer** than the terminal is wide.\n\n- **Symptom:** one\n  two three four five six seven\n1. first item that goes on and on\n\n```vbscript\nx = 1 ' a line of code that is longer than the terminal is wide\n```\nSee [KB1](https://x.example/1), `open\n| a | b |\n"
	for _, tt := range []struct {
		name  string
		color bool
		want  string
	}{
		{"without colours", false, `CDO001 name

A Logon x that is very much longer than
the terminal is wide.

• Symptom: one two three four five six
  seven
1. first item that goes on and on

    x = 1 ' a line of code that is longer than the terminal is wide
See KB1 (https://x.example/1), ` + "`" + `open
| a | b |
`},
		{"with colours", true, "\x1b[1mCDO001 name\x1b[0m\n\nA \x1b[36mLogon\x1b[0m \x1b[36mx\x1b[0m that is \x1b[1mvery\x1b[0m \x1b[1mmuch\x1b[0m \x1b[1mlonger\x1b[0m than\nthe terminal is wide.\n\n• \x1b[1mSymptom:\x1b[0m one two three four five six\n  seven\n1. first item that goes on and on\n\n    \x1b[36mx = 1 ' a line of code that is longer than the terminal is wide\x1b[0m\nSee KB1 \x1b[2m(https://x.example/1)\x1b[0m, `open\n| a | b |\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := Markdown(page, 40, tt.color); got != tt.want {
				t.Errorf("got:\n%q\nwant:\n%q", got, tt.want)
			}
		})
	}
}

// TestPagesFitTheTerminal: of every rule's page, no line but code and tables is
// wider than the terminal, and no word is lost.
func TestPagesFitTheTerminal(t *testing.T) {
	packs, err := rules.Builtin()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range packs {
		for _, r := range p.Rules {
			got := Markdown(r.Page(), 72, false)
			for line := range strings.Lines(got) {
				line = strings.TrimRight(line, "\n")
				if w := uniseg.StringWidth(line); w > 72 && !strings.HasPrefix(line, "    ") && !strings.HasPrefix(line, "|") && strings.Contains(strings.TrimLeft(line, "• "), " ") && !strings.Contains(line, "https://") {
					t.Errorf("%s: %d cells: %s", r.ID, w, line)
				}
			}
			if want, have := len(strings.Fields(r.Help.Why)), len(strings.Fields(got)); have < want {
				t.Errorf("%s: %d words, the section has %d", r.ID, have, want)
			}
		}
	}
}
