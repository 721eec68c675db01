package script_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis/script"
)

// show writes tokens: names and punctuation as they are, strings in quotes,
// variables with $, "/" for the end of a statement.
func show(tokens []script.Token) string {
	parts := make([]string, len(tokens))
	for i, t := range tokens {
		switch {
		case t.Kind == script.End:
			parts[i] = "/"
		case t.Parts != nil:
			parts[i] = fmt.Sprintf("%q", t.Expand(func(name string) (string, bool) { return "<" + name + ">", true }))
		case t.Kind == script.String:
			parts[i] = fmt.Sprintf("%q", t.Text)
		case t.Variable:
			parts[i] = "$" + t.Text
		default:
			parts[i] = t.Text
		}
	}
	return strings.Join(parts, " ")
}

func TestScan(t *testing.T) {
	for _, tt := range []struct {
		name, text, want string
		lang             script.Language
	}{
		{"Basic: lines and colons end statements", "a = 1 : b = 2\nc", "a = 1 / b = 2 / c /", script.Basic},
		{"Basic: comments", "a ' x\nRem b = 1\nc = \"'\"", "a / c = \"'\" /", script.Basic},
		{"Basic: doubled quotes", `a = "x ""y"""`, `a = "x \"y\"" /`, script.Basic},
		{"Basic: an unclosed string ends with its line", "a = \"x\nb", "a = \"x\" / b /", script.Basic},
		{"Basic: continuation", "a = _\r\n  1", "a = 1 /", script.Basic},
		{"Basic: hexadecimal numbers", "a = &H1F&", "a = &H1F /", script.Basic},
		{"Basic: bracketed names", "[my name] = 1", "my name = 1 /", script.Basic},
		{"Basic: a name that begins with rem", "remote = 1", "remote = 1 /", script.Basic},
		{"C: only semicolons end statements", "a = 1\n+ 2; b", "a = 1 + 2 / b /", script.C},
		{"C: comments", "a // x\n/* b\n*/ = 1;", "a = 1 /", script.C},
		{"C: escapes", `a = "x\"y\\" + 'z'`, `a = "x\"y\\" + "z" /`, script.C},
		{"C#: verbatim and interpolated strings", `a = @"c:\x""y" + $"{b}/{c.D}"`, `a = "c:\\x\"y" + "<b>/<c.D>" /`, script.C},
		{"C: operators of two characters", "a == b; c |= d;", "a == b / c |= d /", script.C},
		{"PowerShell: variables and strings", `$a = "x$b/${c}$($d)$($e.F)" + 'y$z'`, `$a = "x<b>/<c><d><e.F>" + "y$z" /`, script.PowerShell},
		{"PowerShell: comments and continuation", "$a = 1 # x\n<# y\n#> $b = `\n 2", "$a = 1 / $b = 2 /", script.PowerShell},
		{"PowerShell: lines within brackets", "$a = (1\n+ 2)\n$b", "$a = ( 1 + 2 ) / $b /", script.PowerShell},
		{"PowerShell: here-strings are one string", "$a = @\"\n$b = 1\n\"@\n$c", `$a = "<b> = 1" / $c /`, script.PowerShell},
		{"PowerShell: the end of a here-string may be indented", "$a = @'\n  $b = \"1\"\n  '@\n$c", `$a = "  $b = \"1\"" / $c /`, script.PowerShell},
		{"PowerShell: scopes", "$script:a = $env:TEMP", "$a = $env:TEMP /", script.PowerShell},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := show(script.Scan(tt.text, tt.lang, 0)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// showWords joins words with "|"; variables stand in angle brackets.
func showWords(words []script.Word) string {
	parts := make([]string, len(words))
	for i, w := range words {
		text := w.Expand(func(name string) (string, bool) { return "<" + name + ">", true })
		switch w.Kind {
		case script.Group:
			text = "(…)"
		case script.Hash:
			text = "@{…}"
		case script.Splat:
			text = "@" + text
		case script.Text:
		}
		parts[i] = text
	}
	return strings.Join(parts, "|")
}

func TestBatch(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"words and quotes", `a "b c" d"e f"g`, []string{"a|b c|de fg"}},
		{"commands on one line", "a & b && c || d | e", []string{"a", "b", "?c", "?d", "?e"}},
		{"continuation", "a ^\r\n  b", []string{"a|b"}},
		{"an escaped character", "a ^& b", []string{"a|&|b"}},
		{"comments", "rem a\n:: b\nREM\n@rem c\nremote d", []string{"remote|d"}},
		{"labels", ":Start here\na & :b\n:: c", []string{":start", "a", ":b"}},
		{"calls of labels", "call :a x %~1 %~n1", []string{"call :a|x|<1>|<?>"}},
		{"what is run under a condition", "a & if b==c d & e\nf && g || h\nif x==y (\n  i\n  j\n)\nk", []string{"a", "?d", "?e", "f", "?g", "?h", "?i", "?j", "k"}},
		{"variables", `%A% "%B% c" !D! %%i %1 %~dp0x %windir%\y %E:~1,2%`, []string{`<A>|<B> c|<D>|<%%i>|<1>|%~dp0x|%windir%\y|<?>`}},
		{"what stands before a command", "@call a\nif exist \"x y\" b\nif \"%A%\"==\"\" c\nif not %A% == 1 d\nif /i \"%A%\" equ \"x\" e\nelse f", []string{"call a", "?b", "?c", "?d", "?e", "?f"}},
		{"blocks", "if exist x (\n  a\n) else (b)", []string{"?a", "?b"}},
		{"loops", "for %%i in (x y) do a %%i\n( for %%i in (x) do b )\nc", []string{"for|<%%i>|in|(x|y", "?a|<%%i>", "?for|<%%i>|in|(x)", "?b", "c"}},
		{"a bracket in a word", `a "%ProgramFiles(x86)%\b" c(d)`, []string{`a|%ProgramFiles(x86)%\b|c(d)`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, c := range script.Batch(tt.text, 0) {
				got = append(got, showCommand(c))
			}
			if strings.Join(got, "\n") != strings.Join(tt.want, "\n") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// showCommand marks what depends on a condition with a question mark.
func showCommand(c script.Command) string {
	text := showWords(c.Words)
	if c.Label != "" {
		return ":" + c.Label
	}
	if c.Call {
		text = "call " + text
	}
	if c.Conditional {
		text = "?" + text
	}
	return text
}

func TestStatements(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"lines, semicolons and pipes", "a; b\nc | d", []string{"a", "b", "c", "|d"}},
		{"a pipe at the end of a line", "a |\n  b", []string{"a", "|b"}},
		{"blocks", "if (x) { a } else { b }", []string{"if (x)", "{", "a", "}", "else", "{", "b", "}"}},
		{"hash tables belong to their statement", "$a = @{\n b = 1; c = 2\n}\nd", []string{"$a = @{\n b = 1; c = 2\n}", "d"}},
		{"comments", "a # x; y\n<# b\n#> c", []string{"a", "c"}},
		{"a hash sign within a word", "a b#c", []string{"a b#c"}},
		{"strings", "a \"x; $(b | c)\" 'y\n;'", []string{"a \"x; $(b | c)\" 'y\n;'"}},
		{"continuation", "a `\n  -b", []string{"a `\n  -b"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var got []string
			for _, s := range script.Statements(tt.text, 0) {
				text := tt.text[s.Pos:s.End]
				if s.Piped {
					text = "|" + text
				}
				got = append(got, text)
			}
			if strings.Join(got, "\x00") != strings.Join(tt.want, "\x00") {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestWords(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"parameters and values", `Set-X -Name 'a b' -Path IIS:\Sites\$site -On:$true`, `Set-X|-Name|a b|-Path|IIS:\Sites\<site>|-On:<true>`},
		{"brackets are one word", "x (a b) @{ c = 1 } $(d) @e", "x|(…)|@{…}|(…)|@<e>"},
		{"commas separate", `x 'a','b' , c`, `x|a|b|c`},
		{"strings next to text", `& "$dir\app".exe -s:"a b"`, `&|<dir>\app.exe|-s:a b`},
		{"an empty string", `x ""`, `x|`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := showWords(script.Words(tt.text, 0)); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}
