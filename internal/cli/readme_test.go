package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/cli"
)

const (
	outputBegin = "<!-- output of the command above: begin -->\n"
	outputEnd   = "<!-- output of the command above: end -->\n"
)

// TestReadme runs every cdolint command of README.md. Where an output is
// shown, it is what the command prints; -update rewrites it.
func TestReadme(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("NO_COLOR", "1")
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	text := string(raw)
	var out strings.Builder
	last := ""
	commands, outputs := 0, 0
	for text != "" {
		line, rest, _ := strings.Cut(text, "\n")
		out.WriteString(line + "\n")
		text = rest
		if command, ok := readmeCommand(line); ok {
			commands++
			last = runReadme(t, command)
		}
		if line+"\n" != outputBegin {
			continue
		}
		outputs++
		shown, after, found := strings.Cut(text, outputEnd)
		if !found {
			t.Fatal("README.md: an output has no end")
		}
		want := "```text\n" + last + "```\n"
		if !*update {
			if diff := cmp.Diff(shown, want); diff != "" {
				t.Errorf("README.md shows another output than the command above it prints (-shown +printed):\n%s", diff)
			}
		}
		out.WriteString(want + outputEnd)
		text = after
	}
	if commands == 0 || outputs == 0 {
		t.Errorf("README.md has %d commands and %d outputs: not what this test looks for", commands, outputs)
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestReadmeUse runs the commands that README.md shows for a site of one's
// own, here the example site as wwwroot.
func TestReadmeUse(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "..", "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	site, err := filepath.Abs(filepath.Join("..", "..", "testdata", "sites", "intranet"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "wwwroot"), os.DirFS(site)); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	n := 0
	for line := range strings.Lines(string(raw)) {
		if command, ok := strings.CutPrefix(strings.TrimRight(line, "\n"), "cdolint "); ok && !strings.HasPrefix(command, "finds ") && !strings.HasPrefix(command, "reads ") {
			n++
			runReadme(t, command)
		}
	}
	if n < 4 {
		t.Errorf("README.md has %d commands: not what this test looks for", n)
	}
}

// readmeCommand recognises a command for the clone.
func readmeCommand(line string) (string, bool) {
	return strings.CutPrefix(line, "go run ./cmd/cdolint ")
}

func runReadme(t *testing.T, command string) string {
	t.Helper()
	command, _, _ = strings.Cut(command, " #")
	var out, errs bytes.Buffer
	status := cli.Main(strings.Fields(command), strings.NewReader(""), &out, &errs)
	if status > 1 || errs.Len() > 0 {
		t.Errorf("cdolint %s: exit status %d\n%s", command, status, errs.String())
	}
	return out.String()
}
