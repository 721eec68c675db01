<%@ Language=VBScript CodePage=1252 %>
<!--#include virtual="/lib/layout.inc"-->
<%
Dim objMail, objConf, strText

strText = Trim(Request.Form("text"))
If strText <> "" Then
	' Through the relay: no MAPI, no mailbox.
	Set objConf = Server.CreateObject("CDO.Configuration")
	objConf.Fields("http://schemas.microsoft.com/cdo/configuration/sendusing") = 2
	objConf.Fields("http://schemas.microsoft.com/cdo/configuration/smtpserver") = "relay"
	objConf.Fields.Update
	Set objMail = Server.CreateObject("CDO.Message")
	Set objMail.Configuration = objConf
	objMail.From = "intranet@brandt.example"
	objMail.To = "webmaster@brandt.example"
	objMail.Subject = "Rückmeldung von " & Session("Mailbox")
	objMail.TextBody = strText
	objMail.Send
	Set objMail = Nothing
End If

PageTop "Rückmeldung"
If strText <> "" Then %>
<p>Vielen Dank — wir melden uns.</p>
<% Else %>
<form method="post" action="feedback.asp">
<textarea name="text" rows="8" cols="60"></textarea><br>
<input type="submit" value="Abschicken">
</form>
<% End If %>
<% PageBottom %>
