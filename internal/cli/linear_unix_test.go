//go:build unix

package cli_test

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/cli"
)

// shapes of code bases, n units large. Each is analysed in full.
func shapes() map[string]func(n int) map[string]string {
	return map[string]func(n int) map[string]string{
		"quotes":        func(n int) map[string]string { return page("x = \"" + strings.Repeat(`""`, 20*n) + "\"") },
		"continued":     func(n int) map[string]string { return page("x = 1" + strings.Repeat(" _\n", 20*n)) },
		"delimiters":    func(n int) map[string]string { return page("%>" + strings.Repeat("<%x%>", 5*n) + "<%") },
		"concatenation": func(n int) map[string]string { return page("x = a" + strings.Repeat(` & "b"`, 5*n)) },
		"blocks": func(n int) map[string]string {
			return page(strings.Repeat(strings.Repeat("If a Then\n", 50)+strings.Repeat("End If\n", 50), n/50))
		},
		"branches":   func(n int) map[string]string { return page(each(n/2, "If a# Then x = \"b#\" Else y = x\n")) },
		"procedures": func(n int) map[string]string { return page(each(n/4, "Sub p#(a)\nx = a & \"#\"\nEnd Sub\np# \"v\"\n")) },
		"logons": func(n int) map[string]string {
			return page(each(n/40, "Set s# = CreateObject(\"MAPI.Session\")\ns#.Logon \"p#\"\ns#.Logoff\n"))
		},
		"items": func(n int) map[string]string { return page(each(n/4, "Session(\"k#\") = Session(\"j#\")\n")) },
		"HTML": func(n int) map[string]string {
			return page("%>" + strings.Repeat("<p class=\"a\">text</p>\n", 5*n) + "<%")
		},
		"comments": func(n int) map[string]string {
			return page(strings.Repeat("' cdolint is mentioned, createobject too\n", 3*n))
		},
		"JScript": func(n int) map[string]string {
			return page("%><script runat=server language=jscript>" + each(n, "var v#=f(\"a#\")+1;\n") + "</script><%")
		},
		"suppressions below each other": func(n int) map[string]string {
			return page(strings.Repeat("' cdolint:ignore CDO101 -- x\n", n))
		},
		"suppressions on a line": func(n int) map[string]string {
			m := page("%><script runat=server language=jscript>" + strings.Repeat("/* cdolint:ignore CDO101 -- x */", n) + "</script><%")
			m["web.config"] = "<configuration>" + strings.Repeat("<!-- cdolint:ignore CDO001 -- x", n) + "</configuration>"
			return m
		},
		"a password on each line": func(n int) map[string]string {
			return page("Set h = CreateObject(\"MSXML2.ServerXMLHTTP\")\n" + each(n/8, "h.Open \"PROPFIND\", \"http://ex/exchange/\", False, \"u\", \"secret#\"\n"))
		},
		"a component for each page": func(n int) map[string]string {
			m := map[string]string{}
			for i := range n / 20 {
				m[fmt.Sprintf("c%d.wsc", i)] = fmt.Sprintf("<component><registration progid=\"My.C%d\"/><public><method name=\"Go\"/></public><script language=\"VBScript\"><![CDATA[\nSub Go\nx = 1\nEnd Sub\n]]></script></component>", i)
				m[fmt.Sprintf("p%d.asp", i)] = fmt.Sprintf("<%%\nSet c = Server.CreateObject(\"My.C%d\")\nc.Go\n%%>\n", i) + mailPage
			}
			return m
		},
		"items on a line": func(n int) map[string]string {
			return page(strings.Repeat("Session(\"k\")=Session(\"j\"):", 2*n))
		},
		"bad syntax": func(n int) map[string]string { return page(strings.Repeat("If If ( \n", n)) },
		"settings": func(n int) map[string]string {
			m := page("")
			m["web.config"] = "<configuration>" + each(n/4, `<location path="a#.asp"><system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer></location>`) + "</configuration>"
			return m
		},
		"include fan-out": func(n int) map[string]string {
			m := page("")
			for i := range n / 20 {
				m[fmt.Sprintf("i%d.inc", i)] = fmt.Sprintf("<%% v%d = \"MAPI.Session\" %%>\n", i)
			}
			m["a.asp"] = each(n/20, "<!--#include file=\"i#.inc\"-->\n") + m["a.asp"]
			return m
		},
		"includes that each log on": func(n int) map[string]string {
			m := page("")
			for i := range n / 8 {
				m[fmt.Sprintf("i%d.inc", i)] = mailPage
			}
			m["a.asp"] = each(n/8, "<!--#include file=\"i#.inc\"-->\n")
			return m
		},
		"folders that include one logon": func(n int) map[string]string {
			m := map[string]string{"lib.inc": mailPage}
			for i := range n / 4 {
				m[fmt.Sprintf("d%d/a.asp", i)] = "<!--#include file=\"../lib.inc\"-->\n"
			}
			return m
		},
		"pages": func(n int) map[string]string {
			m := map[string]string{"lib.inc": "<% Sub logOn(s)\ns.Logon \"p\"\nEnd Sub %>\n"}
			for i := range n / 40 {
				m[fmt.Sprintf("p%d.asp", i)] = "<!--#include file=\"lib.inc\"-->\n<%\nSet s = CreateObject(\"MAPI.Session\")\nlogOn s\n%>\n"
			}
			return m
		},
	}
}

// page of some code, with a logon behind it.
func page(text string) map[string]string {
	return map[string]string{"a.asp": "<%\n" + text + "\n%>\n" + mailPage}
}

// each repeats a format with # for the number and ~# for the next one.
func each(n int, format string) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.NewReplacer("~#", strconv.Itoa(i+1), "#", strconv.Itoa(i)).Replace(format))
	}
	return b.String()
}

const mailPage = "<%\nSet s = Server.CreateObject(\"MAPI.Session\")\ns.Logon \"profile\"\n%>\n"

// TestLinear doubles code bases of many shapes: the processor time of the whole
// program must not grow by much more than twice. The best of several runs keeps
// what else the machine does out of it; what is quadratic grows fourfold in every run.
func TestLinear(t *testing.T) { doubles(t, shapes(), "--format", "json") }

// serverShapes are code bases whose web server is set up at length.
func serverShapes() map[string]func(n int) map[string]string {
	const integrated = `<system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer>`
	folders := func(n int) map[string]string {
		m := map[string]string{}
		for i := range n {
			m[fmt.Sprintf("d%d/a.asp", i)] = mailPage
		}
		return m
	}
	return map[string]func(n int) map[string]string{
		"a web.config in each folder": func(n int) map[string]string {
			m := folders(n / 20)
			for i := range n / 20 {
				m[fmt.Sprintf("d%d/web.config", i)] = "<configuration>" + integrated + "</configuration>"
			}
			return m
		},
		"build configurations in each folder": func(n int) map[string]string {
			m := page("")
			for i := range n / 8 {
				m[fmt.Sprintf("d%d/web.config", i)] = "<configuration>" + integrated + "</configuration>"
				m[fmt.Sprintf("d%d/web.Release.config", i)] = "<configuration>" + integrated + "</configuration>"
			}
			return m
		},
		"one section for many": func(n int) map[string]string {
			m := page("")
			m["web.config"] = "<configuration><system.webServer><security>" + strings.Repeat(`<authentication configSource="auth.config"/>`, n/4) + "</security></system.webServer></configuration>"
			m["auth.config"] = "<authentication>" + strings.Repeat(`<windowsAuthentication enabled="true"/>`, n/4) + "</authentication>"
			return m
		},
		"a key of the metabase for each folder": func(n int) map[string]string {
			m := folders(n / 40)
			m["MetaBase.xml"] = `<configuration xmlns="urn:microsoft-catalog:XML_Metabase_V64_0"><MBProperty><IIsWebVirtualDir Location="/LM/W3SVC/1/ROOT" Path="c:\x"/>` + "\n" +
				each(n/40, `<IIsWebVirtualDir Location="/LM/W3SVC/1/ROOT/d#" AuthFlags="4" Path="c:\x\d#" AppRoot="/LM/W3SVC/1/ROOT/d#"/>`+"\n") + "</MBProperty></configuration>"
			return m
		},
		"virtual directories of one name": func(n int) map[string]string {
			m := page("")
			for i := range n / 8 {
				m[fmt.Sprintf("d%d/mail/x.htm", i)] = ""
			}
			m["setup.cmd"] = each(n/8, `appcmd add vdir /app.name:"Default Web Site/" /path:/v# /physicalPath:C:\x#\mail`+"\n")
			return m
		},
		"sites and a pool for each": func(n int) map[string]string {
			m := page("")
			m["applicationHost.config"] = "<configuration><system.applicationHost><applicationPools>" + each(n/4, `<add name="p#" enable32BitAppOnWin64="true"/>`) + "</applicationPools><sites>" +
				each(n/4, `<site name="s#" id="1#"><application path="/" applicationPool="p#"><virtualDirectory path="/" physicalPath="c:\x"/></application></site>`) +
				"</sites></system.applicationHost>" + each(n/4, `<location path="s#" overrideMode="Deny">`+integrated+"</location>") + "</configuration>"
			return m
		},
		"scripts that run scripts of one name": func(n int) map[string]string {
			m := page("")
			for i := range n / 16 {
				m[fmt.Sprintf("d%d/s.cmd", i)] = "appcmd set config \"%1\" /section:windowsAuthentication /enabled:true\n"
				m[fmt.Sprintf("d%d/go.cmd", i)] = strings.Repeat("call s.cmd \"Default Web Site\"\n", 10)
			}
			return m
		},
		"libraries": func(n int) map[string]string {
			m := page("")
			for i := range n / 16 {
				m[fmt.Sprintf("s%d.vbs", i)] = fmt.Sprintf("Sub f%d(x)\nSet o = GetObject(\"IIS://localhost/W3SVC/1/ROOT/\" & x)\no.AuthNTLM = True\no.SetInfo\nEnd Sub\n", i)
			}
			return m
		},
	}
}

// TestLinearServer is TestLinear for what web servers are set up by.
func TestLinearServer(t *testing.T) { doubles(t, serverShapes(), "--format", "json") }

// TestLinearSuppress is TestLinear for comments that are written to files with
// many findings.
func TestLinearSuppress(t *testing.T) {
	doubles(t, map[string]func(n int) map[string]string{
		"logons": func(n int) map[string]string {
			return page("Set s = CreateObject(\"MAPI.Session\")\n" + each(n/8, "s.Logon \"p#\"\n"))
		},
		"passwords of web.config": func(n int) map[string]string {
			m := page("")
			m["web.config"] = "<configuration><system.webServer><security><authentication>\n" + each(n/4, "<anonymousAuthentication enabled=\"true\" userName=\"x\" password=\"secret#\"/>\n") + "</authentication></security></system.webServer></configuration>"
			return m
		},
	}, "--suppress", "CDO102,CDO201", "--reason", "known to us", "--dry-run")
}

// TestLinearAudit is TestLinear for the report on a code base.
func TestLinearAudit(t *testing.T) {
	doubling(t, map[string]func(n int) map[string]string{
		"applications": func(n int) map[string]string {
			m := map[string]string{}
			for i := range n / 80 {
				m[fmt.Sprintf("d%d/global.asa", i)] = ""
				m[fmt.Sprintf("d%d/a.asp", i)] = mailPage
			}
			return m
		},
		"folders": func(n int) map[string]string {
			m := map[string]string{"lib.inc": mailPage}
			for i := range n / 16 {
				m[fmt.Sprintf("d%d/a.asp", i)] = "<!--#include file=\"../lib.inc\"-->\n"
			}
			return m
		},
	}, func(dir string) []string { return []string{"audit", "--no-cache", "--format", "html", "-o", "-", dir} })
}

func doubles(t *testing.T, shapes map[string]func(n int) map[string]string, flags ...string) {
	t.Helper()
	doubling(t, shapes, func(dir string) []string {
		return append(append([]string{"check", "--no-cache", "--no-prefilter"}, flags...), "--root", dir, dir)
	})
}

func doubling(t *testing.T, shapes map[string]func(n int) map[string]string, args func(dir string) []string) {
	t.Helper()
	if testing.Short() {
		t.Skip("takes time by design")
	}
	defer debug.SetGCPercent(100)
	const units, runs, tries = 4000, 3, 5
	const limit = 2.3
	for name, shape := range shapes {
		t.Run(name, func(t *testing.T) {
			least := func(n int) time.Duration {
				dir := t.TempDir()
				for file, text := range shape(n) {
					if err := os.MkdirAll(filepath.Join(dir, filepath.Dir(file)), 0o700); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
						t.Fatal(err)
					}
				}
				best := time.Hour
				for range runs {
					runtime.GC()
					debug.SetGCPercent(-1) // it would set in at some size
					start := processor(t)
					if status := cli.Main(args(dir), nil, io.Discard, io.Discard); status > 1 {
						t.Fatalf("exit status %d", status)
					}
					best = min(best, processor(t)-start)
				}
				return best
			}
			base := least(1) // what every run costs
			n, ratio := units, 0.0
			for range tries {
				one, two := least(n)-base, least(2*n)-base
				if ratio = float64(two) / float64(max(one, time.Millisecond)); ratio <= limit {
					t.Logf("%v, twice as much %v: %.2f times", one, two, ratio)
					return
				}
				t.Logf("%v, twice as much %v: %.2f times", one, two, ratio)
				n *= 2 // some milliseconds say little: what is quadratic shows all the more in more
			}
			t.Errorf("twice the input takes %.2f times as long", ratio)
		})
	}
}

// processor is the processor time that this process has used.
func processor(t *testing.T) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// TestALineOfTenMegabytesInTime: the largest file that is read, on one line.
func TestALineOfTenMegabytesInTime(t *testing.T) {
	const size = 10<<20 - 4096
	for name, text := range map[string]string{
		"a string": "<% x = \"" + strings.Repeat("y", size) + "\" %>",
		"HTML":     strings.Repeat("<p>", size/3),
	} {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "a.asp"), []byte(text+mailPage), 0o600); err != nil {
			t.Fatal(err)
		}
		best := time.Hour
		for range 5 {
			start := processor(t)
			if status := cli.Main([]string{"check", "--no-cache", "--quiet", "--root", dir, dir}, nil, io.Discard, io.Discard); status != 1 {
				t.Fatalf("%s: exit status %d", name, status)
			}
			best = min(best, processor(t)-start)
		}
		t.Logf("%s: %v", name, best)
		if best > 500*time.Millisecond { // of processor, so that others do not count; what is quadratic takes hours
			t.Errorf("%s took %v", name, best)
		}
	}
}
