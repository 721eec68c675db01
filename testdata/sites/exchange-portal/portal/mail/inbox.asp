<%@ Language=VBScript %>
<!--#include virtual="/portal/include/frame.inc"-->
<!--#include virtual="/portal/include/am.inc"-->
<%
Dim objMail, objMsg, lngShown
Set objMail = AmOpen()
If objMail Is Nothing Then Response.Redirect "logon.asp"

FrameTop "My mail"
lngShown = 0
%>
<table width="100%">
<% For Each objMsg In objMail.Inbox.Messages
       lngShown = lngShown + 1 : If lngShown > 20 Then Exit For %>
<tr<% If objMsg.Unread Then %> class="new"<% End If %>>
  <td><%= Esc(objMsg.Sender.Name) %></td><td><%= Esc(objMsg.Subject) %></td><td><%= objMsg.TimeReceived %></td>
</tr>
<% Next : Set objMsg = Nothing %>
</table>
<form method="post" action="send.asp">
To <input name="to"> Subject <input name="subject"><br><textarea name="text"></textarea><br><input type="submit" value="Send">
</form>
<script language="VBScript">
Sub window_onload
    Dim objLocal          ' the visitor's own Outlook, on the visitor's own machine
    On Error Resume Next
    Set objLocal = CreateObject("MAPI.Session")
    objLocal.Logon "Default Outlook Profile", "", False, False
    window.status = objLocal.CurrentUser.Name
    objLocal.Logoff
End Sub
</script>
<% FrameBottom %>
