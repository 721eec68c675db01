<%@ Language=VBScript %>
<%
Set objSession = Server.CreateObject("MAPI.Session")
objSession.Logon "", "", False, True, 0, True, "EXCH01" & vbLf & Session("Alias")
Response.Write objSession.Inbox.Messages.Count
objSession.Logoff
%>
