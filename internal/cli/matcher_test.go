package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/cli"
)

// matcherPattern is how a problem matcher takes a line apart.
type matcherPattern struct {
	Regexp                                      string
	File, Line, Column, Severity, Code, Message int
}

// TestTaskOfTheEditor: the task for Visual Studio Code that docs/ci.md shows runs a
// command that there is, and takes every finding that it prints apart.
func TestTaskOfTheEditor(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	var file struct {
		Tasks []struct {
			Command        string
			Args           []string
			ProblemMatcher struct{ Pattern matcherPattern }
		}
	}
	if list := blocks(repoFile(t, "docs", "ci.md"), "json"); len(list) != 1 {
		t.Fatalf("docs/ci.md has %d examples in JSON: not what this test looks for", len(list))
	} else if err := json.Unmarshal([]byte(list[0]), &file); err != nil {
		t.Fatal(err)
	}
	task := file.Tasks[0]
	if task.Command != "cdolint" {
		t.Fatalf("runs %s", task.Command)
	}
	t.Chdir(filepath.Join("..", "..", "testdata", "sites", "intranet"))
	var out, errs bytes.Buffer
	if status := cli.Main(append(task.Args, "--root", ".", "."), strings.NewReader(""), &out, &errs); status != 1 {
		t.Fatalf("exit status %d: %s", status, errs.String())
	}
	p, matched := task.ProblemMatcher.Pattern, map[string]int{}
	for line := range strings.Lines(out.String()) {
		groups := regexp.MustCompile(p.Regexp).FindStringSubmatch(strings.TrimSuffix(line, "\n"))
		if isFinding := strings.Contains(line, "[CDO"); isFinding != (groups != nil) {
			t.Errorf("%q is taken apart as %q", line, groups)
		}
		if groups == nil {
			continue
		}
		matched[groups[p.Severity]]++
		if _, err := os.Stat(groups[p.File]); err != nil || !strings.HasPrefix(groups[p.Code], "CDO") || groups[p.Line] == "" || groups[p.Column] == "" || groups[p.Message] == "" {
			t.Errorf("%q is taken apart as %q", line, groups)
		}
	}
	for _, level := range []string{"error", "warning", "note"} {
		if matched[level] == 0 {
			t.Errorf("the example site shows no %s: %v", level, matched)
		}
	}
}

// TestProblemMatcher: the pattern for GitHub's runner takes every finding that
// --quiet prints apart.
func TestProblemMatcher(t *testing.T) {
	t.Setenv("NO_COLOR", "1")
	raw, err := os.ReadFile(filepath.Join("..", "..", ".github", "action", "problem-matcher.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		ProblemMatcher []struct {
			Owner    string
			Severity string
			Pattern  []matcherPattern
		}
	}
	if err := json.Unmarshal(raw, &file); err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	site := filepath.Join("..", "..", "testdata", "sites", "intranet")
	if status := cli.Main([]string{"check", "--quiet", site}, strings.NewReader(""), &out, &errs); status != 1 {
		t.Fatalf("exit status %d: %s", status, errs.String())
	}
	matched := map[string]int{}
	for line := range strings.Lines(out.String()) {
		line = strings.TrimSuffix(line, "\n")
		n := 0
		for _, m := range file.ProblemMatcher {
			p := m.Pattern[0]
			groups := regexp.MustCompile(p.Regexp).FindStringSubmatch(line)
			if groups == nil {
				continue
			}
			n++
			level := m.Severity
			if p.Severity > 0 {
				level = groups[p.Severity]
			}
			matched[level]++
			if !strings.HasPrefix(groups[p.File], "testdata/sites/intranet/") || !strings.HasPrefix(groups[p.Code], "CDO") || groups[p.Line] == "" || groups[p.Column] == "" || groups[p.Message] == "" {
				t.Errorf("%q is taken apart as %q", line, groups)
			}
		}
		if isFinding := strings.Contains(line, "[CDO"); isFinding != (n == 1) {
			t.Errorf("%d patterns match %q", n, line)
		}
	}
	for _, level := range []string{"error", "warning", "notice"} {
		if matched[level] == 0 {
			t.Errorf("the example site shows no %s: %v", level, matched)
		}
	}
}
