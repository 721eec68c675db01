package cli_test

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/hostile"
	"github.com/cdolint/cdolint/internal/plain"
)

// program is cdolint as a process of its own: CDOLINT_BINARY, as .ci/hostile-test
// sets it, else this test, which is cdolint if it is called so (TestMain).
func program(t *testing.T, dir string, args ...string) *exec.Cmd {
	t.Helper()
	path := os.Getenv("CDOLINT_BINARY")
	if path == "" {
		self, err := os.Executable()
		if err != nil {
			t.Fatal(err)
		}
		path = self
	}
	cmd := exec.Command(path, args...)
	cmd.Args[0] = "cdolint"
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1")
	return cmd
}

// hostileTree is written once for each test.
func hostileTree(t *testing.T) *hostile.Tree {
	t.Helper()
	if testing.Short() {
		t.Skip("large by design")
	}
	tree, err := hostile.Write(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

// TestHostileTree: every trick of docs/security-model.md at once. Whatever else
// a page holds, its ordinary finding is reported; every oddity is said; nothing
// of the neighbours and no password is shown; the process ends as it should.
func TestHostileTree(t *testing.T) {
	tree := hostileTree(t)
	var out, complaints bytes.Buffer
	cmd := program(t, tree.Root, "check", "--format", "json", "--ignore", "CDO102", ".")
	cmd.Stdout, cmd.Stderr = &out, &complaints
	start := time.Now()
	most := peak(t, cmd)
	if most > 450 { // of more, most would be garbage
		t.Errorf("%d MiB of memory", most)
	}
	t.Logf("%v, %v of processor, %d MiB at most", time.Since(start).Round(time.Millisecond), cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime(), most)
	if code := cmd.ProcessState.ExitCode(); code != 1 || complaints.Len() > 0 {
		t.Fatalf("exit status %d, %.2000s", code, complaints.Bytes())
	}
	var report struct {
		Findings      []struct{ Location struct{ Path string } }
		Notifications []struct {
			ID       string
			Location struct{ Path string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatal(err)
	}
	found, said := map[string]bool{}, map[hostile.Oddity]bool{}
	for _, f := range report.Findings {
		found[f.Location.Path] = true
	}
	for _, n := range report.Notifications {
		said[hostile.Oddity{ID: n.ID, Path: n.Location.Path}] = true
	}
	for _, name := range tree.Findings {
		if !found[string([]rune(name))] { // U+FFFD for each byte that is none
			t.Errorf("no finding in %.100q", name)
		}
	}
	for _, o := range tree.Oddities {
		if !said[o] {
			t.Errorf("nothing is said of %+v", o)
		}
	}
	for _, secret := range []string{hostile.Secret, hostile.Password, "root:x:0"} {
		if i := bytes.Index(out.Bytes(), []byte(secret)); i >= 0 {
			t.Errorf("%s is shown: %q", secret, out.Bytes()[max(0, i-200):i+100])
		}
	}
	if got, _ := filepath.Glob(filepath.Join(tree.Root, "*", "owned")); got != nil {
		t.Errorf("something was executed: %s", got)
	}
}

// TestHostileTextIsHarmlessInEveryOutput: no command writes a character that a
// terminal takes for more than text, whatever names and code hold.
func TestHostileTextIsHarmlessInEveryOutput(t *testing.T) {
	tree := hostileTree(t)
	commands := [][]string{
		{"facts", "names"},
		{"facts", "text"},
		{"auth", "names"},
		{"auth", "config"},
		{"check", "--quiet", "names", "text"},
		{"check", "--verbose", "--stats", "names", "text", "config"},
		{"audit", "-o", "-", "--format", "html", "names", "text"},
		{"audit", "-o", "-", "--format", "json", "names"},
		{"audit", "-o", "-", "--format", "csv", "names"},
		{"check", "--fix=basic-ssl", "--dry-run", "names"},
		{"check", "--suppress", "CDO103", "--reason", "a \x1b[31m\u202e reason", "--dry-run", "names"},
	}
	for _, format := range []string{"sarif", "jsonl", "github", "gitlab", "checkstyle", "junit", "markdown", "html"} {
		commands = append(commands, []string{"check", "--format", format, "names", "text"})
	}
	for _, args := range commands {
		harmless(t, tree.Root, args...)
	}
}

// TestHostileTextIsHarmlessInComplaints: what is wrong on the command line may
// come from the code base, as the names of files that a hook is called with.
func TestHostileTextIsHarmlessInComplaints(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.asp"), []byte("<p>"), 0o644); err != nil {
		t.Fatal(err)
	}
	commands := [][]string{
		{"check", "X"},
		{"check", "--X"},
		{"check", "--format", "X"},
		{"check", "--config", "X.yaml"},
		{"check", "--packs", "X.yaml"},
		{"check", "--since", "X"},
		{"check", "--rules", "X"},
		{"check", "--root", "X"},
		{"check", "--baseline", "X"},
		{"check", "--stdin-filename", "X/x.asp"},
		{"check", "-o", "X/x/y"},
		{"X"},
		{"explain", "X"},
		{"audit", "X"},
		{"audit", "--rev", "X", "."},
		{"auth", "X"},
		{"facts", "--kind", "X"},
		{"test-rules", "X"},
		{"config", "X"},
		{"init", "X"},
		{"help", "X"},
		{"completion", "X"},
	}
	for i, args := range commands {
		for j, e := range hostile.Escapes() {
			if (i+j)%5 != 0 && os.Getenv("CDOLINT_BINARY") == "" {
				continue // a process each: all of them in .ci/hostile-test
			}
			with := make([]string, len(args))
			for k := range args {
				with[k] = strings.ReplaceAll(args[k], "X", e)
			}
			harmless(t, dir, with...)
		}
	}
}

// harmless runs a command: it must end as it should, and show text that is
// nothing but text.
func harmless(t *testing.T, dir string, args ...string) {
	t.Helper()
	cmd := program(t, dir, args...)
	out, _ := cmd.CombinedOutput() // the status does not matter
	if code := cmd.ProcessState.ExitCode(); code < 0 || code > 3 {
		t.Errorf("%.200q: exit status %d: %.2000s", args, code, out)
	}
	if slices.Contains(args, "csv") { // whose lines end so (RFC 4180), behind a mark for Excel
		out = bytes.TrimPrefix(bytes.ReplaceAll(out, []byte("\r\n"), []byte("\n")), []byte("\ufeff"))
	}
	if at, c := control(out); at >= 0 {
		t.Errorf("%.200q: U+%04X in %q", args, c, out[max(0, at-60):min(len(out), at+40)])
	}
	if bytes.Contains(out, []byte(hostile.Password)) {
		t.Errorf("%.200q shows a password", args)
	}
}

// control finds what a terminal takes for more than text.
func control(out []byte) (at int, c rune) {
	for i := 0; i < len(out); {
		c, n := utf8.DecodeRune(out[i:])
		if c == utf8.RuneError && n == 1 || c != '\n' && c != '\t' && (unicode.IsControl(c) || plain.Hidden(c)) {
			return i, c
		}
		i += n
	}
	return -1, 0
}
