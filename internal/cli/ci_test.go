package cli_test

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"github.com/cdolint/cdolint/internal/cli"
)

// repoFile reads a file of the repository.
func repoFile(t *testing.T, elements ...string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(append([]string{"..", ".."}, elements...)...))
	if err != nil {
		t.Fatal(err)
	}
	return strings.ReplaceAll(string(raw), "\r\n", "\n")
}

// blocks are the code blocks of a Markdown text in one language.
func blocks(text, language string) []string {
	var out []string
	for _, part := range strings.Split(text, "\n```"+language+"\n")[1:] {
		code, _, _ := strings.Cut(part, "\n```")
		out = append(out, code)
	}
	return out
}

// TestExamplesForPipelines: what README.md and docs/ci.md show is YAML, calls commands and
// flags that there are, hooks that there are, and inputs that the action has.
func TestExamplesForPipelines(t *testing.T) {
	doc := repoFile(t, "docs", "ci.md")
	yamls := slices.Concat(blocks(doc, "yaml"), blocks(repoFile(t, "README.md"), "yaml"))
	if len(yamls) < 9 {
		t.Errorf("%d examples in YAML: not what this test looks for", len(yamls))
	}
	var hooks []struct{ ID, Entry string }
	if err := yaml.Unmarshal([]byte(repoFile(t, ".pre-commit-hooks.yaml")), &hooks); err != nil {
		t.Fatal(err)
	}
	var action struct {
		Inputs, Outputs map[string]any
	}
	if err := yaml.Unmarshal([]byte(repoFile(t, "action.yml")), &action); err != nil {
		t.Fatal(err)
	}
	for _, text := range yamls {
		var value any
		if err := yaml.Unmarshal([]byte(text), &value); err != nil {
			t.Errorf("%v\n%s", err, text)
		}
		for _, m := range regexp.MustCompile(`- id: (\S+)`).FindAllStringSubmatch(text, -1) {
			if !slices.ContainsFunc(hooks, func(h struct{ ID, Entry string }) bool { return h.ID == m[1] }) {
				t.Errorf("there is no hook %s", m[1])
			}
		}
		if i := strings.Index(text, "uses: cdolint/cdolint@"); i >= 0 {
			for _, m := range regexp.MustCompile(`(?m)^ {10}([a-z-]+): `).FindAllStringSubmatch(text[i:], -1) {
				if action.Inputs[m[1]] == nil {
					t.Errorf("the action has no input %s", m[1])
				}
			}
		}
	}
	for input := range action.Inputs {
		if !strings.Contains(doc, "| `"+input+"` |") {
			t.Errorf("docs/ci.md does not explain the input %s of the action", input)
		}
	}
	commands := regexp.MustCompile(`cdolint (check|audit|init|version)((?: [^\n|&;]+)?)`)
	texts := slices.Concat(yamls, blocks(doc, "sh"))
	for _, h := range hooks {
		if !strings.Contains(doc, "`"+h.ID+"`") {
			t.Errorf("docs/ci.md does not explain the hook %s", h.ID)
		}
		texts = append(texts, strings.Replace(h.Entry, "ghcr.io/cdolint/cdolint:latest", "cdolint", 1))
	}
	n := 0
	for _, text := range texts {
		for _, m := range commands.FindAllStringSubmatch(text, -1) {
			n++
			c, _, err := cli.Root().Find([]string{m[1]})
			if err != nil {
				t.Errorf("%q: %v", m[0], err)
				continue
			}
			for _, f := range regexp.MustCompile(`--([a-z-]+)`).FindAllStringSubmatch(m[2], -1) {
				if c.Flags().Lookup(f[1]) == nil {
					t.Errorf("%q: there is no --%s", m[0], f[1])
				}
			}
		}
	}
	if n < 10 {
		t.Errorf("%d commands: not what this test looks for", n)
	}
}

// TestHooksTakeEveryFileThatMatters: the pattern of the hooks, in any case of
// letters, and nothing that cannot matter.
func TestHooksTakeEveryFileThatMatters(t *testing.T) {
	var hooks []struct {
		ID, Files string
		Types     []string
		Serial    bool `yaml:"require_serial"`
	}
	if err := yaml.Unmarshal([]byte(repoFile(t, ".pre-commit-hooks.yaml")), &hooks); err != nil {
		t.Fatal(err)
	}
	if len(hooks) != 3 {
		t.Errorf("%d hooks", len(hooks))
	}
	for _, h := range hooks {
		if !slices.Equal(h.Types, []string{"file"}) || !h.Serial {
			t.Errorf("%s: types %v, require_serial %v", h.ID, h.Types, h.Serial)
		}
		files := regexp.MustCompile(h.Files)
		for _, name := range []string{
			"default.asp", "MAIL/INBOX.ASP", "Global.asa", "x.cdx", "x.cer", "lib/Logon.INC", "old.stm", "old.shtml", "Web.config", "web.Release.config",
			"config/applicationHost.config", "MetaBase.xml", "setup/iis.VBS", "setup/iis.js", "tool.wsf", "Mail.wsc", "Mail.cls", "Mail.bas", "Mail.frm", "Acme.vbp",
			"deploy.cmd", "deploy.bat", "deploy.ps1", "setup.wxs", "nant.build", "x.targets", "Dockerfile", "docker/Dockerfile.iis", ".cdolint.yaml", "apps/mail/.cdolint.yaml", "page.aspx",
			"code.cs", "code.vb",
		} {
			if !files.MatchString(name) {
				t.Errorf("%s does not take %s", h.ID, name)
			}
		}
		for _, name := range []string{"logo.png", "readme.md", "style.css", "asp", "x.aspen", "other.yaml", ".github/workflows/ci.yml"} {
			if files.MatchString(name) {
				t.Errorf("%s takes %s", h.ID, name)
			}
		}
	}
}
