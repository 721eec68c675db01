package rules

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const pagesFolder = "../docs/rules"

// TestRulePages holds docs/rules to the packs: a page for each rule, as `cdolint
// explain` shows it, and README.md, their list. -update writes them.
func TestRulePages(t *testing.T) {
	packs, err := Builtin()
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"README.md": index(packs)}
	for _, p := range packs {
		for _, r := range p.Rules {
			if !r.Pass {
				want[r.ID+".md"] = generatedFrom("rules/"+p.File) + r.Page()
			}
		}
	}
	if *update {
		if err := os.MkdirAll(pagesFolder, 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range want {
		file := filepath.Join(pagesFolder, name)
		if *update {
			if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Error(err)
			continue
		}
		if diff := cmp.Diff(strings.ReplaceAll(string(got), "\r\n", "\n"), text); diff != "" {
			t.Errorf("%s is out of date; run \"go generate ./rules\"\n%s", file, diff)
		}
	}
	files, err := filepath.Glob(filepath.Join(pagesFolder, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if _, ok := want[filepath.Base(file)]; !ok {
			t.Errorf("%s is the page of no rule", file)
		}
	}
}

func generatedFrom(source string) string {
	return "<!-- Generated from " + source + " by go generate ./rules. DO NOT EDIT. -->\n\n"
}

func index(packs []*Pack) string {
	var b strings.Builder
	b.WriteString(generatedFrom("rules/*.yaml") + `# Rules

` + "`cdolint explain ID`" + ` shows the same pages; [packs.md](../packs.md) says how to write rules of your own, [configuration.md](../configuration.md) how to switch them, [suppressions.md](../suppressions.md) how to silence a finding with a reason.
`)
	sorted := slices.Clone(packs)
	slices.SortFunc(sorted, func(p, q *Pack) int { return strings.Compare(first(p), first(q)) })
	for _, p := range sorted {
		state := "on by default"
		if !p.Enabled {
			state = "off by default; `--rules " + p.Name + "` or the configuration switches it on"
		}
		fmt.Fprintf(&b, "\n## %s\n\nPack `%s`, %s. %s\n\n| id | name | level | reported |\n|---|---|---|---|\n", p.Title, p.Name, state, p.Summary)
		list := slices.DeleteFunc(slices.Clone(p.Rules), func(r *Rule) bool { return r.Pass })
		slices.SortFunc(list, func(x, y *Rule) int { return strings.Compare(x.ID, y.ID) })
		for _, r := range list {
			fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s |\n", r.ID, r.ID, r.Name, r.Level, cell(r.Help.Summary))
		}
	}
	return b.String()
}

// first is the least id of a pack.
func first(p *Pack) string { return IDs([]*Pack{p})[0] }
