<%@ Language=VBScript %>
<% Option Explicit %>
<!--#include file="Lib/Layout.inc"-->
<!--#include file="Lib/Database.inc"-->
<%
Dim rs, strHint
PageTop "Willkommen"

' What the help desk reads out when somebody calls.
strHint = "Set s = CreateObject(""MAPI.Session"") : s.Logon """", """", False, True, 0, True, ""MAIL02"" & vbLf & ""name"""
%>
<p>Guten Tag, <b><%= H(Session("Mailbox")) %></b>. Heute sind <%= Application("Visitors") %> Kollegen hier.</p>

<table border="0" cellpadding="4">
<tr valign="top">
  <td width="50%">
    <b>Abteilungen</b><br>
<%
OpenDatabase
Set rs = g_objConn.Execute("SELECT Name, Extension FROM Departments ORDER BY Name")
Do While Not rs.EOF %>
    <%= H(rs("Name")) %> &nbsp;<font color="#666666"><%= rs("Extension") %></font><br>
<%	rs.MoveNext
Loop
rs.Close
CloseDatabase
%>
  </td>
  <td>
    <b>Räume &amp; Termine</b><br>
    <a href="calendar/rooms.asp">Besprechungsräume</a><br>
    <a href="calendar/book.asp">Raum buchen</a><br>
    <a href="https://intranet/webmail/inbox.asp">Posteingang</a><br>
    <a href="news/default.asp">Neues aus dem Café</a>
  </td>
</tr>
</table>
<!-- For the help desk: <%= H(strHint) %> -->
<% PageBottom %>
