package script_test

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/script"
)

var seeds = []string{
	"Set o = GetObject(\"IIS://localhost/W3SVC/1/ROOT\") ' comment\no.AuthFlags = 1 _\n Or &H4 : o.SetInfo",
	"var a = @\"x\"\"y\"; /* c */ b[\"k\"] = $\"{a}/z\"; // end",
	"$p = @{ a = 'b'; c = \"$d.${e}$($f)\" } # x\n<# y #> Set-X `\n -Name @p | Out-Null\n$t = @\"\nx\n\"@",
	"@echo off\nset \"A=b c\"\nif not exist \"%A%\" (call x %A:~1% ^\n /y) & rem z\nfor %%i in (a b) do echo %%i%~dp0!A!",
	"\"", "'", "`", "^", "%", "@\"", "@'", "$(", "${", "<#", "/*", "[", "(((", "}}}",
}

// The oracle: pieces lie in the text, in order, and what a name's span holds is the name.
func FuzzScan(f *testing.F) {
	for _, seed := range seeds {
		for lang := script.Basic; lang <= script.PowerShell; lang++ {
			f.Add(seed, uint8(lang))
		}
	}
	f.Fuzz(func(t *testing.T, text string, lang uint8) {
		const base = 7
		last := base
		for _, token := range script.Scan(text, script.Language(1+lang%3), base) {
			if token.Pos < last || token.End < token.Pos || token.End > base+len(text) {
				t.Fatalf("token %+v after %d in %d bytes", token, last, len(text))
			}
			last = token.End
			if held := text[token.Pos-base : token.End-base]; token.Kind == script.Name && !token.Variable && strings.Trim(held, "[]") != token.Text {
				t.Errorf("name %q stands on %q", token.Text, held)
			}
		}
	})
}

func FuzzPowerShell(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const base = 3
		last := base
		for _, s := range script.Statements(text, base) {
			if s.Pos < last || s.End < s.Pos || s.End > base+len(text) {
				t.Fatalf("statement %+v after %d in %d bytes", s, last, len(text))
			}
			last = s.End
			if s.Kind != script.Run {
				continue
			}
			inner := s.Pos
			for _, w := range script.Words(text[s.Pos-base:s.End-base], s.Pos) {
				if w.Pos < inner || w.End <= w.Pos || w.End > s.End || w.Kind == 0 {
					t.Fatalf("word %+v after %d in statement %+v", w, inner, s)
				}
				if w.Kind != script.Text && w.Kind != script.Splat && (w.InnerPos < w.Pos || w.InnerEnd < w.InnerPos || w.InnerEnd > w.End) {
					t.Fatalf("inside of word %+v", w)
				}
				inner = w.End
			}
		}
	})
}

func FuzzBatch(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		const base = 5
		last := base
		for _, c := range script.Batch(text, base) {
			if c.Pos < last || c.End < c.Pos || c.End > base+len(text) || (len(c.Words) == 0) == (c.Label == "") {
				t.Fatalf("command %+v after %d in %d bytes", c, last, len(text))
			}
			last = c.End
			inner := c.Pos
			for _, w := range c.Words {
				if w.Pos < inner || w.End < w.Pos || w.End > c.End {
					t.Fatalf("word %+v after %d in command %+v", w, inner, c)
				}
				inner = w.End
			}
		}
	})
}
