package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/cdolint/cdolint/internal/finding"
	"github.com/cdolint/cdolint/internal/source"
)

// hostileNames are 256 names of files: every control character, every one that
// changes the direction of text, other invisible ones, escape sequences, bytes
// that are not UTF-8, and markup of all formats.
func hostileNames() []string {
	var out []string
	for r := rune(1); r < 0xA0; r++ {
		if unicode.IsControl(r) && r != '/' {
			out = append(out, "a"+string(r)+"b.asp")
		}
	}
	for _, r := range []rune{
		0xAD, 0x61C, 0x180E, 0x200B, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B, 0x202C, 0x202D, 0x202E,
		0x2060, 0x2061, 0x2062, 0x2063, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x206A, 0x206F, 0x3164, 0xFEFF, 0xFFA0,
		0xFFF9, 0xFFFA, 0xFFFB, 0xE0001, 0xE0020, 0xE007F,
	} {
		out = append(out, "x"+string(r)+"gpj.asp")
	}
	out = append(out,
		"\x1b[2J.asp", "\x1b]0;title\x07.asp", "\x1b]8;;https://evil.example\x1b\\.asp", "\x9b31m.asp", "\xc2\x9b31m.asp", "\xff\xfe.asp", "\xed\xa0\x80.asp",
		"::error::x.asp", "a%0Ab.asp", "a,line=1::.asp", "<script>alert(1)</script>.asp", "\"onmouseover=\"x.asp", "'><img src=x>.asp", "]]>.asp", "--!>.asp",
		"[x](https://evil.example).asp", "`rm`.asp", "a|b.asp", "@everyone.asp", "https://evil.example/a.asp", "&amp;.asp", "\ufffe.asp", "\uffff.asp",
		"会議室.asp", "Räume.asp", "שלום.asp", "مرحبا.asp", "👩‍👩‍👧.asp", "con.asp", "..asp", " .asp", "a b.asp", "#.asp", "?.asp", "%.asp", "%2e%2e.asp",
	)
	for i := len(out); i < 256; i++ {
		out = append(out, fmt.Sprintf("%c%c%c.asp", rune(i*7%0x500+1), rune(0x2000+i%0x70), rune(i%32+1)))
	}
	return out[:256]
}

// hostileReport has a finding in a file of each name, whose text and messages
// hold the name too.
func hostileReport() *finding.Report {
	m := memory{}
	r := &finding.Report{Version: "0.1.0", Rules: testRules(), Sources: m}
	for _, name := range hostileNames() {
		text := "<% ' " + strings.NewReplacer("\r", "", "\n", "").Replace(name) + "\ns.Logon\n%>"
		m[name] = source.New(name, []byte(text), source.Options{})
		if m[name].IsBinary {
			m.add(name, "<%\ns.Logon\n%>")
		}
		at := m.at(name, "s.Logon", 0)
		r.Findings = append(r.Findings, finding.Finding{
			Rule: "CDO001", Level: finding.Error, Confidence: finding.Low, At: at, Message: "In [" + name + "](1) and " + name,
			Application: name, Procedure: name, Snippet: "s.logon", Tags: []string{name},
			Steps:       []finding.Step{{At: at, Text: name, Kind: "logon"}},
			Related:     []finding.Related{{At: at, Text: name, Page: true}, {At: at, Text: name}},
			Workarounds: []finding.Workaround{{ID: "webdav", Title: name, Summary: name, Text: name, Commands: []string{name}}},
		})
		r.Notifications = append(r.Notifications, finding.Notification{ID: "parse-error", Level: finding.Warning, At: at, Message: name})
	}
	finding.Number(r.Findings)
	return r
}

func TestNoFormatWritesControlOrBidiCharacters(t *testing.T) {
	if n := len(hostileNames()); n != 256 {
		t.Fatalf("%d names", n)
	}
	r := hostileReport()
	for _, format := range Formats() {
		for _, o := range []Options{{Verbose: true}, {Quiet: true}, {Baseline: true, ShowSuppressed: true}} {
			raw := written(t, format, r, o)
			for i := 0; i < len(raw); {
				c, n := utf8.DecodeRune(raw[i:])
				if c == utf8.RuneError && n == 1 {
					t.Fatalf("%s: byte %#x is not UTF-8, in %q", format, raw[i], around(raw, i))
				}
				if c != '\n' && c != '\t' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c) || hidden(c)) {
					t.Fatalf("%s: U+%04X in %q", format, c, around(raw, i))
				}
				i += n
			}
		}
	}
}

func around(b []byte, i int) string { return string(b[max(0, i-40):min(len(b), i+40)]) }

func TestHostileNamesLeaveEveryFormatReadable(t *testing.T) {
	r := hostileReport()
	for format, parse := range map[string]func([]byte) error{
		"json": jsonValid, "sarif": jsonValid, "gitlab": jsonValid, "checkstyle": xmlValid, "junit": xmlValid,
		"jsonl": func(b []byte) error {
			for _, l := range bytes.Split(bytes.TrimSpace(b), []byte("\n")) {
				if err := jsonValid(l); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		if err := parse(written(t, format, r, Options{ShowSuppressed: true})); err != nil {
			t.Errorf("%s: %v", format, err)
		}
	}
	var doc struct {
		Findings []struct{ Application string }
	}
	if err := json.Unmarshal(written(t, "json", r, Options{}), &doc); err != nil {
		t.Fatal(err)
	}
	for i, f := range doc.Findings {
		if want := strings.ToValidUTF8(r.Findings[i].Application, "\ufffd"); utf8.ValidString(r.Findings[i].Application) && f.Application != want {
			t.Errorf("JSON changed %q to %q", want, f.Application)
		}
	}
}

func jsonValid(b []byte) error {
	var v any
	return json.Unmarshal(b, &v)
}

func xmlValid(b []byte) error {
	d := xml.NewDecoder(bytes.NewReader(b))
	for {
		if _, err := d.Token(); errors.Is(err, io.EOF) {
			return nil
		} else if err != nil {
			return err
		}
	}
}

func TestSecretsAreMaskedInEveryFormat(t *testing.T) {
	r := testReport(t)
	for i := range r.Findings {
		f := &r.Findings[i]
		f.Steps = append(f.Steps, finding.Step{At: r.Secrets[0], Text: "The password Winter2003 is used"})
		f.Related = append(f.Related, finding.Related{At: r.Secrets[0], Text: "Winter2003"})
		f.Workarounds = append(f.Workarounds, finding.Workaround{ID: "x", Summary: "pwd=Wint3r!", Text: "Winter2003", Commands: []string{"net use /user:x Winter2003"}})
		f.Suppressed = "Winter2003 is an old password"
	}
	r.Notifications = append(r.Notifications, finding.Notification{ID: "parse-error", Message: "unexpected Winter2003"})
	for _, format := range Formats() {
		raw := written(t, format, r, Options{ShowSuppressed: true, Verbose: true, Baseline: true})
		for _, secret := range []string{"Winter2003", "Wint3r!"} {
			if i := bytes.Index(raw, []byte(secret)); i >= 0 {
				t.Errorf("%s shows %s: %q", format, secret, around(raw, i))
			}
		}
	}
}

func TestUnknownFormatsAreRefused(t *testing.T) {
	err := Write(io.Discard, "yaml", &finding.Report{}, Options{})
	if err == nil || !strings.Contains(err.Error(), `no format "yaml"`) || !strings.Contains(err.Error(), "sarif") {
		t.Errorf("got %v", err)
	}
}

// failing is a writer that fails after some bytes.
type failing int

func (f *failing) Write(b []byte) (int, error) {
	if *f -= failing(len(b)); *f < 0 {
		return 0, io.ErrShortWrite
	}
	return len(b), nil
}

func TestErrorsOfTheWriterAreReturned(t *testing.T) {
	for _, format := range Formats() {
		f := failing(100)
		if err := Write(&f, format, testReport(t), Options{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s: %v", format, err)
		}
	}
}

func TestTheSameReportGivesTheSameBytes(t *testing.T) {
	for _, format := range Formats() {
		first := written(t, format, testReport(t), Options{})
		for range 20 {
			if !bytes.Equal(first, written(t, format, testReport(t), Options{})) {
				t.Fatalf("%s differs from run to run", format)
			}
		}
	}
}
