<%@ Language=VBScript %>
<!--#include file="..\lib\layout.inc"-->
<%
' How many messages wait in the postmaster's mailbox. This one page was
' written for the old mail server, on which the intranet ran until 2001.

Dim objNet, objSession

Set objNet = Server.CreateObject("WScript.Network")
Set objSession = Server.CreateObject("MAPI.Session")

objSession.Logon "", "", False, True, 0, True, objNet.ComputerName & vbLf & "postmaster"

PageTop "Postmaster"
Response.Write "<p>" & objSession.Inbox.Messages.Count & " Nachrichten</p>"

objSession.Logoff
Set objSession = Nothing
PageBottom
%>
