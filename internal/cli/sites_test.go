package cli_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/cli"
)

// sites are the folders of testdata/sites.
func sites(tb testing.TB) []string {
	tb.Helper()
	dir := filepath.Join("..", "..", "testdata", "sites")
	entries, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	var list []string
	for _, e := range entries {
		if e.IsDir() {
			list = append(list, filepath.Join(dir, e.Name()))
		}
	}
	if len(list) < 2 {
		tb.Fatalf("%d example sites", len(list))
	}
	return list
}

// TestSites holds what cdolint says of the example sites against the golden
// files beside them: every verdict with its whole chain of evidence, and the
// map of the authentication.
func TestSites(t *testing.T) {
	for _, dir := range sites(t) {
		for _, command := range []string{"check --show-cleared", "auth"} {
			name, _, _ := strings.Cut(command, " ")
			t.Run(filepath.Base(dir)+"/"+name, func(t *testing.T) {
				golden, err := filepath.Abs(dir + "." + name + ".txt")
				if err != nil {
					t.Fatal(err)
				}
				t.Chdir(dir)
				t.Setenv("NO_COLOR", "1")
				var out, errs bytes.Buffer
				args := append(strings.Fields(command), "--root", ".", ".")
				if status := cli.Main(args, strings.NewReader(""), &out, &errs); status > 1 || errs.Len() > 0 {
					t.Fatalf("exit status %d\n%s", status, errs.String())
				}
				if *update {
					if err := os.WriteFile(golden, out.Bytes(), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(string(want), out.String()); diff != "" {
					t.Errorf("run with -update if this is meant (-want +got):\n%s", diff)
				}
			})
		}
	}
}

// BenchmarkSites is the whole way from folder to report for each example site.
func BenchmarkSites(b *testing.B) {
	for _, dir := range sites(b) {
		b.Run(filepath.Base(dir), func(b *testing.B) {
			b.Chdir(dir)
			for b.Loop() {
				if status := cli.Main([]string{"check", "--root", ".", "."}, strings.NewReader(""), io.Discard, io.Discard); status != 1 {
					b.Fatalf("exit status %d", status)
				}
			}
		})
	}
}
