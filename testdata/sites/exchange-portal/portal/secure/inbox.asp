<%@ Language=VBScript %>
<!--#include file="..\include\frame.inc"-->
<!--#include file="..\include\mailbox.inc"-->
<%
' From the road: Basic over SSL (deploy\ssl-2004.vbs), so the same class works here.
Dim box, strUser
strUser = Request.ServerVariables("REMOTE_USER")
Set box = New CMailbox
box.Host = Application("MailHost")
FrameTop "Mail from the road"
If box.Open(Mid(strUser, InStr(strUser, "\") + 1)) Then
    Response.Write "<p>" & box.Session.Inbox.Messages.Count & " messages</p>"
Else
    Response.Write "<p>" & Esc(box.Problem) & "</p>"
End If
Set box = Nothing
FrameBottom
%>
