package iis_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/cdolint/cdolint/internal/iis"
)

// Pieces that, repeated, tempt readers into quadratic time or deep recursion.
// A reader that gives in needs minutes for these sizes; the limit is generous
// so that a busy machine does not matter.
func TestHostileShapesAreReadInTime(t *testing.T) {
	const size, limit = 40_000, 5 * time.Second // bytes
	pieces := []string{
		"(", "((a", "a.b", "[", "{", "@{a=", "$(", "${", `"`, "'", "`", "^", "%a", "& ", ` & "x"`, "- ", "not ", "else ", "if a then ",
		"dim a, ", "a=1, ", "x = x & x\n", "sub a(b)\n", "a a\n", "function f{", "f\n", "for each x in array(1,2)\n",
		"foreach($x in 1,2){", "foreach($x in 1,2){}", "<#", "/*", "<a>", "<a ", `<a b="`, "</a>", "<!--", "&amp;", "if exist a ",
		"set a=%a%%a%\n", "for %%i in (a b) do ", "for %%i in (a b) do x %%i\n", `appcmd set config "x" /section:access /sslFlags:Ssl` + "\n",
		`Set o = GetObject("IIS://localhost/W3SVC/1/ROOT"):o.AuthFlags=1` + "\n", "with x\n",
		`<location path="a" xdt:Locator="XPath(//*//*)"><system.webServer><security><access sslFlags="Ssl" xdt:Transform="SetAttributes"/></security></system.webServer></location>`,
		`<IIsWebVirtualDir Location="/LM/W3SVC/1/ROOT/a" AuthFlags="1" Path="c:\x"/>`, `<mkiisdir vdirname="a" authntlm="true"/>`,
		`<Directory Id="a" Name="b">`, `powershell -Command "`, "cmd /c ",
		"call :a x\n:a\n", "if a==b goto %1\n:a\n", "1,2 | % {", "$a.b[", `["a", `,
		`Set o = GetObject("IIS://localhost/W3SVC/1/ROOT"):o.AuthFlags=1:p.SetInfo` + "\n",
		"appcmd set config x /section:access /sslFlags:Ssl\nappcmd clear config y /section:access\n",
		"Class a\n", "Set s = New a\n", "Class a\nSub b\nSet c = New a\nc.b\nEnd Sub\nEnd Class\n", "a.b = function(){", "{a: function(){", "class a {void b(){",
		"iex $x;", "$x = 'iex $x; iex $x'; iex $x\n", "& {", "& $x = {", "Invoke-Command -ScriptBlock {} -ArgumentList 1\n", "@'\n", "if ($x) {} else ",
		"<<A ", "RUN <<A\n", "- ", "a: ", "- a: |\n", " - win_shell: a {{ b }}\n", "- {a: [", "a:\n b\n", "If a Then\n", "Sub x(a)\nIf a Then\nx a\nEnd If\nEnd Sub\n",
		`<location path="a" xdt:Locator="Condition(` + strings.Repeat("@path='b' or ", 100) + `@path='c')" xdt:Transform="Remove"/>`,
	}
	readers := []struct {
		name   string
		origin iis.Origin
		head   string
	}{
		{"web.config", iis.FromWebConfig, ""},
		{"applicationHost.config", iis.FromApplicationHost, ""},
		{"MetaBase.xml", iis.FromMetaBase, ""},
		{"a.vbs", iis.FromADSI, ""},
		{"a.js", iis.FromADSI, ""},
		{"a.cmd", iis.FromAppcmd, ""},
		{"a.ps1", iis.FromPowerShell, ""},
		{"Dockerfile", iis.FromDockerfile, "RUN "},
		{"a.yml", iis.FromYAML, ""},
		{"playbook.yml", iis.FromYAML, "win_shell: |\n "},
		{"a.wxs", iis.FromWiX, ""},
		{"a.build", iis.FromNAnt, ""},
	}
	for _, r := range readers {
		t.Run(r.name, func(t *testing.T) {
			for _, piece := range pieces {
				text := r.head + strings.Repeat(piece, size/len(piece))
				start := time.Now()
				fragments := []*iis.Fragment{iis.ReadText(r.name, text, r.origin)}
				if r.origin == iis.FromWebConfig {
					fragments = append(fragments, iis.ReadText("web.Release.config", text, iis.FromTransform))
				}
				iis.Link(fragments, []string{".", "a"}, iis.Options{}).Effective("a/x.asp")
				if took := time.Since(start); took > limit {
					t.Errorf("%d bytes of %q took %v", len(text), piece, took)
				}
			}
		})
	}
}

// Thousands of sites, virtual directories and pages.
func BenchmarkEffective(b *testing.B) {
	var metabase strings.Builder
	metabase.WriteString("<configuration><MBProperty>")
	dirs := []string{"."}
	for i := range 500 {
		fmt.Fprintf(&metabase, `<IIsWebVirtualDir Location="/LM/W3SVC/1/ROOT/app%d" Path="D:\web\app%d" AuthFlags="AuthNTLM"/>`, i, i)
		dirs = append(dirs, fmt.Sprintf("app%d", i))
	}
	metabase.WriteString("</MBProperty></configuration>")
	config := iis.Link([]*iis.Fragment{iis.ReadText("MetaBase.xml", metabase.String(), iis.FromMetaBase)}, dirs, iis.Options{})
	i := 0
	for b.Loop() {
		i = (i + 1) % 500
		effective := config.Effective(fmt.Sprintf("app%d/x.asp", i))
		if effective[0].Get(iis.Windows).String() != "true" {
			b.Fatal("not found")
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for _, tt := range []struct {
		name, piece string
		origin      iis.Origin
	}{
		{"web.config", `<location path="a"><system.webServer><security><access sslFlags="Ssl"/></security></system.webServer></location>` + "\n", iis.FromWebConfig},
		{"setup.vbs", "Set o = GetObject(\"IIS://\" & server & \"/W3SVC/1/ROOT/mail\")\no.AuthNTLM = True ' Integrated\no.SetInfo\n", iis.FromADSI},
		{"setup.cmd", "%APPCMD% set config \"%SITE%/mail\" /section:windowsAuthentication /enabled:true\nrem done\n", iis.FromAppcmd},
		{"setup.ps1", "Set-WebConfigurationProperty -Filter \"$auth/windowsAuthentication\" `\n  -Name enabled -Value $true -PSPath 'IIS:\\' -Location \"$site/mail\"\n", iis.FromPowerShell},
	} {
		b.Run(tt.name, func(b *testing.B) {
			text := strings.Repeat(tt.piece, 200)
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				iis.ReadText(tt.name, text, tt.origin)
			}
		})
	}
}
