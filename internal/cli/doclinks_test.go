package cli_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// TestLinksOfTheDocumentation: every link from one file of the documentation to
// another, or to a heading, leads somewhere.
func TestLinksOfTheDocumentation(t *testing.T) {
	root := os.DirFS(filepath.Join("..", ".."))
	var files []string
	for _, pattern := range []string{"*.md", "docs/*.md", "docs/rules/*.md"} {
		list, err := fs.Glob(root, pattern)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, list...)
	}
	link := regexp.MustCompile(`\]\(([^)\s]+)\)`)
	n := 0
	for _, file := range files {
		for _, m := range link.FindAllStringSubmatch(prose(t, file), -1) {
			target := strings.TrimPrefix(m[1], "https://github.com/cdolint/cdolint/blob/main/")
			if target == m[1] && strings.Contains(m[1], "://") {
				continue
			}
			n++
			name, anchor, _ := strings.Cut(target, "#")
			switch {
			case name == "":
				name = file
			case target == m[1]:
				name = path.Join(path.Dir(file), name)
			}
			if _, err := fs.Stat(root, name); err != nil {
				t.Errorf("%s: %s leads nowhere", file, m[1])
			} else if anchor != "" && !anchors(t, name)[anchor] {
				t.Errorf("%s: %s: there is no such heading", file, m[1])
			}
		}
	}
	if n < 100 {
		t.Errorf("%d links: not what this test looks for", n)
	}
}

// prose is a Markdown file without its code.
func prose(t *testing.T, name string) string {
	t.Helper()
	text := repoFile(t, filepath.FromSlash(name))
	text = regexp.MustCompile("(?ms)^```.*?\n```").ReplaceAllString(text, "")
	return regexp.MustCompile("`[^`\n]*`").ReplaceAllStringFunc(text, func(s string) string { return strings.Map(neither, s) })
}

// neither takes away what would look like a link.
func neither(r rune) rune {
	if strings.ContainsRune("[]()", r) {
		return -1
	}
	return r
}

// anchors are the headings of a Markdown file as GitHub names them, and the ids
// that stand in it.
func anchors(t *testing.T, name string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	text := prose(t, name)
	for _, m := range regexp.MustCompile(`(?m)^#+ (.*)$`).FindAllStringSubmatch(text, -1) {
		out[strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, m[1])] = true
	}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(text, -1) {
		out[m[1]] = true
	}
	return out
}
