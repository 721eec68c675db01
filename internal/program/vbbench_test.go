package program

import (
	"strings"
	"testing"

	"github.com/cdolint/cdolint/internal/source"
)

const vbPage = `<%@ Language=VBScript %>
<!--#include file="inc/session.inc"-->
<html><head><title><%= strTitle %></title></head>
<body>
<%
Sub ShowRoom(ByVal rs, intRow)
    Dim strClass
    If intRow Mod 2 = 0 Then strClass = "even" Else strClass = "odd"
    Response.Write "<tr class=""" & strClass & """><td>" & Server.HTMLEncode(rs("RoomName")) & "</td></tr>"
End Sub
Set objSession = Server.CreateObject("MAPI.Session")
objSession.Logon "", "", False, True, 0, True, Application("Server") & vbLf & Session("Mailbox")
If Not rs.EOF Then %>
<table border="0" cellpadding="2" cellspacing="0" width="100%">
<% Do While Not rs.EOF
   intRow = intRow + 1 : ShowRoom rs, intRow %>
  <tr><td><a href="room.asp?id=<%= rs("RoomId") %>&amp;day=<%= Server.URLEncode(strDay) %>">details</a></td></tr>
<% rs.MoveNext
   Loop %>
</table>
<% End If %>
</body></html>
`

func BenchmarkCompile(b *testing.B) {
	src := source.New("room.asp", []byte(strings.Repeat(vbPage, 20)), source.Options{})
	b.SetBytes(int64(len(src.Text)))
	b.ReportAllocs()
	for b.Loop() {
		Compile(src)
	}
}
