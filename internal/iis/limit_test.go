package iis_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/iis"
)

// Of a set-up script as nobody writes it, what stands first is read, and it is
// said that the rest is not.
func TestALargeScriptIsReadInPart(t *testing.T) {
	const command = `appcmd set config "x" -section:system.webServer/security/authentication/windowsAuthentication /enabled:true` + "\n"
	for n, limited := range map[int]bool{100: false, 20_000: true} {
		f := iis.ReadText("a.cmd", command+strings.Repeat("rem xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n", n), iis.FromAppcmd)
		if len(f.Claims) != 1 {
			t.Errorf("%d lines: %d settings, want 1", n, len(f.Claims))
		}
		if got := len(f.Problems) == 1 && f.Problems[0].ID == "limit"; got != limited || !limited && len(f.Problems) > 0 {
			t.Errorf("%d lines: %v", n, f.Problems)
		}
	}
}

// Small files that amount to much together are read in part, and it is said.
func TestWhatMultipliesIsBounded(t *testing.T) {
	const integrated = `<system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer>`
	repeat := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "#", strconv.Itoa(i+1)))
		}
		return b.String()
	}
	tests := map[string]func(n int) map[string]string{
		"a section that configSource brings in": func(n int) map[string]string {
			return map[string]string{
				"web.config":  "<configuration><system.webServer><security>" + strings.Repeat(`<authentication configSource="auth.config"/>`, n) + "</security></system.webServer></configuration>",
				"auth.config": "<authentication>" + strings.Repeat(`<windowsAuthentication enabled="true"/>`, n) + "</authentication>",
			}
		},
		"build configurations of a web.config": func(n int) map[string]string {
			m := map[string]string{"web.config": "<configuration>" + integrated + "</configuration>"}
			for i := range n {
				m[fmt.Sprintf("web.R%d.config", i)] = m["web.config"]
			}
			return m
		},
		"virtual paths of a folder": func(n int) map[string]string {
			return map[string]string{"applicationHost.config": "<configuration><system.applicationHost><sites>" +
				repeat(n, `<site name="s#" id="#"><application path="/"><virtualDirectory path="/" physicalPath="c:\mail"/></application></site>`) +
				"</sites></system.applicationHost>" + repeat(n, `<location path="s#">`+integrated+`</location>`) + "</configuration>"}
		},
		"settings of a scope": func(n int) map[string]string {
			return map[string]string{"web.config": "<configuration>" + strings.Repeat(integrated, n) + "</configuration>"}
		},
		"settings of a pool": func(n int) map[string]string {
			return map[string]string{"applicationHost.config": "<configuration><system.applicationHost><applicationPools>" +
				strings.Repeat(`<add name="p" enable32BitAppOnWin64="true"/>`, n) + "</applicationPools></system.applicationHost>" + integrated + "</configuration>"}
		},
		"elements that refer to named settings": func(n int) map[string]string {
			return map[string]string{"a.wxs": `<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi" xmlns:iis="http://schemas.microsoft.com/wix/IIsExtension">` +
				strings.Repeat(`<iis:WebDirProperties Id="p" WindowsAuthentication="yes"/>`, n) + repeat(n, `<iis:WebSite Id="s#" Description="d#" DirProperties="p"/>`) + "</Wix>"}
		},
	}
	for name, files := range tests {
		t.Run(name, func(t *testing.T) {
			for n, limited := range map[int]bool{10: false, 400: true} {
				var fragments []*iis.Fragment
				for file, text := range files(n) {
					fragments = append(fragments, iis.ReadText(file, text, iis.Classify(file, []byte(text))))
				}
				config := iis.Link(fragments, []string{".", "mail"}, iis.Options{})
				said := slices.ContainsFunc(config.Problems(), func(p iis.Problem) bool { return p.ID == "limit" && p.At.Path != "" })
				if said != limited {
					t.Errorf("%d: a limit is said: %t, want %t: %v", n, said, limited, config.Problems())
				}
				if list := config.Effective("mail/a.asp"); list[0].Get(iis.Windows).String() != "true" {
					t.Errorf("%d: Integrated is not seen any more", n)
				}
			}
		})
	}
}
