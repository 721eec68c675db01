package signs_test

import (
	"testing"

	"github.com/cdolint/cdolint/analyzers/signs"
	"github.com/cdolint/cdolint/internal/program"
	"github.com/cdolint/cdolint/internal/source"
)

func of(t *testing.T, pages ...string) *signs.Signs {
	t.Helper()
	var list []*program.File
	for _, text := range pages {
		list = append(list, program.Compile(source.New("page.asp", []byte(text), source.Options{})))
	}
	return signs.Of(list)
}

func TestSession(t *testing.T) {
	for _, c := range []struct {
		name string
		text string
		want bool
	}{
		{"a literal ProgID", `<% Set s = Server.CreateObject("MAPI.Session") %>`, true},
		{"with a version", `<% Set s = CreateObject("mapi.session.1") %>`, true},
		{"an object tag", `<object runat=server id=s progid="MAPI.Session"></object>`, true},
		{"a class ID", `<object runat=server id=s classid="clsid:3FA7DEB3-6438-101B-ACC1-00AA00423326"></object>`, true},
		{"the rendering library", `<% Set a = CreateObject("AMHTML.Application") %>`, true},
		{"JScript", `<script runat=server language=JScript>var s = new ActiveXObject("MAPI.Session");</script>`, true},
		{"cut behind MAPI", `<% Set s = CreateObject("MAPI" & ".Session") %>`, true},
		{"cut within MAPI", `<% p = "MA" : q = "PI.Session" : Set s = CreateObject(p & q) %>`, true},
		{"any name, and a Logon", `<% Set s = CreateObject(Unmask(name)) : s.Logon "", "", False %>`, true},
		{"code that is executed", `<% Execute "Set s = CreateObject(""MAPI.Session"")" %>`, true},
		{"code in pieces that is executed", `<% Execute "Set s = Create" & "Object(x)" : s.Logon %>`, false}, // nobody could follow it
		{"names that only begin so", `<% Set d = CreateObject("Scripting.Dictionary") : d("MapID") = "mapImage" : f.GetFolder("x") %>`, false},
		{"a host", `<% url = "https://mapi.example.com/gateway.do?" : Set o = CreateObject(name) : f.GetFolder("/mapi/") %>`, false},
		{"one of a list", `<% For Each p In Split("ADODB.Connection/MAPI.Session", "/") : Set o = CreateObject(p) : Next %>`, true},
		{"cut within the class", `<% Set s = CreateObject("MAPI.Se" & "ssion") %>`, true},
		{"a file system", `<% Set fso = CreateObject("Scripting.FileSystemObject") : Set f = fso.GetFolder(path) %>`, false},
		{"a class with a Logon of its own", `<%
Class User
	Public Function Logon(name, password)
	End Function
End Class
Set u = New User : Set o = CreateObject(component) : u.Logon "a", "b" %>`, false},
		{"a Logon of something that is made by a literal", `<% Set u = CreateObject("Acme.User") : u.Logon "a" %>`, false},
		{"a comment", `<% ' Set s = CreateObject("MAPI.Session")
x = 1 %>`, false},
		{"HTML", `<script>var s = new ActiveXObject("MAPI.Session");</script>`, false},
	} {
		if got := of(t, c.text).Session(); got != c.want {
			t.Errorf("%s: %v, want %v\n%s", c.name, got, c.want, c.text)
		}
	}
}

func TestRequest(t *testing.T) {
	const made = `Set http = Server.CreateObject("MSXML2.ServerXMLHTTP.6.0") : `
	for _, c := range []struct {
		name string
		text string
		want bool
	}{
		{"a method of WebDAV", `<% ` + made + `http.Open "PROPFIND", url, False %>`, true},
		{"in lower case", `<% ` + made + `http.open("search", url, false) %>`, true},
		{"in a variable", `<% ` + made + `verb = "BMOVE" : http.Open verb, url, False %>`, true},
		{"in pieces", `<% ` + made + `verb = "PROP" & kind : http.Open verb, url, False %>`, true},
		{"on another page", `<% verb = Session("verb") : Set h = Make() : h.Open verb, url %><% Session("verb") = "POLL" : x = "Msxml2.XMLHTTP" %>`, true},
		{"a mailbox", `<% ` + made + `http.Open "GET", "http://ex01/exchange/" & user, False %>`, true},
		{"a mailbox, server and folder apart", `<% ` + made + `folder = "/exchange" : http.Open "GET", base & folder, False %>`, true},
		{"a command of a public folder", `<% ` + made + `http.Open "GET", base & "/public/?Cmd=contents", False %>`, true},
		{"a public folder that is changed", `<% ` + made + `http.Open "PUT", base & "/public/it/x.eml", False %>`, true},
		{"user name and password", `<% ` + made + `http.Open "GET", url, False, "svc", pw %>`, true},
		{"SetCredentials", `<% Set w = CreateObject("WinHttp.WinHttpRequest.5.1") : w.Open "GET", url : w.SetCredentials u, p, 0 %>`, true},
		{"a password in the address", `<% ` + made + `http.Open "GET", "http://svc:Winter2003@files/x.xml", False %>`, true},
		{"one in pieces", `<% ` + made + `http.Open "GET", "http://" & u & ":" & p & "@files/x.xml", False %>`, true},
		{"by With", `<% With Server.CreateObject("Microsoft.XMLHTTP") : .Open "PROPFIND", url : End With %>`, true},
		{"by brackets", `<script runat=server language=JScript>var h = new ActiveXObject("Microsoft.XMLHTTP"); h["open"]("PROPFIND", url);</script>`, true},
		{"a name that is a recordset elsewhere", `<% Set o = CreateObject("ADODB.Recordset") %><% Set o = MakeClient("Microsoft.XMLHTTP") : o.Open verb, url : verb = "SEARCH" %>`, true},
		{"a parameter", `<% Sub Send(o) : o.Open "PROPFIND", url : End Sub : Set o = CreateObject("ADODB.Recordset") : x = "Microsoft.XMLHTTP" %>`, true},
		{"an element", `<% For Each o In clients : o.Open "PROPFIND", url : Next : Set o = CreateObject("ADODB.Recordset") : x = "Microsoft.XMLHTTP" %>`, true},
		{"code that is executed", `<% Execute "h.Open ""PROPFIND"", url" : Set h = CreateObject("Microsoft.XMLHTTP") %>`, true},
		{"a ProgID in pieces", `<% Set h = CreateObject("MSXML2.Server" & "XMLHTTP") : h.Open "PROPFIND", url %>`, true},

		{"a page that is fetched", `<% ` + made + `http.Open "GET", "http://rates.example.com/today.xml", False : http.Send %>`, false},
		{"a form that is posted", `<% ` + made + `http.Open "POST", url & "?exchange=1", False %>`, false},
		{"a folder that only begins so", `<% ` + made + `http.Open "GET", "http://host/exchange-rates/", False %>`, false},
		{"a public folder that is read", `<% ` + made + `http.Open "GET", "http://host/public/logo.gif", False %>`, false},
		{"an address of electronic mail", `<% ` + made + `http.Open "GET", url, False : x = "mailto:info@example.com" : y = InStr(m, "@") %>`, false},
		{"a regular expression", `<% ` + made + `http.Open "GET", url, False : re.Pattern = "^([a-z:]+)@([a-z]+)$" %>`, false},
		{"a search of its own", `<% ` + made + `http.Open "GET", url, False : Select Case action : Case "search", "move" : End Select %>`, false},
		{"recordsets", `<% ` + made + `http.Open "GET", url, False
Set rs = Server.CreateObject("ADODB.Recordset") : rs.Open sql, db, adOpenStatic, adLockReadOnly, adCmdText : x = "search"
rs2.Open sql, conn, 3, 3 : rs3.Open "SELECT * FROM t WHERE id=" & id, db %>`, false},
		{"no client at all", `<% o.Open "PROPFIND", url %>`, false},
	} {
		if got := of(t, c.text).Request(); got != c.want {
			t.Errorf("%s: %v, want %v\n%s", c.name, got, c.want, c.text)
		}
	}
}

func TestErrorNumber(t *testing.T) {
	for text, want := range map[string]bool{
		`<% If Err.Number = -2147746065 Then x = 1 %>`:           true,
		`<% Const E = 2147746063 : If Err = E Then x = 1 %>`:     true,
		`<% If CStr(Err) = "-2147746065" Then x = 1 %>`:          true,
		`<% If Err.Number = -2147221231 Then x = 1 %>`:           false,
		`<% If Err.Number = 424 Or n = 4294967295 Then x = 1 %>`: false,
	} {
		if got := of(t, text).ErrorNumber(); got != want {
			t.Errorf("%s: %v, want %v", text, got, want)
		}
	}
}
