package cli_test

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/cdolint/cdolint/internal/cli"
)

// TestColumnsInEveryEncoding: whatever a page is saved in, the columns are
// those that an editor shows, and no second byte is taken for a quote or a
// backslash (表, ソ and 能 end in one in Shift_JIS).
func TestColumnsInEveryEncoding(t *testing.T) {
	const page = "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\nx = \"表示ソ\" : s.Logon \"p\" ' 能\n%>"
	const korean949 = "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\nx = \"한국어\" : s.Logon \"p\" ' 말\n%>"
	dir := t.TempDir()
	for _, tt := range []struct {
		name, directive, text string
		enc                   encoding.Encoding
	}{
		{"utf8.asp", "", page, encoding.Nop},
		{"utf8bom.asp", "", "\ufeff" + page, encoding.Nop},
		{"utf16le.asp", "", page, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)},
		{"utf16be.asp", "", page, unicode.UTF16(unicode.BigEndian, unicode.UseBOM)},
		{"sjis.asp", "<%@ CODEPAGE=932 %>", page, japanese.ShiftJIS},
		{"gbk.asp", "<%@ CodePage=\"936\" %>", page, simplifiedchinese.GBK},
		{"euckr.asp", "<%@ codepage = 949 %>", korean949, korean.EUCKR},
		{"cr.asp", "<%@ CODEPAGE=932 %>", strings.ReplaceAll(page, "\n", "\r"), japanese.ShiftJIS},
		{"crlf.asp", "<%@ CODEPAGE=932 %>", strings.ReplaceAll(page, "\n", "\r\n"), japanese.ShiftJIS},
	} {
		raw, err := tt.enc.NewEncoder().String(tt.directive + tt.text)
		if err != nil {
			t.Fatal(tt.name, err)
		}
		write(t, filepath.Join(dir, tt.name), raw)
		var out bytes.Buffer
		cli.Main([]string{"check", "--quiet", "--rules", "CDO002", "--ignore", "cdo", filepath.Join(dir, tt.name)}, nil, &out, &out)
		if !strings.Contains(out.String(), tt.name+":3:13: warning[CDO002]") {
			t.Errorf("%s: not at line 3, column 13:\n%s", tt.name, out.String())
		}
	}
}

// TestFilesInUTF16AreSaidToBe: the server refuses them in a page, be they the
// page itself or included in it, in whatever extension; scripts and
// configuration may be UTF-16.
func TestFilesInUTF16AreSaidToBe(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"page.asp":   "<!--#include file=\"lib.inc\"--><!--#include file=\"old.txt\"--><!--#include file=\"lib.inc\"--><% OpenMail %>",
		"other.asp":  "<% x = 1 %>",
		"lib.inc":    "<% Sub OpenMail\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"p\"\nEnd Sub %>",
		"orphan.inc": "<% y = 1 %>",
		"old.txt":    "<% z = 1 %>",
		"notes.txt":  "x",
		"setup.vbs":  "Set o = GetObject(\"IIS://localhost/W3SVC/1/ROOT\")\no.AuthFlags = 4\no.SetInfo\n",
		"web.config": "<configuration></configuration>",
	} {
		raw, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
		if err != nil {
			t.Fatal(err)
		}
		if name == "page.asp" {
			raw = text
		}
		write(t, filepath.Join(dir, name), raw)
	}
	var out bytes.Buffer
	cli.Main([]string{"check", "--format", "jsonl", "--no-cache", dir}, nil, &out, &out)
	got := map[string]bool{}
	for line := range strings.Lines(out.String()) {
		if strings.Contains(line, `"encoding"`) {
			_, rest, _ := strings.Cut(line, `"path":"`)
			name, _, _ := strings.Cut(rest, `"`)
			if got[name] {
				t.Errorf("%s is said twice", name)
			}
			got[name] = true
		}
	}
	want := map[string]bool{"other.asp": true, "lib.inc": true, "orphan.inc": true, "old.txt": true}
	if !maps.Equal(got, want) {
		t.Errorf("got %v, want %v\n%s", got, want, out.String())
	}
	if !strings.Contains(out.String(), "CDO001") {
		t.Errorf("the included file and the script were not analysed:\n%s", out.String())
	}
}

// TestWhatCannotBeReadIsSaid: nothing is skipped in silence.
func TestWhatCannotBeReadIsSaid(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "picture.asp"), "GIF89a\x00\x01\x02\x03")
	write(t, filepath.Join(dir, "huge.asp"), strings.Repeat("<% x = 1 %>\n", 1<<20))
	write(t, filepath.Join(dir, "pointer.asp"), "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n")
	write(t, filepath.Join(dir, "MetaBase.bin"), "\x00\x01\x02\x03\x00\x05") // of IIS 4 and 5
	want := []string{"MetaBase.bin: this file was not analysed: it is not text but NUL and control bytes", "picture.asp: this file was not analysed: it is not text but a GIF image", "huge.asp: this file was not analysed: ", "pointer.asp: this file was not analysed: it is a Git LFS pointer"}
	if runtime.GOOS != "windows" {
		outside := filepath.Join(t.TempDir(), "secret.asp")
		write(t, outside, `<% Set s = CreateObject("MAPI.Session") : s.Logon "p" %>`)
		if err := os.Symlink(outside, filepath.Join(dir, "link.asp")); err != nil {
			t.Fatal(err)
		}
		want = append(want, "link.asp: a link that leads nowhere or out of the analysed folder")
	}
	var out bytes.Buffer
	if status := cli.Main([]string{"check", "--strict", dir}, nil, &out, &out); status != 3 {
		t.Errorf("exit status %d, want 3 with --strict", status)
	}
	text := strings.Join(strings.Fields(out.String()), " ")
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("not said: %s\n%s", w, out.String())
		}
	}
	if strings.Contains(text, "CDO002") {
		t.Error("a file outside of the root was analysed")
	}
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
