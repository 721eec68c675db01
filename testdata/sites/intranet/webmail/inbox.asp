<%@ Language=VBScript %>
<!--#include virtual="/Lib/Layout.inc"-->
<!--#include virtual="\lib\logon.inc"-->
<%
Dim objMessages, objMsg, intShown

If Not OpenMailbox() Then
	PageTop "Posteingang"
	Response.Write "<p>" & H(g_strError) & "</p>"
	PageBottom
	Response.End
End If

PageTop "Posteingang"
Set objMessages = g_objSession.Inbox.Messages
objMessages.Sort 2, &H0E060040
%>
<table width="100%" border="0" cellspacing="0" cellpadding="2">
<%
intShown = 0
Set objMsg = objMessages.GetFirst
Do While Not objMsg Is Nothing And intShown < 25
%>
<tr>
  <td><% If objMsg.Unread Then %><b><% End If %><%= H(objMsg.Subject) %><% If objMsg.Unread Then %></b><% End If %></td>
  <td><%= H(objMsg.Sender.Name) %></td>
  <td><%= FormatDateTime(objMsg.TimeReceived, vbShortDate) %></td>
  <td><a href="#" onclick="OpenInOutlook '<%= objMsg.ID %>'">Öffnen</a></td>
</tr>
<%
	intShown = intShown + 1
	Set objMsg = objMessages.GetNext
Loop
Set objMsg = Nothing
Set objMessages = Nothing
CloseMailbox
%>
</table>
<script language="VBScript">
' In the browser of the visitor, with the profile of the visitor.
Sub OpenInOutlook(strID)
	Dim objSession
	Set objSession = CreateObject("MAPI.Session")
	objSession.Logon "", "", False, False
	MsgBox objSession.GetMessage(strID).Subject
	objSession.Logoff
End Sub
</script>
<% PageBottom %>
