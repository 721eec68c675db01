package hostile

import (
	"fmt"
	"strings"
)

// configuration is XML that grows, refers to files and to itself.
func (w *writer) configuration() {
	config := func(dir, text string) {
		w.raw("config/"+dir+"/web.config", text)
		w.page("config/"+dir+"/page.asp", "")
	}
	config("entities", "<?xml version=\"1.0\"?>\n<!DOCTYPE c [<!ENTITY a0 \"ha\">\n"+func() string {
		var b strings.Builder
		for i := range 30 {
			fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">\n", i+1, strings.Repeat(fmt.Sprintf("&a%d;", i), 10))
		}
		return b.String()
	}()+"]>\n<configuration>&a30;</configuration>")
	config("external", "<?xml version=\"1.0\"?>\n<!DOCTYPE c [<!ENTITY x SYSTEM \"file:///etc/passwd\"><!ENTITY % y SYSTEM \"http://127.0.0.1:9/x.dtd\">%y;]>\n<configuration>&x;</configuration>")
	for name, source := range map[string]string{
		"outside": `..\..\..\outside.config`, "absolute": `/etc/passwd`, "unc": `\\server\share\x.config`, "self": `web.config`, "device": `/dev/zero`, "url": `http://127.0.0.1:9/x`,
	} {
		config(name, `<configuration><location path="."><system.webServer><security><authentication configSource="`+source+`"/></security></system.webServer></location><appSettings file="`+source+`" configSource="`+source+`"/></configuration>`)
	}
	config("cycle", `<configuration><system.webServer configSource="a.config"/></configuration>`)
	w.raw("config/cycle/a.config", `<system.webServer configSource="b.config"/>`)
	w.raw("config/cycle/b.config", `<system.webServer configSource="a.config"/>`)
	config("deep", strings.Repeat("<a>", 200_000))
	config("wide", "<configuration>"+strings.Repeat(`<location path="a"><system.webServer/></location>`, 50_000)+"</configuration>")
	config("attributes", "<configuration "+strings.Repeat(`a="b" `, 200_000)+"/>")
	config("locations", `<configuration><location path="../../.."><system.webServer><security><authentication><windowsAuthentication enabled="true"/></authentication></security></system.webServer></location></configuration>`)
	config("broken", "<configuration><system.web><authentication mode=\"\x1b[31m\u202eWindows\"")
	w.odd("config-error", "config/broken/web.config")
	w.odd("config-error", "config/outside/web.config")
	w.odd("config-error", "config/absolute/web.config")
	w.odd("limit", "config/deep/web.config")
	config("bytes", "\xff\xfe\x00\xd8<")
	w.raw("config/transform/web.config", `<configuration><system.webServer/></configuration>`)
	w.raw("config/transform/web.Release.config", `<configuration xmlns:xdt="http://schemas.microsoft.com/XML-Document-Transform">`+
		strings.Repeat(`<system.webServer xdt:Transform="InsertBefore(//*[//*[//*]])" xdt:Locator="XPath(//*//*//*//*//*)"/>`, 500)+`</configuration>`)
	w.raw("config/host/applicationHost.config", `<configuration><system.applicationHost><sites><site name="x" id="1"><application path="/"><virtualDirectory path="/" physicalPath="/etc"/>`+
		`<virtualDirectory path="/../.." physicalPath="..\..\..\outside"/><virtualDirectory path="/a" physicalPath="\\server\share"/></application></site></sites></system.applicationHost></configuration>`)
	w.raw("config/host/MetaBase.xml", `<configuration><MBProperty>`+strings.Repeat(`<IIsWebVirtualDir Location="/LM/W3SVC/1/ROOT/../../.." AuthFlags="99999999999999999999" Path="/etc"/>`, 5000)+`</MBProperty></configuration>`)
}

// scripts set IIS up and never end.
func (w *writer) scripts() {
	w.raw("setup/loop.vbs", "Do\nx = x & x\nFor i = 1 To 1e308\nFor Each y In x\nSet o = GetObject(\"IIS://localhost/W3SVC/1/ROOT/\" & x)\no.AuthFlags = i\nNext\nNext\nLoop\n"+
		"Function f(a)\nf = f(a & a)\nEnd Function\nf \"IIS://\"\nCreateObject(\"WScript.Shell\").Run \"touch owned\"\n")
	w.raw("setup/loop.js", "var x='IIS://localhost/W3SVC/1/ROOT';while(true){x+=x;GetObject(x).AuthFlags=5;}function f(){f();}f();new ActiveXObject('WScript.Shell').Run('touch owned');\n")
	w.raw("setup/loop.cmd", ":a\r\nset x=%x%%x%x\r\nfor /l %%i in (1,0,2) do appcmd set config %x% /section:windowsAuthentication /enabled:true\r\ncall %0\r\ncall loop.cmd\r\ngoto a\r\ntouch owned\r\n"+
		strings.Repeat("set a=%a%%a%b\r\n", 2000)+"appcmd set config \"%a%\" /section:access /sslFlags:Ssl\r\n")
	w.raw("setup/loop.ps1", "function f($x){ f \"$x$x\"; Set-WebConfigurationProperty -Filter $x -Name enabled -Value $true -PSPath IIS:\\ -Location \"$x$x\" }\nwhile($true){ $a = \"$a$a\"; f $a; . .\\loop.ps1; Invoke-Expression $a }\n"+
		strings.Repeat("$a = \"$a$a b\"\n", 2000)+"@("+strings.Repeat("@(", 100_000)+"\n& touch owned\n")
	w.raw("setup/Dockerfile", "FROM scratch\nRUN "+strings.Repeat("powershell -Command \"", 10_000)+"\nRUN touch owned\n")
}
