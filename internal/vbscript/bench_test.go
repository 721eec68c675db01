package vbscript

import (
	"strings"
	"testing"
)

// scriptSample is page code in the style of the intranets of 2002.
const scriptSample = `' Room calendar: shows the bookings of a week
Option Explicit
Const cdoDefaultFolderCalendar = 0
Dim objSession, objFolder, objMessages, strServer, strMailbox, i, blnFound

Function QuoteHtml(ByVal strText)
    If IsNull(strText) Or strText = "" Then
        QuoteHtml = "&nbsp;"
        Exit Function
    End If
    strText = Replace(strText, "<", "&lt;") : strText = Replace(strText, ">", "&gt;")
    QuoteHtml = Replace(strText, """", "&quot;") & ""
End Function

Sub OpenSession(ByRef objResult, strProfile)
    On Error Resume Next
    Set objResult = Server.CreateObject("MAPI.Session")
    objResult.Logon "", "", False, True, 0, True, strProfile
    If Err.Number <> 0 Then
        Response.Write "<p class=""error"">" & Err.Description & " (" & Hex(Err.Number) & ")</p>" & vbCrLf
        Response.End
    End If
    On Error GoTo 0
End Sub

strServer = Application("ExchangeServer")
strMailbox = LCase(Mid(Request.ServerVariables("LOGON_USER"), InStr(Request.ServerVariables("LOGON_USER"), "\") + 1))
OpenSession objSession, strServer & vbLf & strMailbox
Set objFolder = objSession.GetDefaultFolder(cdoDefaultFolderCalendar)
Set objMessages = objFolder.Messages
For i = 1 To objMessages.Count Step 1
    With objMessages.Item(i)
        Select Case Weekday(.StartTime, vbMonday)
        Case 1, 2, 3, 4, 5
            If .StartTime >= #1/1/2002# And .EndTime < Date + 7 * 24 - (i Mod 3) / &HFF Then blnFound = True Else blnFound = False
        Case Else
            blnFound = Not blnFound And (i > 0 Or .AllDayEvent)
        End Select
        If blnFound Then Response.Write "<tr><td>" & QuoteHtml(.Subject) & "</td><td>" & FormatDateTime(.StartTime, vbShortTime) & _
            "</td><td>" & QuoteHtml(.Location) & "</td></tr>"
    End With
Next
Do While Not rs.EOF
    Session("Rooms")(rs("Id").Value) = rs.Fields("Name") & " (" & rs("Seats") & ")"   ' keep for the next page
    rs.MoveNext
Loop
objSession.Logoff
Set objSession = Nothing
`

func BenchmarkScan(b *testing.B) {
	src := strings.Repeat(scriptSample, 100)
	chunks := []Chunk{{ChunkCode, 0, len(src)}}
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		s := NewScanner(src, chunks, VBScript)
		for s.Next().Kind != EOF {
		}
	}
}

// pageSample is a page as most are: code in pieces between the tags of a table.
const pageSample = `<!-- rooms -->
<!--#include file="inc/session.inc"-->
<html>
<head><title><%= strTitle %></title></head>
<body>
<% If Not rs.EOF Then %>
<table border="0" cellpadding="2" cellspacing="0" width="100%">
<% Do While Not rs.EOF
   intRow = intRow + 1
   If intRow Mod 2 = 0 Then strClass = "even" Else strClass = "odd" %>
  <tr class="<%= strClass %>">
    <td><a href="room.asp?id=<%= rs("RoomId") %>&amp;day=<%= Server.URLEncode(strDay) %>"><%= Server.HTMLEncode(rs("RoomName")) %></a></td>
    <td align="right"><%= rs("Seats") & " " & strSeats %></td>
    <% Select Case rs("State") %>
    <% Case "free", "open" %><td>free</td>
    <% Case Else %><td>taken until <%= FormatDateTime(rs("Until"), vbShortTime) %></td>
    <% End Select %>
  </tr>
<% rs.MoveNext
   Loop %>
</table>
<% Else %>
<p>No rooms.</p>
<% End If
   rs.Close : Set rs = Nothing %>
</body>
</html>
`

func BenchmarkParse(b *testing.B) {
	run := func(name, src string) {
		b.Run(name, func(b *testing.B) {
			chunks := chunksOf(src)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				f := Parse(src, chunks, VBScript)
				if len(f.Errors) > 0 {
					b.Fatal(f.Errors[0])
				}
				f.Release() // as whoever makes a program of it does
			}
		})
	}
	run("script", strings.Repeat(scriptSample, 20))
	run("page", strings.Repeat(pageSample, 20))
	run("one small script", scriptSample)
}
