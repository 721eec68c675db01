//go:build unix

package cli_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// line is one of code: a unit over and over, and what stands around it.
type line struct{ head, unit, tail string }

// write writes a page with the line, ten megabytes long, between two logons.
func (l line) write(t *testing.T, name string) {
	t.Helper()
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	w := bufio.NewWriter(f)
	_, _ = w.WriteString(mailPage + l.head)
	for range (10<<20 - 4096) / len(l.unit) {
		_, _ = w.WriteString(l.unit)
	}
	_, _ = w.WriteString(l.tail + "\n" + mailPage)
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestALineOfCodeOfTenMegabytesInTime: a line of code that is followed, as large
// as a file may be. That it is too much is said where it gets so, and the logons
// before and behind it in the same page are found.
func TestALineOfCodeOfTenMegabytesInTime(t *testing.T) {
	if testing.Short() {
		t.Skip("large by design")
	}
	const script, end = "<script language=jscript runat=server>", "\n</script>"
	for name, l := range map[string]line{
		"concatenations":        {"<% x = a", " & a", " %>"},
		"statements":            {"<% ", "a=1:", " %>"},
		"calls":                 {"<% ", "f a:", " %>"},
		"Ifs":                   {"<% ", "If a Then b : End If : ", " %>"},
		"arguments":             {"<% f a", ",a", " %>"},
		"elements":              {"<% x = Array(1", ",1", ") %>"},
		"arguments left out":    {"<% f a", ",", "a %>"},
		"names":                 {"<% Dim a", ",a", " %>"},
		"cases":                 {"<% Select Case a : Case 1", ",1", ": End Select %>"},
		"items":                 {"<% ", "Session(\"k\")=Session(\"j\"):", " %>"},
		"continued":             {"<% x = a", "& _\n\"b\"", " %>"},
		"code to execute":       {"<% Execute \"", "a:", "\" %>"},
		"procedures":            {"<% ", "Sub a : End Sub : ", " %>"},
		"blocks":                {"", "<%a%>", ""},
		"expressions":           {"", "<%=a%>b", ""},
		"JScript statements":    {script, "a=1;", end},
		"JScript concatenation": {script + "x=a", "+a", ";" + end},
		"JScript elements":      {script + "x=[1", ",1", "];" + end},
		"JScript objects":       {script + "x={a:1", ",a:1", "};" + end},
		"JScript, minified":     {script, "function f(a,b){var c=a+b;if(c>1){return c.d('x')[0]}for(var i=0;i<c;i++){a[i]=b?c:{k:1}}}", end},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			l.write(t, filepath.Join(dir, "a.asp"))
			var out bytes.Buffer
			least, most := time.Hour, int64(0)
			for n := 0; n < 5 && (n == 0 || least > 500*time.Millisecond); n++ {
				cmd := program(t, dir, "check", "--no-cache", "--format", "json", ".")
				out.Reset()
				cmd.Stdout = &out
				most = max(most, peak(t, cmd))
				least = min(least, cmd.ProcessState.UserTime()+cmd.ProcessState.SystemTime())
			}
			t.Logf("%v, %d MiB at most", least, most)
			if least > time.Second { // of processor, which takes twice as long for the same on a busy machine
				t.Errorf("takes %v", least)
			}
			if most > 256 {
				t.Errorf("%d MiB of memory", most)
			}
			found(t, out.Bytes())
		})
	}
}

// found looks for both logons, and for the limit between them.
func found(t *testing.T, out []byte) {
	t.Helper()
	type location struct{ StartLine int }
	var report struct {
		Findings []struct {
			Rule     string
			Location location
		}
		Notifications []struct {
			ID       string
			Location location
		}
	}
	if err := json.Unmarshal(out, &report); err != nil {
		t.Fatalf("%v: %.1000s", err, out)
	}
	var before, behind, said bool
	for _, f := range report.Findings {
		before = before || f.Rule == "CDO101" && f.Location.StartLine == 3
		behind = behind || f.Rule == "CDO101" && f.Location.StartLine > 5
	}
	for _, n := range report.Notifications {
		said = said || n.ID == "limit" && n.Location.StartLine >= 5
	}
	if !before || !behind || !said {
		t.Errorf("found before the line: %v, behind it: %v; the limit is said: %v", before, behind, said)
	}
}
