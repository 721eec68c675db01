<%@ Language=VBScript %>
<% Option Explicit %>
<!--#include file="inc\session.inc"-->
<html>
<body>
<h1>Posteingang</h1>
<%
Dim objInbox, objMessage
OpenMailSession Request.ServerVariables("LOGON_USER")
Set objInbox = objSession.Inbox
For Each objMessage In objInbox.Messages
%>
  <p><%= Server.HTMLEncode(objMessage.Subject) %></p>
<%
Next
objSession.Logoff
%>
</body>
</html>
