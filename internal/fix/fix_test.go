package fix_test

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/fix"
	"github.com/cdolint/cdolint/internal/source"
)

// replace is the edit that puts text in the place of the first old.
func replace(t *testing.T, f *source.File, old, text string) finding.Edit {
	t.Helper()
	i := strings.Index(f.Text, old)
	if i < 0 {
		t.Fatalf("no %q in %q", old, f.Text)
	}
	return finding.Edit{At: f.PlaceAt(i, i+len(old)), Text: text}
}

// before is the edit that puts text before the first mark.
func before(t *testing.T, f *source.File, mark, text string) finding.Edit {
	t.Helper()
	e := replace(t, f, mark, text)
	e.At.End = e.At.Pos
	return e
}

func write(t *testing.T, root, name, raw string) *source.File {
	t.Helper()
	file := filepath.Join(root, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(raw), 0o644); err != nil {
		t.Fatal(err)
	}
	return source.New(name, []byte(raw), source.Options{})
}

func stored(t *testing.T, root, name string) string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

func TestApplyKeepsEverythingElse(t *testing.T) {
	tests := []struct {
		name, raw string
		edits     func(t *testing.T, f *source.File) []finding.Edit
		want      string
	}{
		{"a value", "<a on=\"true\" />\n", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "true", "false")}
		}, "<a on=\"false\" />\n"},
		{"an element, with the line ends of the file", "<x>\r\n  <a />\r\n</x>\r\n", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{before(t, f, "</x>", "  <b />\n")}
		}, "<x>\r\n  <a />\r\n  <b />\r\n</x>\r\n"},
		{"line ends of old Macintosh files", "<x>\r  <a />\r</x>", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{before(t, f, "</x>", "  <b />\r\n")}
		}, "<x>\r  <a />\r  <b />\r</x>"},
		{"mixed line ends: those around the edit", "a\r\nb\nc\nd", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{before(t, f, "b", "1\n"), before(t, f, "d", "2\n")}
		}, "a\r\n1\r\nb\nc\n2\nd"},
		{"windows-1252 stays windows-1252", "' f\xfcr \x80\r\nx = 1\r\n", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "\"\u00e4\"")}
		}, "' f\xfcr \x80\r\nx = \"\xe4\"\r\n"},
		{"a byte-order mark stays", "\xef\xbb\xbf<a on=\"1\"/>", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "0")}
		}, "\xef\xbb\xbf<a on=\"0\"/>"},
		{"UTF-16 stays UTF-16", "\xff\xfe<\x00a\x00>\x00\r\x00\n\x00", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "a", "b\nc")}
		}, "\xff\xfe<\x00b\x00\r\x00\n\x00c\x00>\x00\r\x00\n\x00"},
		{"bytes that mean nothing stay", "' \xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xff\nx = 1\n", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "2")}
		}, "' \xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xc3\xa4\xc3\xb6\xc3\xbc\xff\nx = 2\n"},
		{"what several findings ask for is done once", "<a on=\"true\" />", func(t *testing.T, f *source.File) []finding.Edit {
			e, i := replace(t, f, "true", "false"), before(t, f, "<a", "<b />")
			return []finding.Edit{e, i, e, i}
		}, "<b /><a on=\"false\" />"},
		{"insertions at one place stay in order", "<x></x>", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{before(t, f, "</x>", "1"), before(t, f, "</x>", "2")}
		}, "<x>12</x>"},
		{"an insertion beside a replacement", "ab", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "b", "c"), before(t, f, "b", "-")}
		}, "a-c"},
		{"the end of the file", "ab", func(_ *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{{At: f.PlaceAt(2, 2), Text: "c"}}
		}, "abc"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			f := write(t, root, "sub/web.config", tt.raw)
			edits := tt.edits(t, f)
			res, err := fix.Apply(root, edits, fix.Options{Sources: analysed{f}})
			if err != nil {
				t.Fatal(err)
			}
			if len(res.Changes) != 1 || stored(t, root, "sub/web.config") != tt.want {
				t.Errorf("stored %q, want %q", stored(t, root, "sub/web.config"), tt.want)
			}
			// Once more: there is nothing left to do.
			res, err = fix.Apply(root, edits, fix.Options{Sources: analysed{f}})
			if err != nil || len(res.Changes) != 0 || len(res.Unchanged) != 1 {
				t.Errorf("the second time: %+v, %v", res, err)
			}
			if files, _ := os.ReadDir(filepath.Join(root, "sub")); len(files) != 1 {
				t.Errorf("files were left behind: %v", files)
			}
		})
	}
}

// analysed gives the file as it was.
type analysed struct{ f *source.File }

func (a analysed) Source(string) (*source.File, error) { return a.f, nil }

func TestApplyRefuses(t *testing.T) {
	const raw = "caf\xe9 = 1\n"
	tests := []struct {
		name  string
		edits func(t *testing.T, f *source.File) []finding.Edit
		spoil func(t *testing.T, root string)
		want  error
	}{
		{"edits that overlap", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "= 1", "= 2"), replace(t, f, "1", "3")}
		}, nil, fix.ErrConflict},
		{"two replacements of the same text", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "2"), replace(t, f, "1", "3")}
		}, nil, fix.ErrConflict},
		{"an insertion within a replacement", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "= 1", "= 2"), before(t, f, "1", "3")}
		}, nil, fix.ErrConflict},
		{"an edit beyond the end", func(_ *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{{At: f.PlaceAt(5, 500), Text: "x"}}
		}, nil, fix.ErrOutside},
		{"an edit that ends before it starts", func(_ *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{{At: f.PlaceAt(5, 2), Text: "x"}}
		}, nil, fix.ErrOutside},
		{"an edit within a character", func(_ *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{{At: f.PlaceAt(4, 4), Text: "x"}}
		}, nil, fix.ErrOutside},
		{"a file that has changed", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "2")}
		}, func(t *testing.T, root string) { write(t, root, "x.vbs", raw+"y = 2\n") }, fix.ErrChanged},
		{"a file that is gone", func(t *testing.T, f *source.File) []finding.Edit {
			return []finding.Edit{replace(t, f, "1", "2")}
		}, func(t *testing.T, root string) {
			if err := os.Remove(filepath.Join(root, "x.vbs")); err != nil {
				t.Fatal(err)
			}
		}, os.ErrNotExist},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			f := write(t, root, "x.vbs", raw)
			other := write(t, root, "other.vbs", "z = 1")
			edits := append(tt.edits(t, f), replace(t, other, "1", "2"))
			if tt.spoil != nil {
				tt.spoil(t, root)
			}
			res, err := fix.Apply(root, edits, fix.Options{Sources: sources{"x.vbs": f, "other.vbs": other}})
			if !errors.Is(err, tt.want) {
				t.Errorf("got %v, want %v", err, tt.want)
			}
			if len(res.Changes) != 0 || stored(t, root, "other.vbs") != "z = 1" {
				t.Error("a file was changed though another was refused")
			}
		})
	}
}

type sources map[string]*source.File

func (s sources) Source(path string) (*source.File, error) { return s[path], nil }

func TestApplyRefusesWhatTheEncodingCannotHold(t *testing.T) {
	root := t.TempDir()
	f := write(t, root, "x.asp", "caf\xe9")
	_, err := fix.Apply(root, []finding.Edit{{At: f.PlaceAt(0, 0), Text: "漢"}}, fix.Options{})
	var encodeErr *source.EncodeError
	if !errors.As(err, &encodeErr) || encodeErr.Encoding != "windows-1252" {
		t.Errorf("got %v", err)
	}
}

func TestApplyRefusesLinksAndPathsThatLeadOut(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Log("links need a privilege there; the refusal is the same code")
	}
	root, outside := t.TempDir(), t.TempDir()
	write(t, outside, "secret.config", "x")
	if err := os.Symlink(filepath.Join(outside, "secret.config"), filepath.Join(root, "link.config")); err == nil {
		_, err := fix.Apply(root, []finding.Edit{{At: source.Place{Path: "link.config"}, Text: "y"}}, fix.Options{})
		if !errors.Is(err, fix.ErrFile) {
			t.Errorf("a link: %v", err)
		}
	}
	rel, err := filepath.Rel(root, filepath.Join(outside, "secret.config"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := fix.Apply(root, []finding.Edit{{At: source.Place{Path: filepath.ToSlash(rel)}, Text: "y"}}, fix.Options{}); err == nil {
		t.Error("a path out of the root was not refused")
	}
	if stored(t, outside, "secret.config") != "x" {
		t.Error("a file outside the root was changed")
	}
}

func TestDryRunWritesNothing(t *testing.T) {
	root := t.TempDir()
	f := write(t, root, "web.config", "<a on=\"true\" />\r\n")
	res, err := fix.Apply(root, []finding.Edit{replace(t, f, "true", "false")}, fix.Options{DryRun: true})
	if err != nil {
		t.Fatal(err)
	}
	if stored(t, root, "web.config") != string(f.Raw) {
		t.Error("the file was written")
	}
	const preview = "--- a/web.config\n+++ b/web.config\n@@ -1,1 +1,1 @@\n-<a on=\"true\" />\n+<a on=\"false\" />\n"
	if got := res.Changes[0].Preview(); got != preview {
		t.Errorf("preview:\n%s\nwant:\n%s", got, preview)
	}
	if got := string(res.Changes[0].Patch()); got != strings.ReplaceAll(preview, " />\n", " />\r\n") {
		t.Errorf("patch: %q", got)
	}
}

func TestPermissionsStay(t *testing.T) {
	root := t.TempDir()
	f := write(t, root, "setup.sh", "x=1\n")
	if err := os.Chmod(filepath.Join(root, "setup.sh"), 0o750); err != nil {
		t.Fatal(err)
	}
	want, _ := os.Stat(filepath.Join(root, "setup.sh"))
	if _, err := fix.Apply(root, []finding.Edit{replace(t, f, "1", "2")}, fix.Options{}); err != nil {
		t.Fatal(err)
	}
	got, _ := os.Stat(filepath.Join(root, "setup.sh"))
	if got.Mode() != want.Mode() {
		t.Errorf("mode %v, want %v", got.Mode(), want.Mode())
	}
}

func BenchmarkDiff(b *testing.B) {
	raw := strings.Repeat("        <add name=\"x\" value=\"caf\xe9\" />\r\n", 20_000) + "<windowsAuthentication enabled=\"true\" />\r\n"
	f := source.New("web.config", []byte(raw), source.Options{})
	at := strings.Index(f.Text, "true")
	edits := []finding.Edit{{At: f.PlaceAt(at, at+4), Text: "false"}}
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := fix.Diff(f, edits); err != nil {
			b.Fatal(err)
		}
	}
}
