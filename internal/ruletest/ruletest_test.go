package ruletest_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rivo/uniseg"

	"github.com/cdolint/cdolint/internal/ruletest"
	"github.com/cdolint/cdolint/rules"
)

var update = flag.Bool("update", false, "write the golden tables")

// TestTables: testdata/NAME.txtar beside NAME.out, what is wrong with it.
func TestTables(t *testing.T) {
	raw, err := os.ReadFile("testdata/trial.yaml")
	if err != nil {
		t.Fatal(err)
	}
	trial, err := rules.ParsePack("trial.yaml", raw)
	if err != nil {
		t.Fatal(err)
	}
	packs := []*rules.Pack{trial}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			f, err := ruletest.Read(file)
			if err != nil {
				t.Fatal(err)
			}
			bad, err := f.Check(packs)
			got := ruletest.Table(bad, 100, nil)
			if err != nil {
				got = err.Error() + "\n"
			}
			golden := strings.TrimSuffix(file, ".txtar") + ".out"
			if *update {
				if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.ReplaceAll(string(want), "\r\n", "\n"), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}

func TestLineIsThatOfTheArchive(t *testing.T) {
	name := filepath.Join(t.TempDir(), "x.txtar")
	const archive = "rules: kb918710\n\n-- a.asp --\none\ntwo\n-- b.asp --\nthree\n"
	if err := os.WriteFile(name, []byte(archive), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := ruletest.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(archive, "\n")
	for _, tt := range []struct {
		path string
		line int
		want string
	}{{"a.asp", 1, "one"}, {"a.asp", 2, "two"}, {"b.asp", 1, "three"}} {
		if n := f.Line(tt.path, tt.line); lines[n-1] != tt.want {
			t.Errorf("%s:%d is line %d, %q", tt.path, tt.line, n, lines[n-1])
		}
	}
}

// TestTableFitsTheTerminal: no line is wider than asked, and none holds what
// a terminal acts upon.
func TestTableFitsTheTerminal(t *testing.T) {
	got := &ruletest.Got{Path: strings.Repeat("long/", 40) + "名前.asp", Line: 1 << 20, Rule: "CDO001", Message: "a " + strings.Repeat("日本", 200) + " \x1b[31m \u202e b"}
	for _, width := range []int{60, 80, 200} {
		table := ruletest.Table([]ruletest.Mismatch{{Got: got}}, width, nil)
		if strings.ContainsAny(table, "\x1b\u202e") {
			t.Errorf("%q", table)
		}
		for line := range strings.Lines(table) {
			if w := uniseg.StringWidth(strings.TrimRight(line, "\n")); w > width {
				t.Errorf("%d cells, want %d at most: %q", w, width, line)
			}
		}
	}
}

// FuzzWants: what is read again from what was read says the same.
func FuzzWants(f *testing.F) {
	for _, s := range []string{
		`x ' want CDO001 "a"`, `// want CDO001 "a" CDO103 "b"`, `<!-- want CDO201 "\x5bx\x5d" -->`, "# want A1 `x`", `' want CDO001 (`, `' want CDO001 "("`, "' want \r' want B2 \"\"",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		wants, err := ruletest.Wants("x.asp", text)
		if err != nil {
			return
		}
		for _, w := range wants {
			m := ruletest.Mismatch{Want: &w}
			again, err := ruletest.Wants("x.asp", strings.Repeat("\n", w.Line-1)+"' want "+m.Expected())
			if err != nil || len(again) != 1 || again[0].Rule != w.Rule || again[0].Line != w.Line || again[0].Message.String() != w.Message.String() {
				t.Fatalf("%v became %v, %v", w, again, err)
			}
		}
	})
}
