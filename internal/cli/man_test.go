package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"

	"github.com/cdolint/cdolint/internal/cli"
)

// TestManPages: docs/man holds the manual of every command; -update writes it.
func TestManPages(t *testing.T) {
	dir := filepath.Join("..", "..", "docs", "man")
	want := map[string]string{}
	var add func(c *cobra.Command)
	add = func(c *cobra.Command) {
		want[strings.ReplaceAll(c.CommandPath(), " ", "-")+".1"] = manPage(t, c)
		for _, sub := range c.Commands() {
			if sub.IsAvailableCommand() {
				add(sub)
			}
		}
	}
	add(cli.Root())
	if *update {
		if err := os.RemoveAll(dir); err != nil {
			t.Fatal(err)
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range want {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	got := map[string]string{}
	files, err := filepath.Glob(filepath.Join(dir, "*.1"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		got[filepath.Base(file)] = strings.ReplaceAll(string(raw), "\r\n", "\n")
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("docs/man is not what the commands say; go test ./internal/cli -run TestManPages -update (-commands +docs):\n%s", diff)
	}
}

// manPage is the manual of a command without the date of its making.
func manPage(t *testing.T, c *cobra.Command) string {
	t.Helper()
	c.DisableAutoGenTag = true
	var b bytes.Buffer
	if err := doc.GenMan(c, &doc.GenManHeader{Section: "1", Source: "cdolint", Manual: "cdolint"}, &b); err != nil {
		t.Fatal(err)
	}
	roff := b.String()
	c.Flags().VisitAll(func(f *pflag.Flag) { // cobra shows defaults where a manual has the name of the value
		name, _ := pflag.UnquoteUsage(f)
		if name != "" {
			name = " \\fI" + name + "\\fP"
		}
		head := "\\fB--" + f.Name + "\\fP"
		roff = regexp.MustCompile(regexp.QuoteMeta(head)+`\[?=.*`).ReplaceAllLiteralString(roff, head+name)
	})
	roff = regexp.MustCompile(`(?m)^(?:\.PP\n)?(\\fB-.*)\n\t`).ReplaceAllString(roff, ".TP\n$1\n")
	text := regexp.MustCompile(`(?m)^(\.TH "[^"]*" "1") "[^"]*"`).ReplaceAllString(roff, `$1 ""`)
	return strings.TrimRight(text, "\n") + "\n"
}

// TestEveryCommandIsDocumented: a sentence, and examples that are commands.
func TestEveryCommandIsDocumented(t *testing.T) {
	for _, c := range cli.Root().Commands() {
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%s: Short is %q", c.Name(), c.Short)
		}
		if c.Example == "" && c.Name() != "version" {
			t.Errorf("%s has no example", c.Name())
		}
		for line := range strings.Lines(c.Example) {
			_, command, ok := strings.Cut(strings.TrimSpace(line), "cdolint ")
			if !ok {
				t.Errorf("%s: %q is no command", c.Name(), line)
				continue
			}
			command, _, _ = strings.Cut(command, " #")
			fields := strings.Fields(command)
			if fields[0] != c.Name() {
				t.Errorf("%s: an example of %s", c.Name(), fields[0])
			}
			for _, field := range fields[1:] {
				name, _, _ := strings.Cut(strings.TrimLeft(field, "-"), "=")
				if strings.HasPrefix(field, "--") && c.Flags().Lookup(name) == nil {
					t.Errorf("%s: an example with --%s, which there is not", c.Name(), name)
				}
			}
		}
	}
}
