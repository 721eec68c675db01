package rules

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/analyzers"
	"github.com/cdolint/cdolint/internal/config/yamltree"
)

const (
	beginMark = "<!-- generated: "
	endMark   = "<!-- generated: end -->\n"
)

// TestPacksDocument holds docs/packs.md to the declarations: the functions, the
// bounds, the kinds of facts and their fields. -update writes them.
func TestPacksDocument(t *testing.T) {
	const file = "../docs/packs.md"
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.ReplaceAll(string(raw), "\r\n", "\n")
	want := text
	for name, part := range map[string]string{"functions": functionsTable(), "bounds": boundsList(), "facts": factsReference(t)} {
		begin := beginMark + name + " -->\n"
		before, rest, found := strings.Cut(want, begin)
		_, after, closed := strings.Cut(rest, endMark)
		if !found || !closed {
			t.Fatalf("%s has no place for %s", file, name)
		}
		want = before + begin + part + endMark + after
	}
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(text, want); diff != "" {
		t.Errorf("%s is out of date; run \"go generate ./rules\"\n(-document +declarations)\n%s", file, diff)
	}
}

// TestPacksDocumentNamesEveryKey: the keys that the reader takes stand in
// docs/packs.md.
func TestPacksDocumentNamesEveryKey(t *testing.T) {
	raw, err := os.ReadFile("../docs/packs.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, pack := range []string{"zzzzzz: x", "rules: [{zzzzzz: x}]", "sessions: [{zzzzzz: x}]", "rules: [{help: {zzzzzz: x}}]"} {
		_, err := ParsePack("x.yaml", []byte(pack))
		_, list, found := strings.Cut(fmt.Sprint(err), "; it takes ")
		if !found {
			t.Fatalf("%s: %v", pack, err)
		}
		list, _, _ = strings.Cut(list, "\n")
		for key := range strings.SplitSeq(strings.ReplaceAll(list, " and ", ", "), ", ") {
			if !strings.Contains(string(raw), "`"+key+"`") {
				t.Errorf("docs/packs.md does not name the key %s", key)
			}
		}
	}
}

// TestEveryFieldIsDocumented: what expressions can name has a doc tag.
func TestEveryFieldIsDocumented(t *testing.T) {
	var check func(of string, list []Field)
	check = func(of string, list []Field) {
		for _, f := range list {
			if f.Doc == "" {
				t.Errorf("%s.%s has no doc tag", of, f.Name)
			}
			check(of+"."+f.Name, f.Fields())
		}
	}
	for _, s := range analyzers.All() {
		check(s.Kind(), Fields(s.Zero))
		if s.Analyzer.Doc == "" {
			t.Errorf("the analyzer of %s has no Doc", s.Kind())
		}
	}
}

func functionsTable() string {
	var b strings.Builder
	b.WriteString("| function | example | what |\n|---|---|---|\n")
	for _, f := range functions() {
		fmt.Fprintf(&b, "| `%s` | `%s` | %s |\n", f.name, cell(f.use), cell(f.doc))
	}
	return b.String()
}

func boundsList() string {
	return fmt.Sprintf(`| | at most |
|---|---|
| a pack | %d KiB, %d rules, %d sessions |
| an expression | %s characters, %d operands and operators |
| a regular expression | %d characters, %s states |
| a range | %s numbers |
| a message | %s characters, %d expressions |
| all conditions of all packs of your own, on one site | %d million operands and operators: some seconds |
`, yamltree.MaxSize>>10, maxRules, maxWrappers, thousands(maxExpression), maxParts, maxPattern, thousands(maxStates), thousands(maxRange),
		thousands(maxMessage), maxInserts, maxCost/1_000_000)
}

func thousands(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}

func factsReference(t *testing.T) string {
	t.Helper()
	var b strings.Builder
	sources := slices.DeleteFunc(analyzers.All(), func(s analyzers.Source) bool { return s.Late })
	slices.SortFunc(sources, func(x, y analyzers.Source) int { return strings.Compare(x.Kind(), y.Kind()) })
	b.WriteString("| kind | what |\n|---|---|\n")
	for _, s := range sources {
		fmt.Fprintf(&b, "| [`%s`](#%s) | %s |\n", s.Kind(), s.Kind(), cell(s.Analyzer.Doc))
	}
	b.WriteString("\n### Every fact\n\n" + fieldsTable(BaseFields(), ""))
	var nested []Field // structs that several kinds have, each once
	for _, s := range sources {
		own := Fields(s.Zero)
		own = own[:len(own)-len(BaseFields())]
		fmt.Fprintf(&b, "\n### %s\n\n%s%s.\n\n%s", s.Kind(), strings.ToUpper(s.Analyzer.Doc[:1]), s.Analyzer.Doc[1:], fieldsTable(own, ""))
		for _, f := range own {
			if len(f.Fields()) > 0 && !slices.ContainsFunc(nested, func(n Field) bool { return n.Name == f.Name }) {
				nested = append(nested, f)
			}
		}
	}
	for _, f := range nested {
		fmt.Fprintf(&b, "\n### Fields of %s\n\n%s", f.Name, fieldsTable(f.Fields(), accessor(f)))
	}
	return b.String()
}

// accessor is how the fields of a field are written.
func accessor(f Field) string {
	if strings.HasPrefix(f.Type(), "list") {
		return f.Name + "[0]."
	}
	return f.Name + "."
}

func fieldsTable(list []Field, prefix string) string {
	var b strings.Builder
	b.WriteString("| field | type | what |\n|---|---|---|\n")
	for _, f := range list {
		typ := f.Type()
		switch {
		case len(f.Fields()) > 0:
			typ = fmt.Sprintf("[%s](#fields-of-%s)", typ, f.Name)
		case f.Values != nil:
			values := slices.DeleteFunc(slices.Clone(f.Values), func(v string) bool { return v == "" })
			typ = "`" + strings.Join(values, "` `") + "`"
			if len(values) < len(f.Values) {
				typ += " or empty"
			}
		}
		fmt.Fprintf(&b, "| `%s%s` | %s | %s |\n", prefix, f.Name, typ, cell(f.Doc))
	}
	return b.String()
}

// cell is a text fit for a cell of a Markdown table.
func cell(s string) string {
	return strings.NewReplacer("|", `\|`, "\n", " ", "<", "&lt;").Replace(s)
}
