package rules

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/analyzers/cdocall"
	"github.com/cdolint/cdolint/internal/config/yamltree"
	"github.com/cdolint/cdolint/internal/fact"
	"github.com/cdolint/cdolint/internal/source"
)

// load reads and checks a pack as a user's own.
func load(file, text string) (*Pack, error) { return loadWith(file, text, kinds()) }

func loadWith(file, text string, kinds map[string]fact.Fact) (*Pack, error) {
	p, err := ParsePack(file, []byte(text))
	if err != nil {
		return nil, err
	}
	return p, Check([]*Pack{p}, kinds)
}

// TestMistakes: testdata/mistakes/NAME.yaml beside NAME.out, what is said of it.
func TestMistakes(t *testing.T) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no packs", err)
	}
	some := map[string]fact.Fact{} // so that a new kind changes no golden file
	for _, k := range []string{"logon", "object", "cdo_call"} {
		some[k] = kinds()[k]
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			_, err = loadWith(filepath.Base(file), strings.ReplaceAll(string(raw), "\r\n", "\n"), some)
			var mistakes Errors
			if !errors.As(err, &mistakes) {
				t.Fatalf("error %v", err)
			}
			got := mistakes.Frames()
			golden := strings.TrimSuffix(file, ".yaml") + ".out"
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

// ruleOf is a pack of one rule.
func ruleOf(when, message string) string {
	return fmt.Sprintf("pack: acme\nrules:\n  - id: ACME001\n    name: one\n    level: note\n    match: cdo_call\n    when: %q\n    message: %q\n", when, message)
}

// TestExpressionsThatCost: what would take time or memory without bound, read
// something, or say another thing tomorrow, is not part of the language.
func TestExpressionsThatCost(t *testing.T) {
	for name, when := range map[string]string{
		"a range without end":           `5 in 1..1000000000`,
		"a range of values":             `5 in 1..len(args)`,
		"repeated text":                 `repeat("a", 1000000000) == member`,
		"predicates within another":     `any(args, any(args, any(args, .blank)))`,
		"doubling by variables":         `let a = member + member; let b = a + a; b == ""`,
		"doubling by reduce":            `reduce(args, #acc + #acc, member) == ""`,
		"squaring by replace":           `replace(member, "", member) == ""`,
		"squaring by split and join":    `join(split(member, ""), member) == ""`,
		"a separator that is computed":  `join(map(args, .text), join(map(args, .text), member)) == ""`,
		"the clock":                     `string(now()) == ""`,
		"a time zone, which is a file":  `string(timezone("Europe/Berlin")) == ""`,
		"a date":                        `string(date("2003-01-01")) == ""`,
		"the environment":               `$env["member"] == ""`,
		"a method of the fact":          `Kind() == ""`,
		"what the fact keeps to itself": `About().Secret`,
		"a field without a name":        `At.Path == ""`,
		"a pattern that is computed":    `member matches path`,
		"a pattern that repeats":        `member matches "((((a{5}){5}){5}){5}){5}"`,
		"a pattern of many states":      `member matches "(.{900})(.{900})(.{900})"`,
		"a long pattern":                `member matches "` + strings.Repeat("a", 600) + `"`,
		"many parts":                    strings.Repeat("1 + ", 600) + "1 == 1",
		"a long expression":             `member == "` + strings.Repeat("a", 5000) + `"`,
		"deep parentheses":              strings.Repeat("(", 2000) + "true" + strings.Repeat(")", 2000),
		"deep negation":                 strings.Repeat("not ", 1000) + "true",
		"deep lists":                    strings.Repeat("[", 2000) + strings.Repeat("]", 2000) + " == []",
		"JSON":                          `fromJSON(member) == 1`,
		"sorting":                       `sort(map(args, .text))[0] == ""`,
		"a second expression":           `true; true`,
		"a map":                         `{"a": 1}.a == 1`,
		"two ranges":                    `len(map(1..1000000, #)) == 1`,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := load("acme.yaml", ruleOf(when, "x"))
			var mistakes Errors
			if !errors.As(err, &mistakes) && name != "deep parentheses" { // which are no parts
				t.Errorf("accepted: %v", err)
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestPacksThatCost: the size of a pack is bounded in every direction.
func TestPacksThatCost(t *testing.T) {
	const rule = "  - {id: ACME%d, name: n%d, level: note, match: logon, message: x}\n"
	many := "pack: acme\nrules:\n"
	for i := range maxRules + 1 {
		many += fmt.Sprintf(rule, i, i)
	}
	bomb := "pack: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := range 12 {
		bomb += fmt.Sprintf("a%d: &a%d [%s]\n", i+1, i+1, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i), 10), ", "))
	}
	for name, text := range map[string]string{
		"too many rules":            many,
		"aliases":                   bomb,
		"too large":                 "pack: acme\nsummary: " + strings.Repeat("a", 2<<20) + "\n",
		"deep nesting":              "pack: " + strings.Repeat("[", 100_000),
		"a message without end":     ruleOf("true", strings.Repeat("{{ member }}", 100_000)),
		"many expressions":          ruleOf("true", strings.Repeat("{{ 1 }}", 51)),
		"a long message":            ruleOf("true", strings.Repeat("a", 10_000)),
		"an escape sequence":        "pack: acme\nsummary: \"\\e[31mred\"\n",
		"text that changes its way": "pack: acme\nsummary: \"\u202eevil\"\n",
		"binary":                    "MZ\x00\x01\x02",
		"two documents":             "pack: a\n---\npack: b\n",
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := load("acme.yaml", text)
			var mistakes Errors
			if !errors.As(err, &mistakes) {
				t.Fatalf("error %v", err)
			}
			if strings.ContainsAny(mistakes.Frames(), "\x1b\u202e") {
				t.Errorf("%q", mistakes.Frames())
			}
			if took := time.Since(start); took > 2*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestRulesThatTakeTooLong: what is allowed, but too much of it on this site,
// ends with an error.
func TestRulesThatTakeTooLong(t *testing.T) {
	p, err := load("acme.yaml", ruleOf(`any(args, .text matches "a+b")`, "x"))
	if err != nil {
		t.Fatal(err)
	}
	e, err := Compile(p.Rules, kinds())
	if err != nil {
		t.Fatal(err)
	}
	facts := make([]fact.Fact, 1000)
	for i := range facts {
		facts[i] = &cdocall.Fact{Args: []cdocall.Arg{{Text: "x"}}}
	}
	if _, err := e.Evaluate(facts); err != nil {
		t.Fatal(err)
	}
	e.maxCost = e.cost + 500
	if _, err := e.Evaluate(facts); !errors.Is(err, ErrTooCostly) {
		t.Errorf("error %v", err)
	}
}

// TestErrorsOfEvaluation have a place in the pack.
func TestErrorsOfEvaluation(t *testing.T) {
	for _, tt := range []struct{ when, message, want string }{
		{`args[3].blank`, "x", `acme.yaml:7:16: `},
		{`int(member) == 1`, "x", `acme.yaml:7:12: `},
		{`true`, "no {{ args[3].text }}", `acme.yaml:8:`},
	} {
		p, err := load("acme.yaml", ruleOf(tt.when, tt.message))
		if err != nil {
			t.Fatal(err)
		}
		e, err := Compile(p.Rules, kinds())
		if err != nil {
			t.Fatal(err)
		}
		_, err = e.Evaluate([]fact.Fact{&cdocall.Fact{Member: "inbox"}})
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v, want %s", tt.when, err, tt.want)
		}
	}
}

// FuzzParsePack: a mistake lies in the file and shows nothing that a terminal
// acts upon; a pack without mistakes can be evaluated, in time.
func FuzzParsePack(f *testing.F) {
	files, err := filepath.Glob("testdata/mistakes/*.yaml")
	if err != nil || len(files) == 0 {
		f.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw))
	}
	f.Add(ruleOf(`any(args, .text matches "a+b") and member in ["a", "b"]`, `{{ member }}: {{ len(args) > 1 ? args[0].text : "none" }}`))
	facts := []fact.Fact{&cdocall.Fact{Member: "inbox", Args: []cdocall.Arg{{Text: "x"}, {Blank: true}}}}
	for _, zero := range kinds() {
		facts = append(facts, zero)
	}
	f.Fuzz(func(t *testing.T, text string) {
		p, err := load("acme.yaml", text)
		length := len(source.New("acme.yaml", []byte(text), source.Options{}).Text)
		if err != nil {
			var mistakes Errors
			if !errors.As(err, &mistakes) {
				t.Fatalf("%T: %v", err, err)
			}
			for _, m := range mistakes {
				var y *yamltree.Error
				if errors.As(m, &y) && (y.Pos < 0 || y.End < y.Pos || y.End > length+1) {
					t.Fatalf("%v at %d to %d of %d bytes", m, y.Pos, y.End, length)
				}
			}
			for _, r := range mistakes.Frames() {
				if r < ' ' && r != '\n' {
					t.Fatalf("%q", mistakes.Frames())
				}
			}
			return
		}
		e, err := Compile(p.Rules, kinds())
		if err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if _, err := e.Evaluate(facts); err != nil && !strings.HasPrefix(err.Error(), "acme.yaml:") {
			t.Fatal(err)
		}
		if took := time.Since(start); took > time.Second {
			t.Fatalf("took %v", took)
		}
	})
}
