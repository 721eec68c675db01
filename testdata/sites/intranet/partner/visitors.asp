<%@ Language=VBScript %>
<!--#include virtual="/Lib/Layout.inc"-->
<%
' Reception at the plant tells the host that his visitor is here.
' The reception's own mailbox sends the message.

Dim objSession, objMsg, strHost, strUser, bstrProfile

strHost = Trim(Request.Form("host"))
If strHost = "" Then
	PageTop "Besucher melden"
%>
<form method="post" action="visitors.asp">
Besucher: <input name="visitor" size="40"><br>
Gastgeber: <input name="host" size="40"><br>
<input type="submit" value="Melden">
</form>
<%
	PageBottom
	Response.End
End If

strUser = Request.ServerVariables("AUTH_USER")
strUser = Mid(strUser, InStr(strUser, "\") + 1)
bstrProfile = Application("ExchangeServer") + Chr(10) + strUser

Set objSession = CreateObject("MAPI.Session")
objSession.Logon , , False, True, , True, bstrProfile

Set objMsg = objSession.Outbox.Messages.Add("Ihr Besuch ist da", Request.Form("visitor") & " wartet am Empfang.")
objMsg.Recipients.Add strHost
objMsg.Recipients.Resolve False
objMsg.Send False, False

Set objMsg = Nothing
objSession.Logoff
Set objSession = Nothing
Response.Redirect "visitors.asp"
%>
