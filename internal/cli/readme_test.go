package cli_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/cli"
)

// What README.md shows of the repository and of its own commands stands between
// these marks.
const (
	fileBegin   = "<!-- file "
	fileEnd     = "<!-- file: end -->\n"
	outputBegin = "<!-- output of the command above: begin -->\n"
	outputEnd   = "<!-- output of the command above: end -->\n"
	linesBegin  = "<!-- lines of the command above: begin -->"
	linesEnd    = "<!-- lines: end -->"
)

// TestReadme runs every command of README.md for the clone. The files and
// outputs shown are those of the repository; -update rewrites them.
func TestReadme(t *testing.T) {
	t.Chdir(filepath.Join("..", ".."))
	t.Setenv("NO_COLOR", "1")
	raw, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	shown := map[string]int{}
	last := ""
	for text := string(raw); text != ""; {
		line, rest, _ := strings.Cut(text, "\n")
		line += "\n"
		if command, ok := strings.CutPrefix(line, "go run ./cmd/cdolint "); ok {
			last = runReadme(t, command)
		} else if command, ok := strings.CutPrefix(line, "grep "); ok {
			last = grepReadme(t, command)
		}
		text = rest
		if before, number, ok := strings.Cut(line, linesBegin); ok {
			_, after, _ := strings.Cut(number, linesEnd)
			shown["lines"]++
			line = before + linesBegin + strconv.Itoa(strings.Count(last, "\n")) + linesEnd + after
		}
		want.WriteString(line)
		var end string
		switch {
		case line == outputBegin:
			shown["output"]++
			end = outputEnd
			want.WriteString("```text\n" + last + "```\n")
		case strings.HasPrefix(line, fileBegin) && line != fileEnd:
			shown["file"]++
			end = fileEnd
			name, _, _ := strings.Cut(strings.TrimPrefix(line, fileBegin), ":")
			want.WriteString("```asp\n" + readmeFile(t, name) + "```\n")
		default:
			continue
		}
		_, after, found := strings.Cut(text, end)
		if !found {
			t.Fatalf("README.md: %q has no end", line)
		}
		want.WriteString(end)
		text = after
	}
	for _, what := range []string{"lines", "output", "file"} {
		if shown[what] == 0 {
			t.Errorf("README.md shows no %s: not what this test looks for", what)
		}
	}
	if *update {
		if err := os.WriteFile("README.md", []byte(want.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	} else if diff := cmp.Diff(string(raw), want.String()); diff != "" {
		t.Errorf("README.md does not show what there is (-shown +is); go test ./internal/cli -run TestReadme -update writes it:\n%s", diff)
	}
}

// readmeFile is a file as README.md shows it.
func readmeFile(t *testing.T, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.FromSlash(name))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(raw), "\r\n", "\n")
}

// grepReadme is what grep prints.
func grepReadme(t *testing.T, args string) string {
	t.Helper()
	out, err := exec.Command("sh", "-c", "grep "+args).Output()
	if err != nil {
		t.Fatalf("grep %s: %v", args, err)
	}
	return string(out)
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

// TestReadmeInPassing runs the commands that stand in sentences of README.md, for
// a site under version control, whose configuration and suppression are those
// that it shows.
func TestReadmeInPassing(t *testing.T) {
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not here")
	}
	text := repoFile(t, "README.md")
	var configuration, suppressed string
	for _, b := range blocks(text, "yaml") {
		if strings.HasPrefix(b, "version: 1\n") {
			configuration = b
		}
	}
	if list := blocks(text, "vb"); len(list) == 1 {
		suppressed = list[0]
	}
	t.Chdir(t.TempDir())
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(".cdolint.yaml", configuration)
	write("mail.asp", "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\n"+suppressed+"\ns.Logoff\n%>\n")
	if out := runReadme(t, "check --show-suppressed"); !strings.Contains(out, "suppressed[CDO001]") || !strings.Contains(out, "site.auth") {
		t.Errorf("the configuration and the suppression that README.md shows have not the effect that it says:\n%s", out)
	}
	if err := os.Remove(".cdolint.yaml"); err != nil { // cdolint init begins one
		t.Fatal(err)
	}
	if out, err := exec.Command(git, "init", "-q").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	commands := regexp.MustCompile("`cdolint ([a-z][^`]*)`").FindAllStringSubmatch(text, -1)
	for _, m := range commands {
		var out, errs bytes.Buffer
		if status := cli.Main(strings.Fields(m[1]), strings.NewReader(""), &out, &errs); status > 1 {
			t.Errorf("cdolint %s: exit status %d\n%s", m[1], status, errs.String())
		}
	}
	if len(commands) < 4 {
		t.Errorf("README.md has %d commands in sentences: not what this test looks for", len(commands))
	}
}

func runReadme(t *testing.T, command string) string {
	t.Helper()
	command, _, _ = strings.Cut(command, " #")
	var out, errs bytes.Buffer
	status := cli.Main(strings.Fields(command), strings.NewReader(""), &out, &errs)
	said := regexp.MustCompile(`(?m)^wrote .*\n`).ReplaceAllString(errs.String(), "")
	if status > 1 || said != "" {
		t.Errorf("cdolint %s: exit status %d\n%s", command, status, errs.String())
	}
	return out.String()
}
