<%@ Language=VBScript %>
<html><body><h1>Room 4</h1>
<%
Set objSession = Server.CreateObject("MAPI.Session")
objSession.Logon "", "", False, True, 0, True, "EX01" & vbLf & "room4"
For Each objMessage In objSession.Inbox.Messages
    Response.Write Server.HTMLEncode(objMessage.Subject) & "<br>"
Next
objSession.Logoff
%>
</body></html>
