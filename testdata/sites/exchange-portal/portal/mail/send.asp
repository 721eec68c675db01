<%@ Language=VBScript %>
<!--#include virtual="/portal/include/frame.inc"-->
<!--#include virtual="/portal/include/mailbox.inc"-->
<%
Dim box, objMsg

Set box = New CMailbox
box.Host = Application("MailHost")
If box.Open(Session("Account")) Then
    Set objMsg = box.Session.Outbox.Messages.Add(Request.Form("subject"), Request.Form("text"))
    objMsg.Recipients.Add Request.Form("to"), , CdoTo
    objMsg.Recipients.Resolve False
    objMsg.Send True, False
    Set objMsg = Nothing
    Set box = Nothing
    Response.Redirect "inbox.asp"
End If

FrameTop "Not sent"
Response.Write "<p>" & Esc(box.Problem) & "</p>"
FrameBottom
%>
