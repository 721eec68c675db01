package config

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
)

func validFixtures(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob("testdata/valid/*.yaml")
	if err != nil || len(paths) < 5 {
		t.Fatalf("%d fixtures, %v", len(paths), err)
	}
	out := map[string]string{}
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		out[filepath.Base(p)] = string(raw)
	}
	return out
}

func TestFilesReadTheSameHoweverAnEditorSavesThem(t *testing.T) {
	utf16le := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, u := range utf16.Encode([]rune(s)) {
			b = append(b, byte(u), byte(u>>8))
		}
		return string(b)
	}
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	for name, text := range validFixtures(t) {
		want := open1(t, text).Effective("apps/mail/inbox.asp")
		for _, tt := range []struct{ name, text string }{
			{"CRLF", crlf(text)},
			{"CR alone", strings.ReplaceAll(text, "\n", "\r")},
			{"byte-order mark", "\ufeff" + text},
			{"UTF-16 with CRLF, as PowerShell 5 writes it", utf16le(crlf(text))},
		} {
			t.Run(name+" "+tt.name, func(t *testing.T) {
				got := open1(t, tt.text).Effective("apps/mail/inbox.asp")
				for i := range got {
					got[i].At.Pos, got[i].At.End = 0, 0
				}
				base := append([]Origin(nil), want...)
				for i := range base {
					base[i].At.Pos, base[i].At.End = 0, 0
				}
				if diff := cmp.Diff(base, got); diff != "" {
					t.Error(diff)
				}
			})
		}
	}
}

// open1 opens a tree that holds one configuration.
func open1(t testing.TB, text string) *Set {
	t.Helper()
	s, err := OpenTree(mapTree{FileName: text}, "")
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return s
}
