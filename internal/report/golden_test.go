package report

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/finding"
)

var update = flag.Bool("update", false, "write the golden files anew")

// written is the report in a format.
func written(t testing.TB, format string, r *finding.Report, o Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, format, r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFormatsWriteTheGoldenFiles(t *testing.T) {
	for _, c := range []struct {
		file, format string
		options      Options
	}{
		{"text.txt", "text", Options{}},
		{"text-color.txt", "text", Options{Color: true, Width: 80}},
		{"text-narrow.txt", "text", Options{Width: 60, Verbose: true, ShowSuppressed: true}},
		{"text-quiet.txt", "text", Options{Quiet: true}},
		{"report.sarif", "sarif", Options{}},
		{"suppressed.sarif", "sarif", Options{ShowSuppressed: true}},
		{"baseline.sarif", "sarif", Options{Baseline: true}},
		{"report.json", "json", Options{}},
		{"report.jsonl", "jsonl", Options{}},
		{"github.txt", "github", Options{}},
		{"gitlab.json", "gitlab", Options{}},
		{"checkstyle.xml", "checkstyle", Options{}},
		{"junit.xml", "junit", Options{ShowSuppressed: true}},
		{"report.md", "markdown", Options{}},
		{"report.html", "html", Options{ShowSuppressed: true}},
	} {
		t.Run(c.file, func(t *testing.T) {
			got := written(t, c.format, testReport(t), c.options)
			path := filepath.Join("testdata", "golden", c.file)
			if *update {
				if err := os.WriteFile(path, got, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
			}
		})
	}
}
