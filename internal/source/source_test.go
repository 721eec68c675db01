package source_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cdolint/cdolint/internal/source"
)

var update = flag.Bool("update", false, "rewrite golden files")

// TestEncodings reads every file of testdata/encodings and compares what is
// found out about it with encodings.golden.
func TestEncodings(t *testing.T) {
	t.Parallel()
	var got strings.Builder
	for _, path := range fixtures(t) {
		f := source.New(filepath.Base(path), read(t, path), source.Options{})
		fmt.Fprintf(&got, "%s\n    %s\n", f.Path, describe(f))
		if problem := f.EncodingProblem(); problem != "" {
			fmt.Fprintf(&got, "    problem: %s\n", problem)
		}
		if value := assigned(f.Text); value != "" {
			fmt.Fprintf(&got, "    %s\n", value)
		}
	}
	golden(t, "testdata/encodings.golden", got.String())
}

// describe is what is known of a file on one line.
func describe(f *source.File) string {
	switch {
	case f.IsBinary:
		return "binary: " + f.BinaryKind
	case f.TooLarge:
		return "too large"
	}
	words := []string{f.Encoding, "by", f.Basis.String()}
	if f.BOM {
		words = append(words, "(with BOM)")
	}
	if f.Declared != "" {
		words = append(words, "although declared as", f.Declared)
	}
	if f.Unsupported != "" {
		words = append(words, "unsupported:", f.Unsupported)
	}
	if f.Undecodable > 0 {
		words = append(words, fmt.Sprint("undecodable: ", f.Undecodable))
	}
	if f.LFSPointer {
		words = append(words, "LFS pointer")
	}
	return strings.Join(words, " ")
}

// assigned is the first assignment in a fixture.
func assigned(text string) string {
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, "x = ") {
			return fmt.Sprintf("%+q", strings.TrimSpace(line)) + "  " + strings.TrimSpace(strings.ReplaceAll(line, "\x00", "␀"))
		}
	}
	return ""
}

func TestOptions(t *testing.T) {
	t.Parallel()
	undeclared := []byte("x = \"\x89\xef\x8bc\"") // 会議 cut short: no UTF-8, no hiragana
	tests := []struct {
		name string
		raw  []byte
		opts source.Options
		want string
	}{
		{"a configured label decodes files that declare nothing", undeclared, source.Options{Encoding: "Shift_JIS"}, "shift_jis by configuration"},
		{"a configured number of a code page does", undeclared, source.Options{Encoding: "932"}, "shift_jis by configuration"},
		{"an unknown configured name counts as none", undeclared, source.Options{Encoding: "klingon"}, "windows-1252 by default"},
		{"a page's own code page beats the configured one", []byte("<%@ codepage=1251 %>\xcc"), source.Options{Encoding: "932"}, "windows-1251 by @CODEPAGE"},
		{"the configured one replaces a declared UTF-8 that is none", []byte("<%@ codepage=65001 %>\x82\xa0"), source.Options{Encoding: "932"}, "shift_jis by configuration although declared as utf-8"},
		{"valid UTF-8 beats the configured single-byte one", []byte("é"), source.Options{Encoding: "1252"}, "utf-8 by valid UTF-8"},
		{"ASCII is UTF-8 whatever is configured", []byte("x"), source.Options{Encoding: "932"}, "utf-8 by valid UTF-8"},
		{"a file of MaxSize is read", []byte("1234"), source.Options{MaxSize: 4}, "utf-8 by valid UTF-8"},
		{"a file larger than MaxSize is not", []byte("12345"), source.Options{MaxSize: 4}, "too large"},
		{"a file larger than 10 MiB is not read by default", make([]byte, source.DefaultMaxSize+1), source.Options{}, "too large"},
		{"a negative MaxSize reads it", []byte(strings.Repeat(" ", source.DefaultMaxSize+1)), source.Options{MaxSize: -1}, "utf-8 by valid UTF-8"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := describe(source.New("x.asp", tt.raw, tt.opts))
			if !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestTextSharesMemoryWithRaw(t *testing.T) { // not parallel: it counts allocations
	for _, text := range []string{"plain", "Büro"} {
		raw := []byte(text)
		allocs := testing.AllocsPerRun(10, func() {
			if f := source.New("x.asp", raw, source.Options{}); f.Text != text || f.UTF8Lossy() != text {
				t.Errorf("Text = %q, want %q", f.Text, text)
			}
		})
		if allocs > 1 { // the File
			t.Errorf("%q: %v allocations, want 1", text, allocs)
		}
	}
}

// TestWrongBytesSwallowNothing: a lead byte whose second byte is missing must
// not take a quote or the end of a block with it.
func TestWrongBytesSwallowNothing(t *testing.T) {
	t.Parallel()
	for _, codePage := range []string{"932", "936", "949", "950", "1361", "54936", "51932"} {
		for _, lead := range []string{"\x88", "\x81", "\xe0", "\xfc", "\xff"} {
			raw := "<%@ codepage=" + codePage + " %><% x = \"" + lead + "\" %>" + lead + " <% y %>"
			f := source.New("x.asp", []byte(raw), source.Options{})
			if f.Encoding == "utf-8" {
				t.Fatalf("code page %s was not used", codePage)
			}
			if n := strings.Count(f.Text, `"`); n != 2 {
				t.Errorf("code page %s, lead byte %x: %d quotes in %q, want 2", codePage, lead, n, f.Text)
			}
			if n := strings.Count(f.Text, "<%"); n != 3 {
				t.Errorf("code page %s, lead byte %x: %d blocks in %q, want 3", codePage, lead, n, f.Text)
			}
		}
	}
}

func fixtures(t testing.TB) []string {
	t.Helper()
	paths, err := filepath.Glob("testdata/encodings/*")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	return paths
}

func read(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(string(read(t, path)), got); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", path, diff)
	}
}

// TestMemoryServesOneTextAfterTheOther, and allocates none of its own for what
// is not UTF-8.
func TestMemoryServesOneTextAfterTheOther(t *testing.T) { // not parallel: it counts allocations
	const text = "B\xfcro, M\xe4rz"
	var memory source.Memory
	opts := source.Options{Memory: &memory}
	long := source.New("a.asp", bytes.Repeat([]byte("\xe9"), 4000), opts)
	if want := strings.Repeat("é", 4000); long.Text != want {
		t.Errorf("Text = %.20q, want %.20q", long.Text, want)
	}
	allocated := func(opts source.Options) float64 {
		return testing.AllocsPerRun(10, func() {
			if f := source.New("b.asp", []byte(text), opts); f.Text != "Büro, März" || f.Encoding != "windows-1252" {
				t.Errorf("Text = %q in %s", f.Text, f.Encoding)
			}
		})
	}
	if with, without := allocated(opts), allocated(source.Options{}); with != without-1 {
		t.Errorf("%v allocations with memory, %v without", with, without)
	}
}
