package cli_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/cli"
)

// audited runs the command and returns its output.
func audited(t *testing.T, stdin []byte, args ...string) (status int, out, errs string) {
	t.Helper()
	var o, e bytes.Buffer
	status = cli.Main(append([]string{"audit"}, args...), bytes.NewReader(stdin), &o, &e)
	return status, o.String(), e.String()
}

// packed is the folder as .zip and as .tar.gz.
func packed(t *testing.T, dir string) (zipped, tarball []byte) {
	t.Helper()
	var z, g bytes.Buffer
	zw, gw := zip.NewWriter(&z), gzip.NewWriter(&g)
	tw := tar.NewWriter(gw)
	if err := zw.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	if err := tw.AddFS(os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []interface{ Close() error }{zw, tw, gw} {
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	return z.Bytes(), g.Bytes()
}

// intranet is a copy of the example site.
func intranet(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "intranet")
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "testdata", "sites", "intranet"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// TestAuditReadsTheSameFromEverywhere: folder, revision, archives on disk and
// from standard input differ in what they are called only.
func TestAuditReadsTheSameFromEverywhere(t *testing.T) {
	dir := intranet(t)
	zipped, tarball := packed(t, dir)
	git := func(args ...string) {
		t.Helper()
		cmd := exec.Command("git", append([]string{"-C", dir, "-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "core.autocrlf=false"}, args...)...)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", args, err, out)
		}
	}
	tmp := t.TempDir()
	file := func(name string, raw []byte) string {
		path := filepath.Join(tmp, name)
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	git("init", "--quiet")
	git("add", ".")
	git("commit", "--quiet", "--message", "all")
	run := func(stdin []byte, args ...string) map[string]any {
		t.Helper()
		status, out, errs := audited(t, stdin, append(args, "--format", "json", "-o", "-")...)
		if status != 0 || errs != "" {
			t.Fatalf("%v: exit status %d\n%s", args, status, errs)
		}
		var report map[string]any
		if err := json.Unmarshal([]byte(out), &report); err != nil {
			t.Fatal(err)
		}
		return report
	}
	// Labels, and what is counted of the files beside the site, differ.
	same := func(r map[string]any) string {
		delete(r, "sources")
		raw, err := json.MarshalIndent(r, "", " ")
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	label := func(r map[string]any) string {
		return r["sources"].([]any)[0].(map[string]any)["label"].(string)
	}
	want := ""
	for _, tt := range []struct {
		name, label string
		stdin       []byte
		args        []string
	}{
		{"folder", "intranet", nil, []string{dir}},
		{"revision", "intranet at HEAD", nil, []string{"--rev", "HEAD", dir}},
		{"zip", "site.zip", nil, []string{file("site.zip", zipped)}},
		{"tar.gz", "site.tgz", nil, []string{file("site.tgz", tarball)}},
		{"tar.gz from standard input", "standard input", tarball, []string{"-"}},
		{"zip from standard input", "standard input", zipped, []string{"-"}},
	} {
		r := run(tt.stdin, tt.args...)
		if got := label(r); got != tt.label {
			t.Errorf("%s: it is called %q", tt.name, got)
		}
		got := strings.ReplaceAll(same(r), `"`+tt.label+`"`, `"LABEL"`)
		if want == "" {
			want = got
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-folder +this):\n%s", tt.name, diff)
		}
	}
	if strings.Count(want, `"CDO0`) < 5 {
		t.Errorf("not the site that this test is about:\n%s", want)
	}
	both := run(nil, dir, filepath.Join(tmp, "site.zip"))
	if n := len(both["sources"].([]any)); n != 2 {
		t.Errorf("two arguments are %d sources", n)
	}
}

func TestAuditWritesFilesByTheirNames(t *testing.T) {
	dir := intranet(t)
	t.Chdir(t.TempDir())
	for _, tt := range []struct {
		args  []string
		file  string
		start string
	}{
		{nil, "cdolint-audit.html", "<!DOCTYPE html>"},
		{[]string{"--format", "csv"}, "cdolint-audit.csv", "\uFEFFrecord,"},
		{[]string{"-o", "x.JSON"}, "x.JSON", "{"},
		{[]string{"-o", "x.htm"}, "x.htm", "<!DOCTYPE html>"},
		{[]string{"-o", "y.html", "--format", "json"}, "y.html", "{"},
	} {
		status, out, errs := audited(t, nil, append(tt.args, dir)...)
		raw, err := os.ReadFile(tt.file)
		if err != nil || status != 0 || errs != "" || !strings.HasPrefix(string(raw), tt.start) {
			t.Errorf("%v: %v, exit status %d, %s, begins %.40q", tt.args, err, status, errs, raw)
		}
		if want := tt.file + ": 5 CDO 1.21 logons, 3 affected; "; !strings.HasPrefix(out, want) {
			t.Errorf("%v: said %q, want %q…", tt.args, out, want)
		}
	}
	if left, err := fs.Glob(os.DirFS("."), ".*"); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAuditSaysWhatIsWrong(t *testing.T) {
	dir := intranet(t)
	t.Chdir(t.TempDir())
	_, tarball := packed(t, dir)
	for name, raw := range map[string][]byte{"page.asp": []byte("<% %>"), "half.tgz": tarball[:len(tarball)/2]} {
		if err := os.WriteFile(name, raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, tt := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"missing"}, 2, "missing: no such file or folder"},
		{[]string{"page.asp"}, 2, "page.asp: not an archive that can be read: .zip, .tar and .tar.gz are"},
		{[]string{"half.tgz"}, 3, "half.tgz: the archive is damaged"},
		{[]string{"-"}, 2, "standard input: not an archive"},
		{[]string{"--format", "pdf", dir}, 2, "takes html, json or csv"},
		{[]string{"--rev", "HEAD", dir}, 2, "not in a git repository"},
		{[]string{"--rev", "HEAD", "half.tgz"}, 2, "--rev is for folders in a git repository"},
		{[]string{"-o", "no/such/folder/x.html", dir}, 2, "there is no folder " + filepath.FromSlash("no/such/folder")},
		{[]string{"--rules", "nonsense", dir}, 2, "nonsense"},
	} {
		status, out, errs := audited(t, nil, tt.args...)
		if status != tt.status || !strings.Contains(errs, tt.want) || out != "" {
			t.Errorf("%v: exit status %d, %q, %q; want %d, %q", tt.args, status, errs, out, tt.status, tt.want)
		}
	}
}

func TestTheDateOfAnAuditCanBeSet(t *testing.T) {
	dir := intranet(t)
	t.Setenv("SOURCE_DATE_EPOCH", "1136160000")
	if _, out, _ := audited(t, nil, dir, "-o", "-"); !strings.Contains(out, "2006-01-02") {
		t.Error("the date is not in the report")
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	if status, _, errs := audited(t, nil, dir, "-o", "-"); status != 2 {
		t.Errorf("exit status %d: %s", status, errs)
	}
}
