<%@ Language=VBScript %>
<% Option Explicit %>
<!--#include file="include\frame.inc"-->
<%
Dim varPort, objTrack

FrameTop "Today"
%>
<p>Good morning, <%= Session("Account") %>.</p>
<table class="menu">
<tr><td><a href="mail/logon.asp">My mail</a></td><td><a href="calendar/week.asp">Fleet calendar</a></td></tr>
<tr><td><a href="rooms/free.asp">Meeting rooms</a></td><td><a href="directory/find.asp">Who is who</a></td></tr>
</table>
<h2>Ports</h2>
<ul>
<% For Each varPort In dicPorts %>
  <li><a href="<%= LCase(dicPorts(varPort)) %>/"><%= dicPorts(varPort) %></a></li>
<% Next %>
</ul>
<%
' Positions of the ships. Bought in; the component has a logon of its own.
Set objTrack = Server.CreateObject("SeaTrack.Fleet")
objTrack.Logon "halcyon", "", False, True, 0, True, Application("MailHost") & vbLf & "fleet"
Response.Write objTrack.PositionsAsHtml(7)
objTrack.Logoff
Set objTrack = Nothing

FrameBottom
%>
